"""The establishments on the lists of inspections, and whose they are to visit."""

from typing import Any
from uuid import UUID

from pymongo import ASCENDING, IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document, after

IN_ORDER = [("area_key", ASCENDING), ("sort_name", ASCENDING), ("_id", ASCENDING)]
TOLD = {"open": True, "account": {"$ne": None}}  # what tablets have


class Assignments(Collection):
    """One document for each establishment of each inspection; its id is made of both.

    ``account`` is whose it is, ``open`` whether the inspection still goes on; ``area_key`` and
    ``sort_name`` follow the register and only put in order.
    """

    NAME = "assignments"
    INDEXES = [
        IndexModel([("inspection", ASCENDING), *IN_ORDER], name="in_order"),
        IndexModel([("inspection", ASCENDING), ("account", ASCENDING)], name="by_whose"),
        IndexModel([("account", ASCENDING), ("open", ASCENDING)], name="by_account"),
        IndexModel([("establishment", ASCENDING), ("open", ASCENDING)], name="by_establishment"),
    ]

    def page_of(
        self, inspection: UUID, areas: tuple[str, ...] | None, more: Document, limit: int, key: Any
    ) -> list[Document]:
        """A page of the list, by area and name; ``key`` is the last row's."""
        parts: list[Document] = [{"inspection": inspection}, more]
        parts += [{"area_key": {"$in": list(areas)}}] if areas is not None else []
        parts += [after(IN_ORDER, key)] if key else []
        found = self.rows.find({"$and": parts}).hint("in_order").sort(IN_ORDER)
        return list(found.limit(limit + 1))

    def on_list(
        self, inspection: UUID, establishments: list[UUID], session: ClientSession
    ) -> list[Document]:
        query = {"establishment": {"$in": establishments}, "inspection": inspection}
        return list(self.rows.find(query, session=session).hint("by_establishment"))

    def planned(self, places: list[UUID]) -> dict[UUID, str]:
        """The first day of the earliest planned inspection whose list each place is on."""
        stages: list[Document] = [
            {"$match": {"establishment": {"$in": places}, "open": True}},
            {"$lookup": {"from": "inspections", "localField": "inspection", "foreignField": "_id",
                         "as": "of"}},
            {"$match": {"of.state": "planned"}},
            {"$group": {"_id": "$establishment", "first": {"$min": {"$first": "$of.from"}}}},
        ]  # fmt: skip
        found = self.rows.aggregate(stages, hint="by_establishment")
        return {row["_id"]: row["first"] for row in found}

    def count(self, inspection: UUID, session: ClientSession) -> int:
        query = {"inspection": inspection}
        return int(self.rows.count_documents(query, session=session, hint="by_whose"))

    def insert_missing(self, rows: list[Document], session: ClientSession) -> int:
        """Insert those that are not there yet; answers how many."""
        ids = [row["_id"] for row in rows]
        found = self.rows.find({"_id": {"$in": ids}}, {"_id": 1}, session=session)
        there = {row["_id"] for row in found}
        fresh = [row for row in rows if row["_id"] not in there]
        if fresh:
            self.rows.insert_many(fresh, session=session)
        return len(fresh)

    def give(self, ids: list[UUID], account: str | None, session: ClientSession) -> None:
        self.rows.update_many(
            {"_id": {"$in": ids}}, {"$set": {"account": account}}, session=session
        )

    def drop(self, ids: list[UUID], session: ClientSession) -> None:
        self.rows.delete_many({"_id": {"$in": ids}}, session=session)

    def set_open(self, inspection: UUID, is_open: bool, session: ClientSession) -> None:
        query = {"inspection": inspection}
        self.rows.update_many(query, {"$set": {"open": is_open}}, session=session)

    def assigned(self, inspection: UUID, session: ClientSession) -> list[Document]:
        """Everything of an inspection that is somebody's."""
        query = {"inspection": inspection, "account": {"$ne": None}}
        return list(self.rows.find(query, session=session).hint("by_whose"))

    def of_account(self, account: str, session: ClientSession) -> list[Document]:
        return list(self.rows.find({"account": account, "open": True}, session=session))

    def of_places(self, establishments: list[UUID], session: ClientSession) -> list[Document]:
        """What tablets have of these establishments."""
        query = {"establishment": {"$in": establishments}, **TOLD}
        return list(self.rows.find(query, session=session).hint("by_establishment"))

    def after(self, key: UUID | None, limit: int, session: ClientSession) -> list[Document]:
        """The next ones in the order of their ids."""
        query = {"_id": {"$gt": key}} if key else {}
        return list(self.rows.find(query, session=session).sort("_id", ASCENDING).limit(limit))

    def follow(self, establishment: Document, session: ClientSession) -> None:
        """The register has another name or area for it."""
        keys = {name: establishment[name] for name in ("area_key", "sort_name")}
        query = {"establishment": establishment["_id"]}
        self.rows.update_many(query, {"$set": keys}, session=session)

    def counts(self, inspections: list[UUID]) -> dict[UUID, Document]:
        """How many are listed and ``assigned`` in each of the inspections."""
        stages: list[Document] = [
            {"$match": {"inspection": {"$in": inspections}}},
            {
                "$group": {
                    "_id": "$inspection",
                    "listed": {"$sum": 1},
                    "assigned": {"$sum": {"$cond": [{"$ifNull": ["$account", False]}, 1, 0]}},
                }
            },
        ]
        return {row.pop("_id"): row for row in self.rows.aggregate(stages, hint="by_whose")}

    def there(self, ids: list[UUID]) -> set[UUID]:
        """Which of the ids are on their lists."""
        found = self.rows.find({"_id": {"$in": ids}}, {"_id": 1}) if ids else ()
        return {row["_id"] for row in found}
