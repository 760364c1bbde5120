"""Bringing the documents of an earlier version to today's shape, once, before the service serves.

A step is a module with a ``NAME`` and ``run(repos, beat)``; steps run in their order and are never
changed once released. A step may be run again where it was interrupted: it looks for what is still
in the earlier shape, and calls ``beat`` often.
"""

import time
import uuid
from collections.abc import Callable
from typing import Any

from pymongo import ReturnDocument

from service.repositories.collection import Collection
from service.repositories.migrations import (
    complete_windows,
    end_early_sessions,
    mark_for_map,
    seal_flags,
    tally_marks,
)

STEPS = (seal_flags, end_early_sessions, complete_windows, mark_for_map, tally_marks)
LOCK = "lock"
LEASE_MILLISECONDS = 30_000
WAIT_SECONDS = 0.1


class Migrations(Collection):
    """One document for each step that is done, and the lock of whoever is at it."""

    NAME = "migrations"

    def run(self, repos: Any) -> None:
        """Run what is not done yet; others wait until it is, and take over from who was killed."""
        me = str(uuid.uuid4())
        while not self._all_done():
            if self._mine(me):
                self._run(repos, lambda: self._mine(me))
                self.rows.delete_one({"_id": LOCK, "holder": me})
            else:
                time.sleep(WAIT_SECONDS)

    def _run(self, repos: Any, beat: Callable[[], Any]) -> None:
        for step in STEPS:
            if not self.stands(step.NAME):
                step.run(repos, beat)
                self.insert({"_id": step.NAME})

    def _all_done(self) -> bool:
        return all(self.stands(step.NAME) for step in STEPS)

    def _mine(self, me: str) -> bool:
        """Take or keep the lock; a lease by the server's clock, so that no one's death holds it."""
        free = {"$or": [{"$lte": ["$until", "$$NOW"]}, {"$eq": ["$holder", me]}]}
        later = {"$add": ["$$NOW", LEASE_MILLISECONDS]}
        taken = self.rows.find_one_and_update(
            {"_id": LOCK},
            [
                {"$set": {"free": free}},
                {
                    "$set": {
                        "holder": {"$cond": ["$free", me, "$holder"]},
                        "until": {"$cond": ["$free", later, "$until"]},
                    }
                },
                {"$unset": "free"},
            ],
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        return bool(taken["holder"] == me)
