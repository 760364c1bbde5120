"""Taking a backup of one moment and reading it back before it counts."""

import datetime as dt
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from service import VERSION
from service.documents import backup_file
from service.documents.age import Passphrase
from service.domain.backup import (
    FORMAT,
    BackupRefused,
    Moved,
    Tallies,
    differing,
    documents_in,
    listed,
)
from service.key_files import key_files

Progress = Callable[[int, int], None]

TRIES_MOST = 5


def take_backup(
    holdings: Any,
    data_dir: Path,
    file: Path,
    lock: backup_file.Locks,
    now: dt.datetime,
    progress: Progress,
    checking: Progress,
) -> dict[str, Any]:
    """Write ``file`` and answer its manifest; it has its name only once it was read back whole."""
    _refuse_unless_worth_it(holdings, data_dir, file)
    for _ in range(TRIES_MOST):
        draft = file.with_name(f".{file.name}.{uuid.uuid4().hex[:8]}.part")
        try:
            key = _write(holdings, data_dir, draft, lock, now, progress)
            if isinstance(lock, Passphrase):
                key = backup_file.unlock(draft, lock)
            kept = check_backup(draft, key, checking)
            backup_file.publish(draft, file)
        except Moved:
            continue
        finally:
            draft.unlink(missing_ok=True)
        return kept
    raise BackupRefused("Collections or indexes are being made right now. Try again in a minute.")


def check_backup(file: Path, key: Any, progress: Progress) -> dict[str, Any]:
    """Read all of a backup and compare it with its manifest.

    Answers ``{head, parts, keys}``: counts and hashes by name, and the key files.
    """
    size = file.stat().st_size
    seen, keys, head, manifest = Tallies(), {}, None, None
    for name, content, at in backup_file.read(file, key):
        progress(at, size)
        if name == "head.json":
            head = _head(content)
        elif name == "manifest.json":
            manifest = json.loads(content)["parts"]
        else:
            tally(seen, name, content)
        if name.startswith("keys/"):
            keys[name.removeprefix("keys/")] = content
    if head is None or manifest is None:
        raise BackupRefused(f"{file} was cut short: it has no manifest. Use another copy.")
    odd = differing(manifest, seen.told())
    if odd:
        raise BackupRefused(f"{file} is not what it says of itself: {listed(odd)} differ.")
    progress(size, size)
    return {"head": head, "parts": manifest, "keys": keys}


def tally(seen: Tallies, name: str, content: bytes) -> None:
    """Add a part to what was seen of its collection or key file."""
    if name.startswith("keys/"):
        seen[name].add(content)
    else:
        seen[name.rpartition("/")[0]].add(content, documents_in(content))


def _refuse_unless_worth_it(holdings: Any, data_dir: Path, file: Path) -> None:
    if file.exists():
        raise BackupRefused(f"{file} is there already. Choose another name; none is overwritten.")
    if not file.parent.is_dir():
        raise BackupRefused(f"There is no folder {file.parent}. Make it first.")
    if file.resolve().is_relative_to(data_dir):
        raise BackupRefused(
            f"A backup inside DATA_DIR ({data_dir}) is lost with it. Put it elsewhere."
        )
    running = holdings.restores.under_way()
    if running:
        raise BackupRefused(
            f"The restore of {running['_id']} is not finished here. Finish it first: run "
            "`flask restore` again with the same file."
        )
    if not holdings.filled():
        raise BackupRefused(
            f"The database {holdings.name} holds nothing. Is DATA_DIR or MONGODB_URI the right one?"
        )


def _write(
    holdings: Any, data_dir: Path, draft: Path, lock: Any, now: dt.datetime, progress: Progress
) -> Any:
    with holdings.snapshot() as snapshot, backup_file.written(draft, lock) as (contents, key):
        seen = Tallies()
        contents.add_json("head.json", _head_of(snapshot, now))
        for name, content in key_files(data_dir).items():
            contents.add(f"keys/{name}", content)
            seen[f"keys/{name}"].add(content)
        whole = sum(kept["about"] for kept in snapshot.collections)
        for kept in snapshot.collections:
            if not kept["is_view"]:
                _write_collection(snapshot, kept, contents, seen, whole, progress)
        contents.add_json("manifest.json", {"parts": seen.told()})
    return key


def _write_collection(
    snapshot: Any,
    kept: dict[str, Any],
    contents: Any,
    seen: Tallies,
    whole: int,
    progress: Progress,
) -> None:
    folder = f"{kept['database']}/{kept['name']}"
    for number, part in enumerate(snapshot.parts(kept["database"], kept["name"]), 1):
        if part:
            name = f"{folder}/{number:06}.bson"
            contents.add(name, part)
            tally(seen, name, part)
        done = sum(one.documents for one in seen.values())
        progress(min(done, whole), whole)


def _head_of(snapshot: Any, now: dt.datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "id": str(uuid.uuid4()),
        "app_version": VERSION,
        "made_at": now.isoformat(),
        "moment": snapshot.moment.isoformat(),
        "collections": snapshot.collections,
    }


def _head(content: bytes) -> dict[str, Any]:
    head: dict[str, Any] = json.loads(content)
    if head["format"] > FORMAT:
        raise BackupRefused(
            f"This backup was made by a later version ({head['app_version']}). Update first."
        )
    return head
