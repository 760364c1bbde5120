"""Requests for what needs two people, moved only by guarded updates."""

import datetime as dt
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.client_session import ClientSession

from service.domain.sealed import approval_owner
from service.repositories.collection import Collection, Document, after
from service.repositories.connection import Documents
from service.repositories.sealing import Sealing

NEWEST = [("asked_at", DESCENDING), ("_id", DESCENDING)]


class Approvals(Collection):
    """``_id`` is the sender's UUID; the reason may speak of a case, so it is sealed."""

    NAME = "approvals"
    INDEXES = [
        IndexModel([("act", ASCENDING), *NEWEST], name="by_act"),
        IndexModel("asked_at", name="by_day"),
    ]

    def __init__(self, database: Documents, sealing: Sealing) -> None:
        super().__init__(database)
        self.sealing = sealing

    def ask(self, approval: Document) -> bool:
        """Store a request; ``False`` when one of that id stands already."""
        key = approval["_id"]
        sealed = self.sealing.seal(approval_owner(key), "reason", approval["reason"])
        return self.insert({**approval, "reason": sealed})

    def read(self, key: UUID, acts: list[str]) -> Document | None:
        """The request, if it is for one of the acts."""
        found = self.rows.find_one({"_id": key, "act": {"$in": acts}})
        return self._opened(found) if found else None

    def list(self, acts: list[str], limit: int, key: list[Any] | None) -> list[Document]:
        """A page, newest first; ``key`` is the last row's ``[asked_at, _id]``."""
        parts = [{"act": {"$in": acts}}, after(NEWEST, key) if key else {}]
        return [self._opened(row) for row in self.page({"$and": parts}, NEWEST, limit)]

    def decide(self, key: UUID, state: str, username: str, now: dt.datetime) -> Document | None:
        """Approve or refuse what is asked and open, never one's own; ``None`` when it moved."""
        found = self.rows.find_one_and_update(
            {"_id": key, "state": "asked", "until": {"$gt": now}, "asked_by": {"$ne": username}},
            {"$set": {"state": state, "decided_by": username, "decided_at": now}},
            return_document=ReturnDocument.AFTER,
        )
        return self._opened(found) if found else None

    def use(
        self, key: UUID, act: str, subject: str, username: str, now: dt.datetime,
        session: ClientSession | None = None,
    ) -> bool:  # fmt: skip
        """Take up, once, what another person approved for exactly this subject."""
        done = self.rows.update_one(
            {
                "_id": key,
                "act": act,
                "subject": subject,
                "state": "approved",
                "until": {"$gt": now},
            },
            {"$set": {"state": "used", "used_by": username, "used_at": now}},
            session=session,
        )
        return done.matched_count == 1

    def _opened(self, row: Document) -> Document:
        owner = approval_owner(row["_id"])
        return {**row, "reason": self.sealing.open_sealed(owner, "reason", row["reason"])}
