"""The second factors of accounts, each code of theirs used up by one conditional update."""

import datetime as dt
from typing import Any
from uuid import UUID

from pymongo.client_session import ClientSession

from service.domain.sealed import account_owner
from service.repositories.collection import Collection, Document
from service.repositories.connection import Documents
from service.repositories.sealing import Sealing

SECRET, PENDING = "second_factor.secret", "second_factor.pending"


class SecondFactors(Collection):
    """``_id`` is the username; the secrets are sealed, of recovery codes only a digest is kept."""

    NAME = "second_factors"

    def __init__(self, database: Documents, sealing: Sealing) -> None:
        super().__init__(database)
        self.sealing = sealing

    def begin(self, username: str, secret: str, session_id: UUID, now: dt.datetime) -> None:
        """Keep a secret that is not yet confirmed, with the session that asked for it."""
        sealed = self.sealing.seal(account_owner(username), PENDING, secret)
        pending = {"secret": sealed, "session": session_id, "begun_at": now}
        self.rows.update_one({"_id": username}, {"$set": {"pending": pending}}, upsert=True)

    def begun(self, username: str, session_id: UUID, since: dt.datetime) -> str | None:
        """The secret that this session asked for, if that is not too long ago."""
        query = {
            "_id": username,
            "pending.session": session_id,
            "pending.begun_at": {"$gte": since},
        }
        found = self.rows.find_one(query, {"pending": 1})
        return found and self._opened(username, PENDING, found["pending"]["secret"])

    def confirm(
        self, username: str, session_id: UUID, factor: Document, session: ClientSession
    ) -> bool:
        """Put the secret in force, once; ``factor`` is ``{secret, last_step, recovery}``."""
        sealed = self.sealing.seal(account_owner(username), SECRET, factor["secret"])
        done = self.rows.update_one(
            {"_id": username, "pending.session": session_id},
            {"$set": {**factor, "secret": sealed}, "$unset": {"pending": ""}},
            session=session,
        )
        return done.matched_count == 1

    def secret(self, username: str) -> str | None:
        found = self.rows.find_one({"_id": username}, {"secret": 1})
        sealed = found and found.get("secret")
        return sealed and self._opened(username, SECRET, sealed)

    def use_step(self, username: str, step: int) -> bool:
        """Use up a step; ``False`` when it, or a later one, was used before."""
        done = self.rows.update_one(
            {"_id": username, "last_step": {"$lt": step}}, {"$set": {"last_step": step}}
        )
        return done.matched_count == 1

    def use_recovery(self, username: str, digest: str) -> bool:
        """Use up a recovery code; ``False`` when it is none or was used before."""
        done = self.rows.update_one(
            {"_id": username, "recovery": digest}, {"$pull": {"recovery": digest}}
        )
        return done.matched_count == 1

    def put_recovery(self, username: str, digests: list[str]) -> bool:
        """Put others in place of all recovery codes; ``False`` without a factor in force."""
        query = {"_id": username, "secret": {"$exists": True}}
        return self.rows.update_one(query, {"$set": {"recovery": digests}}).matched_count == 1

    def recovery_left(self, username: str) -> int:
        found = self.rows.find_one({"_id": username}, {"recovery": 1}) or {}
        return len(found.get("recovery", ()))

    def remove(self, username: str, session: ClientSession) -> None:
        self.rows.delete_one({"_id": username}, session=session)

    def _opened(self, username: str, field: str, sealed: Any) -> str:
        return str(self.sealing.open_sealed(account_owner(username), field, sealed))
