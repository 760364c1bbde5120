"""Reading visits: the open part only, each role within its scope."""

import datetime as dt
import uuid
from typing import Any

from service.domain.areas import key_asked
from service.domain.cursors import cursor_of, key_of
from service.domain.errors import NotFound
from service.domain.periods import start_of
from service.usecases.visit_answers import shown


def visit_in_scope(repos: Any, who: dict[str, Any], visit_id: uuid.UUID) -> dict[str, Any]:
    """The stored visit; absent and out of scope are the same :class:`NotFound`."""
    found = repos.visits.get_within(visit_id, who["scope"])
    if found is None:
        raise NotFound
    return found


def read_visit(repos: Any, who: dict[str, Any], visit_id: uuid.UUID) -> dict[str, Any]:
    """One open visit."""
    return _named(repos, [visit_in_scope(repos, who, visit_id)])[0]


def find_visits(repos: Any, who: dict[str, Any], query: dict[str, Any]) -> dict[str, Any]:
    """A page of open visits, newest first; days are closed and local."""
    asked = {
        "scope": who["scope"],
        "establishment": query["establishment"],
        "area": key_asked(query["area"]),
        "from": query["from_"] and start_of(query["from_"]),
        "to": query["to"] and start_of(query["to"]) + dt.timedelta(days=1),
    }
    limit = query["limit"]
    key = query["cursor"] and key_of(query["cursor"], dt.datetime.fromisoformat, uuid.UUID)
    rows = repos.visits.list(asked, limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": _named(repos, rows[:limit]),
        "next_cursor": cursor_of(last["facts"]["at"].isoformat(), last["_id"]) if last else None,
    }


def _named(repos: Any, visits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    keys = [visit["facts"]["establishment"] for visit in visits]
    places = repos.establishments.placed(keys)
    return [
        {**visit, "establishment": places.get(key)}
        for visit, key in zip(shown(repos, visits), keys, strict=True)
    ]
