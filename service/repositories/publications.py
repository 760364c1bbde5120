"""Versions of checklists and triage rules that an office published, and those that are proposed."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from service.repositories.collection import Collection, Document

OPEN = {"state": "proposed"}


class Publications(Collection):
    """``_id`` is the sender's UUID; a name and version is published once."""

    NAME = "publications"
    INDEXES = [
        IndexModel([("state", ASCENDING), ("published_at", ASCENDING)], name="by_state"),
        IndexModel([("at", DESCENDING)], name="newest"),
        IndexModel(
            [("name", ASCENDING), ("version", ASCENDING)],
            name="once",
            unique=True,
            partialFilterExpression={"state": "published"},
        ),
    ]

    def published(self) -> list[Document]:
        """All that was published, in its order."""
        found = self.rows.find({"state": "published"}).hint("by_state")
        return list(found.sort("published_at", ASCENDING))

    def stamp(self) -> int:
        """How much was published: another number after each publication."""
        return int(self.rows.count_documents({"state": "published"}, hint="by_state"))

    def listed(self, limit: int) -> list[Document]:
        return list(self.rows.find({}).sort("at", DESCENDING).limit(limit))

    def move(self, key: Any, state: str, changes: Document) -> Document | None:
        """From proposed to a state; ``None`` when it is proposed no more."""
        told = {"$set": {**changes, "state": state}}
        done = self.rows.update_one({"_id": key, **OPEN}, told)
        return self.get(key) if done.matched_count else None
