"""Asking for what needs two people, deciding on it, and taking it up."""

import datetime as dt
import uuid
from typing import Any

from service.domain.approvals import (
    NEEDS_ANOTHER,
    acts_seen_by,
    check_decider,
    new_approval,
)
from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Conflict, NotAllowed, NotFound

SAME = ("act", "subject", "reason", "asked_by")


def ask_approval(
    repos: Any, who: dict[str, Any], fields: dict[str, Any], now: dt.datetime
) -> tuple[dict[str, Any], bool]:
    """Ask for an act on a subject; answers the request and whether it is new."""
    asked = new_approval(fields["id"] or uuid.uuid4(), fields, who, now)
    if repos.approvals.ask(asked):
        return asked, True
    stored = repos.approvals.read(asked["_id"], acts_seen_by(who))
    if stored is None or any(stored[name] != asked[name] for name in SAME):
        raise Conflict("Mã này đã dùng cho đề nghị khác. Xin dùng mã mới.")
    return stored, False


def list_approvals(repos: Any, who: dict[str, Any], query: dict[str, Any]) -> dict[str, Any]:
    """A page of the requests that this account may ask for or approve, newest first."""
    limit = query["limit"]
    key = query["cursor"] and key_of(query["cursor"], dt.datetime.fromisoformat, uuid.UUID)
    rows = repos.approvals.list(acts_seen_by(who), limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": rows[:limit],
        "next_cursor": last and cursor_of(last["asked_at"].isoformat(), last["_id"]),
    }


def decide_approval(
    repos: Any, who: dict[str, Any], key: uuid.UUID, decision: str, now: dt.datetime
) -> dict[str, Any]:
    """Approve or refuse; the same decision of the same person again changes nothing.

    Raises :class:`NotAllowed` for one's own request, :class:`Conflict` when it was decided, taken
    up or ran out meanwhile.
    """
    asked = repos.approvals.read(key, acts_seen_by(who))
    if asked is None:
        raise NotFound
    check_decider(asked, who)
    decided = repos.approvals.decide(key, decision, who["username"], now)
    if decided:
        return decided
    stored = repos.approvals.read(key, acts_seen_by(who))
    if (stored["state"], stored["decided_by"]) != (decision, who["username"]):
        raise Conflict("Đề nghị đã được quyết định, đã dùng hoặc đã hết hạn. Xin tải lại.")
    return stored


def take_up(
    repos: Any, key: uuid.UUID | None, act: str, subject: str, username: str, now: dt.datetime,
    session: Any = None,
) -> None:  # fmt: skip
    """Call first, in the transaction of the act itself: from here on it may be done, once.

    Raises :class:`NotAllowed` unless another person approved this act on this very subject.
    """
    if key is None or not repos.approvals.use(key, act, subject, username, now, session):
        raise NotAllowed(NEEDS_ANOTHER, code="second-person-required")
