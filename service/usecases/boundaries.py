"""Boundaries imported, establishments held against them, and what disagrees listed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from service.domain.boundaries import bounds_of, fault_of, simplified
from service.domain.cursors import cursor_of, key_of
from service.usecases.marks import bring_up_to_date

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
    if stored:
        repos.establishments.mark_all_to_map()
    return stored, faults


def list_unsettled(repos: Any, who: Document, query: Document) -> Document:
    """A page of establishments whose point somebody should look at, for the reason ``why``:
    ``area`` (it lies in another area than the address says), ``guess`` (nobody confirmed it)."""
    bring_up_to_date(repos)
    limit = query["limit"]
    key = key_of(query["cursor"], UUID) if query["cursor"] else None
    rows = repos.marks.unsettled(query["why"], who["scope"], limit, key)
    following = cursor_of(rows[limit - 1]["_id"]) if rows[limit:] else None
    return {
        "items": [{**row, "area_by_point": row["area_by_point"] or None} for row in rows[:limit]],
        "next_cursor": following,
    }
