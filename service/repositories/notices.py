"""What somebody has to be told, and the letters that tell of it."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document, after


class Notices(Collection):
    """``to_role`` is told that something waits, and where; never what it is about.

    ``delivered_at`` is when it was put into letters, ``seen_by`` who looked at it on a page.
    """

    NAME = "notices"
    INDEXES = [
        IndexModel([("delivered_at", ASCENDING), ("at", ASCENDING)], name="undelivered"),
        IndexModel([("to_role", ASCENDING), ("at", DESCENDING)], name="of_role"),
        IndexModel([("at", ASCENDING)], name="age"),
    ]

    def insert_once(self, notice: Document, session: ClientSession) -> bool:
        """Insert within a transaction, which a key that is taken would spoil; ``False`` where it is
        there already."""
        if self.get(notice["_id"], session) is not None:
            return False
        return self.insert(notice, session)

    def undelivered(self, most: int) -> list[Document]:
        """The oldest that no letter tells of yet."""
        return list(self.rows.find({"delivered_at": None}).sort("at", ASCENDING).limit(most))

    def deliver(self, key: uuid.UUID, now: dt.datetime, session: ClientSession) -> bool:
        """Take it up into letters; ``False`` when another did meanwhile."""
        query, update = {"_id": key, "delivered_at": None}, {"$set": {"delivered_at": now}}
        return self.rows.update_one(query, update, session=session).matched_count == 1

    def of_role(self, role: str, since: dt.datetime) -> Iterator[Document]:
        """Those to a role, newest first."""
        query = {"to_role": role, "at": {"$gte": since}}
        yield from self.rows.find(query, batch_size=100).sort("at", DESCENDING)

    def see(self, keys: list[uuid.UUID], role: str, username: str) -> None:
        """Note who looked at them; of another role's it changes nothing."""
        query = {"_id": {"$in": keys}, "to_role": role}
        self.rows.update_many(query, {"$addToSet": {"seen_by": username}})

    def forget(self, before: dt.datetime) -> int:
        return self.rows.delete_many({"at": {"$lt": before}}).deleted_count


NEWEST = [("ended_at", DESCENDING), ("_id", DESCENDING)]
AGAIN = {"state": "waiting", "tries": 0, "reason": None, "ended_at": None}


class Letters(Collection):
    """One mail to one account. It gathers notices until it is first claimed; ``due_at`` is when it
    is sent or tried again or, while somebody is at it, when that one is taken for dead."""

    NAME = "letters"
    INDEXES = [
        IndexModel(
            [("to", ASCENDING)],
            name="one_gathering",
            unique=True,
            partialFilterExpression={"gathering": True},
        ),
        IndexModel([("state", ASCENDING), ("due_at", ASCENDING)], name="due"),
        IndexModel([("to", ASCENDING), ("leaves_at", DESCENDING)], name="last_to"),
        IndexModel([("state", ASCENDING), *NEWEST], name="ended"),
    ]

    def gather(
        self, to: str, notice: uuid.UUID, fresh: Document, session: ClientSession
    ) -> None:  # fmt: skip
        """Add a notice to the letter that gathers for an account, or to a ``fresh`` one."""
        update = {"$addToSet": {"notices": notice}, "$setOnInsert": fresh}
        query = {"to": to, "gathering": True}
        self.rows.update_one(query, update, upsert=True, session=session)

    def last_to(self, to: str, session: ClientSession) -> Document | None:
        return self.rows.find_one({"to": to}, sort=[("leaves_at", DESCENDING)], session=session)

    def claim(self, now: dt.datetime, until: dt.datetime) -> Document | None:
        """The one that waits longest, for whoever asks until then and for nobody else."""
        return self.rows.find_one_and_update(
            {"state": "waiting", "due_at": {"$lte": now}},
            {
                "$set": {"due_at": until, "gathering": False, "claim": uuid.uuid4()},
                "$inc": {"tries": 1},
            },
            sort=[("due_at", ASCENDING)],
            return_document=ReturnDocument.AFTER,
        )

    def settle(self, letter: Document, changes: dict[str, Any]) -> bool:
        """Write what became of a claimed letter; ``False`` when another holds it by now."""
        query = {"_id": letter["_id"], "claim": letter["claim"], "state": "waiting"}
        return self.rows.update_one(query, {"$set": changes}).matched_count == 1

    def dead(self, limit: int, key: list[Any] | None) -> list[Document]:
        """A page of those given up, the last first; ``key`` is a row's ``[ended_at, _id]``."""
        parts = [{"state": "dead"}, after(NEWEST, key) if key else {}]
        return self.page({"$and": parts}, NEWEST, limit)

    def put_back(self, key: uuid.UUID, now: dt.datetime) -> Document | None:
        """Let one that was given up begin anew; ``None`` when there is none."""
        return self.rows.find_one_and_update(
            {"_id": key, "state": "dead"},
            {"$set": {**AGAIN, "due_at": now}},
            return_document=ReturnDocument.AFTER,
        )

    def forget(self, before: dt.datetime) -> int:
        """Remove what was sent or given up before then."""
        ended = {"state": {"$in": ["sent", "dropped", "dead"]}, "ended_at": {"$lt": before}}
        return self.rows.delete_many(ended).deleted_count
