"""Cursors of long lists: opaque to the caller, the last row's key to us."""

import base64
import binascii
import json
from typing import Any

from service.domain.errors import Fault, Invalid

LOST = "Con trỏ trang không dùng được nữa. Xin liệt kê lại từ đầu."
INT64_MOST = 2**63 - 1


def cursor_of(*key: Any) -> str:
    """The cursor that continues after the row with this key."""
    text = json.dumps([str(part) if not isinstance(part, int) else part for part in key])
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def key_of(cursor: str, *kinds: Any) -> list[Any]:
    """The key of a cursor, each part made by its kind; :class:`Invalid` when it is not ours."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        parts = json.loads(raw)
        if not isinstance(parts, list) or len(parts) != len(kinds):
            raise ValueError
        return [_part(kind, part) for kind, part in zip(kinds, parts, strict=True)]
    except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError):
        raise Invalid([Fault("cursor", "unknown_cursor", LOST)]) from None


def _part(kind: Any, part: Any) -> Any:
    """Only what we could have written: text that UTF-8 holds, whole numbers that MongoDB holds."""
    if kind is int:
        if type(part) is not int or not 0 <= part <= INT64_MOST:
            raise ValueError
        return part
    if not isinstance(part, str):
        raise TypeError
    part.encode()
    return kind(part)
