"""Directing documents, and the tasks that they set for units."""

from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document, after
from service.repositories.figure_windows import DOCUMENT_INDEX

NEWEST = [("issued_on", DESCENDING), ("_id", DESCENDING)]
BY_TERM = [("last_day", ASCENDING), ("_id", ASCENDING)]


class Versioned(Collection):
    """``_id`` is the sender's UUID; ``version`` counts the changes."""

    def change(
        self, key: UUID, version: int, changes: Document, session: ClientSession | None = None
    ) -> Document | None:
        """The next version; ``None`` when the stored one is no longer ``version``."""
        told = {"$set": {**changes, "version": version + 1}}
        done = self.rows.update_one({"_id": key, "version": version}, told, session=session)
        return self.get(key, session) if done.matched_count else None


class DirectingDocuments(Versioned):
    """What directs the units, newest first."""

    NAME = "documents"
    INDEXES = [
        IndexModel(NEWEST, name="newest"),
        IndexModel([("kind", ASCENDING), *NEWEST], name="by_kind"),
        IndexModel([("unit", ASCENDING), *NEWEST], name="by_unit"),
        IndexModel("replaces", name="by_replaced"),
        DOCUMENT_INDEX,
    ]

    def listed(self, query: dict[str, Any], limit: int, key: Any) -> list[Document]:
        parts = [{name: query[name]} for name in ("kind", "unit") if query[name]]
        parts += [after(NEWEST, key)] if key else []
        return self.page({"$and": parts} if parts else {}, NEWEST, limit)

    def replacing(self, documents: list[UUID]) -> dict[UUID, list[UUID]]:
        """The later documents that take the place of each."""
        found: dict[UUID, list[UUID]] = {each: [] for each in documents}
        for row in self.rows.find({"replaces": {"$in": documents}}, {"replaces": 1}):
            for each in row["replaces"]:
                if each in found:
                    found[each].append(row["_id"])
        return found


class Tasks(Versioned):
    """What a unit is to do, the first due first, with its progress."""

    NAME = "tasks"
    INDEXES = [
        IndexModel(BY_TERM, name="by_term"),
        IndexModel([("document", ASCENDING), *BY_TERM], name="by_document"),
        IndexModel([("unit", ASCENDING), *BY_TERM], name="by_unit"),
        IndexModel([("done_on", ASCENDING), *BY_TERM], name="by_state"),
    ]

    def listed(self, query: dict[str, Any], today: str, limit: int, key: Any) -> list[Document]:
        """A page; ``key`` is the last row's ``[last_day, _id]``."""
        parts = [{name: query[name]} for name in ("document", "unit") if query[name]]
        parts += [_in_state(query["state"], today)] if query["state"] else []
        parts += [after(BY_TERM, key)] if key else []
        return self.page({"$and": parts} if parts else {}, BY_TERM, limit)

    def open_until(self, first: str, last: str) -> list[Document]:
        """Standing ones that are not done and whose last day lies within those days."""
        query = {"done_on": None, "last_day": {"$gte": first, "$lte": last},
                 "withdrawn_because": ""}  # fmt: skip
        wanted = {"unit": 1, "last_day": 1}
        return list(self.rows.find(query, wanted).hint("by_state").limit(10_000))

    def of_documents(self, documents: list[UUID]) -> list[Document]:
        """Their days and states, without the progress."""
        wanted = {"document": 1, "done_on": 1, "last_day": 1, "withdrawn_because": 1}
        return list(self.rows.find({"document": {"$in": documents}}, wanted))


def _in_state(state: str, today: str) -> Document:
    standing: Document = {"withdrawn_because": ""}
    return {
        "open": {**standing, "done_on": None, "last_day": {"$gte": today}},
        "late": {**standing, "done_on": None, "last_day": {"$lt": today}},
        "done": {
            **standing, "done_on": {"$ne": None}, "$expr": {"$lte": ["$done_on", "$last_day"]},
        },
        "done_late": {
            **standing, "done_on": {"$ne": None}, "$expr": {"$gt": ["$done_on", "$last_day"]},
        },
        "withdrawn": {"withdrawn_because": {"$gt": ""}},
    }[state]  # fmt: skip
