"""Reminding units of tasks that are due soon, and once when they are late."""

import datetime as dt
from typing import Any

from service.domain.periods import local_day
from service.usecases.tasks import notices_of

WORKER = "service"
REMIND_DAYS = (7, 1)
LATE_DAYS_MOST = 30


def remind_of_tasks(repos: Any, now: dt.datetime) -> int:
    """How many notices are new; however often it is called, a unit is told once for each."""
    today = dt.date.fromisoformat(local_day(now))
    first = (today - dt.timedelta(LATE_DAYS_MOST)).isoformat()
    last = (today + dt.timedelta(max(REMIND_DAYS))).isoformat()
    fresh = 0
    for task in repos.tasks.open_until(first, last):
        left = (dt.date.fromisoformat(task["last_day"]) - today).days
        kind = "task_late" if left < 0 else "task_due"
        asked = "late" if left < 0 else str(min(days for days in REMIND_DAYS if left <= days))
        for notice in notices_of(task, kind, WORKER, now, f"{task['last_day']}/{asked}"):
            fresh += repos.notices.insert(notice)
    return fresh
