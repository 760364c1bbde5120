"""The marks of the map: one for each establishment with a point, kept ready to be shown.

Whoever writes an establishment or a visit marks that document ``to_map`` in the same write; before
the map is read, what is marked is brought up to date. A mark that is being brought up to date bears
a token, so that of two who do it at once the later wins with what is true.
"""

from collections.abc import Collection as Several
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, GEOSPHERE, IndexModel, ReplaceOne, UpdateOne

from service.domain.marks import CLUSTER_ZOOMS
from service.domain.rights import Scope
from service.repositories.boxes import coordinates_within, inside
from service.repositories.collection import Collection, Document, after

BY_ID = [("_id", ASCENDING)]
SHOWN = {"shown": True}
COUNTED = ("kind", "status", "area_key", "visits", "open_by", "last_visit")


class Marks(Collection):
    """``shown`` is true of those with a point; ``stale`` is the token of who mends it."""

    NAME = "marks"
    SCOPED = {"areas": "area_key"}
    INDEXES = [
        IndexModel([("point", GEOSPHERE)], name="by_place"),
        IndexModel([("shown", ASCENDING), *BY_ID], name="in_order"),
        IndexModel([("shown", ASCENDING), ("area_key", ASCENDING), *BY_ID], name="by_area"),
        IndexModel([("shown", ASCENDING), ("kind", ASCENDING), *BY_ID], name="by_kind"),
        IndexModel("stale", name="stale", partialFilterExpression={"stale": {"$exists": True}}),
        IndexModel(
            [("shown", ASCENDING), *((f"cells.{zoom}", ASCENDING) for zoom in CLUSTER_ZOOMS),
             *((name, ASCENDING) for name in COUNTED), ("longitude", ASCENDING),
             ("latitude", ASCENDING)],
            name="clusters",
        ),
    ]  # fmt: skip

    def make_stale(self, places: Several[UUID], token: UUID) -> None:
        """Say that these are no longer what they show, and who brings them up to date."""
        told = {"$set": {"stale": token}}
        writes = [UpdateOne({"_id": place}, told, upsert=True) for place in places]
        if writes:
            self.rows.bulk_write(writes, ordered=False)

    def stale(self, limit: int) -> dict[UUID, UUID]:
        """The token of each mark that is stale."""
        found = self.rows.find({"stale": {"$exists": True}}, {"stale": 1}).hint("stale")
        return {row["_id"]: row["stale"] for row in found.limit(limit)}

    def put(self, marks: dict[UUID, Document | None], tokens: dict[UUID, UUID]) -> None:
        """Put each in its place while its token is still the one; None takes it off the map."""
        writes = []
        for place, mark in marks.items():
            shown = {**mark, "shown": True} if mark else {"_id": place, "shown": False}
            writes.append(ReplaceOne({"_id": place, "stale": tokens[place]}, _flat(shown)))
        if writes:
            self.rows.bulk_write(writes, ordered=False)

    def page_of(self, query: Document, scope: Scope, limit: int, key: Any) -> list[Document]:
        """A page in the order of ids: ``bbox``, ``kind``, ``status``, ``area``, ``after`` a day."""
        parts: list[Document] = [SHOWN, *_conditions(query, self.within(scope))]
        parts += [after(BY_ID, key)] if key else []
        return self.page({"$and": parts}, BY_ID, limit)

    def clusters(self, zoom: int, query: Document, scope: Scope, today: str) -> list[Document]:
        """For each cell ``n``, how many comply how, and the middle of its points: from an index."""
        parts: list[Document] = [SHOWN, *_conditions(query, self.within(scope), flat=True)]
        cell = f"$cells.{zoom}"
        late = {"$and": [{"$gt": ["$open_by", ""]}, {"$lt": ["$open_by", today]}]}
        stages: list[Document] = [
            {"$match": {"$and": parts}},
            {
                "$group": {
                    "_id": cell,
                    "n": {"$sum": 1},
                    "none": _how_many({"$eq": ["$visits", 0]}),
                    "overdue": _how_many(late),
                    "open": _how_many({"$gte": ["$open_by", today]}),
                    "longitude": {"$avg": "$longitude"},
                    "latitude": {"$avg": "$latitude"},
                }
            },
            {"$sort": {"_id": 1}},
        ]
        return list(self.rows.aggregate(stages, hint="clusters"))

    def places_in(self, box: list[float], most: int) -> list[UUID]:
        """The establishments that lie in a box."""
        parts = [SHOWN, _box(box, flat=False)]
        found = self.rows.find({"$and": parts}, {"_id": 1}).limit(most)
        return [row["_id"] for row in found]

    def count(self, query: Document, scope: Scope) -> int:
        parts = [SHOWN, *_conditions(query, self.within(scope), flat=True)]
        return int(self.rows.count_documents({"$and": parts}, hint="clusters"))


def _flat(mark: Document) -> Document:
    if not mark["shown"]:
        return mark
    longitude, latitude = mark["point"]["coordinates"]
    return {**mark, "longitude": longitude, "latitude": latitude}


def _how_many(condition: Document) -> Document:
    return {"$sum": {"$cond": [condition, 1, 0]}}


def _conditions(query: Document, within: Document, *, flat: bool = False) -> list[Document]:
    parts = [within] if within else []
    parts += [{name: query[name]} for name in ("kind", "status") if query.get(name)]
    parts += [{"area_key": query["area"]}] if query.get("area") else []
    parts += [_visited(query["visited"])] if query.get("visited") else []
    parts += [_complies(query["compliance"], query["today"])] if query.get("compliance") else []
    parts += [_box(query["bbox"], flat=flat)] if query.get("bbox") else []
    return parts


def _visited(days: tuple[str, str]) -> Document:
    first, last = days
    return {"last_visit": {"$gte": first or "0", "$lte": last or "9"}}


def _complies(compliance: str, today: str) -> Document:
    return {
        "none": {"visits": 0},
        "met": {"visits": {"$gt": 0}, "open_by": ""},
        "overdue": {"open_by": {"$gt": "", "$lt": today}},
        "open": {"open_by": {"$gte": today}},
    }[compliance]


def _box(box: list[float], *, flat: bool) -> Document:
    if flat:
        return coordinates_within(box, "longitude", "latitude")
    return inside(box, "point", "longitude", "latitude")
