"""Sessions and the devices they run on."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document, after

NEWEST = [("opened_at", DESCENDING), ("_id", DESCENDING)]
LAST_SEEN = [("last_seen", DESCENDING), ("_id", DESCENDING)]
SESSIONS_MOST = 500  # of one account, listed


class Sessions(Collection):
    """One sign-in each. A refresh token is computed from the session's id and ``generation``, so
    that nothing of it need be kept."""

    NAME = "sessions"
    INDEXES = [
        IndexModel([("username", ASCENDING), *NEWEST], name="by_account"),
        IndexModel("device", name="by_device"),
        IndexModel("expires_at", name="expiry", expireAfterSeconds=0),
    ]

    def whole(self, session_id: UUID) -> Document | None:
        """A session, ended or not, with its ``account`` and that account's ``unit``."""
        stages: list[Document] = [
            {"$match": {"_id": session_id}},
            {"$lookup": {"from": "accounts", "localField": "username", "foreignField": "_id",
                         "as": "account"}},
            {"$unwind": "$account"},
            {"$lookup": {"from": "units", "localField": "account.unit", "foreignField": "_id",
                         "as": "unit"}},
            {"$set": {"unit": {"$ifNull": [{"$first": "$unit"}, {}]}}},
        ]  # fmt: skip
        return next(iter(self.rows.aggregate(stages)), None)

    def rotate(self, session_id: UUID, generation: int, now: dt.datetime) -> bool:
        """Move on to the next generation, once, and put the idle end off; ``False`` when somebody
        else did or the session is over."""
        idle = {"$add": [now, {"$multiply": ["$idle_seconds", 1000]}]}
        done = self.rows.update_one(
            {
                "_id": session_id,
                "generation": generation,
                "ended_at": None,
                "expires_at": {"$gt": now},
            },
            [{"$set": {"generation": generation + 1, "rotated_at": now,
                       "expires_at": {"$min": ["$until", idle]}}}],
        )  # fmt: skip
        return done.matched_count == 1

    def prove(self, session_id: UUID, now: dt.datetime) -> None:
        """Its person has just shown who they are."""
        self.rows.update_one({"_id": session_id}, {"$set": {"proved_at": now}})

    def of_account(self, username: str, now: dt.datetime) -> list[Document]:
        """Those that go on, newest first."""
        query = {"username": username, "ended_at": None, "expires_at": {"$gt": now}}
        return self.page(query, NEWEST, SESSIONS_MOST)

    def end(
        self, which: Mapping[str, Any], because: str, now: dt.datetime,
        session: ClientSession | None = None,
    ) -> int:  # fmt: skip
        """End those of ``which`` (``_id``, ``username``, ``device``) that go on; answers how many.

        One that is over keeps the reason it was ended for.
        """
        done = self.rows.update_many(
            {**which, "ended_at": None},
            {"$set": {"ended_at": now, "ended_because": because}},
            session=session,
        )
        return done.modified_count


class Devices(Collection):
    """``_id`` is the UUID that the device made for itself; ``username`` whoever signed in last."""

    NAME = "devices"
    INDEXES = [
        IndexModel(LAST_SEEN, name="last_seen"),
        IndexModel([("username", ASCENDING), *LAST_SEEN], name="by_account"),
        IndexModel([("status", ASCENDING), *LAST_SEEN], name="by_status"),
    ]

    def seen(
        self, device: Any, account: Document, now: dt.datetime, session: ClientSession
    ) -> bool:
        """The account signs in on the device; ``False`` when it is revoked.

        It keeps the name that it first came with, until somebody gives it another here.
        """
        now_here = {"username": account["_id"], "unit": account["unit"], "last_seen": now}
        done = self.rows.update_one(
            {"_id": device.id, "status": "active"},
            {"$set": now_here, "$addToSet": {"accounts": account["_id"]}},
            session=session,
        )
        if done.matched_count:
            return True
        if self.get(device.id, session):
            return False
        fresh = {"_id": device.id, "name": device.name, "kind": device.kind, **now_here,
                 "accounts": [account["_id"]], "first_seen": now, "status": "active",
                 "revoked_by": None, "revoked_at": None}  # fmt: skip
        self.rows.insert_one(fresh, session=session)
        return True

    def touch(self, device_id: UUID, now: dt.datetime) -> None:
        self.rows.update_one({"_id": device_id}, {"$set": {"last_seen": now}})

    def change(
        self, device_id: UUID, of: Mapping[str, Any], changes: Document, session: ClientSession
    ) -> Document | None:
        """Change a device that is ``of`` somebody (``{}``: anybody's); ``None`` when there is none.

        Revoked again, it keeps who revoked it first.
        """
        found = self.rows.find_one({"_id": device_id, **of}, session=session)
        if found and found["status"] == "revoked" and changes.get("status") == "revoked":
            changes = {"name": changes.get("name", found["name"])}
        return found and self.rows.find_one_and_update(
            {"_id": device_id},
            {"$set": changes},
            return_document=ReturnDocument.AFTER,
            session=session,
        )

    def revoke_all(self, username: str, by: str, now: dt.datetime, session: ClientSession) -> None:
        """Every device that only the account which leaves has used."""
        self.rows.update_many(
            {"username": username, "accounts": [username], "status": "active"},
            {"$set": {"status": "revoked", "revoked_by": by, "revoked_at": now}},
            session=session,
        )

    def held_by(self, username: str, session: ClientSession) -> list[UUID]:
        """The ids of those that the account signed in on last and that are not revoked."""
        query = {"username": username, "status": "active"}
        return [row["_id"] for row in self.rows.find(query, {"_id": 1}, session=session)]

    def list(self, query: Document, limit: int, key: list[Any] | None) -> list[Document]:
        """A page, the last seen first; ``key`` is the last row's ``[last_seen, _id]``."""
        return self.page({"$and": [query, after(LAST_SEEN, key) if key else {}]}, LAST_SEEN, limit)
