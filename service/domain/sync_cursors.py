"""Cursors of sync: opaque, and good only for the account and device they were given to."""

import base64
import binascii
import hashlib
import hmac
import json
import zlib
from collections.abc import Mapping
from typing import Any

from service.domain.errors import StartAgain
from service.domain.sync import Position

MAC_BYTES = 16


def sync_cursor(position: Position, who: Mapping[str, Any], key: bytes) -> str:
    """The position, packed and authenticated for ``username`` and ``device``."""
    told = [position.epoch, position.purges, position.reached, position.leaving]
    packed = zlib.compress(json.dumps(told, sort_keys=True, separators=(",", ":")).encode(), 9)
    return base64.urlsafe_b64encode(_mac(packed, who, key) + packed).rstrip(b"=").decode()


def sync_position(cursor: str, who: Mapping[str, Any], key: bytes) -> Position:
    """The position of a cursor; :class:`StartAgain` when we did not give it to this device.

    Nothing is unpacked before it is known to be ours.
    """
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        raise StartAgain from None
    mac, packed = raw[:MAC_BYTES], raw[MAC_BYTES:]
    if not hmac.compare_digest(mac, _mac(packed, who, key)):
        raise StartAgain
    epoch, purges, reached, leaving = json.loads(zlib.decompress(packed))
    return Position(
        epoch, purges, reached, {scope: (at, told) for scope, (at, told) in leaving.items()}
    )


def _mac(packed: bytes, who: Mapping[str, Any], key: bytes) -> bytes:
    bound = json.dumps(["sync", who["username"], str(who["device"])]).encode()
    return hmac.new(key, bound + b"\n" + packed, hashlib.sha256).digest()[:MAC_BYTES]
