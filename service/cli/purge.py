"""Purging what has run out of its time of retention."""

import datetime as dt
import uuid

import click
from flask.cli import AppGroup

from service.cli.house import bar, faults_told, house, now
from service.domain.periods import LOCAL
from service.usecases.purge import plan_purge, purge

purges = AppGroup("purge", help="What has run out of its time of retention.")
DAY = click.DateTime(["%Y-%m-%d"])


@purges.command("plan")
@click.option("--until", type=DAY, help="A local day; today when left out.")
def plan(until: dt.datetime | None) -> None:
    """A dry run: how much of each kind is due by the end of the day; nothing is purged."""
    day = until.date() if until else now().astimezone(LOCAL).date()
    for code, count in plan_purge(house().repos, day).items():
        click.echo(f"{code}: {count['due']} due, {count['held']} of them under a legal hold")
    click.echo(
        f'To purge: one administrator asks (POST /approvals, act "purge", subject "{day}"), '
        f"another approves, then: flask purge run --until {day} --approval ID"
    )


@purges.command("run")
@click.option("--until", type=DAY, required=True)
@click.option("--approval", type=click.UUID, required=True)
def run(until: dt.datetime, approval: uuid.UUID) -> None:
    """Purge what two people approved; one that was interrupted goes on."""
    with faults_told(), bar("Purge") as progress:
        counts = purge(house().repos, approval, until.date(), now(), progress)
    for code, count in counts.items():
        click.echo(f"{code}: {count} purged")
