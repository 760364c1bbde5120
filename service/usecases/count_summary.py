"""Counting a summary: its figures, its tables and the records behind them, of the whole province.

Figures are read at one moment; the records after it. Where somebody wrote in between, both are read
again, so that what is kept adds up.
"""

import datetime as dt
import uuid
from typing import Any

from service.domain.errors import Busy
from service.domain.figures import RULES, is_sealed
from service.domain.periods import Period, local_day
from service.domain.summary_tables import activities_by_unit, failed_items, visits_by_place
from service.usecases.count_period import Windows, count_period
from service.usecases.figure_records import records_of
from service.usecases.returns import return_rows

TRIES_MOST = 4
AT_ONCE = 200
ADDING_FOLDS = ("total", "distinct")
RETRY_SECONDS = 30

Document = dict[str, Any]


def counted_summary(repos: Any, period: Period, now: dt.datetime) -> Document:
    """``count`` (the id of this counting), ``figures``, ``tables``, ``counted_at``."""
    today = dt.date.fromisoformat(local_day(now))
    for _ in range(TRIES_MOST):
        windows = count_period(repos, period, None, today)
        figures = windows.figures(list(RULES), repos.catalogue.figures)
        count = uuid.uuid4()
        if _records_kept(repos, count, figures, period, today):
            return {
                "count": count,
                "figures": figures,
                "tables": _tables(repos, windows, figures, period, now),
                "provisional": period.is_provisional(today),
                "counted_at": now,
            }
        repos.summary_records.forget(count)
    raise Busy(RETRY_SECONDS)


def counted_figures(repos: Any, period: Period, now: dt.datetime) -> Document:
    """The figures of the period as they are now."""
    windows = count_period(repos, period, None, dt.date.fromisoformat(local_day(now)))
    return windows.figures(list(RULES), repos.catalogue.figures)


def _records_kept(
    repos: Any, count: uuid.UUID, figures: Document, period: Period, today: dt.date
) -> bool:
    """Keep the open records of every figure; whether they still add up to it. Those of the sealed
    side stay where they are."""
    for code, rule in RULES.items():
        if is_sealed(code):
            continue
        rows = list(records_of(repos, rule, period, today))
        if (
            rule.fold in ADDING_FOLDS
            and sum(row["amount"] for row in rows) != (figures[code]["value"])
        ):
            return False
        repos.summary_records.put(count, code, rows)
    return True


def _tables(
    repos: Any, windows: Windows, figures: Document, period: Period, now: dt.datetime
) -> Document:
    counted = windows.counted[0]
    return {
        "visits_by_place": visits_by_place(counted),
        "failed_items": failed_items(figures),
        "activities_by_unit": activities_by_unit(counted, figures),
        "returns": return_rows(repos, period.code, now),
    }
