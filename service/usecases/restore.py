"""Putting a backup back: checked whole first, into an empty database, compared afterwards."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from service.documents import backup_file
from service.domain.backup import BackupRefused, Tallies, differing, listed
from service.key_files import put_keys
from service.usecases.backup import Progress, check_backup, tally

Bar = Callable[[str], Any]


def restore(
    holdings: Any,
    data_dir: Path,
    file: Path,
    opens: backup_file.Opens,
    now: dt.datetime,
    bar: Bar,
) -> dict[str, Any]:
    """Fill the database and the keys from ``file``; answers the backup's head and manifest.

    Nothing is written before all of the file was read and found right. What was begun and not
    finished is marked, keeps the service shut, and is gone on with by the same file.
    """
    key = backup_file.unlock(file, opens)
    with bar("Checking") as progress:
        kept = check_backup(file, key, progress)
    backup = kept["head"]["id"]
    _refuse_unless_free(holdings, backup)
    put_keys(data_dir, kept["keys"])  # First, or a service that is started too early makes its own.
    holdings.restores.begin(backup, now)
    with bar("Restoring") as progress:
        _fill(holdings, file, key, kept, progress)
    with bar("Comparing") as progress:
        _compare(holdings, backup, kept["parts"], progress)
    holdings.restores.complete(backup, now)
    return kept


def _refuse_unless_free(holdings: Any, backup: str) -> None:
    running = holdings.restores.under_way()
    if running:
        if running["_id"] != backup:
            raise BackupRefused(
                "The restore of another backup was begun here and is not finished. Use that file, "
                "or an empty database: a new DATA_DIR, or --into NAME."
            )
        return
    filled = [f"{name} ({count})" for name, count in sorted(holdings.filled().items())]
    if filled:
        raise BackupRefused(
            f"The database {holdings.name} is not empty: {listed(filled)}. A restore never mixes "
            "with what is there. Use a new DATA_DIR, or --into NAME for another database and then "
            "ANTRU_DATABASE=NAME."
        )


def _fill(holdings: Any, file: Path, key: Any, kept: dict[str, Any], progress: Progress) -> None:
    holdings.prepare(kept["head"]["collections"])
    size = file.stat().st_size
    for name, content, at in backup_file.read(file, key):
        if name.endswith(".bson"):
            database, _, rest = name.partition("/")
            holdings.put(database, rest.rpartition("/")[0], content)
        progress(at, size)


def _compare(holdings: Any, backup: str, expected: dict[str, Any], progress: Progress) -> None:
    """Count and hash what lies in the database now, in the same order as the backup did."""
    seen = Tallies()
    names = {name for name in expected if not name.startswith("keys/")}
    names |= holdings.filled().keys()
    for number, name in enumerate(sorted(names), 1):
        database, _, collection = name.partition("/")
        for part in holdings.parts(database, collection, but=backup):
            if part:
                tally(seen, f"{name}/", part)
        progress(number, len(names))
    wanted = {name: told for name, told in expected.items() if not name.startswith("keys/")}
    odd = differing(wanted, seen.told())
    if odd:
        raise BackupRefused(
            f"What was restored is not what the backup holds: {listed(odd)} differ. Is something "
            "else writing to this database? Stop it and restore into an empty one."
        )
