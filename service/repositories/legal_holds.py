"""Legal holds: what lies under one is not purged."""

import datetime as dt
from typing import Any
from uuid import UUID

from pymongo import DESCENDING, IndexModel, ReturnDocument
from pymongo.client_session import ClientSession

from service.domain.rights import Scope
from service.domain.sealed import hold_owner
from service.repositories.collection import Collection, Document, after
from service.repositories.connection import Documents
from service.repositories.sealing import Sealing

NEWEST = [("placed_at", DESCENDING), ("_id", DESCENDING)]


class LegalHolds(Collection):
    """``_id`` is the sender's UUID; the reason is sealed. ``lifted_at`` null is a standing hold."""

    NAME = "legal_holds"
    SCOPED = {"areas": "area_key"}
    INDEXES = [
        IndexModel(NEWEST, name="newest"),
        IndexModel([("key", 1), ("lifted_at", 1)], name="by_key"),
    ]

    def __init__(self, database: Documents, sealing: Sealing) -> None:
        super().__init__(database)
        self.sealing = sealing

    def place(self, hold: Document) -> bool:
        """Store a hold; ``False`` when one of that id stands already."""
        sealed = self.sealing.seal(hold_owner(hold["_id"]), "reason", hold["reason"])
        return self.insert({**hold, "reason": sealed})

    def read(self, key: UUID, objects: list[str], scope: Scope) -> Document | None:
        """The hold, if it is on one of the kinds of objects and within the scope."""
        found = self.rows.find_one({"_id": key, "of": {"$in": objects}, **self.within(scope)})
        return self._opened(found) if found else None

    def held(self, keys: list[UUID], session: ClientSession | None = None) -> set[UUID]:
        """Those of the ids that lie under a standing hold."""
        found = self.rows.find(
            {"key": {"$in": keys}, "lifted_at": None}, {"_id": 0, "key": 1}, session=session
        )
        return {row["key"] for row in found}

    def list(
        self, objects: list[str], scope: Scope, limit: int, key: list[Any] | None
    ) -> list[Document]:
        """A page, newest first; ``key`` is the last row's ``[placed_at, _id]``."""
        parts = [{"of": {"$in": objects}}, self.within(scope), after(NEWEST, key) if key else {}]
        return [self._opened(row) for row in self.page({"$and": parts}, NEWEST, limit)]

    def lift(self, key: UUID, scope: Scope, username: str, now: dt.datetime) -> Document | None:
        """Lift a standing hold; ``None`` when it was lifted meanwhile."""
        found = self.rows.find_one_and_update(
            {"_id": key, "lifted_at": None, **self.within(scope)},
            {"$set": {"lifted_at": now, "lifted_by": username}},
            return_document=ReturnDocument.AFTER,
        )
        return self._opened(found) if found else None

    def _opened(self, row: Document) -> Document:
        owner = hold_owner(row["_id"])
        return {**row, "reason": self.sealing.open_sealed(owner, "reason", row["reason"])}
