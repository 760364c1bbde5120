"""The figures of a period, before anybody drafts its summary."""

import datetime as dt
from collections.abc import Iterable, Sequence
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
from service.domain.figures import codes_for, figures, visits_without_inspection
from service.domain.periods import (
    Period,
    a_year_earlier,
    campaign_of,
    is_within,
    local_day,
    period_of,
    segments,
    year_to_date,
)
from service.domain.rights import may

MINORS_MEASURE = "minors_at_work"

Answer = dict[str, Any]


def preview_summary(
    repos: Any, who: Answer, period_code: str, basis: str, now: dt.datetime
) -> Answer:
    """``period``, ``figures`` by code and ``visits_without_inspection``, all of one moment."""
    period = find_period(repos, period_code, basis)
    today = dt.date.fromisoformat(local_day(now))
    definitions = repos.catalogue.figures
    limits = who["scope"].areas
    sealed = may(who, "count_sealed_figures")
    codes = codes_for(definitions, limited=limits is not None, sealed=sealed)
    window, earlier, to_date = _counted(repos, period, limits, today)
    return {
        "period": _told(period, today),
        "figures": {
            code: {
                "code": code,
                "label": definitions[code].label.vi,
                "unit": definitions[code].unit,
                **figure,
            }
            for code, figure in figures(codes, definitions, window, earlier, to_date).items()
        },
        "visits_without_inspection": visits_without_inspection(window),
    }


def find_period(repos: Any, code: str, basis: str) -> Period:
    campaign = None
    if campaign_id := campaign_of(code):
        campaign = repos.campaigns.get(campaign_id)
        if campaign is None:
            raise NotFound
    return period_of(code, basis, campaign)


def _told(period: Period, today: dt.date) -> Answer:
    return {
        "code": period.code,
        "basis": period.basis,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "provisional": period.is_provisional(today),
    }


def _counted(
    repos: Any, period: Period, limits: Sequence[str] | None, today: dt.date
) -> list[Counted]:
    """The period, the one a year earlier and the year to date; days they share are read once."""
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
    return [
        Counted(
            **joined(rows for piece, rows in parts.items() if is_within(piece, window)),
            register=registers[day],
            last=window[1],
            **seen,
        )
        for window, day in asked
    ]


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
        "referrals": [of_referral(each) for each in rows.referrals(window, session)],
        "received": rows.received(window, session),
    }


def _inspections(parts: Iterable[dict[str, Any]]) -> set[UUID]:
    return {row["inspection"] for part in parts for row in part["inspected"]} - {None}


def _registers(repos: Any, days: set[str], session: Any) -> dict[str, list[Any]]:
    """The active establishments on each of the days, with who had signed by then."""
    states = repos.establishments.states(session)
    return {day: register_on(states, day, repos.figures.commitments(day, session)) for day in days}


def last_known_day(period: Period, today: dt.date) -> str:
    """The day on which the register is read: a running period has got only as far as today."""
    return min(period.last, today).isoformat()


def days_of(period: Period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()


def minors_items(repos: Any) -> frozenset[str]:
    """The items of any checklist that ask for minors at work."""
    return frozenset(
        item.code
        for checklist in repos.catalogue.checklists.values()
        for item in checklist.items
        if any(count.measure == MINORS_MEASURE for count in item.counts)
    )
