"""What tablets were told, held against what is there: at each start, after an upgrade, by command.

Everything is compared before it is told, so it is safe to run at any time and by several at once,
and what agrees costs a read.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from service.domain.sync import BODIES, PROVINCE, Change
from service.usecases.number_visits import number_visits
from service.usecases.tell_assignments import KIND as ASSIGNMENT
from service.usecases.tell_assignments import of_assignments
from service.usecases.tell_tablets import (
    differing,
    of_area,
    of_campaign,
    of_catalogue,
    of_establishment,
    of_inspection,
    of_unit,
)

AT_ONCE = 500  # things in one transaction

Document = dict[str, Any]
ChangesOf = Callable[[list[Document], Any], list[Change]]


def settle(repos: Any, now: dt.datetime) -> None:
    """At a start: a new epoch after a restore; what is data as this version has it; and all else
    where it was never told, or in bodies of another version."""
    repos.sync_state.begin_epoch(repos.restores.last())
    tell_province(repos, now)
    if repos.sync_state.settled() != BODIES:
        repos.visits.mark_all_to_tell()
        tell_differing(repos, now)
        repos.sync_state.settle(BODIES)


def tell_province(repos: Any, now: dt.datetime) -> int:
    """Catalogue, areas, units and campaigns; answers how many changes had to be told."""

    def work(session: Any) -> int:
        wanted = [
            *of_catalogue(repos.catalogue, repos.keys),
            *map(of_area, repos.areas.all(session)),
            *map(of_unit, repos.units.all(session)),
            *map(of_campaign, repos.campaigns.after(None, 0, session)),
        ]
        rows = repos.changes.standing({"scope": PROVINCE}, session)
        return _tell(repos, differing(wanted, rows), now, session)

    return int(repos.in_transaction(work))


def tell_differing(repos: Any, now: dt.datetime) -> int:
    """What visits have to tell, register, inspections and their lists; answers how many changes
    were told."""
    told = number_visits(repos, now)
    told += _walk(repos, "establishment", repos.establishments.after, _each(of_establishment), now)
    told += _walk(repos, "inspection", repos.inspections.after, _each(of_inspection), now)

    def assigned(rows: list[Document], session: Any) -> list[Change]:
        return of_assignments(repos, rows, session)

    return told + _walk(repos, ASSIGNMENT, repos.assignments.after, assigned, now)


def _each(change_of: Callable[[Document], Change]) -> ChangesOf:
    return lambda documents, _session: list(map(change_of, documents))


def _walk(
    repos: Any, kind: str, after: Callable[..., list[Document]],
    changes_of: ChangesOf, now: dt.datetime,
) -> int:  # fmt: skip
    """One kind in the order of its ids, from both sides: what is there, and what is told of."""
    told, key = 0, None
    while True:
        last = key

        def work(session: Any, last: Any = last) -> tuple[int, Any]:
            documents = after(last, AT_ONCE, session)
            until = documents[-1]["_id"] if len(documents) == AT_ONCE else None
            rows = repos.changes.of_kind(kind, last, until, session)
            changes = differing(changes_of(documents, session), rows)
            return _tell(repos, changes, now, session), until

        some, key = repos.in_transaction(work)
        told += some
        if key is None:
            return told


def _tell(repos: Any, changes: list[Change], now: dt.datetime, session: Any) -> int:
    repos.changes.tell(changes, now, session)
    return len(changes)
