"""Checklists, indicators and their rules."""

from pathlib import Path

import click
from flask.cli import AppGroup

import checklists as catalogue
from checklists.lint import lint

checklists = AppGroup("checklists", help="Checklists, indicators and their rules.")


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
