"""Telling people that something waits."""

import signal
import threading
from typing import Any

import click
from flask.cli import AppGroup, with_appcontext

from service.cli.house import faults_told, house, now
from service.domain.audit import entry_of
from service.teller import keep_telling, one_round
from service.usecases.first_account import COMMAND
from service.usecases.tell import list_dead_letters, put_back

ENDS = ("sent", "waiting", "dropped", "dead")


@click.group("tell", cls=AppGroup, invoke_without_command=True)
@click.option("--keep", is_flag=True, help="Go on until told to stop.")
@click.pass_context
@with_appcontext
def tells(context: click.Context, *, keep: bool) -> None:
    """Tell people by mail that something waits: one round, or as a worker."""
    if context.invoked_subcommand:
        return
    if house().settings.mail is None:
        click.echo("ANTRU_SMTP_URL is not set: no mail is sent; notices show on people's pages.")
    if keep:
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        keep_telling(house(), stop)
        return
    ends = one_round(house(), now())
    click.echo(", ".join(f"{ends[end]} {end}" for end in ENDS) + ".")


@tells.command("dead")
def dead_letters() -> None:
    """List the letters that were given up, the last first."""
    found = list_dead_letters(house().repos, {"limit": 200, "cursor": None}, sends_mail=True)
    for letter in found["items"]:
        click.echo(_line(letter))
    click.echo(f"{len(found['items'])} given up.")


@tells.command("again")
@click.argument("letter", type=click.UUID)
def again(letter: Any) -> None:
    """Let a letter that was given up begin anew."""
    with faults_told():
        who = {"username": COMMAND}
        house().repos.audit.append(entry_of("put_back_letter", now(), who, of=[letter]))
        put_back(house().repos, letter, now())
    click.echo(f"{letter} goes again with the next round.")


def _line(letter: dict[str, Any]) -> str:
    facts = f"{letter['_id']} to {letter['to']}, {letter['tries']} tries"
    return f"{facts}, {letter['ended_at']:%Y-%m-%d %H:%M} UTC: {letter['reason']}"
