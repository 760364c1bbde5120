"""Files that hold a secret: readable by the server alone, written whole or not at all."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def make_once(path: Path, content: str | bytes) -> None:
    """Make the file unless it stands already; of several processes at once one is first, and
    theirs then counts."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _draft(path, content) as draft, suppress(FileExistsError):
        os.link(draft, path)
    _keep(path.parent)


def put_in_place(path: Path, text: str) -> None:
    """Put another content in place of the file's; who reads meanwhile reads the old or the new."""
    with _draft(path, text) as draft:
        draft.replace(path)
    _keep(path.parent)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One change of the file at a time; a process that is killed gives up its turn."""
    handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _draft(path: Path, content: str | bytes) -> Iterator[Path]:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _keep(folder: Path) -> None:
    """A name counts after a power cut only when its folder was written as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
