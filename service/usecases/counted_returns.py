"""What returns give to the figures of a period: who owes one, who acted, what was declared."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from service.domain.figure_rows import Counted, areas_of_units
from service.domain.figures import Rule
from service.domain.periods import (
    CAMPAIGN,
    Period,
    a_year_earlier,
    days_of,
    part_of,
    period_of,
    year_to_date,
)
from service.domain.returns import TO_DATE, declared_in, owes, parts_below
from service.usecases.figure_activity_records import page_from

NAMESPACE = uuid.UUID("7d0d1f0a-97a5-5a52-9b3c-1b9a27d7c1aa")  # of rows that are of a unit
OWED = ("unit", "period", "submitted_on", "due_on")

Document = dict[str, Any]
Declared = dict[str, dict[str, int]]


class Returns:
    """The returns of a period, of the one a year earlier and of the year to date."""

    def __init__(self, repos: Any, period: Period, session: Any) -> None:
        self._repos, self._period, self._session = repos, period, session
        self._units = repos.units.all(session)
        self.windows = (period, a_year_earlier(period), year_to_date(period))
        self._codes = self._codes_of_windows()

    def laid_over(self, counted: Sequence[Counted]) -> list[Counted]:
        """The three windows with their rows of ``owing_units`` and ``owed_returns``."""
        return [
            replace(
                window,
                owing_units=self._owing_units(window, codes),
                owed_returns=self._owed_returns(codes),
            )
            for window, codes in zip(counted, self._codes, strict=True)
        ]

    def declared(self, seen: Any) -> list[Declared | None]:
        """What accepted returns declare in each window, by figure and unit, of the units of which
        ``seen(unit)``; None where no return could tell it."""
        return [
            self._declared(code, period.basis, seen) if code else None
            for code, period in zip(self._declared_codes(), self.windows, strict=True)
        ]

    def _codes_of_windows(self) -> list[list[Period]]:
        """The periods whose returns are owed in each window."""
        now, before, _ = self.windows
        campaign = part_of(now.code) == "campaign"
        earlier = self._campaign_of(before) if campaign else before
        return [[now], [earlier] if earlier else [], self._periods_to_date()]

    def _campaign_of(self, period: Period) -> Period | None:
        found = self._repos.campaigns.of_window(*days_of(period), self._session)
        return replace(period, code=f"{CAMPAIGN}{found['_id']}") if found else None

    def _periods_to_date(self) -> list[Period]:
        part = part_of(self._period.code)
        if not part.startswith("Q"):
            return [self._period]
        year = self._period.code[:4]
        return [
            self._of_code(f"{year}-Q{number}")
            for number in range(1, int(part.removeprefix("Q")) + 1)
        ]

    def _of_code(self, code: str) -> Period:
        return period_of(code, self._period.basis)

    def _declared_codes(self) -> list[str | None]:
        part, year = part_of(self._period.code), self._period.code[:4]
        earlier = self._codes[1][0].code if self._codes[1] else None
        if part == "campaign":
            return [self._period.code, earlier, None]
        longer = TO_DATE.get(part, part)
        return [self._period.code, earlier, year if longer == "year" else f"{year}-{longer}"]

    def _declared(self, code: str, basis: str, seen: Any) -> Declared:
        periods = [each for each in parts_below(code) if self._by_basis(each, basis)]
        rows = self._repos.returns.accepted(periods, self._session)
        return declared_in((row for row in rows if seen(row["unit"])), code)

    def _by_basis(self, code: str, basis: str) -> bool:
        """Whether returns of such a period are of the windows that are asked for."""
        part = part_of(code)
        kinds = [kind for kind in self._repos.catalogue.report_types if part in kind.periods]
        return part == "campaign" or any(kind.basis == basis for kind in kinds)

    def _owing_units(self, counted: Counted, periods: list[Period]) -> list[Document]:
        owing = {row["unit"] for each in periods for row in self._owed_of(each)}
        codes = [each.code for each in periods]
        accepted = {row["unit"] for row in self._repos.returns.accepted(codes, self._session)}
        rows = [*counted.visits, *counted.activities]
        acted = accepted | {row["unit"] for row in rows}
        return [{"unit": unit, "count": 1, "acted": int(unit in acted)} for unit in sorted(owing)]

    def _owed_returns(self, periods: list[Period]) -> list[Document]:
        return [row for period in periods for row in self._owed_of(period)]

    def _owed_of(self, period: Period) -> list[Document]:
        kind = self._repos.catalogue.report_type(part_of(period.code), period.last)
        if kind is None:
            return []
        handed_in = {
            row["unit"]: row["first_submitted_on"]
            for row in self._repos.returns.first_submitted([period.code], self._session)
        }
        return [
            {
                "unit": unit["_id"],
                "count": 1,
                "in_time": int(self._in_time(kind, unit["_id"], period, handed_in)),
                "period": period.code,
                "submitted_on": handed_in.get(unit["_id"]),
                "due_on": kind.last_day(unit["_id"], self._end(kind, period)).isoformat(),
            }
            for unit in self._units
            if owes(unit, kind.except_units, days_of(period))
        ]

    def _in_time(
        self, kind: Any, unit: str, period: Period, handed_in: dict[str, str | None]
    ) -> bool:  # fmt: skip
        first = handed_in.get(unit)
        return bool(first) and first <= kind.last_day(unit, self._end(kind, period)).isoformat()

    def _end(self, kind: Any, period: Period) -> Any:
        """The last day of the window that the return is about, by its own basis."""
        if part_of(period.code) == "campaign":
            return period.last
        return period_of(period.code, kind.basis).last


def return_page(
    repos: Any, rule: Rule, period: Period, scope: Any, limit: int, key: Any
) -> list[Document]:
    """Each unit that owes a return, or each return that is owed, on the day it was handed in or, in
    absence of that, was due."""
    areas = areas_of_units(repos.units.all())
    with repos.figures.at_one_moment() as session:
        rows = repos.figures.visit_rows(days_of(period), session)
        activities = repos.figures.activities.sums(days_of(period), session)
        returns = Returns(repos, period, session)
        counted = Counted(visits=rows, activities=activities)
        (laid, *_) = returns.laid_over([counted, Counted(), Counted()])
    of_unit = {row["unit"]: row for row in laid.owed_returns}
    found = [
        {
            "key": uuid.uuid5(NAMESPACE, row["unit"]),
            "day": of_unit[row["unit"]]["submitted_on"] or of_unit[row["unit"]]["due_on"],
            "visit": None,
            "establishment": None,
            "area": areas.get(row["unit"]),
            "kind": None,
            "amount": row[rule.measure],
            "owed": {name: of_unit[row["unit"]][name] for name in OWED},
        }
        for row in getattr(laid, rule.source)
        if row[rule.measure] and (scope is None or areas.get(row["unit"]) in scope)
    ]
    return page_from(found, limit, key)
