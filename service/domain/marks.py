"""What the map shows of an establishment: where it is, when it was visited, how it complies."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

Document = Mapping[str, Any]

CLUSTER_ZOOMS = range(4, 10)  # from 10 on every establishment is a point of its own
UNDATED = "9999-12-31"
MICRODEGREES = 1_000_000
# Which tile of a zoom a point lies in: Web Mercator, as in OGC 17-083r4, annex D.
MERCATOR_LATITUDE_MOST = 85.0511287798066


class Tally(NamedTuple):
    """What marks that are counted together have in common; ``x``, ``y``: their finest cell."""

    area_key: str
    kind: str
    status: str
    x: int
    y: int
    visited: bool
    open_by: str


def mark_of(
    place: Document, visits: Iterable[Document], area_by_point: str | None = None
) -> dict[str, Any] | None:
    """The mark of a place by its standing visits; None where it has no point.

    ``unsettled`` are the reasons somebody should look at its point: ``guess`` until one confirmed
    it, ``area`` where the boundaries put it elsewhere than its address (``area_by_point``, "" where
    they put it nowhere; None without boundaries). ``open_by`` is the earliest term of a finding
    that is not met, ``9999-12-31`` of one without a term, "" where all are met; whether that is
    overdue depends on the day it is read.
    """
    if not place.get("point"):
        return None
    longitude, latitude = place["point"]["coordinates"]
    known = list(visits)
    last = max(known, key=lambda visit: (visit["facts"]["at"], visit["_id"].bytes), default=None)
    open_terms = [
        finding["remedy_by"] or UNDATED
        for visit in known
        for finding in visit["findings"]
        if not finding["remedied_on"]
    ]
    x, y = cell_of(longitude, latitude, CLUSTER_ZOOMS[-1])
    guessed = place.get("point_from", "sender") != "sender"
    elsewhere = area_by_point is not None and area_by_point != place["area_key"]
    unsettled = [why for why, so in (("guess", guessed), ("area", elsewhere)) if so]
    return {
        "_id": place["_id"],
        "name": place["name"],
        "kind": place["kind"],
        "status": place["status"],
        "stars": place.get("stars"),
        "rooms": place.get("rooms"),
        "address": place["address"],
        "area_key": place["area_key"],
        "point": place["point"],
        "point_from": place.get("point_from", "sender"),
        "guessed": guessed,
        "area_by_point": area_by_point,
        **({"unsettled": unsettled} if unsettled else {}),
        "visits": len(known),
        "visited": bool(known),
        "last_visit": last["facts"]["day"] if last else "",
        "last_visit_id": last["_id"] if last else None,
        "open_findings": len(open_terms),
        "open_by": min(open_terms, default=""),
        "x": x,
        "y": y,
    }


def tally_changes(
    before: Iterable[Document], after: Iterable[Document]
) -> dict[Tally, tuple[int, int, int]]:
    """What to add to each tally (how many, longitude and latitude in millionths of a degree) when
    marks become others; what stays as it is adds nothing."""
    sums: dict[Tally, list[int]] = defaultdict(lambda: [0, 0, 0])
    for marks, sign in ((before, -1), (after, 1)):
        for mark in marks:
            values = (1, *(round(each * MICRODEGREES) for each in mark["point"]["coordinates"]))
            tally = Tally(*(mark[name] for name in Tally._fields))
            for index, value in enumerate(values):
                sums[tally][index] += sign * value
    return {tally: (n, lon, lat) for tally, (n, lon, lat) in sums.items() if n or lon or lat}


def compliance_of(visits: int, open_by: str, today: str) -> str:
    """``none`` before any visit, ``met``, ``open``, ``overdue`` from the day after the term."""
    if not visits:
        return "none"
    if not open_by:
        return "met"
    return "overdue" if open_by < today else "open"


def cell_of(longitude: float, latitude: float, zoom: int) -> tuple[int, int]:
    """The cell at a zoom: a quarter of a map tile each way."""
    return tile_at(longitude, latitude, zoom + 2)


def cells_of_box(box: list[float], zoom: int) -> tuple[int, int, int, int]:
    """The cells of a zoom that a box touches: left, top, right, bottom."""
    west, south, east, north = box
    return *cell_of(west, north, zoom), *cell_of(east, south, zoom)


def tile_at(longitude: float, latitude: float, zoom: int) -> tuple[int, int]:
    """The tile of a point."""
    size = 2**zoom
    bounded = max(-MERCATOR_LATITUDE_MOST, min(MERCATOR_LATITUDE_MOST, latitude))
    radians = math.radians(bounded)
    x = int((longitude + 180) / 360 * size)
    y = int((1 - math.asinh(math.tan(radians)) / math.pi) / 2 * size)
    return min(max(x, 0), size - 1), min(max(y, 0), size - 1)


def next_due(open_by: str, planned: str | None) -> str | None:
    """The earlier of what has to be remedied and of the inspection that is planned."""
    days = [day for day in (open_by, planned) if day and day != UNDATED]
    return min(days, default=None)
