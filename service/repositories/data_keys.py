"""The key vault: one data key for each owner, wrapped by the master key."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from bson.binary import Binary
from pymongo import ASCENDING, IndexModel

from service.repositories.collection import Collection


class DataKeys(Collection):
    """Documents are the driver's; an owner is the one alternate name of its key."""

    NAME = "data_keys"
    INDEXES = [
        IndexModel(
            "keyAltNames",
            name="by_owner",
            unique=True,
            partialFilterExpression={"keyAltNames": {"$exists": True}},
        ),
        IndexModel("creationDate", name="by_age"),
        IndexModel([("masterKey.provider", ASCENDING), ("_id", ASCENDING)], name="by_master"),
    ]

    def of(self, owner: str) -> Any:
        """The id of the owner's key, ``None`` without one."""
        found = self.rows.find_one({"keyAltNames": owner}, {"_id": 1})
        return found and Binary.from_uuid(found["_id"])

    def forget(self, owner: str) -> bool:
        return self.rows.delete_one({"keyAltNames": owner}).deleted_count == 1

    def is_wrapped_by(self, providers: list[str]) -> bool:
        """Whether any key is wrapped by one of them."""
        return bool(self.rows.find_one({"masterKey.provider": {"$in": providers}}, {"_id": 1}))

    def wrapped_otherwise(self, providers: list[str]) -> int:
        """How many keys none of them wrapped."""
        return self.rows.count_documents({"masterKey.provider": {"$nin": providers}})

    def some_wrapped_otherwise(self, provider: str, limit: int) -> list[Binary]:
        found = self.rows.find({"masterKey.provider": {"$ne": provider}}, {"_id": 1}).limit(limit)
        return [Binary.from_uuid(row["_id"]) for row in found]

    def owners_before(self, moment: dt.datetime) -> Iterator[str]:
        """The owners of keys that were made before the moment."""
        found = self.rows.find({"creationDate": {"$lt": moment}}, {"keyAltNames": 1})
        return (owner for row in found for owner in row.get("keyAltNames", ()))
