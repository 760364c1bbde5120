"""Counters of attempts, one for all workers, each moved by one atomic update."""

import datetime as dt
from typing import Any

from pymongo import IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError
from pymongo.write_concern import WriteConcern

from service.repositories.collection import Collection
from service.repositories.connection import Documents


class Attempts(Collection):
    """``full_at`` is the moment when the whole allowance is there again (the generic cell rate
    algorithm: one time for each counter, no window whose edge could be used twice)."""

    NAME = "attempts"
    INDEXES = [IndexModel("full_at", name="expiry", expireAfterSeconds=0)]

    def __init__(self, database: Documents) -> None:
        super().__init__(database)
        # A count that a failover loses is one guess more; a majority would slow each sign-in.
        self.rows = self.rows.with_options(write_concern=WriteConcern(w=1))

    def take(self, counter: str, limit: Any, now: dt.datetime) -> dt.timedelta | None:
        """Take one; answers how long to wait where the allowance is used up."""
        edge = now + limit.burst * limit.every
        after: Any = {"$add": [{"$max": ["$full_at", now]}, _milliseconds(limit.every)]}
        fits = {"$lte": [after, edge]}
        update = [
            {"$set": {"fits": fits, "full_at": {"$cond": [fits, after, "$full_at"]}}},
        ]
        found = self._moved(counter, update)
        return None if found["fits"] else found["full_at"] + limit.every - edge

    def give_back(self, counter: str, limit: Any) -> None:
        """Give back what was taken."""
        earlier = {"$subtract": ["$full_at", _milliseconds(limit.every)]}
        self.rows.update_one({"_id": counter}, [{"$set": {"full_at": earlier}}])

    def _moved(self, counter: str, update: list[Any]) -> Any:
        again = ReturnDocument.AFTER
        try:
            return self.rows.find_one_and_update(
                {"_id": counter}, update, upsert=True, return_document=again
            )
        except DuplicateKeyError:  # Two were the first at once.
            return self.rows.find_one_and_update({"_id": counter}, update, return_document=again)


def _milliseconds(span: dt.timedelta) -> int:
    return span // dt.timedelta(milliseconds=1)
