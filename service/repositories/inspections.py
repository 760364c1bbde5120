"""Inspections and campaigns, to which visits are tagged."""

from pymongo import ASCENDING, DESCENDING, IndexModel

from service.repositories.collection import Collection, Document, after

NEWEST = [("from", DESCENDING), ("_id", DESCENDING)]


class Inspections(Collection):
    """``_id`` is the sender's UUID."""

    NAME = "inspections"
    INDEXES = [
        IndexModel(NEWEST, name="newest"),
        IndexModel([("kind", ASCENDING), *NEWEST], name="by_kind"),
    ]

    def list(self, limit: int, key: list[object] | None) -> list[Document]:
        return self.page(after(NEWEST, key) if key else {}, NEWEST, limit)


class Campaigns(Inspections):
    """A window such as 01/7-30/9; the window counts, the tag serves progress."""

    NAME = "campaigns"
    INDEXES = [IndexModel(NEWEST, name="newest")]
