"""Templates of papers: an office takes the shipped one, edits it in Word and uses its own."""

import datetime as dt
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from service.cli.house import faults_told, house, now
from service.documents.papers.declared import PAPERS
from service.documents.papers.fields import Many, Part, Picture, Text, Truth, told
from service.documents.papers.template import check_template
from service.domain.periods import LOCAL
from service.usecases import templates as usecases

KINDS = {Text: "text", Truth: "yes or no", Picture: "picture", Part: "group", Many: "list"}
DAY = click.DateTime(["%Y-%m-%d"])
FROM = click.option("--from", "valid_from", type=DAY, help="The first day; today when left out.")
FILE = click.Path(dir_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)

templates = AppGroup("templates", help="The DOCX templates that papers are printed on.")


@templates.command("list")
def list_templates() -> None:
    """Each paper, and its own templates if it has any: number, first day, SHA-256, file."""
    for code, paper in PAPERS.items():
        rows = house().repos.templates.of(code)
        click.echo(f"{code}: {paper.title}{'' if rows else ' (shipped)'}")
        for row in rows:
            name = row["name"] or "(shipped)"
            click.echo(f"  {row['number']}  {row['valid_from']}  {row['sha256'][:12]}  {name}")


@templates.command("fields")
@click.argument("paper")
def fields(paper: str) -> None:
    """What a template of the paper may say, by name."""
    with faults_told():
        declared = usecases.paper_of(paper).fields
    for name, field in told(declared):
        click.echo(f"{name}  ({KINDS[type(field)]}) {field.words}")


@templates.command("export")
@click.argument("paper")
@click.argument("file", type=FILE)
@click.option("--number", type=int, help="An own template; the shipped one when left out.")
def export(paper: str, file: Path, number: int | None) -> None:
    """Write a template into FILE, to edit in Word."""
    with faults_told():
        file.write_bytes(usecases.template_version(house().repos, paper, number))
    click.echo(f"{file}: edit it in Word, then: flask templates use {paper} {file}")


@templates.command("check")
@click.argument("paper")
@click.argument("file", type=EXISTING)
def check(paper: str, file: Path) -> None:
    """Say what is wrong with FILE as a template; stores nothing."""
    with faults_told():
        check_template(file.read_bytes(), usecases.paper_of(paper))
    click.echo(f"{file}: can be used for {paper}")


@templates.command("use")
@click.argument("paper")
@click.argument("file", type=EXISTING)
@FROM
def use(paper: str, file: Path, valid_from: dt.datetime | None) -> None:
    """Print papers of a day and later on FILE; earlier templates stay for papers of their days."""
    with faults_told():
        repos, day = house().repos, _day(valid_from)
        number = usecases.use_template(repos, paper, file.read_bytes(), file.name, day, now())
    click.echo(f"{paper}: template {number} from {day}")


@templates.command("back")
@click.argument("paper")
@FROM
def back(paper: str, valid_from: dt.datetime | None) -> None:
    """Go back to the shipped template for papers of a day and later."""
    with faults_told():
        day = _day(valid_from)
        number = usecases.use_shipped(house().repos, paper, day, now())
    click.echo(f"{paper}: template {number}, the shipped one, from {day}")


def _day(chosen: Any) -> str:
    return (chosen.date() if chosen else now().astimezone(LOCAL).date()).isoformat()
