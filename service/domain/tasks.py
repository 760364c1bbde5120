"""Tasks: their last good day, how far they are, and how they stand on a day."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from service.domain.errors import Fault, Invalid

WHOLE = 100  # percent
ENTRIES_MOST = 200  # of one task

Document = Mapping[str, Any]


def last_day(due: str, rule: str) -> str:
    """The last day on which it is done in time: "trước ngày 02/10" means 01/10."""
    day = dt.date.fromisoformat(due)
    return (day - dt.timedelta(days=1) if rule == "before" else day).isoformat()


def percent_of(done: int, target: int) -> int:
    """Whole percent, never rounded up to the whole."""
    return min(WHOLE, done * WHOLE // target)


def state_on(task: Document, today: str) -> str:
    """``withdrawn``, ``done`` or ``done_late``, else ``open`` or ``late``; its last day is good."""
    if task["withdrawn_because"]:
        return "withdrawn"
    if task["done_on"]:
        return "done_late" if task["done_on"] > task["last_day"] else "done"
    return "late" if today > task["last_day"] else "open"


def counted(task: Document, entry: Mapping[str, Any], today: str) -> dict[str, Any]:
    """The entry with its day and its percent, counted from its number where there is a target.

    :class:`Invalid` without either, or for a day that has not come.
    """
    day = entry["on"] or today
    if day > today:
        raise Invalid([Fault("on", "in_future", "Ngày này chưa tới.")])
    if task["target"]:
        if entry["done"] is None:
            words = "Ghi số đã thực hiện, tính từ đầu."
            raise Invalid([Fault("done", "required", words)])
        return {**entry, "on": day, "percent": percent_of(entry["done"], task["target"])}
    if entry["percent"] is None:
        raise Invalid([Fault("percent", "required", "Ghi đã đạt bao nhiêu phần trăm.")])
    return {**entry, "on": day, "done": None}


def standing(progress: list[dict[str, Any]], target: int | None) -> dict[str, Any]:
    """``percent`` and ``done_on`` by the last entry, whose number counts against the target."""
    if not progress:
        return {"percent": 0, "done_on": None}
    last = progress[-1]
    percent = percent_of(last["done"] or 0, target) if target else last["percent"]
    return {"percent": percent, "done_on": last["on"] if percent == WHOLE else None}
