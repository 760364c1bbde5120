"""A piece of a file in: its headers, its body as far as it comes, and how many at once."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Request
from marshmallow import Schema
from werkzeug.exceptions import ClientDisconnected

from schemas.attachments import PieceHeaders, StateHeaders
from service.api.contract import load
from service.api.signed_in import house
from service.domain.errors import Busy, LengthMissing, WrongType

MEDIA_TYPE = "application/offset+octet-stream"
PIECE_HEADERS = {
    "Upload-Part": "`open` or `sealed`: the part of the visit that names the file.",
    "Upload-Offset": "Where the first byte of this body belongs in the file.",
    "Upload-Length": "At offset 0: the bytes of the whole file.",
    "Upload-Kind": "At offset 0: `photo` or `signature`.",
}
STATE_HEADERS = {
    "Upload-Part": "`open` or `sealed`; when left out the open part is looked at first.",
}
STEP_BYTES = 16 * 1024
SILENCE_SECONDS = 10  # that a client may say nothing
PATIENCE_SECONDS = 60  # that a body may take altogether
RETRY_SECONDS = 2


@contextmanager
def a_free_hand() -> Iterator[None]:
    """One of the few threads that take pieces in; :class:`Busy` when none is free."""
    hands = house().upload_hands
    if not hands.acquire(blocking=False):
        raise Busy(RETRY_SECONDS)
    try:
        yield
    finally:
        hands.release()


def piece_asked(request: Request) -> dict[str, Any]:
    """Where the piece belongs, and its ``size`` by ``Content-Length``."""
    if request.mimetype != MEDIA_TYPE:
        raise WrongType(f"Xin gửi tệp với Content-Type: {MEDIA_TYPE}.")
    if "Transfer-Encoding" in request.headers:
        raise LengthMissing
    return {**_loaded(request, PieceHeaders()), "size": request.content_length or 0}


def part_asked(request: Request) -> str | None:
    part: str | None = _loaded(request, StateHeaders())["part"]
    return part


def what_arrives(request: Request) -> Callable[[], bytearray]:
    """Reads the body as far as it comes: a client that leaves, stalls or dawdles ends it."""

    def read() -> bytearray:
        connection = request.environ.get("gunicorn.socket")
        if connection:
            connection.settimeout(SILENCE_SECONDS)
        deadline = time.monotonic() + PATIENCE_SECONDS
        arrived = bytearray()
        try:
            while (step := request.stream.read(STEP_BYTES)) and time.monotonic() < deadline:
                arrived += step
        except ClientDisconnected:
            pass  # What came before counts.
        return arrived

    return read


def _loaded(request: Request, schema: Schema) -> dict[str, Any]:
    names = [field.data_key for field in schema.load_fields.values()]
    sent = {name: request.headers[name] for name in names if name and name in request.headers}
    found: dict[str, Any] = load(schema, sent)
    return found
