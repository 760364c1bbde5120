"""Checkpoints of the audit chain: signed with a key of its own, kept in a file outside MongoDB."""

import base64
import binascii
import datetime as dt
import fcntl
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from joserfc.jwk import OKPKey

from service.domain.audit import checkpoint_bytes

FIELDS = {"chain": int, "seq": int, "hash": str, "at": str, "kid": str, "signature": str}

Checkpoint = dict[str, Any]


class Anchor:
    """Signs with the first of the keys, knows what any of them signed, and appends to the file."""

    def __init__(self, keys: tuple[OKPKey, ...], path: Path) -> None:
        self.path = path
        self._key = keys[0]
        self._known = {key.kid: key for key in keys}

    def signed(self, chain: int, seq: int, digest: str, at: dt.datetime) -> Checkpoint:
        checkpoint = {
            "chain": chain,
            "seq": seq,
            "hash": digest,
            "at": at.isoformat(),
            "kid": self._key.kid,
        }
        signature: bytes = self._key.private_key.sign(checkpoint_bytes(checkpoint))  # type: ignore[union-attr]
        return checkpoint | {"signature": base64.b64encode(signature).decode()}

    def is_ours(self, checkpoint: Any) -> bool:
        """Whether it is a checkpoint that one of our keys signed."""
        key = is_checkpoint(checkpoint) and self._known.get(checkpoint["kid"])
        if not key:
            return False
        try:
            signature = base64.b64decode(checkpoint["signature"], validate=True)
            key.public_key.verify(signature, checkpoint_bytes(checkpoint))
        except (InvalidSignature, binascii.Error):
            return False
        return True

    def keep(self, checkpoint: Checkpoint) -> None:
        """Append a line to the file; several processes may, and one that broke off midway spoils
        no line but its own."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            size = os.fstat(handle).st_size
            broken = size and os.pread(handle, 1, size - 1) != b"\n"
            os.write(handle, b"\n" * bool(broken) + json.dumps(checkpoint).encode() + b"\n")
            os.fsync(handle)
        finally:
            os.close(handle)

    def kept(self) -> list[Any]:
        return read_checkpoints(self.path) if self.path.exists() else []


def read_checkpoints(path: Path) -> list[Any]:
    """What the lines of a file hold; ``None`` for one that is not JSON."""
    return [_parsed(line) for line in path.read_bytes().splitlines()]


def write_checkpoints(path: Path, checkpoints: Iterable[Checkpoint]) -> int:
    """Write checkpoints into a new file, one a line; answers how many."""
    lines = [json.dumps(each) for each in checkpoints]
    with path.open("x") as file:
        file.writelines(f"{line}\n" for line in lines)
    return len(lines)


def is_checkpoint(found: Any) -> bool:
    """Whether it has the shape of one; who signed it is another question."""
    return (
        isinstance(found, dict)
        and found.keys() == FIELDS.keys()
        and all(type(found[name]) is kind for name, kind in FIELDS.items())
    )


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None
