"""The files of the pages in gzip: they hold nothing of anybody's, so their length tells nothing."""

import gzip
from functools import lru_cache
from io import BytesIO
from pathlib import Path, PurePosixPath

from flask import Response, request, send_file

TEXTS = {".css", ".js", ".json", ".svg", ".webmanifest"}
LEAST = 1400  # bytes; what fits into one packet gains nothing
LEVEL = 9


def packed(answer: Response, path: Path) -> Response:
    """The answer with this file, in gzip if the caller takes it and has not the file already."""
    if PurePosixPath(path).suffix not in TEXTS:
        return answer
    answer.vary.add("Accept-Encoding")
    told = path.stat()
    if answer.status_code != 200 or told.st_size < LEAST or not _takes_gzip():
        return answer
    return _instead(answer, _packed_file(path, told.st_mtime_ns, told.st_size))


def packed_text(answer: Response) -> Response:
    """A page or script that was written for this request and is the same for everybody."""
    answer.vary.add("Accept-Encoding")
    if _takes_gzip() and len(answer.get_data()) >= LEAST:
        answer.set_data(_packed(answer.get_data()))
        answer.content_encoding = "gzip"
    return answer


def _instead(plain: Response, body: bytes) -> Response:
    """Other bytes, so another ETag; a browser that names it gets its 304."""
    tag, _ = plain.get_etag()
    answer = send_file(
        BytesIO(body), plain.mimetype, etag=f"{tag}-gzip", last_modified=plain.last_modified
    )
    for name in ("Cache-Control", "Expires", "Vary"):
        if name in plain.headers:
            answer.headers[name] = plain.headers[name]
    plain.close()
    answer.content_encoding = "gzip"
    return answer


def _takes_gzip() -> bool:
    return request.accept_encodings["gzip"] > 0 and "Range" not in request.headers


@lru_cache(maxsize=512)
def _packed_file(path: Path, _changed: int, _size: int) -> bytes:
    """Packed once in each worker; a file that changes is another."""
    return _packed(path.read_bytes())


@lru_cache(maxsize=8)
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, LEVEL, mtime=0)
