"""Accounts, their sessions, and the units they belong to."""

import datetime as dt
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, IndexModel, ReturnDocument

from service.repositories.collection import Collection, Document


class Accounts(Collection):
    """``_id`` is the username."""

    NAME = "accounts"

    def names(self) -> set[str]:
        return {row["_id"] for row in self.rows.find({}, {"_id": 1}).sort("_id", ASCENDING)}

    def all(self) -> list[Document]:
        return list(self.rows.find({}, {"password_hash": 0}).sort("_id", ASCENDING).limit(10_000))

    def change(self, username: str, changes: dict[str, Any]) -> Document | None:
        return self.rows.find_one_and_update(
            {"_id": username}, {"$set": changes}, return_document=ReturnDocument.AFTER
        )


class Sessions(Collection):
    """One signed-in device each; a refresh token is kept only as its hash."""

    NAME = "sessions"
    INDEXES = [
        IndexModel("refresh_hash", name="refresh"),
        IndexModel("previous_hash", name="previous"),
        IndexModel("username", name="username"),
        IndexModel("expires_at", name="expiry", expireAfterSeconds=0),
    ]

    def opened(self, session_id: UUID) -> Document | None:
        """A session that goes on, with its active ``account`` and that account's ``unit``."""
        stages: list[Document] = [
            {"$match": {"_id": session_id, "ended_at": None}},
            {"$lookup": {"from": "accounts", "localField": "username", "foreignField": "_id",
                         "as": "account"}},
            {"$unwind": "$account"},
            {"$match": {"account.status": "active"}},
            {"$lookup": {"from": "units", "localField": "account.unit", "foreignField": "_id",
                         "as": "unit"}},
            {"$set": {"unit": {"$ifNull": [{"$first": "$unit"}, {}]}}},
        ]  # fmt: skip
        return next(iter(self.rows.aggregate(stages)), None)

    def with_refresh(self, digest: str) -> Document | None:
        return self.rows.find_one({"refresh_hash": digest, "ended_at": None})

    def with_previous(self, digest: str) -> Document | None:
        return self.rows.find_one({"previous_hash": digest, "ended_at": None})

    def rotate(self, digest: str, successor: str, now: dt.datetime) -> Document | None:
        """Move on to the successor, once; ``None`` when somebody else did."""
        return self.rows.find_one_and_update(
            {"refresh_hash": digest, "ended_at": None, "expires_at": {"$gt": now}},
            {"$set": {"refresh_hash": successor, "previous_hash": digest, "rotated_at": now}},
            return_document=ReturnDocument.AFTER,
        )

    def end(self, session_id: UUID, now: dt.datetime) -> None:
        self.rows.update_one({"_id": session_id, "ended_at": None}, {"$set": {"ended_at": now}})

    def end_all(self, username: str, now: dt.datetime) -> None:
        self.rows.update_many({"username": username, "ended_at": None}, {"$set": {"ended_at": now}})


class Units(Collection):
    """``_id`` is the unit's code; ``areas`` null means the whole province."""

    NAME = "units"

    def all(self) -> list[Document]:
        return list(self.rows.find({}).sort("_id", ASCENDING).limit(10_000))

    def put(self, unit: Document) -> None:
        self.rows.replace_one({"_id": unit["_id"]}, unit, upsert=True)
