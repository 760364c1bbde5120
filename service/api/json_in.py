"""Reading a JSON body so strictly that every parser behind would have read the same."""

import json
import unicodedata
from typing import Any, NoReturn

from service.domain.errors import Unreadable

DEPTH_MOST = 32
INT64_LEAST, INT64_MOST = -(2**63), 2**63 - 1


def read_json(body: bytes) -> Any:
    """The body's value, its text in NFC.

    Raises :class:`Unreadable` for bad JSON, duplicate keys, NaN and infinities, integers past
    64 bits, nesting past 32, lone surrogates and anything that is not UTF-8 without a byte order
    mark (RFC 8259 and the I-JSON profile of RFC 7493).
    """
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_int=_integer,
            parse_float=_number,
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise Unreadable from None
    return _settled(value, 1)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("Có khóa JSON bị lặp lại. Xin bỏ bớt rồi gửi lại.", code="duplicate-key")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise Unreadable(f"{name} không phải là số hợp lệ trong JSON.", code="not-a-number")


def _integer(text: str) -> int:
    if len(text) > 20 or not INT64_LEAST <= int(text) <= INT64_MOST:
        raise Unreadable("Có số nguyên vượt quá 64 bit.", code="integer-too-large")
    return int(text)


def _number(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Unreadable("Có số quá lớn.", code="not-a-number")
    return number


def _settled(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, dict | list) and depth > DEPTH_MOST:
        raise Unreadable("Nội dung lồng nhau quá sâu.", code="too-deep")
    if isinstance(value, dict):
        return _object([(nfc(key), _settled(part, depth + 1)) for key, part in value.items()])
    if isinstance(value, list):
        return [_settled(part, depth + 1) for part in value]
    return value


def nfc(text: str) -> str:
    """The text in Unicode's NFC; raises :class:`Unreadable` on a lone surrogate."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unreadable("Có ký tự Unicode không hợp lệ.", code="lone-surrogate") from None
    return unicodedata.normalize("NFC", text)
