"""How many establishments lie in each cell of the map, kept ready with every mark that changes."""

from collections.abc import Mapping
from typing import Any

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.client_session import ClientSession

from service.domain.marks import CLUSTER_ZOOMS, Tally, cells_of_box
from service.domain.rights import Scope
from service.repositories.collection import Collection, Document

FINEST = CLUSTER_ZOOMS[-1]
TOLD = ("area_key", "kind", "status", "x", "y", "visited", "open_by", "n", "longitude", "latitude")


class Clusters(Collection):
    """One document for each ``Tally``: how many marks are alike, and the sums of where they are,
    in whole millionths of a degree, so that adding and taking away never drifts."""

    NAME = "clusters"
    SCOPED = {"areas": "area_key"}
    INDEXES = [
        IndexModel([(name, ASCENDING) for name in TOLD], name="counted"),
        IndexModel("n", name="emptied", partialFilterExpression={"n": {"$lte": 0}}),
    ]

    def add(self, changes: Mapping[Tally, tuple[int, int, int]], session: ClientSession) -> None:
        """Add to each tally its number, longitude and latitude, which may be negative."""
        writes = [
            UpdateOne(
                {"_id": "|".join(map(str, tally))},
                {
                    "$inc": dict(zip(("n", "longitude", "latitude"), change, strict=True)),
                    "$setOnInsert": tally._asdict(),
                },
                upsert=True,
            )
            for tally, change in sorted(changes.items())
        ]
        if writes:
            self.rows.bulk_write(writes, ordered=False, session=session)
            self.rows.delete_many({"n": {"$lte": 0}}, hint="emptied", session=session)

    def told(self, zoom: int, query: Document, scope: Scope, today: str) -> list[Document]:
        """Of each cell of a zoom, from the index alone; a cell that reaches into ``bbox`` is told
        whole."""
        parts = [within] if (within := self.within(scope)) else []
        parts += [{name: query[name]} for name in ("kind", "status") if query.get(name)]
        parts += [{"area_key": query["area"]}] if query.get("area") else []
        parts += [complies(query["compliance"], today)] if query.get("compliance") else []
        parts += [reaching(query["bbox"], zoom)] if query.get("bbox") else []
        stages = [{"$match": {"$and": parts} if parts else {}}, *by_cell(zoom, today, "$n")]
        return list(self.rows.aggregate(stages, hint="counted"))


def complies(compliance: str, today: str) -> Document:
    """The condition on marks and tallies alike."""
    return {
        "none": {"visited": False},
        "met": {"visited": True, "open_by": ""},
        "overdue": {"open_by": {"$gt": "", "$lt": today}},
        "open": {"open_by": {"$gte": today}},
    }[compliance]


def by_cell(zoom: int, today: str, weight: Any) -> list[Document]:
    """The stages that sum marks or tallies by the cell of a zoom: ``n``, how many comply how, and
    the sums of where they are."""
    wide = 2 ** (FINEST - zoom)
    cell = {name: {"$floor": {"$divide": [f"${name}", wide]}} for name in ("x", "y")}
    late = {"$and": [{"$gt": ["$open_by", ""]}, {"$lt": ["$open_by", today]}]}
    counted = {"none": {"$not": "$visited"}, "overdue": late, "open": {"$gte": ["$open_by", today]}}
    sums: Document = {
        name: {"$sum": {"$cond": [condition, weight, 0]}} for name, condition in counted.items()
    }
    sums |= {name: {"$sum": f"${name}"} for name in ("longitude", "latitude")}
    return [{"$group": {"_id": cell, "n": {"$sum": weight}, **sums}}, {"$sort": {"_id": 1}}]


def reaching(box: list[float], zoom: int) -> Document:
    """The finest cells of which one of ``zoom`` that touches the box is made."""
    wide = 2 ** (FINEST - zoom)
    left, top, right, bottom = cells_of_box(box, zoom)
    return {
        "x": {"$gte": left * wide, "$lt": (right + 1) * wide},
        "y": {"$gte": top * wide, "$lt": (bottom + 1) * wide},
    }
