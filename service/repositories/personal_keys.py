"""Personal keys, by which a desktop GIS reads the map as its owner may."""

import datetime as dt
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from service.repositories.collection import Collection, Document


class PersonalKeys(Collection):
    """``hash`` is the SHA-256 of the key; the key itself is told once and never kept."""

    NAME = "personal_keys"
    INDEXES = [
        IndexModel("hash", name="by_hash", unique=True),
        IndexModel([("username", ASCENDING), ("created_at", ASCENDING)], name="by_owner"),
    ]

    def of(self, username: str) -> list[Document]:
        return list(self.rows.find({"username": username}).sort("created_at", ASCENDING).limit(50))

    def by_hash(self, digest: str) -> Document | None:
        return self.rows.find_one({"hash": digest})

    def used(self, key: UUID, now: dt.datetime) -> None:
        self.rows.update_one({"_id": key}, {"$set": {"last_used_at": now}})

    def end(self, key: UUID, username: str) -> bool:
        done: Any = self.rows.delete_one({"_id": key, "username": username})
        return bool(done.deleted_count)
