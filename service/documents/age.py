"""Sealing by age (age-encryption.org/v1), which the standard ``age`` command opens too."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyrage
from pyrage.x25519 import Identity, Recipient

from service.domain.backup import BackupRefused

PASSPHRASE_LEAST = 12  # characters


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Seals and opens a small secret; age's scrypt takes about a second and up to 1 GiB."""

    words: str

    def __post_init__(self) -> None:
        if len(self.words) < PASSPHRASE_LEAST:
            raise BackupRefused(f"The passphrase must have {PASSPHRASE_LEAST} characters or more.")

    def seal(self, secret: bytes) -> bytes:
        return pyrage.passphrase.encrypt(secret, self.words)

    def open(self, sealed: bytes) -> bytes:
        try:
            return pyrage.passphrase.decrypt(sealed, self.words)
        except pyrage.DecryptError:
            raise BackupRefused(
                "This passphrase does not open the backup. A backup that was made for a recipient "
                "(age1…) is opened by its key: --identity FILE."
            ) from None


@dataclass(frozen=True, slots=True)
class Recipients:
    """Seals for those who hold the keys to public names (``age1…``); this machine need not."""

    names: tuple[str, ...]

    def seal(self, secret: bytes) -> bytes:
        return pyrage.encrypt(secret, [recipient_of(name) for name in self.names])


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Opens with the identities (``AGE-SECRET-KEY-1…``) of a file as ``age-keygen`` writes it."""

    path: Path

    def open(self, sealed: bytes) -> bytes:
        lines = [line.strip() for line in self.path.read_text().splitlines()]
        try:
            keys = [Identity.from_str(line) for line in lines if line and line[0] != "#"]
            return pyrage.decrypt(sealed, keys)
        except (pyrage.IdentityError, pyrage.DecryptError):
            raise BackupRefused(f"The keys in {self.path} do not open this backup.") from None


@contextmanager
def sealed(target: BinaryIO, key: Identity) -> Iterator[BinaryIO]:
    """A file to write to; what is written arrives in ``target`` sealed for ``key``."""
    with sealed_for(target, [key.to_public()]) as plain:
        yield plain


@contextmanager
def sealed_for(target: BinaryIO, to_whom: list[Recipient]) -> Iterator[BinaryIO]:
    """The same for those who hold the keys to public names."""
    reading, writing = os.pipe()

    def seal() -> None:
        with open(reading, "rb") as source:
            pyrage.encrypt_io(source, target, to_whom)

    with _beside(seal) as done:
        try:
            with open(writing, "wb") as plain:
                yield plain
        except BrokenPipeError:
            done()  # Tells what really stopped it, such as a full disk.
            raise
        done()


@contextmanager
def opened(source: BinaryIO, key: Identity) -> Iterator[BinaryIO]:
    """A file to read the plain content from; its end is reached only where the seal was whole."""
    reading, writing = os.pipe()

    def unseal() -> None:
        with open(writing, "wb") as plain:
            pyrage.decrypt_io(source, plain, [key])

    with _beside(unseal) as done:
        with open(reading, "rb") as plain:
            yield plain
            while plain.read(1 << 20):
                pass
        done()


@contextmanager
def _beside(work: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Runs ``work`` in a thread; what is handed out waits for its end and raises what it raised."""
    with ThreadPoolExecutor(1) as helper:
        task = helper.submit(work)
        try:
            yield task.result
        except BaseException:
            with suppress(Exception):
                task.result()
            raise


def recipient_of(name: str) -> Recipient:
    """The holder of a public name; :class:`BackupRefused` for what is none."""
    try:
        return Recipient.from_str(name)
    except pyrage.RecipientError:
        raise BackupRefused(
            f"{name!r} is not an age recipient: it begins with age1 and is made by age-keygen."
        ) from None
