"""Numbering what visits tell tablets: findings to re-check, and what became of one's own visits.

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
from service.usecases.tell_tablets import as_json, differing, of_finding

AT_ONCE = 100  # visits in one transaction

Document = dict[str, Any]


def number_visits(repos: Any, now: dt.datetime) -> int:
    """Number all that is committed and waits; answers how many visits that were."""
    count = 0
    while waiting := repos.visits.ids_to_tell(AT_ONCE):
        count += repos.in_transaction(
            lambda session, ids=waiting: _number(repos, ids, now, session)
        )
    return count


def _number(repos: Any, ids: list[uuid.UUID], now: dt.datetime, session: Any) -> int:
    visits = repos.visits.to_tell(ids, session)
    places = [visit["facts"]["establishment"] for visit in visits]
    areas = repos.establishments.area_keys(places, session)
    rows = repos.changes.standing({"visit": {"$in": [visit["_id"] for visit in visits]}}, session)
    wanted = [change for visit in visits for change in _findings(visit, areas)]
    changed = [visit for visit in visits if is_changed(visit)]
    states = map(_state, changed, open_missing(repos, changed))
    changes = [*differing(wanted, rows), *states]
    repos.changes.tell(changes, now, session)
    return repos.visits.told([visit["_id"] for visit in visits], session)


def _findings(visit: Document, areas: dict[uuid.UUID, str]) -> list[Change]:
    """They lie where the establishment lies now, whatever its area was on the day."""
    place = visit["facts"]["establishment"]
    owners = {"visit": visit["_id"], "establishment": place}
    scope = area_scope(areas[place])
    return [of_finding(scope, body["id"], as_json(body), owners) for body in finding_bodies(visit)]


def _state(visit: Document, missing: list[str]) -> Change:
    scope = account_scope(visit["submitter"]["username"])
    return Change(scope, "visit", visit["_id"], as_json(visit_body(visit, missing)))
