"""Answers in gzip, where their length gives nothing away.

Compression tells by its length whether two texts of an answer are alike (BREACH). So only answers
of rights that carry neither flags and cases nor tokens and accounts are compressed.
"""

import gzip

from flask import Response, request

from schemas.vocabulary import ACCOUNTS, SEALED
from service.domain.rights import Right

PACKED = ("application/json", "application/geo+json")
LEAST = 1400  # bytes; what fits into one packet gains nothing
LEVEL = 6


def compressed(answer: Response, right: Right) -> Response:
    """The answer in gzip, if the caller takes it; not under a strong ETag, which names bytes."""
    if not _may_be(answer, right):
        return answer
    answer.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0 and len(answer.get_data()) >= LEAST:
        answer.set_data(gzip.compress(answer.get_data(), LEVEL, mtime=0))
        answer.content_encoding = "gzip"
    return answer


def _may_be(answer: Response, right: Right) -> bool:
    tag, is_weak = answer.get_etag()
    return (
        bool(right.who)
        and not right.carries & {SEALED, ACCOUNTS}
        and answer.mimetype in PACKED
        and not answer.is_streamed
        and (tag is None or bool(is_weak))
    )
