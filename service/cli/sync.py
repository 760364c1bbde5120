"""What tablets are told: compared, compacted, begun anew."""

import datetime as dt

import click
from flask.cli import AppGroup

from service.cli.house import house, now
from service.usecases.compact_sync import compact
from service.usecases.tell_all import tell_differing, tell_province

sync = AppGroup("sync", help="What tablets are told.")


@sync.command("mend")
def mend() -> None:
    """Hold what tablets were told against what is there, and tell what differs (0 is right)."""
    repos = house().repos
    told = tell_province(repos, now()) + tell_differing(repos, now())
    click.echo(f"{told} changes had to be told.")


@sync.command("compact")
@click.option("--days", type=click.IntRange(1), default=400, show_default=True)
def compact_command(days: int) -> None:
    """Drop the traces of what left a scope so long ago; a tablet away for longer starts again."""
    dropped = compact(house().repos, now() - dt.timedelta(days=days))
    click.echo(f"{dropped} dropped.")


@sync.command("restart")
def restart() -> None:
    """Let every tablet start again: after the database was put back without `flask restore`."""
    house().repos.sync_state.begin_another_epoch()
    click.echo("Every tablet starts again with its next pull, and sends again what it kept.")
