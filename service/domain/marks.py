"""What the map shows of an establishment: where it is, when it was visited, how it complies."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

Document = Mapping[str, Any]

CLUSTER_ZOOMS = range(4, 10)  # from 10 on every establishment is a point of its own
UNDATED = "9999-12-31"
# Which tile of a zoom a point lies in: Web Mercator, as in OGC 17-083r4, annex D.
MERCATOR_LATITUDE_MOST = 85.0511287798066


def mark_of(place: Document, visits: Iterable[Document]) -> dict[str, Any] | None:
    """The mark of a place by its standing visits; None where it has no point.

    ``open_by`` is the earliest term of a finding that is not met, ``9999-12-31`` of one without a
    term, "" where all are met; whether that is overdue depends on the day it is read.
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
        "guessed": place.get("point_from", "sender") != "sender",
        "visits": len(known),
        "last_visit": last["facts"]["day"] if last else "",
        "last_visit_id": last["_id"] if last else None,
        "open_findings": len(open_terms),
        "open_by": min(open_terms, default=""),
        "cells": {str(zoom): cell_of(longitude, latitude, zoom) for zoom in CLUSTER_ZOOMS},
    }


def compliance_of(visits: int, open_by: str, today: str) -> str:
    """``none`` before any visit, ``met``, ``open``, ``overdue`` from the day after the term."""
    if not visits:
        return "none"
    if not open_by:
        return "met"
    return "overdue" if open_by < today else "open"


def cell_of(longitude: float, latitude: float, zoom: int) -> str:
    """``x/y`` of the cell at a zoom: a quarter of a map tile each way."""
    x, y = tile_at(longitude, latitude, zoom + 2)
    return f"{x}/{y}"


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
