"""Inspections and campaigns, to which visits are tagged."""

from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document, after

NEWEST = [("from", DESCENDING), ("_id", DESCENDING)]


class Inspections(Collection):
    """``_id`` is the sender's UUID."""

    NAME = "inspections"
    INDEXES = [
        IndexModel(NEWEST, name="newest"),
        IndexModel([("kind", ASCENDING), *NEWEST], name="by_kind"),
    ]

    def after(self, key: UUID | None, limit: int, session: ClientSession) -> list[Document]:
        """The next ones in the order of their ids; without a limit all of them."""
        query = {"_id": {"$gt": key}} if key else {}
        return list(self.rows.find(query, session=session).sort("_id", ASCENDING).limit(limit))

    def list(self, limit: int, key: list[object] | None) -> list[Document]:
        return self.page(after(NEWEST, key) if key else {}, NEWEST, limit)


class Campaigns(Inspections):
    """A window such as 01/7-30/9; the window counts, the tag serves progress."""

    NAME = "campaigns"
    INDEXES = [IndexModel(NEWEST, name="newest")]
