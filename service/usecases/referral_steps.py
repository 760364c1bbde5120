"""The steps of a referral, each taken once: approval, sending, acknowledgement, result."""

import datetime as dt
import uuid
from typing import Any

from service.domain.errors import Conflict
from service.domain.fingerprint import fingerprint
from service.domain.periods import local_day
from service.domain.referrals import (
    MOVED,
    OTHER_CONTENT,
    STEPS,
    WITHDRAWN,
    check_result_day,
    check_step,
    check_times,
    cites_only,
)
from service.usecases.cases import case_in_scope
from service.usecases.referrals import referral_of, standing_sheets, told

Document = dict[str, Any]


def approve_referral(
    repos: Any, who: Document, case_id: uuid.UUID, key: uuid.UUID, body: Document, now: dt.datetime
) -> Document:
    """Let the version that was read leave; never one's own draft."""

    def changes(case: Document, referral: Document) -> Document:
        if referral["version"] != body["version"]:
            raise Conflict(MOVED)
        _check_cited(repos, case, referral)
        return {"approved_by": who["username"], "approved_at": now}

    return _step(repos, who, case_id, key, "approve", body, now, changes)


def return_referral(
    repos: Any, who: Document, case_id: uuid.UUID, key: uuid.UUID, body: Document, now: dt.datetime
) -> Document:
    """Back to the draft, with a reason."""
    gone = {"approved_by": None, "approved_at": None}
    return _step(repos, who, case_id, key, "return", body, now, lambda *_: gone)


def cancel_referral(
    repos: Any, who: Document, case_id: uuid.UUID, key: uuid.UUID, body: Document, now: dt.datetime
) -> Document:
    """It will not leave; what has left is not called back."""
    return _step(repos, who, case_id, key, "cancel", body, now, lambda *_: {})


def send_referral(
    repos: Any, who: Document, case_id: uuid.UUID, key: uuid.UUID, body: Document, now: dt.datetime
) -> Document:
    """It has left: the clock of its acknowledgement runs, and its case is referred with it."""

    def changes(case: Document, referral: Document) -> Document:
        was_made = referral["type"] == "emergency_call"
        if not was_made:
            _check_cited(repos, case, referral)
        earliest = None if was_made else referral["approved_at"].replace(second=0, microsecond=0)
        check_times(earliest, body["sent_at"], "sent_at", now)
        rule = repos.catalogue.oversight.on(dt.date.fromisoformat(local_day(body["sent_at"])))
        return {
            "sent_by": who["username"],
            "sent_at": body["sent_at"],
            "due_at": body["sent_at"] + dt.timedelta(hours=rule.acknowledgement_hours),
            "document_no": body["document_no"],
        }

    return _step(repos, who, case_id, key, "send", body, now, changes)


def acknowledge_referral(
    repos: Any, who: Document, case_id: uuid.UUID, key: uuid.UUID, body: Document, now: dt.datetime
) -> Document:
    """The recipient has it; on a case that was settled meanwhile, too."""

    def changes(_: Document, referral: Document) -> Document:
        check_times(referral["sent_at"], body["acknowledged_at"], "acknowledged_at", now)
        return {
            "acknowledged_at": body["acknowledged_at"],
            "acknowledgement": {name: body[name] for name in ("number", "officer")},
        }

    return _step(repos, who, case_id, key, "acknowledge", body, now, changes)


def conclude_referral(
    repos: Any, who: Document, case_id: uuid.UUID, key: uuid.UUID, body: Document, now: dt.datetime
) -> Document:
    """What the recipient tells of it; a later result takes the place of an earlier one."""

    def changes(_: Document, referral: Document) -> Document:
        check_result_day(referral["sent_at"], body["result_on"], now)
        return {
            **{name: body[name] for name in ("result", "result_on", "people_received")},
            "feedback": {name: body[name] for name in ("note", "may_share")},
        }

    return _step(repos, who, case_id, key, "conclude", body, now, changes)


def _step(
    repos: Any, who: Document, case_id: uuid.UUID, key: uuid.UUID, name: str, body: Document,
    now: dt.datetime, changes_of: Any,
) -> Document:  # fmt: skip
    """Take a step in one transaction with whatever belongs to it.

    Sent again under its id it answers as it stands; what moved meanwhile is a :class:`Conflict`.
    """
    case = case_in_scope(repos, who, case_id)
    sent = fingerprint({**body, "step": name, "referral": key}, repos.keys.content)
    move = {
        "id": body["id"],
        "to": STEPS[name].to,
        "by": who["username"],
        "at": now,
        "reason": body.get("reason", "") or body.get("note", ""),
        "sent": sent,
    }

    def work(session: Any) -> Document:
        referral = referral_of(repos, case_id, key, session)
        if known := _taken(referral, move):
            return known
        check_step(name, referral, case, who["username"])
        changes = {**changes_of(case, referral), "state": move["to"]}
        moved = repos.referrals.move(referral, changes, move, session)
        if moved is None:
            raise Conflict(MOVED)
        if name == "send":
            _refer_case(repos, who, case, moved, now, session)
        else:
            repos.case_stamps.count(case["area_key"], session)
        return moved  # type: ignore[no-any-return]

    return told(repos.in_transaction(work))


def _taken(referral: Document, move: Document) -> Document | None:
    """The referral, where this very step was taken before."""
    known = next((each for each in referral["moves"] if each["id"] == move["id"]), None)
    if known and any(known[name] != move[name] for name in ("by", "sent")):
        raise Conflict(OTHER_CONTENT)
    return referral if known else None


def _refer_case(
    repos: Any, who: Document, case: Document, referral: Document, now: dt.datetime, session: Any
) -> None:
    """The case moves with what was sent, from the very state in which it was looked at."""
    reason = f"Đã gửi: {referral['recipient']['name']['vi']}."
    move = {"to": "referred", "by": who["username"], "at": now, "reason": reason}
    moved = repos.cases.decide(case, "referred", True, move, who["scope"], session)
    if moved is None:
        raise Conflict(MOVED)
    if referral["type"] != "emergency_call":
        _check_cited(repos, moved, referral)  # A visit may have been withdrawn meanwhile.


def _check_cited(repos: Any, case: Document, referral: Document) -> None:
    if not cites_only(referral["content"], standing_sheets(repos, case)):
        raise Conflict(WITHDRAWN)
