"""The sealed side: flags, emergency calls and levels, with readers of their own."""

from typing import Any
from uuid import UUID

from pymongo import IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document
from service.repositories.figures import SHEET_INDEXES


class FlagSheets(Collection):
    """One sheet for each visit that has flags or a call; ``_id`` is the visit's."""

    NAME = "flag_sheets"
    INDEXES: list[IndexModel] = [*SHEET_INDEXES]

    def put(self, sheet: Document, session: ClientSession) -> None:
        """Store the sheet, or its next version with the one before kept inside."""
        self.rows.replace_one({"_id": sheet["_id"]}, sheet, upsert=True, session=session)

    def withdraw(self, visit_id: UUID, session: ClientSession) -> None:
        self.rows.update_one({"_id": visit_id}, {"$set": {"state": "withdrawn"}}, session=session)

    def of_visits(self, visit_ids: list[UUID]) -> list[Document]:
        return list(self.rows.find({"_id": {"$in": visit_ids}}))


class SealedRefusedCopies(Collection):
    """The confidential part of a refused copy."""

    NAME = "sealed_refused_copies"


class Audit(Collection):
    """Who read what of the sealed side, written before the answer leaves."""

    NAME = "audit"
    INDEXES = [IndexModel("at", name="at")]

    def read(self, who: dict[str, Any], what: str, key: Any, at: Any) -> None:
        self.rows.insert_one({"at": at, "by": who["username"], "what": what, "of": key})
