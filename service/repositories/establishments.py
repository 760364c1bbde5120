"""The register of establishments, and how it is searched."""

from typing import Any
from uuid import UUID

from pymongo import ASCENDING, GEOSPHERE, IndexModel
from pymongo.client_session import ClientSession
from pymongo.collation import Collation, CollationStrength
from pymongo.errors import BulkWriteError

from service.domain.establishments import phone_keys
from service.domain.names import WORDS_AT_MOST, folded
from service.domain.rights import EVERYWHERE, Scope, holds
from service.repositories.boxes import inside
from service.repositories.collection import DUPLICATE_KEY, Collection, Document, after
from service.repositories.mapped import WAITING, Mapped

BY_NAME = [("sort_name", ASCENDING), ("_id", ASCENDING)]
NEAR_MOST_METRES = 50_000
NAMES_ALIKE = Collation("vi", strength=CollationStrength.SECONDARY)  # capitals do not count
SHARED = {"name": 1, "owner.name": 1, "phone_keys": 1, "address": 1, "area_key": 1}
SHARED_MOST = 50  # establishments for each way of belonging together
NO_POINT = {"point.type": None}
AT_CENTRE = {"point_from": "area"}
UNLISTED = {"history": 0, "owner": 0, "words": 0, "phone_keys": 0, "sent": 0, "to_map": 0}
MATCHED = {
    "name": 1, "kind": 1, "status": 1, "stars": 1, "rooms": 1, "area": 1, "area_key": 1,
    "address": 1, "point": 1, "point_from": 1, "owner": 1, "licences": 1, "version": 1,
    "history": 1, "created_at": 1, "created_by": 1, "changed_at": 1, "changed_by": 1, "sent": 1,
}  # fmt: skip


class Establishments(Mapped, Collection):
    """Names are searched by the beginnings of their words, without accents."""

    NAME = "establishments"
    SCOPED = {"areas": "area_key"}
    INDEXES = [
        IndexModel(BY_NAME, name="by_name"),
        IndexModel([("area_key", ASCENDING), *BY_NAME], name="by_area"),
        IndexModel([("kind", ASCENDING), *BY_NAME], name="by_kind"),
        IndexModel([("status", ASCENDING), *BY_NAME], name="by_status"),
        IndexModel([("words", ASCENDING), *BY_NAME], name="by_word"),
        IndexModel([("point", GEOSPHERE)], name="by_place"),
        IndexModel("phone_keys", name="by_phone"),
        IndexModel("owner.name", name="by_owner", collation=NAMES_ALIKE),
        IndexModel([("point.type", ASCENDING), ("_id", ASCENDING)], name="has_point"),
        IndexModel(
            [("point_from", ASCENDING), ("_id", ASCENDING)],
            name="at_centre",
            partialFilterExpression=AT_CENTRE,
        ),
        WAITING,
    ]

    def insert_all(self, documents: list[Document], session: ClientSession) -> bool:
        """Insert in a transaction; ``False`` when one of the ids is taken, which spoils it."""
        if not documents:
            return True
        try:
            self.rows.insert_many(documents, session=session)
        except BulkWriteError as error:
            if any(fault["code"] != DUPLICATE_KEY for fault in error.details["writeErrors"]):
                raise
            return False
        return True

    def replace(
        self, document: Document, version: int, scope: Scope = EVERYWHERE,
        session: ClientSession | None = None,
    ) -> bool:  # fmt: skip
        """Store the next version; ``False`` when the stored one is no longer ``version``, or left
        the scope."""
        key = {"_id": document["_id"], "version": version, **self.within(scope)}
        done = self.rows.replace_one(key, document, session=session)
        return done.matched_count == 1

    def after(self, key: UUID | None, limit: int, session: ClientSession) -> list[Document]:
        """The next establishments in the order of their ids."""
        query = {"_id": {"$gt": key}} if key else {}
        return list(self.rows.find(query, session=session).sort("_id", ASCENDING).limit(limit))

    def area_keys(self, ids: list[UUID], session: ClientSession | None = None) -> dict[UUID, str]:
        found = self.rows.find({"_id": {"$in": ids}}, {"area_key": 1}, session=session)
        return {row["_id"]: row["area_key"] for row in found}

    def named(self, ids: list[UUID]) -> dict[UUID, str]:
        found = self.rows.find({"_id": {"$in": ids}}, {"name": 1})
        return {row["_id"]: row["name"] for row in found}

    def placed(self, ids: list[UUID]) -> dict[UUID, Document]:
        """``{id, name, address}`` by id."""
        found = self.rows.find({"_id": {"$in": ids}}, {"name": 1, "address": 1})
        return {row["_id"]: {**row, "id": row["_id"]} for row in found}

    def in_area(self, area_key: str) -> list[Document]:
        return list(self.rows.find({"area_key": area_key}, MATCHED).limit(20_000))

    def to_place(self, key: UUID | None, limit: int) -> list[Document]:
        """The next without a point, or with no better one than the centre of their commune."""
        further = {"_id": {"$gt": key}} if key else {}
        branches = [{**each, **further} for each in (NO_POINT, AT_CENTRE)]
        return list(self.rows.find({"$or": branches}).sort("_id", ASCENDING).limit(limit))

    def how_many_to_place(self) -> int:
        return int(self.rows.count_documents({"$or": [NO_POINT, AT_CENTRE]}))

    def with_phone(self, phone: str, scope: Scope) -> list[Document]:
        """Those within the scope that share a telephone; no more is told of the others."""
        keys = phone_keys(phone)
        found = self.rows.find({"phone_keys": {"$in": keys}, **self.within(scope)}, MATCHED)
        found = found.limit(50)
        return list(found) if keys else []

    def sharing(self, place: Document, scope: Scope) -> list[Document]:
        """Other establishments within the scope that may have the owner's name, a telephone or the
        address of this one; which of them it is, the rules say."""
        others = {"_id": {"$ne": place["_id"]}, **self.within(scope)}
        owner = (place.get("owner") or {}).get("name")
        words = folded(place["address"]).split()[: WORDS_AT_MOST // 2]
        rows: list[Document] = []
        if owner:
            named = self.rows.find({"owner.name": owner, **others}, SHARED, collation=NAMES_ALIKE)
            rows += named.limit(SHARED_MOST)
        if place["phone_keys"]:
            called = {"phone_keys": {"$in": place["phone_keys"]}, **others}
            rows += self.rows.find(called, SHARED).limit(SHARED_MOST)
        if words and holds(scope, place["area_key"]):
            there = {"_id": others["_id"], "area_key": place["area_key"], "words": {"$all": words}}
            rows += self.rows.find(there, SHARED).limit(SHARED_MOST)
        return list({row["_id"]: row for row in rows}.values())

    def search(self, query: Document, limit: int, key: list[Any] | None) -> list[Document]:
        """A page by name; ``key`` is the last row's ``[sort_name, _id]``."""
        condition = self._condition(query)
        if key:
            condition = {"$and": [condition, after(BY_NAME, key)]}
        return self.page(condition, BY_NAME, limit, UNLISTED)

    def nearest(self, query: Document, limit: int, skip: int) -> list[Document]:
        """A page by distance, with ``distance_m``, within a radius that bounds the search."""
        near = {
            "near": {"type": "Point", "coordinates": query["near"]},
            "key": "point",
            "distanceField": "distance_m",
            "maxDistance": query["radius_m"] or NEAR_MOST_METRES,
            "query": self._condition({**query, "near": None}),
        }
        stages = [
            {"$geoNear": near},
            {"$skip": skip},
            {"$limit": limit + 1},
            {"$unset": [*UNLISTED]},
        ]
        return [
            {**row, "distance_m": round(row["distance_m"])} for row in self.rows.aggregate(stages)
        ]

    def states(self, session: ClientSession | None = None) -> list[Document]:
        """Every establishment's dated states, for rates over the register."""
        found = self.rows.find({}, {"history": 1}, session=session).sort("_id", ASCENDING)
        return list(found)

    def _condition(self, query: Document) -> Document:
        parts: list[Document] = [within] if (within := self.within(query["scope"])) else []
        parts += [{"words": {"$regex": f"^{word}"}} for word in query["words"]]
        parts += [{name: query[name]} for name in ("kind", "status") if query[name]]
        if query["area"]:
            parts.append({"area_key": query["area"]})
        if query["bbox"]:
            parts.append(
                inside(query["bbox"], "point", "point.coordinates.0", "point.coordinates.1")
            )
        return {"$and": parts} if parts else {}
