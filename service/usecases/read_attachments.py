"""Reading photos and signatures: each as who is asking may."""

import hashlib
import uuid
from collections.abc import Iterator
from itertools import chain
from typing import Any

from schemas.vocabulary import OPEN_PART, SEALED_PART
from service.domain.attachments import check_address
from service.domain.errors import NotFound, Unopenable
from service.domain.rights import may
from service.usecases.named_attachments import named_by, named_open
from service.usecases.read_visits import visit_in_scope


def read_attachment(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, sha256: str, *, preview: bool
) -> dict[str, Any]:
    """A whole file that the visit names, or its preview: ``type``, ``length``, ``bytes``.

    The first bytes are opened before this answers. Absent, unnamed and not to be known are the same
    :class:`NotFound`.
    """
    check_address(sha256)
    visit = visit_in_scope(repos, who, visit_id)
    part = _part(repos, who, visit, sha256)
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


def _part(repos: Any, who: dict[str, Any], visit: dict[str, Any], sha256: str) -> str:
    if sha256 in named_open(repos, visit):
        return OPEN_PART
    if may(who, "read_sealed_attachments") and sha256 in named_by(repos, visit)[SEALED_PART]:
        return SEALED_PART
    raise NotFound


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
