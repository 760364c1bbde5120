"""The rules of a case: who may work on it, and where it may go."""

import datetime as dt
from typing import Any

from schemas.vocabulary import LEVELS
from service.domain.errors import Conflict, NotAllowed
from service.domain.periods import local_day

OPEN_STATES = ("new", "claimed", "monitoring", "referred", "reopened")
CLAIMABLE = ("new", "reopened")
YELLOWS_FOR_REVISIT = 2
BARRED = (
    "Người có mặt trong lượt kiểm tra không được nhận hoặc quyết định hồ sơ của lượt đó. "
    "Xin chuyển cho người xét duyệt khác."
)


NOT_NOTED = (
    "Người có mặt trong lượt kiểm tra không ghi vào hồ sơ của lượt đó. "
    "Xin đính chính lượt kiểm tra, hoặc báo cho người giữ hồ sơ."
)
SETTLED_STATES = ("unfounded", "closed")
NOTES_MOST = 500


def rank(level: str) -> int:
    """Levels in rising order: white 0 to red 3."""
    return LEVELS.index(level)


def highest(entries: list[dict[str, Any]]) -> str:
    """The highest level of a case's visits; a withdrawn one still counts."""
    return max((entry["level"] for entry in entries), key=rank, default="white")


def needs_revisit(entries: list[dict[str, Any]]) -> bool:
    """Yellow twice at one place asks for another visit; it is a task, not a level."""
    yellow = [entry for entry in entries if entry["level"] == "yellow" and not entry["withdrawn"]]
    return len(yellow) >= YELLOWS_FOR_REVISIT


def late_at(case: dict[str, Any], oversight: Any) -> dt.datetime | None:
    """When a case that nobody has taken becomes late, by the rule in force as it began to wait."""
    since = waiting_since(case)
    rule = oversight.on(dt.date.fromisoformat(local_day(since)))
    hours = {"red": rule.red_waits_hours, "orange": rule.orange_waits_hours}.get(case["level"])
    if hours is None or case["state"] not in CLAIMABLE:
        return None
    return since + dt.timedelta(hours=hours)


def waiting_since(case: dict[str, Any]) -> dt.datetime:
    """When it came into the queue, last."""
    since: dt.datetime = case.get("waiting_since") or case["opened_at"]
    return since


def check_claim(case: dict[str, Any], username: str) -> bool:
    """Whether there is something to do; raises when this person may not or somebody was first."""
    if username in case["barred"]:
        raise NotAllowed(BARRED, code="was-on-the-visit")
    if case["state"] not in CLAIMABLE and case["claimed_by"] == username:
        return False
    if case["state"] not in CLAIMABLE:
        raise Conflict("Hồ sơ đã có người nhận hoặc đã chuyển trạng thái. Xin tải lại.")
    return True


def check_decision(case: dict[str, Any], username: str, to: str) -> None:
    """Only who claimed it decides, while it is open, and never somebody of its visits.

    What was settled anybody else may reopen, unless it was purged.
    """
    if username in case["barred"]:
        raise NotAllowed(BARRED, code="was-on-the-visit")
    if to == "reopened":
        if case["state"] not in SETTLED_STATES or case.get("purged_at"):
            raise Conflict("Chỉ mở lại được hồ sơ đã kết thúc và còn được lưu. Xin tải lại.")
        return
    if case["claimed_by"] != username or case["state"] not in OPEN_STATES:
        raise Conflict("Hãy nhận hồ sơ trước khi quyết định, hoặc tải lại vì hồ sơ đã thay đổi.")


def was_decided(case: dict[str, Any], username: str, decision: dict[str, str]) -> bool:
    """Whether the case's last move is just this one, by the same person for the same reason."""
    last = case["moves"][-1] if case.get("moves") else {}
    asked = {"to": decision["decision"], "by": username, "reason": decision["reason"]}
    return case["state"] == asked["to"] and asked.items() <= last.items()


def check_note(case: dict[str, Any], username: str) -> None:
    """Nobody of its visits writes on a case, nor anybody on what was purged or is full."""
    if username in case["barred"]:
        raise NotAllowed(NOT_NOTED, code="was-on-the-visit")
    if case.get("purged_at"):
        raise Conflict("Nội dung hồ sơ này đã hết hạn lưu và đã xóa. Không ghi thêm được.")
    if len(case.get("notes", [])) >= NOTES_MOST:
        raise Conflict(f"Hồ sơ đã đủ {NOTES_MOST} ghi chú. Không ghi thêm được.")
