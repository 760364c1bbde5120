"""Backing up, checking a backup, restoring one."""

from pathlib import Path
from typing import Any

import click

from service.cli.house import bar, faults_told, house, now
from service.documents.age import KeyFile, Passphrase, Recipients
from service.documents.backup_file import unlock
from service.domain.backup import BackupRefused
from service.usecases.backup import check_backup, take_backup
from service.usecases.restore import restore

A_FILE = click.Path(dir_okay=False, path_type=Path)
identity = click.option(
    "--identity", type=A_FILE, help="A file of age keys; without it a passphrase is asked for."
)


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--recipient", multiple=True, help="age1…, whose key opens it; may be repeated.")
@click.option("--check", is_flag=True, help="Take none: read this one back and compare it.")
@identity
def backup_command(
    file: Path, recipient: tuple[str, ...], check: bool, identity: Path | None
) -> None:
    """Write all data and keys, as of one moment, into FILE (or a dated file in that folder).

    Sealed for --recipient (or ANTRU_BACKUP_RECIPIENTS), else with a passphrase, asked for or from
    ANTRU_BACKUP_PASSPHRASE_FILE. Whoever can open it has everything: the server's keys are inside.
    """
    with faults_told():
        if check:
            _check(file, identity)
        else:
            _take(file, recipient)


@click.command("restore")
@click.argument("file", type=A_FILE)
@click.option("--into", help="Another database of the same server; ANTRU_DATABASE when left out.")
@identity
def restore_command(file: Path, into: str | None, identity: Path | None) -> None:
    """Put FILE back into an empty database and its keys into DATA_DIR; stop the service first."""
    with faults_told():
        opens = _opens(identity)
        holdings, data_dir = house().holdings(into), house().settings.data_dir
        kept = restore(holdings, data_dir, file, opens, now(), bar)
        click.echo(f"Restored into {holdings.name}: {_told(kept)}")


def _take(file: Path, recipients: tuple[str, ...]) -> None:
    settings = house().settings
    if file.is_dir():
        file = file / f"antru-{now():%Y%m%dT%H%M%SZ}.backup"
    if settings.mongodb_uri is None and not (settings.data_dir / "mongod").exists():
        raise BackupRefused(f"{settings.data_dir} holds no database. Is DATA_DIR the right one?")
    lock = _lock(recipients)
    # While master keys are exchanged, the keys of one moment would not open the data of another.
    with house().master.alone(), bar("Backup") as progress, bar("Checking") as checking:
        kept = take_backup(
            house().holdings(), settings.data_dir, file, lock, now(), progress, checking
        )
    click.echo(f"{file}, read back and right: {_told(kept)}")
    if settings.master_key_file:
        click.echo(
            f"Not in it: the master key {settings.master_key_file}, because it lies outside "
            "DATA_DIR. Without it nothing sealed can be read: keep a copy of its own.", err=True
        )  # fmt: skip


def _check(file: Path, identity: Path | None) -> None:
    key = unlock(file, _opens(identity))
    with bar("Checking") as progress:
        kept = check_backup(file, key, progress)
    click.echo(f"{file} is whole: {_told(kept)}")


def _told(kept: dict[str, Any]) -> str:
    documents = sum(part["documents"] for part in kept["parts"].values())
    keys = ", ".join(sorted(kept["keys"])) or "none"
    return f"{documents} documents as of {kept['head']['moment']}, keys: {keys}."


def _lock(recipients: tuple[str, ...]) -> Passphrase | Recipients:
    names = recipients or house().settings.backup_recipients
    return Recipients(names) if names else _passphrase(confirm=True)


def _opens(identity: Path | None) -> Passphrase | KeyFile:
    return KeyFile(identity) if identity else _passphrase(confirm=False)


def _passphrase(*, confirm: bool) -> Passphrase:
    file = house().settings.backup_passphrase_file
    if file:
        return Passphrase(file.read_text().strip())
    return Passphrase(click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm))
