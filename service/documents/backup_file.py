"""The file of a backup: a tar of how to open it, its key (sealed), and its contents (sealed).

The contents are a tar in gzip in age, written and read as a stream: ``head.json``, ``keys/…``,
collections in parts of plain BSON (``app/visits/000001.bson``), as mongorestore reads it, and at
the end ``manifest.json``, without which the file is not whole.
"""

import gzip
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import pyrage
from pyrage.x25519 import Identity

from service.documents import age
from service.domain.backup import BackupRefused

BLOCK = 512  # bytes; the grain of a tar
PART_MOST = 64 * 1024 * 1024  # bytes; MongoDB's batches end at 16 MiB and one document
SECRET_MOST = 64 * 1024
BUFFER = 1024 * 1024
README, SECRET, CONTENTS = "README.txt", "key.age", "contents.tar.gz.age"
HOW_TO_OPEN = """A backup of An Tru. `flask restore FILE` puts it back; without An Tru:

    tar xf FILE
    age -d key.age > key.txt             (asks for the passphrase; or: age -d -i YOUR-KEY key.age)
    age -d -i key.txt contents.tar.gz.age | tar xz

app/ and audit/ then hold each collection as BSON in parts (`cat app/NAME/*.bson` is what
mongorestore reads), keys/ the server's keys, manifest.json the counts and SHA-256 of all.
"""
DAMAGED = (
    tarfile.TarError, EOFError, zlib.error, OSError, ValueError, KeyError,
    pyrage.DecryptError, pyrage.IdentityError,
)  # fmt: skip


class Locks(Protocol):
    """Seals the backup's own key: a passphrase or recipients."""

    def seal(self, secret: bytes) -> bytes: ...


class Opens(Protocol):
    """Opens the backup's own key again."""

    def open(self, sealed: bytes) -> bytes: ...


class Contents:
    """Where what is kept is put, one part after the other."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self.archive = archive

    def add(self, name: str, content: bytes) -> None:
        self.archive.addfile(_entry(name, len(content)), io.BytesIO(content))

    def add_json(self, name: str, content: dict[str, Any]) -> None:
        self.add(name, json.dumps(content, ensure_ascii=False, indent=1).encode())


@contextmanager
def written(path: Path, lock: Locks) -> Iterator[tuple[Contents, Identity]]:
    """A new backup file for its owner alone, on the disk when this ends; with it, its key."""
    key = Identity.generate()
    with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as out:
        for name, content in ((README, HOW_TO_OPEN.encode()), (SECRET, lock.seal(_text(key)))):
            out.write(_header(name, len(content)) + _padded(content))
        with (
            _sized_entry(out, CONTENTS),
            age.sealed(out, key) as sink,
            gzip.GzipFile("", "wb", compresslevel=6, fileobj=sink, mtime=0) as packed,
            tarfile.open(fileobj=packed, mode="w|", bufsize=BUFFER) as archive,
        ):
            yield Contents(archive), key
        out.write(bytes(2 * BLOCK))
        out.flush()
        os.fsync(out.fileno())
        os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # So a check asks the disk.


def publish(draft: Path, path: Path) -> None:
    """Give a written file its name, lastingly."""
    draft.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def unlock(path: Path, opens: Opens) -> Identity:
    """The backup's own key; raises :class:`BackupRefused` where ``opens`` does not open it."""
    with _told_if_damaged(path), tarfile.open(path, mode="r:") as outer:
        secret = _all_of(outer.extractfile(SECRET), SECRET_MOST)
        return Identity.from_str(opens.open(secret).decode().strip())


def read(path: Path, key: Identity) -> Iterator[tuple[str, bytes, int]]:
    """Each part's name and content, and how many bytes of the file were read so far.

    Raises :class:`BackupRefused` where the file is damaged or cut short; only who reads to the end
    knows that it is whole.
    """
    with (
        _told_if_damaged(path),
        path.open("rb") as file,
        tarfile.open(fileobj=file, mode="r:") as outer,
    ):
        yield from _contents(outer, file, key)


@contextmanager
def _told_if_damaged(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise BackupRefused(f"There is no file {path}.") from None
    except DAMAGED as error:
        raise BackupRefused(
            f"{path} is damaged, cut short or no backup ({type(error).__name__}). Use another copy."
        ) from error


def _contents(
    outer: tarfile.TarFile, file: BinaryIO, key: Identity
) -> Iterator[tuple[str, bytes, int]]:
    source = outer.extractfile(CONTENTS)
    if source is None:
        raise ValueError("no contents")
    with age.opened(source, key) as plain, gzip.GzipFile(fileobj=plain, mode="rb") as packed:
        with tarfile.open(fileobj=packed, mode="r|", bufsize=BUFFER) as archive:
            for entry in archive:
                yield entry.name, _all_of(archive.extractfile(entry), PART_MOST), file.tell()
        while packed.read(BUFFER):
            pass


def _all_of(file: Any, most: int) -> bytes:
    content: bytes = file.read(most + 1)
    if len(content) > most:
        raise ValueError("a part is too large")
    return content


def _text(key: Identity) -> bytes:
    return f"{key}\n".encode()


@contextmanager
def _sized_entry(out: BinaryIO, name: str) -> Iterator[None]:
    """An entry whose size is written into its header when it is known."""
    start = out.tell()
    out.write(_header(name, 0))
    yield
    size = out.tell() - start - BLOCK
    out.write(bytes(-size % BLOCK))
    end = out.tell()
    out.seek(start)
    out.write(_header(name, size))
    out.seek(end)


def _header(name: str, size: int) -> bytes:
    return _entry(name, size).tobuf(tarfile.GNU_FORMAT)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % BLOCK)
