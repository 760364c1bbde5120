"""The commands under ``flask``."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from tqdm import tqdm

import checklists as catalogue
from checklists.lint import lint
from service.documents.admin_units import areas_of
from service.documents.geocoding import geocoder_of
from service.domain.demo_cast import DEMO_CAST, DEMO_PASSWORD
from service.serve import serve
from service.usecases.accounts import open_account
from service.usecases.demo import load_demo
from service.usecases.geocode_register import geocode_register

checklists = AppGroup("checklists", help="Checklists, indicators and their rules.")
areas = AppGroup("areas", help="Administrative units.")
units = AppGroup("units", help="Organisations that inspect or report.")
accounts = AppGroup("accounts", help="Who may sign in.")


def register_commands(app: Flask) -> None:
    app.cli.add_command(serve_command)
    app.cli.add_command(load_demo_command)
    for group in (checklists, areas, units, accounts):
        app.cli.add_command(group)


@click.command("serve")
def serve_command() -> None:
    """Serve at HOST and PORT; in demo mode with demo data and the names to sign in with."""
    settings = _house().settings
    if settings.demo:
        _load_demo()
        names = ", ".join(member["username"] for member in DEMO_CAST)
        click.echo(f"Sign in as {names} with the password {DEMO_PASSWORD}.")
    click.echo(f"An Trú: http://{settings.host}:{settings.port}")
    _house().repos.database.client.close()
    serve(settings)


@click.command("demo")
def load_demo_command() -> None:
    """Fill the register with an invented province and years of visits; safe to run again."""
    _load_demo()


def _load_demo() -> None:
    with _bar("Demo") as progress:
        counts = load_demo(_house().repos, now=dt.datetime.now(dt.UTC), progress=progress)
    click.echo("Demo: " + ", ".join(f"{count} {what}" for what, count in counts.items()))


@contextmanager
def _bar(title: str) -> Iterator[Callable[[int, int], None]]:
    with tqdm(total=1, desc=title, leave=False, disable=None) as bar:

        def progress(done: int, whole: int) -> None:
            bar.total = whole
            bar.update(done - bar.n)

        yield progress


@checklists.command("lint")
@click.argument("folder", required=False, type=click.Path(exists=True, path_type=Path))
def lint_checklists(folder: Path | None) -> None:
    """Check the checklist files; each fault with file, line and reason."""
    faults = lint(folder or Path(catalogue.__file__).parent)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise SystemExit(1)
    click.echo("Checklists, indicators, triage rules, legal bases and figures are in order.")


@areas.command("load")
@click.option("--province", help="Two digits; ANTRU_PROVINCE when left out.")
def load_areas(province: str | None) -> None:
    """Load a province's areas, before and after 2025-07-01."""
    found = areas_of(province or _house().settings.province)
    _house().repos.areas.put_all(found)
    click.echo(f"{len(found)} areas.")


@units.command("import")
@click.argument("file", type=click.File("rb"))
def import_units(file: Any) -> None:
    """Import units from a JSON list: code, name, kind, parent, valid_from, valid_to, areas."""
    for unit in json.load(file):
        document = {
            "_id": unit.pop("code"),
            "parent": None,
            "valid_to": None,
            "areas": None,
            **unit,
        }
        _house().repos.units.put(document)
        click.echo(document["_id"])


@areas.command("geocode")
def geocode() -> None:
    """Give establishments without a point one from ANTRU_GEOCODER, marked as its guess."""
    settings = _house().settings
    if not settings.geocoder:
        raise click.ClickException("Set ANTRU_GEOCODER to nominatim or photon first.")
    ask = geocoder_of(settings.geocoder, settings.geocoder_url)
    with _bar("Geocoding") as progress:
        counts = geocode_register(_house().repos, ask, dt.datetime.now(dt.UTC), progress)
    click.echo(", ".join(f"{count} {what}" for what, count in counts.items()))


@accounts.command("create")
@click.argument("username")
@click.option("--name", required=True)
@click.option("--role", required=True)
@click.option("--unit", required=True)
@click.password_option()
def create_account(username: str, name: str, role: str, unit: str, password: str) -> None:
    """Open an account, such as the first administrator's."""
    fields = {"username": username, "name": name, "role": role, "unit": unit, "password": password}
    open_account(_house().repos, fields, dt.datetime.now(dt.UTC))
    click.echo(f"{username}: {role}, {unit}")


def _house() -> Any:
    return current_app.extensions["an-tru"]
