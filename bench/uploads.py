"""Photos over HTTP, to the mark that says they are whole, beside bare puts into GridFS."""

import hashlib
import http.client
import io
import random
import struct
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from gridfs import GridFSBucket
from PIL import Image

from bench.stage import HOST, Stage

SIDE = (2048, 1536)  # pixels, about what a tablet sends
PIECE = 2 * 1024 * 1024  # bytes of one request
SEED = 138

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the table; ``count`` is of photos in a round."""

    connections: int
    count: int


FULL = (Case(1, 20), Case(4, 60))
QUICK = (Case(1, 5), Case(4, 12))


def measured(stage: Stage, token: str, cases: tuple[Case, ...], rounds: int) -> Row:
    """Megabytes a second of both sides, the ratio, and the size of a photo."""
    photo = _photo()
    rows = [_row(stage, token, photo, case, rounds) for case in cases]
    return {"photo_bytes": len(photo), "uploads": rows}


def _row(stage: Stage, token: str, photo: bytes, case: Case, rounds: int) -> Row:
    bucket = GridFSBucket(stage.served.database, "bench_files")
    bare, served = [], []
    for _ in range(rounds):
        bare.append(_rate(case, photo, lambda each: bucket.upload_from_stream("photo", each)))
        served.append(_rate(case, photo, lambda each: _send(stage.port, token, each)))
    return {
        **asdict(case),
        "served_mb_per_second": median(served),
        "bare_mb_per_second": median(bare),
        "ratio": median(s / b for s, b in zip(served, bare, strict=True)),
    }


def _rate(case: Case, photo: bytes, put: Callable[[bytes], Any]) -> float:
    photos = [_told_apart(photo) for _ in range(case.count)]

    def line(share: list[bytes]) -> None:
        for each in share:
            put(each)

    lines = [
        threading.Thread(target=line, args=(photos[n :: case.connections],))
        for n in range(case.connections)
    ]
    start = time.monotonic()
    for each in lines:
        each.start()
    for each in lines:
        each.join()
    return sum(map(len, photos)) / 1e6 / (time.monotonic() - start)


def _send(port: int, token: str, photo: bytes) -> None:
    path = f"/api/v1/visits/{uuid.uuid4()}/attachments/{hashlib.sha256(photo).hexdigest()}"
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Upload-Part": "open", "Upload-Kind": "photo",
               "Content-Type": "application/offset+octet-stream",
               "Upload-Length": str(len(photo))}  # fmt: skip
    status = 0
    for at in range(0, len(photo), PIECE):
        piece = photo[at : at + PIECE]
        connection.request("PATCH", path, piece, {**headers, "Upload-Offset": str(at)})
        answer = connection.getresponse()
        answer.read()
        status = answer.status
    connection.close()
    if status != 200:
        raise SystemExit(f"A photo was answered {status}.")


def _photo() -> bytes:
    """Half-size noise drawn large: about as hard to compress as a photo."""
    width, height = SIDE
    noise = random.Random(SEED).randbytes(width // 2 * (height // 2) * 3)
    image = Image.frombytes("RGB", (width // 2, height // 2), noise).resize(SIDE)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


def _told_apart(photo: bytes) -> bytes:
    """The same picture as a file of its own, by a comment in it."""
    comment = uuid.uuid4().bytes
    return photo[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + photo[2:]
