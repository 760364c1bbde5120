"""What a period's figures are made of: its windows, read at one moment."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from service.domain.errors import NotFound
from service.domain.figure_rows import (
    Counted,
    areas_of_units,
    joined,
    keys_within,
    moved_areas,
    of_referral,
    register_on,
)
from service.domain.figures import figures, with_declared
from service.domain.periods import (
    Period,
    a_year_earlier,
    campaign_of,
    days_of,
    is_within,
    period_of,
    segments,
    year_to_date,
)
from service.usecases.counted_returns import Returns

FIRST_DAY = "1900-01-01"  # before anything is dated
MINORS_MEASURE = "minors_at_work"

Answer = dict[str, Any]


def find_period(repos: Any, code: str, basis: str) -> Period:
    campaign = None
    if campaign_id := campaign_of(code):
        campaign = repos.campaigns.get(campaign_id)
        if campaign is None:
            raise NotFound
    return period_of(code, basis, campaign)


@dataclass(frozen=True, slots=True)
class Windows:
    """What is counted in a period, in the one a year earlier and in the year to date, and what
    units declared for each: numbers by figure and unit, or None."""

    counted: Sequence[Counted]
    declared: Sequence[Mapping[str, Mapping[str, int]] | None]

    def figures(self, codes: Iterable[str], definitions: Any) -> Answer:
        """Figures with their code, label and unit."""
        return {
            code: {
                "code": code,
                "label": definitions[code].label.vi,
                "unit": definitions[code].unit,
                **with_declared(code, figure, definitions[code], self.declared),
            }
            for code, figure in figures(codes, definitions, *self.counted).items()
        }


def count_period(
    repos: Any, period: Period, limits: Sequence[str] | None, today: dt.date
) -> Windows:
    """Everything that the figures of a period are made of, as it was at one moment, for an account
    of these areas; days that the windows share are read once."""
    areas = repos.areas.all()
    seen = {
        "moved": moved_areas(areas, period.last),
        "within": keys_within(limits, areas),
        "minors_items": minors_items(repos),
        "unit_areas": areas_of_units(repos.units.all()),
    }
    asked = [
        (days_of(each), last_known_day(each, today))
        for each in (period, a_year_earlier(period), year_to_date(period))
    ]
    with repos.figures.at_one_moment() as session:
        parts = {
            piece: _rows(repos.figures, piece, session) for piece in segments([w for w, _ in asked])
        }
        registers = _registers(repos, {day for _, day in asked}, session)
        seen["inspections"] = repos.figures.inspections(_inspections(parts.values()), session)
        counted = [
            Counted(
                **joined(rows for piece, rows in parts.items() if is_within(piece, window)),
                register=registers[day],
                last=window[1],
                **seen,
            )
            for window, day in asked
        ]
        returns = Returns(repos, period, session)
        declared = returns.declared(lambda unit: _sees(seen, unit))
        return Windows(returns.laid_over(counted), declared)


def _sees(seen: Answer, unit: str) -> bool:
    """Whether what a unit declares is told: to the province all, to areas that of units in one."""
    return seen["within"] is None or seen["unit_areas"].get(unit) in seen["within"]


def _rows(rows: Any, window: tuple[str, str], session: Any) -> dict[str, Any]:
    return {
        "visits": rows.visit_rows(window, session),
        "last_visits": rows.last_visits(window, session),
        "inspected": rows.inspection_rows(window, session),
        "failed_items": rows.failed_items(window, session),
        "violations": rows.violations(window, session),
        "findings_due": rows.findings_due(window, session),
        "sanctions": rows.sanctions(window, session),
        "suspensions": rows.suspensions(window, session),
        "transfers": rows.transfers(window, session),
        "levels": rows.levels(window, session),
        "documents": rows.documents(window, session),
        "activities": rows.activities.sums(window, session),
        "signers": rows.activities.signers(window, session),
        "institutions": rows.activities.institutions(window, session),
        "referrals": [of_referral(each) for each in rows.referrals(window, session)],
        "received": rows.received(window, session),
    }


def _inspections(parts: Iterable[dict[str, Any]]) -> set[UUID]:
    return {row["inspection"] for part in parts for row in part["inspected"]} - {None}


def _registers(repos: Any, days: set[str], session: Any) -> dict[str, list[Any]]:
    """The active establishments on each of the days, with who had signed by then."""
    states = repos.establishments.states(session)
    return {day: register_on(states, day, committed_by(repos, day, session)) for day in days}


def committed_by(repos: Any, day: str, session: Any = None) -> dict[UUID, Answer]:
    """The last commitment up to a day by establishment: ``day`` and ``visit``, or ``activity``."""
    found: dict[UUID, Answer] = repos.figures.commitments(day, session)
    for row in repos.figures.activities.signers((FIRST_DAY, day), session):
        known = found.get(row["establishment"])
        if known is None or known["day"] < row["day"]:
            at = {"visit": None, "activity": row["activity"]}
            found[row["establishment"]] = {"day": row["day"], **at}
    return found


def last_known_day(period: Period, today: dt.date) -> str:
    """The day on which the register is read: a running period has got only as far as today."""
    return min(period.last, today).isoformat()


def minors_items(repos: Any) -> frozenset[str]:
    """The items of any checklist that ask for minors at work."""
    return frozenset(
        item.code
        for checklist in repos.catalogue.checklists.values()
        for item in checklist.items
        if any(count.measure == MINORS_MEASURE for count in item.counts)
    )
