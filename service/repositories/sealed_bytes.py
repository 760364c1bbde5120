"""Sealing what is too large for the driver's encryption: AES-256-GCM under the file's own key.

The key is random and lies sealed by ``sealing.py`` beside the file, so that whoever shreds its
owner has shredded the file. Each piece is bound to its file and to its place in it.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from service.domain.errors import Unopenable

KEY_BYTES = 32
NONCE_BYTES = 12
OVERHEAD_BYTES = NONCE_BYTES + 16  # the nonce before, the tag behind


def fresh_key() -> bytes:
    return os.urandom(KEY_BYTES)


class SealedBytes:
    """Seals and opens the pieces of one file; ``file`` names it and nothing else."""

    def __init__(self, key: bytes, file: str) -> None:
        self._cipher, self.file = AESGCM(key), file

    def seal(self, place: str, piece: bytes | bytearray) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, piece, self._bound(place))

    def opened(self, place: str, sealed: bytes) -> bytes:
        """The piece that was sealed for this place of this file; else :class:`Unopenable`."""
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, rest, self._bound(place))
        except (InvalidTag, ValueError):
            raise Unopenable(f"{place} of {self.file} was changed or moved") from None

    def _bound(self, place: str) -> bytes:
        return f"{self.file}/{place}".encode()
