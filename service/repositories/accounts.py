"""Accounts, and the units they belong to."""

import datetime as dt
from typing import Any

from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document


class Accounts(Collection):
    """``_id`` is the username."""

    NAME = "accounts"
    INDEXES = [
        IndexModel([("role", ASCENDING), ("status", ASCENDING)], name="of_role"),
        IndexModel([("role", ASCENDING), ("unit", ASCENDING)], name="by_role"),
    ]

    def told_by_mail(self, role: str, session: ClientSession) -> list[Document]:
        """Those of a role who have an address and want to be told."""
        query = {"role": role, "status": "active", "email": {"$gt": ""}}
        found = self.rows.find({**query, "told_by_mail": {"$ne": False}}, session=session)
        return list(found.sort("_id", ASCENDING))

    def names(self) -> set[str]:
        return {row["_id"] for row in self.rows.find({}, {"_id": 1}).sort("_id", ASCENDING)}

    def all(self) -> list[Document]:
        return list(self.rows.find({}, {"password_hash": 0}).sort("_id", ASCENDING).limit(10_000))

    def inspectors(self, units: list[str]) -> list[Document]:
        """``{_id, name, unit}`` of the active inspectors of these units, by name."""
        query = {"role": "inspector", "unit": {"$in": units}, "status": "active"}
        found = self.rows.find(query, {"name": 1, "unit": 1}).hint("by_role")
        return list(found.sort([("name", ASCENDING), ("_id", ASCENDING)]).limit(10_000))

    def change(
        self, username: str, changes: dict[str, Any], session: ClientSession | None = None
    ) -> Document | None:
        return self.rows.find_one_and_update(
            {"_id": username},
            {"$set": changes},
            return_document=ReturnDocument.AFTER,
            session=session,
        )

    def acts(self, username: str, role: str, now: dt.datetime, session: ClientSession) -> bool:
        """Note that an account acts on others; ``False`` when it no longer has its role."""
        query = {"_id": username, "role": role, "status": "active"}
        done = self.rows.update_one(query, {"$set": {"acted_at": now}}, session=session)
        return done.matched_count == 1

    def signs_in(self, account: Document, now: dt.datetime, session: ClientSession) -> bool:
        """Note the sign-in of an account as it was read; ``False`` when it was changed meanwhile.

        In the transaction of the session, so that whoever ends an account's sessions ends this one.
        """
        as_read = {name: account[name] for name in ("_id", "password_hash", "role", "status")}
        done = self.rows.update_one(as_read, {"$set": {"last_signed_in": now}}, session=session)
        return done.matched_count == 1

    def change_password(
        self, username: str, old_hash: str, changes: dict[str, Any],
        session: ClientSession | None = None,
    ) -> bool:  # fmt: skip
        """Put changes in place with the hash they were decided on; ``False`` when it moved."""
        query = {"_id": username, "password_hash": old_hash}
        return self.rows.update_one(query, {"$set": changes}, session=session).matched_count == 1


class Units(Collection):
    """``_id`` is the unit's code; ``areas`` null means the whole province."""

    NAME = "units"

    def all(self, session: ClientSession | None = None) -> list[Document]:
        return list(self.rows.find({}, session=session).sort("_id", ASCENDING).limit(10_000))

    def put(self, unit: Document, session: ClientSession | None = None) -> None:
        self.rows.replace_one({"_id": unit["_id"]}, unit, upsert=True, session=session)

    def above(self, code: str, session: ClientSession | None = None) -> list[str]:
        """The codes of a unit and of those above it."""
        up: Document = {"from": "units", "startWith": "$parent", "connectFromField": "parent",
                        "connectToField": "_id", "as": "above"}  # fmt: skip
        stages = [{"$match": {"_id": code}}, {"$graphLookup": up}, {"$project": {"above._id": 1}}]
        found = next(iter(self.rows.aggregate(stages, session=session)), {"above": []})
        return [code, *(unit["_id"] for unit in found["above"])]

    def below(self, code: str) -> list[str]:
        """The codes of a unit and of those below it."""
        parents = {row["_id"]: row["parent"] for row in self.all()}
        found = {code}
        while fresh := {unit for unit, parent in parents.items() if parent in found} - found:
            found |= fresh
        return sorted(found)
