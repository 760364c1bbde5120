"""Organisations that inspect or report."""

import json
from typing import Any

import click
from flask.cli import AppGroup

from service.cli.house import house

units = AppGroup("units", help="Organisations that inspect or report.")


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
        house().repos.units.put(document)
        click.echo(document["_id"])
