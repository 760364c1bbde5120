"""What a backup holds and when it is whole: counts and hashes, compared."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

FORMAT = 1
SHOWN_MOST = 5


class BackupRefused(Exception):
    """A backup that cannot be taken, read or restored; the words say what to do next."""


class Moved(Exception):
    """A collection or an index was made after the moment; begin again with a later one."""


@dataclass(slots=True)
class Tally:
    """What was seen of one collection, or of one key file (which has no documents)."""

    documents: int = 0
    size: int = 0  # bytes
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, part: bytes, documents: int = 0) -> None:
        self.documents += documents
        self.size += len(part)
        self.digest.update(part)

    def told(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            "bytes": self.size,
            "sha256": self.digest.hexdigest(),
        }


class Tallies(dict[str, Tally]):
    """By name: ``app/visits``, ``audit/audit``, ``keys/keys.json``."""

    def __missing__(self, name: str) -> Tally:
        self[name] = Tally()
        return self[name]

    def told(self) -> dict[str, dict[str, Any]]:
        return {name: self[name].told() for name in sorted(self)}


def documents_in(part: bytes) -> int:
    """How many BSON documents stand one behind the other; each begins with its length."""
    return sum(1 for _ in _starts(part))


def differing(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """The names whose counts or hashes are not the same, or that stand on one side only."""
    names = expected.keys() | found.keys()
    return sorted(name for name in names if expected.get(name) != found.get(name))


def listed(names: list[str]) -> str:
    """The first few, and how many more."""
    more = len(names) - SHOWN_MOST
    return ", ".join(names[:SHOWN_MOST]) + (f" and {more} more" if more > 0 else "")


def _starts(part: bytes) -> Iterator[int]:
    at = 0
    while at < len(part):
        length = int.from_bytes(part[at : at + 4], "little")
        if length < 5 or at + length > len(part):
            raise ValueError("not a row of BSON documents")
        yield at
        at += length
