"""The map: marks by zoom, as clusters or one by one, and for reviewers the level of open cases."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from service.domain.areas import key_asked
from service.domain.cursors import cursor_of, key_of
from service.domain.marks import CLUSTER_ZOOMS, MICRODEGREES, compliance_of, next_due
from service.domain.ogc import feature_of_mark
from service.domain.periods import local_day
from service.usecases.marks import bring_up_to_date

POINTS_MOST = 5_000  # in one answer for the page

EXPORTED_AT_ONCE = 1_000

Document = dict[str, Any]


def read_map(repos: Any, who: Document, query: Document, now: dt.datetime) -> Document:
    """``clusters`` below zoom 10, else ``points``; ``more`` tells that not all points are there."""
    bring_up_to_date(repos)
    today = local_day(now)
    asked = _asked(query, today)
    zoom = query["zoom"]
    if zoom in CLUSTER_ZOOMS or zoom < CLUSTER_ZOOMS[0]:
        told = repos.marks.clusters if asked["visited"] else repos.clusters.told
        rows = told(max(zoom, CLUSTER_ZOOMS[0]), asked, who["scope"], today)
        unit = 1 if asked["visited"] else MICRODEGREES
        return {"clusters": [_cluster(row, unit) for row in rows], "points": [], "more": False}
    rows = repos.marks.page_of(asked, who["scope"], POINTS_MOST, None)
    return {
        "clusters": [],
        "points": features_of(repos, rows[:POINTS_MOST], today),
        "more": len(rows) > POINTS_MOST,
    }


def list_marks(repos: Any, who: Document, query: Document, now: dt.datetime) -> Document:
    """A page of marks for the table beside the map."""
    bring_up_to_date(repos)
    today, limit = local_day(now), query["limit"]
    key = key_of(query["cursor"], uuid.UUID) if query["cursor"] else None
    rows = repos.marks.page_of(_asked(query, today), who["scope"], limit, key)
    return {
        "items": features_of(repos, rows[:limit], today),
        "next_cursor": cursor_of(rows[limit - 1]["_id"]) if rows[limit:] else None,
    }


def exported(
    repos: Any, who: Document, query: Document, now: dt.datetime
) -> Iterator[Document]:  # fmt: skip
    """Every mark of the filter as a feature, read a page at a time."""
    bring_up_to_date(repos)
    today = local_day(now)
    asked, key = _asked(query, today), None
    while True:
        rows = repos.marks.page_of(asked, who["scope"], EXPORTED_AT_ONCE, key)
        page = rows[:EXPORTED_AT_ONCE]
        yield from (feature_of_mark(each) for each in features_of(repos, page, today))
        if not rows[EXPORTED_AT_ONCE:]:
            return
        key = [page[-1]["_id"]]


def features_of(repos: Any, rows: list[Document], today: str) -> list[Document]:
    """Marks as they are told: with compliance of today and what is next due."""
    planned = repos.assignments.planned([row["_id"] for row in rows]) if rows else {}
    return [
        {
            **row,
            "id": row["_id"],
            "last_visit": row["last_visit"] or None,
            "compliance": compliance_of(row["visits"], row["open_by"], today),
            "next_due": next_due(row["open_by"], planned.get(row["_id"])),
        }
        for row in rows
    ]


def levels_on_map(repos: Any, who: Document, query: Document) -> Document:
    """The level of each open case within the scope that lies in the box, by establishment."""
    bring_up_to_date(repos)
    cases = repos.cases.open_levels(who["scope"])
    places = repos.marks.several([row["establishment_id"] for row in cases])
    west, south, east, north = query["bbox"]
    return {
        "items": [
            {"establishment": row["establishment_id"], "case": row["_id"], "level": row["level"]}
            for row in cases
            if (mark := places.get(row["establishment_id"])) and mark.get("shown")
            if west <= mark["longitude"] <= east and south <= mark["latitude"] <= north
        ],
        "next_cursor": None,
    }


def _asked(query: Document, today: str) -> Document:
    first, last = query["visited_from"], query["visited_to"]
    visited = (first or "", last or "") if first or last else None
    return {**query, "today": today, "visited": visited, "area": key_asked(query["area"])}


def _cluster(row: Document, unit: int) -> Document:
    counts = {name: row[name] for name in ("n", "none", "open", "overdue")}
    met = row["n"] - row["none"] - row["open"] - row["overdue"]
    middle = [round(row[name] / row["n"] / unit, 5) for name in ("longitude", "latitude")]
    cell = "{x:.0f}/{y:.0f}".format(**row["_id"])
    return {**counts, "met": met, "cell": cell, "point": middle}
