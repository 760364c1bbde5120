"""The figures of a period, before anybody drafts its summary."""

import datetime as dt
from typing import Any

from service.domain.figures import codes_for, visits_without_inspection
from service.domain.periods import Period, local_day
from service.domain.rights import may
from service.usecases.count_period import count_period, find_period

Answer = dict[str, Any]


def preview_summary(
    repos: Any, who: Answer, period_code: str, basis: str, now: dt.datetime
) -> Answer:
    """``period``, ``figures`` by code and ``visits_without_inspection``, all of one moment."""
    period = find_period(repos, period_code, basis)
    today = dt.date.fromisoformat(local_day(now))
    limits = who["scope"].areas
    sealed = may(who, "count_sealed_figures")
    codes = codes_for(repos.catalogue.figures, limited=limits is not None, sealed=sealed)
    windows = count_period(repos, period, limits, today)
    return {
        "period": period_told(period, today),
        "figures": windows.figures(codes, repos.catalogue.figures),
        "visits_without_inspection": visits_without_inspection(windows.counted[0]),
    }


def period_told(period: Period, today: dt.date) -> Answer:
    return {
        "code": period.code,
        "basis": period.basis,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "provisional": period.is_provisional(today),
    }
