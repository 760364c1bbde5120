"""Numbering what visits tell tablets: findings to re-check, what became of one's own visits, and
what was to be visited in an inspection.

A visit is stored by one insert that takes no counter. That it has something ``to_tell`` is marked
on it, and whoever next pulls numbers it. What was not committed by then is numbered at the next
pull:
nothing is missed, and no sender waits for a counter.
"""

import datetime as dt
import uuid
from typing import Any

from service.domain.sync import Change, account_scope, area_scope
from service.domain.sync_bodies import finding_bodies, is_changed, visit_body
from service.usecases.named_attachments import open_missing
from service.usecases.tell_assignments import KIND, of_assignments
from service.usecases.tell_tablets import as_json, differing, of_finding

AT_ONCE = 100  # visits in one transaction

Document = dict[str, Any]


def number_visits(repos: Any, now: dt.datetime) -> int:
    """Number all that is committed and waits; answers how many visits that were.

    Where writers at the same counter are in the way for too long, the rest waits for the next pull.
    """
    count = 0
    while waiting := repos.visits.waiting_to_tell(AT_ONCE):
        places = [visit["facts"]["establishment"] for visit in waiting]
        areas = repos.establishments.area_keys(places)
        by_area: dict[str | None, list[uuid.UUID]] = {}
        for visit in waiting:
            area = areas.get(visit["facts"]["establishment"])
            by_area.setdefault(area, []).append(visit["_id"])
        for area, ids in by_area.items():
            done = repos.try_transaction(
                lambda session, area=area, ids=ids: _number(repos, area, ids, now, session),
                [area_scope(area)] if area else [],
            )
            if done is None:
                return count
            count += done
    return count


def _number(
    repos: Any, area: str | None, ids: list[uuid.UUID], now: dt.datetime, session: Any
) -> int:
    """Number what these visits tell, of places in one area; a place that has moved meanwhile is
    left for the next round."""
    if area:
        repos.changes.hold([area_scope(area)], session)
    visits = repos.visits.to_tell(ids, session)
    places = [visit["facts"]["establishment"] for visit in visits]
    areas = repos.establishments.area_keys(places, session)
    visits = [each for each in visits if areas.get(each["facts"]["establishment"]) == area]
    rows = repos.changes.standing({"visit": {"$in": [visit["_id"] for visit in visits]}}, session)
    wanted = [change for visit in visits if area for change in _findings(visit, area)]
    changed = [visit for visit in visits if is_changed(visit)]
    states = map(_state, changed, open_missing(repos, changed))
    visited = _assignments(repos, visits, session)
    repos.changes.tell([*differing(wanted, rows), *states, *visited], now, session)
    return int(repos.visits.told([visit["_id"] for visit in visits], session))


def _findings(visit: Document, area: str) -> list[Change]:
    """They lie where the establishment lies now, whatever its area was on the day."""
    owners = {"visit": visit["_id"], "establishment": visit["facts"]["establishment"]}
    scope = area_scope(area)
    return [of_finding(scope, body["id"], as_json(body), owners) for body in finding_bodies(visit)]


def _assignments(repos: Any, visits: list[Document], session: Any) -> list[Change]:
    """What whoever was to visit these places is told: that they were visited, or no longer were."""
    places = [visit["facts"]["establishment"] for visit in visits]
    listed = repos.assignments.of_places(places, session)
    keys = [row["_id"] for row in listed]
    rows = repos.changes.standing({"kind": KIND, "key": {"$in": keys}}, session) if keys else []
    return differing(of_assignments(repos, listed, session), rows)


def _state(visit: Document, missing: list[str]) -> Change:
    scope = account_scope(visit["submitter"]["username"])
    return Change(scope, "visit", visit["_id"], as_json(visit_body(visit, missing)))
