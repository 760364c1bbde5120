"""The commands under ``flask``."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup

import checklists as catalogue
from checklists.lint import lint
from service.documents.admin_units import areas_of
from service.usecases.accounts import open_account

checklists = AppGroup("checklists", help="Checklists, indicators and their rules.")
areas = AppGroup("areas", help="Administrative units.")
units = AppGroup("units", help="Organisations that inspect or report.")
accounts = AppGroup("accounts", help="Who may sign in.")


def register_commands(app: Flask) -> None:
    for group in (checklists, areas, units, accounts):
        app.cli.add_command(group)


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
