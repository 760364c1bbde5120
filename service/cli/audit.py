"""The audit log: is it whole, and where do its chains end."""

import datetime as dt
from contextlib import closing
from pathlib import Path

import click
from flask.cli import AppGroup

from service.anchors import read_checkpoints, write_checkpoints
from service.cli.house import bar, house, now
from service.domain.periods import local_day
from service.keys import rotate_checkpoint_key
from service.repositories.privileges import place_commands
from service.usecases.audit import checkpoint_audit, known_checkpoints, verify_audit
from service.usecases.unusual_reading import find_unusual_reading

FINDINGS_MOST = 1_000

audit = AppGroup("audit", help="The audit log: is it whole, and where do its chains end.")


@audit.command("verify")
@click.option(
    "--against", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Checkpoints that were exported before.",
)  # fmt: skip
def verify(against: Path | None) -> None:
    """Find what was changed, removed, inserted, moved, cut off or written anew."""
    earlier = read_checkpoints(against) if against else []
    count = 0
    with bar("Verifying") as progress:
        found = verify_audit(house().repos, house().anchor, earlier, progress)
        with closing(found):
            for count, finding in enumerate(found, 1):
                click.echo(str(finding), err=True)
                if count == FINDINGS_MOST:
                    click.echo("There is more; this is enough.", err=True)
                    break
    if count:
        raise SystemExit(1)
    entries = house().repos.audit.rows.count_documents({})
    signed = len(known_checkpoints(house().repos, house().anchor))
    click.echo(f"{entries} entries and {signed} checkpoints: whole.")


@audit.command("checkpoint")
def checkpoint() -> None:
    """Sign where every chain ends now, in the database and in the data folder's file."""
    click.echo(f"{checkpoint_audit(house().repos, now())} chains had moved and were signed.")


@audit.command("checkpoints")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new file.")
def checkpoints(out: Path) -> None:
    """Write all checkpoints into a file, to keep elsewhere and verify against later."""
    try:
        count = write_checkpoints(out, known_checkpoints(house().repos, house().anchor))
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from None
    click.echo(f"{count} checkpoints in {out}.")


@audit.command("rotate-key")
def rotate_key() -> None:
    """Sign checkpoints by a fresh key from the next start on."""
    name = rotate_checkpoint_key(house().settings.data_dir / "keys.json")
    click.echo(f"Checkpoints are signed by {name} once the service was started again.")


@audit.command("place")
def place() -> None:
    """Print what an administrator of MongoDB runs in mongosh to make the audit log's place."""
    for line in place_commands(house().settings.database):
        click.echo(line)


@audit.command("unusual")
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="A local day, such as 2026-11-24; yesterday when left out.",
)
def unusual(day: dt.datetime | None) -> None:
    """Tell leaders and administrators of who read far more of what is sealed than others did."""
    chosen = day.date().isoformat() if day else local_day(now() - dt.timedelta(days=1))
    found = find_unusual_reading(house().repos, chosen, now())
    for name, count in sorted(found.items()):
        click.echo(f"{name}: {count} times")
    click.echo(f"{len(found)} accounts on {chosen}.")
