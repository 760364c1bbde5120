"""The keys that seal: exchanging the master key, dropping data keys of no case."""

from pathlib import Path

import click
from flask.cli import AppGroup

from service.cli.house import bar, faults_told, house, now
from service.master_keys import MasterKeyFile
from service.usecases.seal_keys import rotate_master_key, sweep_data_keys

seal = AppGroup("seal", help="The keys of what is sealed.")


@seal.command("rotate")
@click.option(
    "--new-key-file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with the new key, 96 bytes in base64; without it one is made.",
)  # fmt: skip
def rotate(new_key_file: Path | None) -> None:
    """Exchange the master key while the service runs; safe to interrupt and to run again.

    Backups taken before hold data keys of the old key: keep a copy of it as long as of those.
    """
    with faults_told(), bar("Keys") as progress:
        given = MasterKeyFile(new_key_file).read() if new_key_file else None
        new_key = given.by_name[given.current] if given else None
        count = rotate_master_key(house().repos, new_key, progress)
    click.echo(f"{count} data keys wrapped anew; the key before opens none of them any more.")


@seal.command("sweep")
def sweep() -> None:
    """Drop data keys of cases that never came to be."""
    click.echo(f"{sweep_data_keys(house().repos, now())} data keys of no case dropped.")
