"""The master key of the sealed side, in a file that only the server may read."""

import base64
import binascii
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from service.secret_files import alone, make_once, put_in_place

KEY_BYTES = 96  # what the driver's "local" provider asks for

Stamp = tuple[int, int, int]


class MasterKeyUnusable(Exception):
    """The file cannot be used; the words say what to do and hold nothing of a key."""


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """Keys by name; ``current`` wraps data keys, the others only open what they once wrapped.

    A key's name is derived from it, so that a data key tells which key wrapped it. There is more
    than one only while keys are being exchanged.
    """

    stamp: Stamp
    current: str
    by_name: dict[str, bytes] = field(repr=False)


class MasterKeyFile:
    """A key a line, in base64, the current one first."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def make_once(self) -> None:
        """Make the file with a fresh key unless it stands; several processes may come at once."""
        if not self.path.exists():
            make_once(self.path, _lines([fresh_key()]))

    def stamp(self) -> Stamp:
        """Changes whenever the file is written; cheap enough to ask each time."""
        try:
            return _stamp(self.path.stat())
        except OSError as error:
            raise _unusable(self.path, error.strerror) from None

    def read(self) -> MasterKeys:
        try:
            with self.path.open("rb") as file:
                stamp, text = _stamp(os.fstat(file.fileno())), file.read()
        except OSError as error:
            raise _unusable(self.path, error.strerror) from None
        keys = [key_from(line, self.path) for line in text.split()]
        if not keys:
            raise _unusable(self.path, "it is empty")
        named = {name_of(key): key for key in keys}
        return MasterKeys(stamp, next(iter(named)), named)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One exchange of keys at a time; a process that is killed gives up its turn."""
        with alone(self.path):
            yield

    def put_first(self, key: bytes) -> None:
        """Make a key the current one and go on knowing the others."""
        put_in_place(self.path, _lines([key, *self.read().by_name.values()]))

    def keep_first(self) -> None:
        """Forget all but the current one."""
        kept = self.read()
        put_in_place(self.path, _lines([kept.by_name[kept.current]]))


def fresh_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def key_from(line: bytes, path: Path) -> bytes:
    """The key of one line; raises :class:`MasterKeyUnusable`."""
    try:
        key = base64.b64decode(line.strip(), validate=True)
    except binascii.Error:
        raise _unusable(path, "a line is not base64") from None
    if len(key) != KEY_BYTES:
        raise _unusable(path, f"a line holds {len(key)} bytes")
    return key


def name_of(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()[:16]


def _stamp(state: os.stat_result) -> Stamp:
    return state.st_mtime_ns, state.st_ino, state.st_size


def _lines(keys: list[bytes]) -> str:
    unique = dict.fromkeys(keys)
    return "".join(f"{base64.b64encode(key).decode()}\n" for key in unique)


def _unusable(path: Path, why: str | None) -> MasterKeyUnusable:
    return MasterKeyUnusable(
        f"The master key file {path} cannot be used ({why}). It holds one line of base64 for "
        f"{KEY_BYTES} bytes: put the right file back, or set ANTRU_MASTER_KEY_FILE to it."
    )
