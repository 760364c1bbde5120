"""The archive of a referral: its paper, photos and a manifest of their hashes, sealed by age.

A ZIP as a whole in an age file, which the standard ``age`` command opens: for the key of a
recipient piece by piece, under a passphrase in memory, since age's scrypt streams nowhere.
"""

import hashlib
import io
import json
import tempfile
import threading
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from service.documents.age import Passphrase, recipient_of, sealed_for
from service.domain.errors import Busy, Unopenable

PIECE_BYTES = 256 * 1024
WAITED_MOST_SECONDS = 30
FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)  # no time of its own: the manifest tells it

# A passphrase takes scrypt up to 1 GiB for a second; one at a time in a worker.
_hand = threading.BoundedSemaphore(1)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of the archive, its pieces read when its turn comes; ``what`` tells people."""

    name: str
    what: str
    sha256: str
    length: int
    pieces: Iterable[bytes]


def sealed_archive(
    files: list[Enclosed], facts: dict[str, Any], *, passphrase: str | None, key: str | None
) -> BinaryIO:
    """A temporary file without a name, at its beginning; nothing in clear touches the disk.

    Raises :class:`Unopenable` where a file has not the hash that the manifest says.
    """
    target = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - whoever is handed it closes it.
    try:
        if key is not None:
            with sealed_for(target, [recipient_of(key)]) as plain:
                _write(plain, files, facts)
        else:
            with _one_at_a_time():
                whole = io.BytesIO()
                _write(whole, files, facts)
                target.write(Passphrase(passphrase or "").seal(whole.getvalue()))
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return target


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file, which is closed behind them."""
    with file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def enclosed(name: str, what: str, content: bytes) -> Enclosed:
    """A file that is there already."""
    return Enclosed(name, what, hashlib.sha256(content).hexdigest(), len(content), [content])


def _write(target: BinaryIO, files: list[Enclosed], facts: dict[str, Any]) -> None:
    rows = [
        {"name": each.name, "what": each.what, "bytes": each.length, "sha256": each.sha256}
        for each in files
    ]
    told = json.dumps({**facts, "files": rows}, ensure_ascii=False, indent=2)
    manifests = (
        enclosed("manifest.json", "", told.encode()),
        enclosed("manifest.txt", "", _readable(facts, rows).encode()),
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for each in (*manifests, *files):
            with archive.open(zipfile.ZipInfo(each.name, FIRST_OF_ZIP), "w") as place:
                _copy(each, place)


def _copy(file: Enclosed, place: Any) -> None:
    seen = hashlib.sha256()
    for piece in file.pieces:
        seen.update(piece)
        place.write(piece)
    if seen.hexdigest() != file.sha256:
        raise Unopenable(f"{file.name} of an archive no longer has its hash")


def _readable(facts: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """The manifest for people; the lines of hashes are what ``sha256sum --check`` reads."""
    lines = [f"# {name}: {value}" for name, value in facts.items()]
    lines += ["# Kiểm tra: sha256sum --check manifest.txt"]
    lines += [f"# {row['name']}: {row['what']}, {row['bytes']} byte" for row in rows]
    lines += [f"{row['sha256']}  {row['name']}" for row in rows]
    return "\n".join(lines) + "\n"


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if not _hand.acquire(timeout=WAITED_MOST_SECONDS):
        raise Busy(WAITED_MOST_SECONDS)
    try:
        yield
    finally:
        _hand.release()
