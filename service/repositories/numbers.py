"""Numbers of papers: in order for each kind, unit and year, each given once."""

from typing import Any

from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document


class PaperNumbers(Collection):
    """``_id`` is the kind and what the paper is of; a number stands as long as that does."""

    NAME = "paper_numbers"
    INDEXES = [
        IndexModel([("series", ASCENDING), ("number", ASCENDING)], name="in_order", unique=True)
    ]

    def of(self, kind: str, subject: Any, session: ClientSession | None = None) -> int | None:
        """The number that was given to it."""
        found: Document | None = self.get(f"{kind}:{subject}", session)
        return found["number"] if found else None

    def give(self, kind: str, subject: Any, facts: Document, session: ClientSession) -> None:
        """Write it down; ``facts`` hold ``series``, ``number`` and ``at``."""
        self.rows.insert_one({"_id": f"{kind}:{subject}", **facts}, session=session)


class PaperSeries(Collection):
    """How far each series has come; taken in the transaction that gives the number, so that what
    is thrown back leaves no gap."""

    NAME = "paper_series"

    def next(self, series: str, session: ClientSession) -> int:
        found = self.rows.find_one_and_update(
            {"_id": series},
            {"$inc": {"last": 1}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        return int(found["last"])
