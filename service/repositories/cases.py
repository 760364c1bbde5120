"""Cases: one open for each establishment, moved only by guarded updates."""

import datetime as dt
import uuid
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.client_session import ClientSession

from service.domain.rights import Scope
from service.repositories.collection import Collection, Document, after

QUEUE = [("rank", DESCENDING), ("opened_at", ASCENDING), ("_id", ASCENDING)]


class Cases(Collection):
    """The queue is by level, then by age."""

    NAME = "cases"
    SCOPED = {"areas": "area_key"}
    INDEXES = [
        IndexModel(
            [("establishment_id", ASCENDING)],
            name="one_open",
            unique=True,
            partialFilterExpression={"open": True},
        ),
        IndexModel(QUEUE, name="queue"),
        IndexModel([("area_key", ASCENDING), *QUEUE], name="by_area"),
        IndexModel([("state", ASCENDING), *QUEUE], name="by_state"),
        IndexModel("visits.visit", name="by_visit"),
        IndexModel([("open", ASCENDING), ("last_flagged_at", ASCENDING)], name="by_age"),
        IndexModel("purged_at", name="purged", sparse=True),
    ]

    def join(self, fresh: Document, entry: Document, session: ClientSession) -> Document:
        """Open the establishment's case or join it, with this visit's entry in place of its last.

        A closed case keeps what it was closed on: only the open one's entry is replaced.
        """
        key = {"establishment_id": fresh["establishment_id"], "open": True}
        self.rows.update_one(key, {"$pull": {"visits": {"visit": entry["visit"]}}}, session=session)
        return self.rows.find_one_and_update(
            key,
            {"$setOnInsert": fresh, "$push": {"visits": entry}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
            session=session,
        )

    def settle(self, case_id: uuid.UUID, changes: Document, session: ClientSession) -> None:
        self.rows.update_one({"_id": case_id}, changes, session=session)

    def of_visit(self, visit_id: uuid.UUID, session: ClientSession) -> Document | None:
        return self.rows.find_one({"visits.visit": visit_id}, session=session)

    def mark_withdrawn(self, visit_id: uuid.UUID, session: ClientSession) -> None:
        self.rows.update_one(
            {"visits.visit": visit_id}, {"$set": {"visits.$.withdrawn": True}}, session=session
        )

    def claim(
        self, case_id: uuid.UUID, username: str, states: tuple[str, ...], now: dt.datetime,
        scope: Scope,
    ) -> Document | None:  # fmt: skip
        """Take a case that nobody has; ``None`` when it moved meanwhile."""
        return self.rows.find_one_and_update(
            {
                "_id": case_id,
                "state": {"$in": states},
                "barred": {"$ne": username},
                **self.within(scope),
            },
            {
                "$set": {"state": "claimed", "claimed_by": username, "claimed_at": now},
                "$push": {"moves": {"to": "claimed", "by": username, "at": now, "reason": ""}},
            },
            return_document=ReturnDocument.AFTER,
        )

    def decide(
        self, case: Document, decision: str, still_open: bool, move: Document, scope: Scope
    ) -> Document | None:
        """Move a case from the very state it was read in; ``None`` when it moved meanwhile."""
        username = move["by"]
        return self.rows.find_one_and_update(
            {
                "_id": case["_id"],
                "state": case["state"],
                "claimed_by": username,
                "barred": {"$ne": username},
                **self.within(scope),
            },
            {"$set": {"state": decision, "open": still_open}, "$push": {"moves": move}},
            return_document=ReturnDocument.AFTER,
        )

    def queue(self, query: dict[str, Any], limit: int, key: Any) -> list[Document]:
        """A page of the queue; ``key`` is the last row's ``[rank, opened_at, _id]``."""
        condition: Document = {
            name: query[name] for name in ("rank", "state") if query[name] is not None
        }
        if query["area"]:
            condition["area_key"] = query["area"]
        parts = [condition, self.within(query["scope"])]
        if key:
            parts.append(after(QUEUE, key))
        return self.page({"$and": parts}, QUEUE, limit)
