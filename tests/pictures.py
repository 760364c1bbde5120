"""Pictures to send, and sending them as a tablet does."""

import hashlib
import io
import os
import uuid
from typing import Any

from PIL import Image
from werkzeug.test import TestResponse

from tests.people import Person

MEDIA_TYPE = "application/offset+octet-stream"


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def a_picture(width: int = 120, height: int = 80, mode: str = "RGB") -> Image.Image:
    """Noise, so that no two are the same."""
    bands = len(Image.new(mode, (1, 1)).getbands())
    return Image.frombytes(mode, (width, height), os.urandom(width * height * bands))


def a_photo(width: int = 120, height: int = 80, **options: Any) -> bytes:
    return encoded(a_picture(width, height), "JPEG", **options)


def a_signature() -> bytes:
    return encoded(a_picture(60, 30, "RGBA"), "PNG")


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def address(visit_id: Any, data: bytes) -> str:
    return f"/visits/{visit_id}/attachments/{sha256_of(data)}"


def piece_headers(
    data: bytes, offset: int, part: str = "open", kind: str = "photo"
) -> dict[str, str]:
    headers = {"Content-Type": MEDIA_TYPE, "Upload-Part": part, "Upload-Offset": str(offset)}
    if offset == 0:
        headers |= {"Upload-Length": str(len(data)), "Upload-Kind": kind}
    return headers


def send_piece(
    person: Person, visit_id: Any, data: bytes, start: int = 0, end: int | None = None,
    headers: dict[str, str] | None = None, **told: str,
) -> TestResponse:  # fmt: skip
    """One piece of the picture; ``told`` are part and kind."""
    sent = {**piece_headers(data, start, **told), **(headers or {})}
    return person.call("PATCH", address(visit_id, data), data=data[start:end], headers=sent)


def sent_whole(person: Person, visit_id: Any, data: bytes, **told: str) -> TestResponse:
    """All of it in one piece, which must be taken."""
    answer = send_piece(person, visit_id, data, **told)
    assert answer.status_code == 200, answer.text
    return answer


def asked(person: Person, visit_id: Any, data: bytes, **headers: str) -> TestResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return person.call("HEAD", address(visit_id, data), headers=named)


def a_visit_id() -> str:
    return str(uuid.uuid4())
