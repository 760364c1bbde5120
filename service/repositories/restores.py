"""The backups that this database was filled from; one that is under way keeps the service shut."""

import datetime as dt

from pymongo import IndexModel

from service.repositories.collection import Collection, Document

UNDER_WAY, COMPLETE = "under_way", "complete"


class Restores(Collection):
    """One document for each backup that was restored here; ``_id`` is the backup's."""

    NAME = "restores"
    INDEXES = [IndexModel("state", name="by_state")]

    def under_way(self) -> Document | None:
        return self.rows.find_one({"state": UNDER_WAY})

    def begin(self, backup: str, now: dt.datetime) -> None:
        """Begin, or go on with what was begun and not finished."""
        fresh = {"state": UNDER_WAY, "begun_at": now}
        self.rows.update_one({"_id": backup}, {"$setOnInsert": fresh}, upsert=True)

    def complete(self, backup: str, now: dt.datetime) -> None:
        done = {"state": COMPLETE, "completed_at": now}
        self.rows.update_one({"_id": backup}, {"$set": done})

    def last(self) -> str | None:
        """The backup that was last restored here."""
        done = self.rows.find({"state": COMPLETE}).sort("completed_at", -1).limit(1)
        return next((row["_id"] for row in done), None)
