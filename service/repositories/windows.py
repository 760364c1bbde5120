"""Windows of days under their sender's UUID: inspections and campaigns, newest first."""

from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document, after

NEWEST = [("from", DESCENDING), ("_id", DESCENDING)]


class Windows(Collection):
    """``_id`` is the sender's UUID, ``version`` counts the changes of what is told of it."""

    def after(self, key: UUID | None, limit: int, session: ClientSession) -> list[Document]:
        """The next ones in the order of their ids; without a limit all of them."""
        query = {"_id": {"$gt": key}} if key else {}
        return list(self.rows.find(query, session=session).sort("_id", ASCENDING).limit(limit))

    def list(self, query: Document, limit: int, key: list[object] | None) -> list[Document]:
        parts = [part for part in (query, after(NEWEST, key) if key else {}) if part]
        return self.page({"$and": parts} if parts else {}, NEWEST, limit)

    def change(
        self, key: UUID, version: int, changes: Document, session: ClientSession,
        also: Document | None = None,
    ) -> Document | None:  # fmt: skip
        """The next version; ``None`` when the stored one is no longer ``version``. ``also`` are
        more operators."""
        operators: dict[str, Any] = {"$set": {**changes, "version": version + 1}, **(also or {})}
        done = self.rows.update_one({"_id": key, "version": version}, operators, session=session)
        return self.get(key, session) if done.matched_count else None
