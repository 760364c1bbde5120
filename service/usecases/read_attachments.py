"""Reading photos and signatures: each as who is asking may."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator
from itertools import chain
from typing import Any

from schemas.vocabulary import ATTACHMENT_PARTS, OPEN_PART, SEALED_PART
from service.domain.attachments import check_address
from service.domain.errors import NotFound, Unopenable
from service.domain.rights import REVIEWER, may
from service.usecases.named_attachments import named_by, named_open


def read_attachment(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, sha256: str, now: dt.datetime, *,
    preview: bool,
) -> dict[str, Any]:  # fmt: skip
    """A whole file that the visit names, or its preview: ``type``, ``length``, ``bytes``.

    The first bytes are opened before this answers. Absent, unnamed and not to be known are the same
    :class:`NotFound`.
    """
    check_address(sha256)
    for part in ATTACHMENT_PARTS:
        visit = visit_naming(repos, who, visit_id, sha256, part, now)
        if visit:
            break
    else:
        raise NotFound
    store = repos.attachments[part]
    head = store.of(visit_id, visit["submitter"]["username"], sha256)
    if head is None or head["state"] != "whole":
        raise NotFound
    if preview:
        length = head["preview_length"]
        pieces = store.read(head, "preview", length)
    else:
        length = head["length"]
        pieces = _checked(store.read(head, "original", length), sha256)
    first = next(pieces)
    return {
        "type": "image/jpeg" if preview else head["type"],
        "length": length,
        "bytes": chain([first], pieces),
    }


def visit_naming(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, sha256: str, part: str, now: dt.datetime
) -> dict[str, Any] | None:
    """The visit, where that part of it names the file and this account may read it there.

    An open file is read by whom the visit concerns, a sealed one by its submitter and by whoever
    may read the case that it belongs to.
    """
    visit: dict[str, Any] | None = repos.visits.get_within(visit_id, who["scope"])
    if part == OPEN_PART:
        return visit if visit and sha256 in named_open(repos, visit) else None
    if not may(who, "read_sealed_attachments"):
        return None
    if who["role"] == REVIEWER:
        case = repos.flag_sheets.case_of(visit_id)
        readable = case and repos.cases.get_for(case, who["scope"], who["username"], now)
        visit = repos.visits.get(visit_id) if readable else None
    return visit if visit and sha256 in named_by(repos, visit)[SEALED_PART] else None


def _checked(pieces: Iterator[bytes], sha256: str) -> Iterator[bytes]:
    """The pieces; the last one only if the whole still has its hash."""
    seen, held = hashlib.sha256(), None
    for piece in pieces:
        if held is not None:
            yield held
        seen.update(piece)
        held = piece
    if seen.hexdigest() != sha256:
        raise Unopenable("an attachment no longer has its hash")
    if held is not None:
        yield held
