"""The records behind a figure, whose amounts add up to it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from service.domain.cursors import cursor_of, key_of
from service.domain.errors import NotAllowed, NotFound
from service.domain.figure_rows import (
    areas_of_units,
    keys_within,
    moved_areas,
    of_referral,
    register_on,
)
from service.domain.figures import RULES, Rule, codes_for, is_sealed
from service.domain.periods import Period, days_of, local_day
from service.domain.rights import may
from service.usecases.count_period import (
    committed_by,
    find_period,
    last_known_day,
    minors_items,
)
from service.usecases.counted_returns import return_page
from service.usecases.figure_activity_records import activity_page, page_from

AT_ONCE = 1000
DOCUMENT = ("number", "title", "unit")
INSPECTION = ("kind", "unit", "name", "decision_no")
OF_ACTIVITIES = (
    "activities", "gatherings", "integrated", "handed_out", "institutions", "committed",
)  # fmt: skip
OF_SOURCE = (
    "failed_items",
    "violations",
    "finding",
    "sanction",
    "transfer",
    "referral",
    "document",
    "activity",
    "institution",
    "owed",
)

Answer = dict[str, Any]


def records_behind(
    repos: Any,
    who: Answer,
    code: str,
    period_code: str,
    basis: str,
    now: dt.datetime,
    cursor: str | None,
    limit: int,
) -> Answer:
    """A page of the records whose ``amount`` adds up to the figure, by day.

    Of D1b they are the active establishments, each with 1 or 0: the share is their mean. Of E3c
    they are the referrals that were answered, each with its days, of which it is the median.
    """
    limits = who["scope"].areas
    _guard(repos, who, code, limits)
    period = find_period(repos, period_code, basis)
    areas = repos.areas.all()
    scope = keys_within(limits, areas)
    key = key_of(cursor, str, UUID) if cursor else None
    today = dt.date.fromisoformat(local_day(now))
    found = _page(repos, RULES[code], period, today, scope, limit, key)
    rows = found[:limit]
    return {
        "items": _items(repos, rows, moved_areas(areas, period.last)),
        "next_cursor": cursor_of(rows[-1]["day"], rows[-1]["key"]) if found[limit:] else None,
    }


def records_of(repos: Any, rule: Rule, period: Period, today: dt.date) -> Iterator[Answer]:
    """All records of a rule, of the province, each as it is told."""
    moved = moved_areas(repos.areas.all(), period.last)
    key: Any = None
    while True:
        found = _page(repos, rule, period, today, None, AT_ONCE, key)
        rows = found[:AT_ONCE]
        yield from _items(repos, rows, moved)
        if not found[AT_ONCE:]:
            return
        key = [rows[-1]["day"], rows[-1]["key"]]


def _guard(repos: Any, who: Answer, code: str, limits: Sequence[str] | None) -> None:
    if code not in RULES:
        raise NotFound
    if is_sealed(code) and not may(who, "read_sealed_records"):
        raise NotAllowed
    if code not in codes_for(repos.catalogue.figures, limited=limits is not None, sealed=True):
        raise NotFound


def _page(
    repos: Any,
    rule: Rule,
    period: Period,
    today: dt.date,
    scope: frozenset[str] | None,
    limit: int,
    key: Any,
) -> list[Answer]:
    """Up to ``limit`` + 1 rows of the source that the figure's rule counts."""
    records, at = repos.figures.records(scope), (days_of(period), limit, key)
    if rule.source == "register":
        return _register_page(repos, period, today, scope, limit, key)
    if rule.source == "visits":
        of_rule = records.of_visits if rule.fold == "total" else records.of_establishments
        return of_rule(rule.measure, *at)
    if rule.source == "failed_items":
        return records.of_failed_items(minors_items(repos) if scope is not None else (), *at)
    if rule.source in OF_ACTIVITIES:
        return activity_page(repos, rule, days_of(period), scope, limit, key)
    if rule.source == "sanctions":
        return records.of_sanctions(rule.measure, *at)
    if rule.source == "documents":
        return _document_page(repos, records, days_of(period), scope, limit, key)
    if rule.source in ("owing_units", "owed_returns"):
        return return_page(repos, rule, period, scope, limit, key)
    if rule.source in ("referrals", "received"):
        return _referral_page(records, rule, days_of(period), limit, key)
    if rule.source == "levels":
        return records.of_level(rule.measure, *at)
    by_source: dict[str, Callable[..., list[Answer]]] = {
        "violations": records.of_violations,
        "suspensions": records.of_suspensions,
        "transfers": records.of_transfers,
        "findings_due": records.of_findings,
        "findings_met": records.of_findings_met,
        "last_visits": records.of_last_visits,
        "inspections": records.of_inspections,
    }
    return by_source[rule.source](*at)


def _document_page(
    repos: Any, records: Any, window: tuple[str, str], scope: Any, limit: int, key: Any
) -> list[Answer]:
    """Each document on the day it was issued, where its unit's one area is within the scope."""
    areas = areas_of_units(repos.units.all())
    found = [
        {
            "key": row["_id"],
            "day": row["issued_on"],
            "visit": None,
            "establishment": None,
            "area": areas.get(row["unit"]),
            "kind": None,
            "amount": 1,
            "document": {"id": row["_id"]} | {name: row[name] for name in DOCUMENT},
        }
        for row in records.of_documents(window)
        if scope is None or areas.get(row["unit"]) in scope
    ]
    return page_from(found, limit, key)


def _referral_page(
    records: Any, rule: Rule, window: tuple[str, str], limit: int, key: Any
) -> list[Answer]:
    """Each referral that gives the measure, on the day it was sent or its result was told."""
    if rule.source == "received":
        found = [
            _of_referral(row, row["result_on"], row["people_received"])
            for row in records.of_received(window)
        ]
    else:
        told = [(row, of_referral(row)) for row in records.of_referrals(window)]
        found = [
            _of_referral(row, one["day"], one[rule.measure])
            for row, one in told
            if one[rule.measure] is not None
        ]
    return page_from(found, limit, key)


def _of_referral(row: Answer, day: str, amount: int) -> Answer:
    return {
        "key": row["_id"],
        "day": day,
        "visit": None,
        "establishment": row["establishment_id"],
        "area": row["area_key"],
        "kind": row["kind"],
        "amount": amount,
        "referral": {
            "id": row["_id"],
            "case": row["case"],
            "type": row["type"],
            "body": row["recipient"]["code"],
            "result": row["result"],
        },
    }


def _register_page(
    repos: Any,
    period: Period,
    today: dt.date,
    scope: frozenset[str] | None,
    limit: int,
    key: Any,
) -> list[Answer]:
    """Active establishments, those without a commitment under the last day."""
    day = last_known_day(period, today)
    signed = committed_by(repos, day)
    rows = [
        {
            **row,
            "key": row["establishment"],
            "amount": row["committed"],
            **signed.get(row["establishment"], {"day": day, "visit": None}),
        }
        for row in register_on(repos.establishments.states(), day, signed)
        if scope is None or row["area"] in scope
    ]
    page = page_from(rows, limit, key)
    named = {row["activity"] for row in page if "activity" in row}
    known = repos.figures.activities.told(named)
    return [
        {**row, "activity": known[row["activity"]]} if "activity" in row else row for row in page
    ]


def _items(repos: Any, rows: Iterable[Answer], moved: dict[str, str]) -> list[Answer]:
    rows = list(rows)
    places = [row["establishment"] for row in rows if row["establishment"]]
    names = repos.establishments.named(places)
    inspections = repos.figures.inspections({row["of"] for row in rows if "of" in row})
    return [_item(row, names, inspections, moved) for row in rows]


def _item(
    row: Answer, names: dict[UUID, str], inspections: dict[UUID, Answer], moved: dict[str, str]
) -> Answer:
    place = row["establishment"]
    item = {
        "visit": row["visit"],
        "establishment": {"id": place, "name": names.get(place, "")} if place else None,
        "day": row["day"],
        "amount": row["amount"],
        "area": moved.get(row["area"], row["area"]),
        "kind": row["kind"],
    }
    if "of" in row:
        known = inspections.get(row["of"], {})
        item["inspection"] = {"id": row["of"]} | {n: known[n] for n in INSPECTION if n in known}
    return item | {name: row[name] for name in OF_SOURCE if name in row}
