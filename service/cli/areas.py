"""Administrative units, and points for what has none."""

from pathlib import Path

import click
from flask.cli import AppGroup

from service.cli.house import bar, house, now
from service.documents.admin_units import areas_of
from service.documents.boundary_file import BadBoundaries, boundaries
from service.documents.geocoding import geocoder_of
from service.usecases.boundaries import import_boundaries
from service.usecases.geocode_register import geocode_register
from service.usecases.tell_all import tell_province

areas = AppGroup("areas", help="Administrative units.")


@areas.command("load")
@click.option("--province", help="Two digits; ANTRU_PROVINCE when left out.")
def load_areas(province: str | None) -> None:
    """Load a province's areas, before and after 2025-07-01."""
    found = areas_of(province or house().settings.province)
    house().repos.areas.put_all(found)
    tell_province(house().repos, now())
    click.echo(f"{len(found)} areas.")


@areas.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_areas(file: Path) -> None:
    """Give communes their boundaries from GeoJSON or a GeoPackage, by their code."""
    try:
        stored, faults = import_boundaries(house().repos, boundaries(file))
    except BadBoundaries as error:
        raise click.ClickException(str(error)) from None
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{stored} boundaries, {len(faults)} left out.")


@areas.command("geocode")
def geocode() -> None:
    """Give establishments without a point one, marked as a guess: what ANTRU_GEOCODER finds, else
    the centre of their commune."""
    settings, ask = house().settings, None
    if settings.geocoder:
        ask = geocoder_of(settings.geocoder, settings.geocoder_url, settings.geocoder_key)
    else:
        click.echo("ANTRU_GEOCODER is not set: the centre of the commune is taken.", err=True)
    with bar("Geocoding") as progress:
        counts = geocode_register(house().repos, ask, now(), progress, settings.geocoder or "")
    if counts["unanswered"]:
        click.echo("The geocoder does not answer; run this again when it does.", err=True)
    click.echo(", ".join(f"{count} {what}" for what, count in counts.items()))
