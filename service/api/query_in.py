"""Reading the arguments of an address: each once, in UTF-8 and in NFC."""

from urllib.parse import unquote_to_bytes

from flask import Request

from service.api.json_in import nfc
from service.domain.errors import Unreadable


def arguments_of(request: Request) -> dict[str, str]:
    """The arguments by name; raises :class:`Unreadable` for one that is said twice or is no
    UTF-8."""
    arguments = {}
    if not _is_utf8(request.query_string):
        raise Unreadable("Tham số trên địa chỉ không phải UTF-8.")
    for name, values in request.args.lists():
        if len(values) > 1:
            raise Unreadable(f"Tham số {name} bị lặp lại.")
        arguments[nfc(name)] = nfc(values[0])
    return arguments


def _is_utf8(query: bytes) -> bool:
    try:
        unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        return False
    return True
