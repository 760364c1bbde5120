"""When two submissions are the same: a keyed hash of their canonical content.

Keyed, because the fingerprint lies beside the open record: with a plain hash anybody who reads that
record could hash it without flags and learn from the difference that there were some.
"""

import datetime as dt
import hashlib
import hmac
import json
import uuid
from typing import Any


def fingerprint(content: Any, key: bytes) -> str:
    """Hexadecimal HMAC-SHA256 of content as a schema loads it: NFC, UTC milliseconds, defaults
    filled in; keys sorted here, answers by item."""
    text = json.dumps(
        _canonical(content), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _ordered(name, _canonical(part)) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(part) for part in value]
    if isinstance(value, dt.datetime):
        return int(value.timestamp() * 1000)
    if isinstance(value, uuid.UUID):
        return str(value)
    return value


def _ordered(name: str, value: Any) -> Any:
    if name == "answers":
        return sorted(value, key=lambda answer: answer["item"])
    return value
