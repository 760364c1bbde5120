"""The map over many establishments, beside reading as many bare documents from an index."""

import datetime as dt
import random
import time
import uuid
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

from pymongo.write_concern import WriteConcern

from bench.stage import Stage, moment
from service.domain.marks import mark_of, tally_changes
from service.domain.rights import EVERYWHERE
from service.usecases.map_marks import read_map

SIZES = (1_000, 10_000, 100_000)
TIMES = 7
WHOLE = [106.1, 21.3, 107.4, 22.5]  # the province
TOWN = [106.70, 21.80, 106.80, 21.90]
AT_ONCE = 5_000
GRID = 8  # about as many cells as the province has communes

Row = dict[str, Any]


def measured(stage: Stage) -> list[Row]:
    """For each size the median milliseconds of clusters over the province and of a town's points,
    each beside a count of the same marks by one index."""
    repos, rows, there = stage.counted, [], 0
    for collection in (repos.marks, repos.clusters):
        collection.rows.delete_many({})
    for size in SIZES:
        _fill(repos, there, size)
        there = size
        rows += [_case(repos, size, zoom, box) for zoom, box in ((8, WHOLE), (13, TOWN))]
    return rows


def _case(repos: Any, size: int, zoom: int, box: list[float]) -> Row:
    who = {"scope": EVERYWHERE}
    query = {"kind": None, "status": None, "area": None, "compliance": None,
             "visited_from": None, "visited_to": None, "bbox": box, "zoom": zoom}  # fmt: skip
    now = moment()
    ours = _milliseconds(lambda: read_map(repos, who, query, now))
    bare = _milliseconds(lambda: repos.marks.count({"bbox": box}, EVERYWHERE))
    told = read_map(repos, who, query, now)
    return {"size": size, "zoom": zoom, "told": len(told["clusters"]) + len(told["points"]),
            "ms": ours, "bare_ms": bare, "ratio": ours / bare}  # fmt: skip


def _milliseconds(work: Callable[[], Any]) -> float:
    work()
    spent = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return median(spent)


def _fill(repos: Any, first: int, last: int) -> None:
    chance = random.Random(last)
    rows = repos.database["marks"].with_options(write_concern=WriteConcern(w=1))
    areas = [area["_id"] for area in repos.areas.listed("2025", "commune")]
    for start in range(first, last, AT_ONCE):
        marks = [_mark(chance, areas) for _ in range(min(AT_ONCE, last - start))]
        rows.insert_many(marks)
        changes = tally_changes([], marks)
        repos.in_transaction(partial(repos.clusters.add, changes))


def _mark(chance: random.Random, areas: list[str]) -> Row:
    """Half were visited; of these a third have findings, due on any day of two years."""
    longitude, latitude = chance.uniform(106.2, 107.3), chance.uniform(21.4, 22.4)
    place = {
        "_id": uuid.UUID(int=chance.getrandbits(128)),
        "name": "Nhà nghỉ",
        "kind": chance.choice(["hotel", "guesthouse", "homestay"]),
        "status": "active",
        "address": "",
        "area_key": _area(areas, longitude, latitude),
        "point": {"type": "Point", "coordinates": [longitude, latitude]},
    }
    mark = mark_of(place, [])
    assert mark is not None
    mark |= {"shown": True, "longitude": longitude, "latitude": latitude}
    visits = chance.choice((0, 0, 1, 2))
    due = moment().date() + dt.timedelta(days=chance.randrange(-365, 365))
    late = due.isoformat() if visits and chance.random() < 1 / 3 else ""
    return {**mark, "visits": visits, "visited": visits > 0, "open_by": late}


def _area(areas: list[str], longitude: float, latitude: float) -> str:
    """Communes as a grid, so that those of one lie together."""
    cell = int((longitude - 106.2) / 1.1 * GRID) * GRID + int((latitude - 21.4) * GRID)
    return areas[cell % len(areas)]


def printed(rows: list[Row]) -> list[str]:
    """The table."""
    head = f"{'establishments':>14} {'zoom':>5} {'told':>6} {'ms':>8} {'count ms':>9} {'ratio':>6}"
    return [head] + [
        f"{row['size']:>14,} {row['zoom']:>5} {row['told']:>6} {row['ms']:>8.1f} "
        f"{row['bare_ms']:>9.1f} {row['ratio']:>6.2f}"
        for row in rows
    ]
