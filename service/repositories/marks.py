"""The marks of the map: one for each establishment with a point, kept ready to be shown.

Whoever writes an establishment or a visit marks that document ``to_map`` in the same write; before
the map is read, what is marked is brought up to date. A mark that is being brought up to date bears
a token, so that of two who do it at once the later wins with what is true.
"""

from collections.abc import Collection as Several
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, GEOSPHERE, IndexModel, ReplaceOne, UpdateOne
from pymongo.client_session import ClientSession

from service.domain.rights import Scope
from service.repositories.boxes import coordinates_within, inside
from service.repositories.clusters import by_cell, complies, reaching
from service.repositories.collection import Collection, Document, after

BY_ID = [("_id", ASCENDING)]
SHOWN = {"shown": True}
COUNTED = (
    "last_visit", "area_key", "kind", "status", "x", "y", "visited", "open_by", "longitude",
    "latitude",
)  # fmt: skip


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
            [("shown", ASCENDING), *((name, ASCENDING) for name in COUNTED)], name="counted"
        ),
        IndexModel(
            [("unsettled", ASCENDING), *BY_ID], name="unsettled",
            partialFilterExpression={"unsettled": {"$exists": True}},
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

    def held(self, tokens: dict[UUID, UUID], session: ClientSession) -> dict[UUID, Document]:
        """Those whose token is still the one, as they are shown until now."""
        found = self.rows.find({"_id": {"$in": list(tokens)}}, session=session)
        return {row["_id"]: row for row in found if row.get("stale") == tokens[row["_id"]]}

    def put(self, marks: dict[UUID, Document | None], session: ClientSession) -> None:
        """Put each in its place; None takes it off the map."""
        writes = []
        for place, mark in marks.items():
            shown = {**mark, "shown": True} if mark else {"_id": place, "shown": False}
            writes.append(ReplaceOne({"_id": place}, _flat(shown)))
        if writes:
            self.rows.bulk_write(writes, ordered=False, session=session)

    def page_of(self, query: Document, scope: Scope, limit: int, key: Any) -> list[Document]:
        """A page in the order of ids: ``bbox``, ``kind``, ``status``, ``area``, ``after`` a day."""
        parts: list[Document] = [SHOWN, *_conditions(query, self.within(scope))]
        parts += [after(BY_ID, key)] if key else []
        return self.page({"$and": parts}, BY_ID, limit)

    def unsettled(self, why: str, scope: Scope, limit: int, key: Any) -> list[Document]:
        """A page of those that somebody should look at, for one reason."""
        parts: list[Document] = [{"unsettled": why}]
        parts += [within] if (within := self.within(scope)) else []
        parts += [after(BY_ID, key)] if key else []
        return self.page({"$and": parts}, BY_ID, limit)

    def clusters(self, zoom: int, query: Document, scope: Scope, today: str) -> list[Document]:
        """As ``Clusters`` tells them, counted now: for a filter by the days of the last visit."""
        parts: list[Document] = [SHOWN, *_conditions({**query, "bbox": None}, self.within(scope))]
        parts += [reaching(query["bbox"], zoom)] if query.get("bbox") else []
        stages = [{"$match": {"$and": parts}}, *by_cell(zoom, today, 1)]
        return list(self.rows.aggregate(stages, hint="counted"))

    def places_in(self, box: list[float], most: int) -> list[UUID]:
        """The establishments that lie in a box."""
        parts = [SHOWN, _box(box, flat=False)]
        found = self.rows.find({"$and": parts}, {"_id": 1}).limit(most)
        return [row["_id"] for row in found]

    def count(self, query: Document, scope: Scope) -> int:
        parts = [SHOWN, *_conditions(query, self.within(scope), flat=True)]
        return int(self.rows.count_documents({"$and": parts}, hint="counted"))


def _flat(mark: Document) -> Document:
    if not mark["shown"]:
        return mark
    longitude, latitude = mark["point"]["coordinates"]
    return {**mark, "longitude": longitude, "latitude": latitude}


def _conditions(query: Document, within: Document, *, flat: bool = False) -> list[Document]:
    parts = [within] if within else []
    parts += [{name: query[name]} for name in ("kind", "status") if query.get(name)]
    parts += [{"area_key": query["area"]}] if query.get("area") else []
    parts += [_visited(query["visited"])] if query.get("visited") else []
    parts += [complies(query["compliance"], query["today"])] if query.get("compliance") else []
    parts += [_box(query["bbox"], flat=flat)] if query.get("bbox") else []
    return parts


def _visited(days: tuple[str, str]) -> Document:
    first, last = days
    return {"last_visit": {"$gte": first or "0", "$lte": last or "9"}}


def _box(box: list[float], *, flat: bool) -> Document:
    if flat:
        return coordinates_within(box, "longitude", "latitude")
    return inside(box, "point", "longitude", "latitude")
