"""Cases of other establishments that seem to belong together with one."""

import datetime as dt
import uuid
from typing import Any

from service.domain.errors import NotFound
from service.domain.related import relations
from service.usecases.cases import rows_of

MOST = 50


def related_cases(
    repos: Any, who: dict[str, Any], case_id: uuid.UUID, now: dt.datetime
) -> dict[str, Any]:
    """Cases within the scope of places with the same owner, telephone or address, and which.

    What agrees is told, never what it reads.
    """
    case = repos.cases.get_for(case_id, who["scope"], who["username"], now)
    if case is None:
        raise NotFound
    place = repos.establishments.get(case["establishment_id"])
    others = repos.establishments.sharing(place, who["scope"]) if place else []
    reasons = {other["_id"]: found for other in others if (found := relations(place, other))}
    rows = repos.cases.of_places([*reasons], who["scope"], MOST) if reasons else []
    items = [{**row, "reasons": reasons[row["establishment_id"]]} for row in rows_of(repos, rows)]
    return {"items": items, "next_cursor": None}
