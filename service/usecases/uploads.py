"""Files of a visit come in, piece by piece, before or after the visit."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from schemas.vocabulary import ATTACHMENT_PARTS, OPEN_PART
from service.domain import attachments as rules
from service.domain.errors import Conflict, NotFound, TooLarge, TooOften, Unfit, WrongOffset
from service.domain.image_files import MAGIC_BYTES, type_of
from service.domain.rights import INSPECTOR
from service.usecases.finish_upload import finish
from service.usecases.forget_attachments import forget_due
from service.usecases.named_attachments import named_by
from service.usecases.read_attachments import visit_naming
from service.usecases.receipts import told_to_submitter

SWEPT_AT_ONCE = 3
NOT_NAMED = "Lượt kiểm tra không nhắc đến tệp này. Xin gửi bản đính chính có nhắc đến tệp."
DAY_IS_FULL = "Tài khoản đã gửi hết số tệp của ngày hôm nay. Xin gửi tiếp vào ngày mai."
VISIT_IS_FULL = "Lượt kiểm tra chưa gửi mà đã có quá nhiều tệp. Xin gửi lượt kiểm tra trước."

Head = dict[str, Any]


def upload_state(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, sha256: str, part: str | None,
    now: dt.datetime,
) -> Head:  # fmt: skip
    """How far a file came: ``offset``, ``length``, ``state``; the first part that has it counts.

    Senders are told of what they sent, others of what a visit names and they may read; all else is
    :class:`NotFound`.
    """
    rules.check_address(sha256)
    for each in (part,) if part else ATTACHMENT_PARTS:
        by = who["username"]
        if who["role"] != INSPECTOR:
            visit = visit_naming(repos, who, visit_id, sha256, each, now)
            by = visit and visit["submitter"]["username"]
        head: Head | None = by and repos.attachments[each].of(visit_id, by, sha256)
        if head and head["state"] != "forgotten":
            return head
    raise NotFound


def take_piece(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, sha256: str, asked: dict[str, Any],
    body: Callable[[], bytes | bytearray], now: dt.datetime,
) -> dict[str, Any]:  # fmt: skip
    """Keep what arrives of a file, check it when all of it is there; answers ``offset``, ``whole``
    and, when whole, what the visit still misses with a receipt.

    ``asked`` holds ``part``, ``offset``, ``size`` of this piece and, with the first one, ``length``
    and ``kind``. ``body`` is read only once everything else is in order, and answers what arrived.
    """
    rules.check_address(sha256)
    if asked["size"] > repos.catalogue.attachments.body_bytes_most:
        raise TooLarge
    check_named(repos, who, visit_id, sha256, asked["part"])
    store = repos.attachments[asked["part"]]
    head = store.of(visit_id, who["username"], sha256)
    if not (head and head["state"] == "whole"):
        head = _at_offset(repos, who, visit_id, sha256, asked, head, now)
        rules.check_piece(asked, head["length"])
        head = _with_piece(repos, store, head, body())
        if head["offset"] < head["length"]:
            return {"offset": head["offset"], "whole": False}
        finish(repos, store, head, sha256, now)
    told = {"missing_attachments": None, "receipt": None}
    visit = check_named(repos, who, visit_id, sha256, asked["part"])
    if visit:
        told = told_to_submitter(repos, visit, now)
        if asked["part"] == OPEN_PART:
            repos.visits.tell_again(visit_id)
    return {"offset": head["length"], "whole": True, **told}


def check_named(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, sha256: str, part: str
) -> dict[str, Any] | None:
    """The sender's own visit, which must name the file in that part; ``None`` before it came.

    An id that is somebody else's is a bare :class:`Conflict`, as for a visit.
    """
    visit: dict[str, Any] | None = repos.visits.get(visit_id)
    if visit is None:
        return None
    if visit["submitter"]["username"] != who["username"]:
        raise Conflict
    if sha256 not in named_by(repos, visit)[part]:
        raise Unfit(NOT_NAMED, code="not-named")
    return visit


def _at_offset(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, sha256: str, asked: dict[str, Any],
    head: Head | None, now: dt.datetime,
) -> Head:  # fmt: skip
    """The upload that goes on at the offset, begun where it is the first; another length for the
    same file begins anew."""
    if head is None or not _goes_on(head, asked):
        if asked["offset"]:
            raise WrongOffset(0)
        head = _begun(repos, who, visit_id, sha256, asked, head, now)
    if asked["offset"] != head["offset"]:
        raise WrongOffset(head["offset"])
    return head


def _goes_on(head: Head, asked: dict[str, Any]) -> bool:
    at_start, length = asked["offset"] == 0, asked["length"]
    return head["state"] == "arriving" and not (at_start and length not in (None, head["length"]))


def _begun(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, sha256: str, asked: dict[str, Any],
    before: Head | None, now: dt.datetime,
) -> Head:  # fmt: skip
    limits, part, username = repos.catalogue.attachments, asked["part"], who["username"]
    rules.check_beginning(asked, limits)
    store = repos.attachments[part]
    forget_due(repos, part, now, SWEPT_AT_ONCE)
    if before:
        store.forget(before)
    if store.count(visit_id, username) >= limits.files_of_visit_most and not repos.visits.get(
        visit_id
    ):
        raise TooOften(rules.seconds_to_next_day(now), VISIT_IS_FULL)
    day, length = rules.quota_day(now), asked["length"]
    if not repos.upload_quotas[part].take(username, day, length, limits, now):
        raise TooOften(rules.seconds_to_next_day(now), DAY_IS_FULL)
    facts = {
        "kind": asked["kind"],
        "length": length,
        "began_at": now,
        "forget_after": rules.unfinished_until(now, limits),
    }
    begun: Head | None = store.begin(visit_id, username, sha256, facts)
    if begun is None:  # Somebody was faster: go on where they are.
        begun = store.of(visit_id, username, sha256)
    if begun is None or begun["state"] != "arriving":
        raise WrongOffset(0)
    return begun


def _with_piece(repos: Any, store: Any, head: Head, piece: bytes | bytearray) -> Head:
    if not piece:
        return head
    limits = repos.catalogue.attachments
    if head["offset"] == 0 and len(piece) >= MAGIC_BYTES:
        rules.check_type(limits.kind(head["kind"]), type_of(piece))
    if len(head["pieces"]) >= limits.pieces_most:
        store.forget(head)
        raise WrongOffset(0)
    moved: Head | None = store.append(head, piece)
    if moved is None:
        now_there = store.get(head["_id"])
        raise WrongOffset(now_there["offset"] if now_there else 0)
    return moved
