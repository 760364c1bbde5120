"""Reminding units of returns that are due soon, and the unit above of those that are late."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from service.domain.errors import NotFound
from service.domain.notices import notice_of
from service.domain.periods import CAMPAIGN, local_day
from service.domain.rights import REPORTER
from service.usecases.returns import owed_returns

WORKER = "service"
LATE_DAYS_MOST = 60  # who was told once of a late return is told no more of it
PARTS = ("-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-9M", "")


def remind_of_returns(repos: Any, now: dt.datetime) -> int:
    """How many notices are new; each unit is told once for each of ``remind_days``, and once, with
    the unit above, that its return is late."""
    today = dt.date.fromisoformat(local_day(now))
    return sum(
        repos.notices.insert(notice)
        for code in _codes(repos, today)
        for notice in _notices(repos, code, today, now)
    )


def _codes(repos: Any, today: dt.date) -> Iterator[str]:
    for year in (today.year - 1, today.year, today.year + 1):
        yield from (f"{year}{part}" for part in PARTS)
    for campaign in repos.campaigns.list({}, 200, None):
        yield f"{CAMPAIGN}{campaign['_id']}"


def _notices(
    repos: Any, code: str, today: dt.date, now: dt.datetime
) -> Iterator[dict[str, Any]]:  # fmt: skip
    try:
        owed = owed_returns(repos, code)
    except NotFound:
        return
    if owed is None or not owed[1].first <= today <= owed[1].last + dt.timedelta(days=120):
        return
    kind, period, units = owed
    handed_in = {
        each["unit"] for each in repos.returns.first_submitted([period.code])
        if each["first_submitted_on"]
    }  # fmt: skip
    for unit in sorted(units - handed_in):
        due = kind.last_day(unit, period.last)
        left = (due - today).days
        asked = [days for days in kind.remind_days if 0 <= left <= days]
        about = f"{unit}/{period.code}"
        facts = {"of_unit": unit, "period": period.code, "day": due.isoformat()}
        if asked and today > period.last:
            yield notice_of("return_due", REPORTER, WORKER, now, about=f"{about}/{min(asked)}",
                            unit=unit, **facts)  # fmt: skip
        if 0 < -left <= LATE_DAYS_MOST:
            for told in {unit, (repos.units.get(unit) or {}).get("parent") or unit}:
                yield notice_of("return_late", REPORTER, WORKER, now, about=f"{about}/late/{told}",
                                unit=told, **facts)  # fmt: skip
