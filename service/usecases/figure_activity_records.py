"""The records behind the figures that activities give to, alone or beside visits."""

from collections.abc import Callable, Collection, Iterable
from itertools import islice
from typing import Any

from schemas.vocabulary import ACTIVITY_FORMS, AUDIENCES
from service.domain.figure_parts import GATHERING_FORMS, INTEGRATED_FORMS
from service.domain.figures import Rule

FORMS = {"gatherings": GATHERING_FORMS, "integrated": INTEGRATED_FORMS}
ATTENDANCE = [f"attendance.{name}" for name in AUDIENCES]

Answer = dict[str, Any]
Window = tuple[str, str]
Scope = Collection[str] | None


def activity_page(
    repos: Any, rule: Rule, window: Window, scope: Scope, limit: int, key: Any
) -> list[Answer]:
    """Up to ``limit`` + 1 rows, by day and key, of a source that reads activities."""
    by_source: dict[str, Callable[..., list[Answer]]] = {
        "handed_out": _handed_out,
        "committed": _committed,
        "institutions": _institutions,
    }
    return by_source.get(rule.source, _held)(repos, rule, window, scope, limit, key)


def _held(
    repos: Any, rule: Rule, window: Window, scope: Scope, limit: int, key: Any
) -> list[Answer]:
    names = {"attendance": ATTENDANCE, "times": ["times"]}
    found = repos.figures.activities.records(
        names.get(rule.measure, [f"numbers.{rule.measure}"]),
        FORMS.get(rule.source, ACTIVITY_FORMS), scope, window, limit, key,
    )  # fmt: skip
    return _of_activities(repos, [{**row, "activity": row["key"]} for row in found])


def _handed_out(
    repos: Any, rule: Rule, window: Window, scope: Scope, limit: int, key: Any
) -> list[Answer]:
    on_visits = repos.figures.records(scope).of_visits(rule.measure, window, limit, key)
    return page_from([*_held(repos, rule, window, scope, limit, key), *on_visits], limit, key)


def _committed(
    repos: Any, rule: Rule, window: Window, scope: Scope, limit: int, key: Any
) -> list[Answer]:
    """Each establishment once: by its last visit where it signed, else by its last activity."""
    records = repos.figures.records(scope)
    on_visits = records.of_establishments(rule.measure, window, limit, key)
    last = _last_by("establishment", _within(repos.figures.activities.signers(window), scope))
    signed_there = records.committed(list(last), window)
    elsewhere = [
        {**row, "key": place, "amount": 1}
        for place, row in last.items()
        if place not in signed_there
    ]
    page = page_from([*on_visits, *elsewhere], limit, key)
    return _of_activities(repos, page)


def _institutions(
    repos: Any, _rule: Rule, window: Window, scope: Scope, limit: int, key: Any
) -> list[Answer]:
    """Each institution once, by the last activity that it took part in."""
    rows = _within(repos.figures.activities.institutions(window), scope)
    last = _last_by("institution", rows)
    page = page_from([{**row, "key": each, "amount": 1} for each, row in last.items()], limit, key)
    names = repos.institutions.named([row["institution"] for row in page])
    told = [
        {**row, "institution": {"id": row["key"], "name": names.get(row["key"], "")}}
        for row in page
    ]
    return _of_activities(repos, told)


def _within(rows: Iterable[Answer], scope: Scope) -> list[Answer]:
    return [row for row in rows if scope is None or row["area"] in scope]


def _last_by(name: str, rows: Iterable[Answer]) -> dict[Any, Answer]:
    ordered = sorted(rows, key=lambda row: (row["day"], row["activity"]))
    return {row[name]: row for row in ordered}


def _of_activities(repos: Any, rows: list[Answer]) -> list[Answer]:
    """Rows with what is told of their activity, where they are of one."""
    known = repos.figures.activities.told({row["activity"] for row in rows if "activity" in row})
    return [
        {"visit": None, "establishment": None, "kind": None, **row,
         "activity": known[row["activity"]]}
        if "activity" in row else row
        for row in rows
    ]  # fmt: skip


def page_from(rows: list[Answer], limit: int, key: Any) -> list[Answer]:
    """The page after a key, and one row more."""
    rows.sort(key=lambda row: (row["day"], row["key"]))
    wanted = (row for row in rows if key is None or (row["day"], row["key"]) > tuple(key))
    return list(islice(wanted, limit + 1))
