"""Working a case: the queue, one case with its flags, claiming, deciding."""

import datetime as dt
import hashlib
import uuid
from typing import Any

from service.domain.areas import area_of_key, key_asked
from service.domain.cases import (
    CLAIMABLE,
    OPEN_STATES,
    check_claim,
    check_decision,
    late_at,
    rank,
    waiting_since,
    was_decided,
)
from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Conflict, NotFound

# The acts that answer a whole case, and how many of their newest entries it names.
CASE_READS = ("read_case", "claim_case", "decide_case", "note_case", "break_glass")
READERS_MOST = 100
AWAITING_MOST = 20
HAS_ANOTHER = (
    "Hồ sơ đã thay đổi, hoặc cơ sở này đang có hồ sơ khác chưa kết thúc. "
    "Xin tải lại và làm việc trên hồ sơ đang mở."
)


def list_cases(repos: Any, who: dict[str, Any], query: dict[str, Any]) -> dict[str, Any]:
    """A page of the queue: by level, then age; no flag's text."""
    limit = query["limit"]
    asked = {
        "rank": rank(query["level"]) if query["level"] else None,
        "state": query["state"],
        "open": query["open"],
        "area": key_asked(query["area"]),
        "kind": query["kind"],
        "claimed_by": query["assignee"],
        "establishment_id": query["establishment"],
        "scope": who["scope"],
    }
    key = query["cursor"] and key_of(query["cursor"], int, dt.datetime.fromisoformat, uuid.UUID)
    rows = repos.cases.queue(asked, limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": rows_of(repos, rows[:limit]),
        "next_cursor": last and cursor_of(last["rank"], last["opened_at"].isoformat(), last["_id"]),
        "counts": repos.cases.counts(who["scope"]),
        "last_red_at": repos.cases.last_flagged(rank("red"), who["scope"]),
        "awaiting": _awaiting(repos, who["scope"]),
    }


def queue_stamp(repos: Any, who: dict[str, Any], query: dict[str, Any]) -> str:
    """Another text whenever the queue that this account asks for may have changed."""
    asked = [who["scope"].areas, sorted(query.items()), repos.case_stamps.sum_of(who["scope"])]
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:32]


def read_case(
    repos: Any, who: dict[str, Any], case_id: uuid.UUID, now: dt.datetime
) -> dict[str, Any]:
    """One case with the flags of its visits, within the scope or behind broken glass."""
    case = repos.cases.get_for(case_id, who["scope"], who["username"], now)
    if case is None:
        raise NotFound
    return whole_case(repos, case)


def claim_case(
    repos: Any, who: dict[str, Any], case_id: uuid.UUID, now: dt.datetime
) -> dict[str, Any]:
    """Take a case; of two at once one wins, the other hears :class:`Conflict`."""
    case = case_in_scope(repos, who, case_id)
    if check_claim(case, who["username"]):
        case = repos.in_transaction(
            lambda session: repos.cases.claim(
                case_id, who["username"], CLAIMABLE, now, who["scope"], session
            )
        )
    if case is None:
        case = case_in_scope(repos, who, case_id)
        if check_claim(case, who["username"]):
            raise Conflict
    return whole_case(repos, case)


def decide_case(
    repos: Any, who: dict[str, Any], case_id: uuid.UUID, decision: dict[str, Any], now: dt.datetime
) -> dict[str, Any]:
    """Move a claimed case, with a reason; the same again, its answer lost, moves nothing."""
    case = case_in_scope(repos, who, case_id)
    if was_decided(case, who["username"], decision):
        return whole_case(repos, case)
    check_decision(case, who["username"], decision["decision"])
    move = {
        "to": decision["decision"],
        "by": who["username"],
        "at": now,
        "reason": decision["reason"],
    }
    moved = repos.in_transaction(lambda session: _decided(repos, case, move, who["scope"], session))
    if moved is None:
        raise Conflict(HAS_ANOTHER if move["to"] == "reopened" else "")
    return whole_case(repos, moved)


def _decided(
    repos: Any, case: dict[str, Any], move: dict[str, Any], scope: Any, session: Any
) -> Any:
    if move["to"] == "reopened":
        return repos.cases.reopen(case, move, scope, session)
    still_open = move["to"] in OPEN_STATES
    return repos.cases.decide(case, move["to"], still_open, move, scope, session)


def case_in_scope(repos: Any, who: dict[str, Any], case_id: uuid.UUID) -> dict[str, Any]:
    """The case, or :class:`NotFound` where it lies outside."""
    case = repos.cases.get_within(case_id, who["scope"])
    if case is None:
        raise NotFound
    return case


def rows_of(repos: Any, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Cases as rows of a list, with the names of their places and what they wait for."""
    names = repos.establishments.named([case["establishment_id"] for case in cases])
    due = repos.referrals.due_of([case["_id"] for case in cases])
    return [
        {
            **case,
            "id": case["_id"],
            "area": area_of_key(case["area_key"]),
            "establishment": _named(names, case["establishment_id"]),
            "glass": case.get("glass", []),
            "waiting_since": waiting_since(case),
            "late_at": late_at(case, repos.catalogue.oversight),
            "referral_due_at": due.get(case["_id"]),
        }
        for case in cases
    ]


def _awaiting(repos: Any, scope: Any) -> list[dict[str, Any]]:
    """The referrals within the scope that were not acknowledged, the longest due first."""
    rows = repos.referrals.awaiting(scope, AWAITING_MOST)
    names = repos.establishments.named([row["establishment_id"] for row in rows])
    return [{**row, "establishment": _named(names, row["establishment_id"])} for row in rows]


def _named(names: dict[uuid.UUID, str], key: uuid.UUID) -> dict[str, Any]:
    return {"id": key, "name": names.get(key, "")}


def whole_case(repos: Any, case: dict[str, Any]) -> dict[str, Any]:
    sheets = {
        row["_id"]: row for row in repos.flag_sheets.of_visits([v["visit"] for v in case["visits"]])
    }
    visits = [
        {
            **entry,
            **{
                name: sheets[entry["visit"]][name]
                for name in ("flags", "emergency_call", "earlier")
            },
        }
        for entry in case["visits"]
    ]
    readers = repos.audit.readers(case["_id"], CASE_READS, READERS_MOST)
    notes = case.get("notes", [])
    (row,) = rows_of(repos, [case])
    return {**row, "visits": visits, "notes": notes, "readers": readers}
