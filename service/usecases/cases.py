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
)
from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Conflict, NotFound

# The acts that answer a whole case, and how many of their newest entries it names.
CASE_READS = ("read_case", "claim_case", "decide_case", "note_case", "break_glass")
READERS_MOST = 100
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
    names = repos.establishments.named([row["establishment_id"] for row in rows])
    return {
        "items": [row_of(repos, row, names) for row in rows[:limit]],
        "next_cursor": last and cursor_of(last["rank"], last["opened_at"].isoformat(), last["_id"]),
        "counts": repos.cases.counts(who["scope"]),
        "last_red_at": repos.cases.last_flagged(rank("red"), who["scope"]),
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
    """Move a claimed case, with a reason."""
    case = case_in_scope(repos, who, case_id)
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


def row_of(repos: Any, case: dict[str, Any], names: dict[uuid.UUID, str]) -> dict[str, Any]:
    """A case as a row of a list; ``names`` of establishments by id."""
    key = case["establishment_id"]
    return {
        **case,
        "id": case["_id"],
        "area": area_of_key(case["area_key"]),
        "establishment": {"id": key, "name": names.get(key, "")},
        "glass": case.get("glass", []),
        "waiting_since": waiting_since(case),
        "late_at": late_at(case, repos.catalogue.oversight),
    }


def whole_case(repos: Any, case: dict[str, Any]) -> dict[str, Any]:
    sheets = {
        row["_id"]: row for row in repos.flag_sheets.of_visits([v["visit"] for v in case["visits"]])
    }
    names = repos.establishments.named([case["establishment_id"]])
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
    return {**row_of(repos, case, names), "visits": visits, "notes": notes, "readers": readers}
