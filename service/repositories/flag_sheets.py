"""The sealed side: flags, emergency calls and levels, with readers of their own."""

from typing import Any
from uuid import UUID

from pymongo import IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document
from service.repositories.connection import Documents
from service.repositories.figures import SHEET_INDEXES
from service.repositories.sealed_slots import (
    SealedSlots,
    owner_of_copy,
    owner_of_sheet,
    slots_of_copy,
    slots_of_sheet,
)
from service.repositories.sealing import Sealing


class FlagSheets(Collection):
    """One sheet for each visit that has flags or a call; ``_id`` is the visit's.

    Sealed with the key of its case; level, state, place and day stay open, as figures count them.
    """

    NAME = "flag_sheets"
    INDEXES: list[IndexModel] = [*SHEET_INDEXES]

    def __init__(self, database: Documents, sealing: Sealing) -> None:
        super().__init__(database)
        self.slots = SealedSlots(sealing, owner_of_sheet, slots_of_sheet)

    def opened(self, document: Document) -> Document:
        return self.slots.opened(document)

    def put(self, sheet: Document, session: ClientSession) -> None:
        """Store the sheet, or its next version with the one before kept inside."""
        sealed = self.slots.sealed(sheet)
        self.rows.replace_one({"_id": sheet["_id"]}, sealed, upsert=True, session=session)

    def withdraw(self, visit_id: UUID, session: ClientSession) -> None:
        self.rows.update_one({"_id": visit_id}, {"$set": {"state": "withdrawn"}}, session=session)

    def of_visits(self, visit_ids: list[UUID]) -> list[Document]:
        found = self.rows.find({"_id": {"$in": visit_ids}})
        return [self.opened(sheet) for sheet in found]

    def case_of(self, visit_id: UUID) -> Any:
        """The id of the visit's case; nothing is opened for it."""
        found = self.rows.find_one({"_id": visit_id}, {"case": 1})
        return found and found["case"]


class SealedRefusedCopies(Collection):
    """The confidential part of a refused copy, sealed with a key of its own."""

    NAME = "sealed_refused_copies"

    def __init__(self, database: Documents, sealing: Sealing) -> None:
        super().__init__(database)
        self.slots = SealedSlots(sealing, owner_of_copy, slots_of_copy)

    def opened(self, document: Document) -> Document:
        return self.slots.opened(document)

    def insert(self, document: Document, session: ClientSession | None = None) -> bool:
        return super().insert(self.slots.sealed(document), session)
