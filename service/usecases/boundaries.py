"""Boundaries imported, establishments held against them, and what disagrees listed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from service.domain.boundaries import bounds_of, fault_of, simplified
from service.domain.cursors import cursor_of, key_of
from service.usecases.marks import bring_up_to_date

NEAR_METRES = 300  # how far a point may lie outside every boundary and still belong to the nearest

Document = dict[str, Any]


def import_boundaries(
    repos: Any, features: Iterable[tuple[str, Document]]
) -> tuple[int, list[str]]:  # fmt: skip
    """How many areas have their boundary now, and why others have not; all of what is good is
    stored, and imported again it changes nothing."""
    stored, faults = 0, []
    for code, geometry in features:
        key = f"2025:{code}"
        why = fault_of(geometry)
        if why:
            faults.append(f"{code} {why}.")
        elif repos.areas.get(key) is None:
            faults.append(f"{code} is no area of the province.")
        elif not repos.areas.put_boundary(key, geometry, simplified(geometry), bounds_of(geometry)):
            faults.append(f"{code} crosses itself, or is no valid polygon.")
        else:
            stored += 1
    return stored, faults


def area_at(repos: Any, longitude: float, latitude: float) -> str | None:
    """The key of the commune a point lies in, or of the nearest within 300 m."""
    found: str | None = repos.areas.at(longitude, latitude, NEAR_METRES)
    return found


def list_misplaced(repos: Any, who: Document, query: Document) -> Document:
    """A page of establishments whose point lies in another area than their address says, as a list
    to settle: ``id, name, area, area_by_point``."""
    bring_up_to_date(repos)
    limit = query["limit"]
    key = key_of(query["cursor"], UUID) if query["cursor"] else None
    rows = repos.marks.page_of({}, who["scope"], limit, key) if repos.areas.has_boundaries() else []
    found = [
        {"id": row["_id"], "name": row["name"], "area": row["area_key"], "area_by_point": there}
        for row in rows[:limit]
        if (there := area_at(repos, row["longitude"], row["latitude"])) != row["area_key"]
    ]
    following = cursor_of(rows[limit - 1]["_id"]) if rows[limit:] else None
    return {"items": found, "next_cursor": following}
