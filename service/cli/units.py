"""Organisations that inspect or report."""

from typing import Any

import click
from flask.cli import AppGroup

from schemas.accounts import NewUnit
from service.api.contract import load
from service.api.json_in import read_json
from service.cli.house import faults_told, house, now
from service.usecases.units import import_units

units = AppGroup("units", help="Organisations that inspect or report.")


@units.command("import")
@click.argument("file", type=click.File("rb"))
def import_units_command(file: Any) -> None:
    """Import units from a JSON list, all or none: code, name, kind, parent, valid_from, valid_to,
    areas (keys such as 2025:05977; null is the whole province)."""
    with faults_told():
        listed = load(NewUnit(many=True), read_json(file.read()))
        for code in import_units(house().repos, listed, now()):
            click.echo(code)
