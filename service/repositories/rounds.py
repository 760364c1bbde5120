"""What is done again and again by whichever process comes first."""

import datetime as dt

from pymongo.errors import DuplicateKeyError

from service.repositories.collection import Collection, Document


class Rounds(Collection):
    """``_id`` is what is done; ``next_at`` when it is due or, while somebody is at it, when that
    one is taken for dead."""

    NAME = "rounds"

    def claim(self, name: str, now: dt.datetime, until: dt.datetime) -> bool:
        """Whether it is due, and nobody else is at it."""
        due = {"_id": name, "next_at": {"$lte": now}}
        if self.rows.update_one(due, {"$set": {"next_at": until}}).matched_count:
            return True
        if self.stands(name):
            return False
        try:
            self.rows.insert_one({"_id": name, "next_at": until, "last_at": None})
        except DuplicateKeyError:  # Another was the first.
            return False
        return True

    def done(self, name: str, now: dt.datetime, next_at: dt.datetime) -> None:
        self.rows.update_one(
            {"_id": name}, {"$set": {"last_at": now, "next_at": next_at}}, upsert=True
        )

    def keep(self, name: str, facts: Document) -> None:
        """Keep what was found when it was last done."""
        self.rows.update_one({"_id": name}, {"$set": facts}, upsert=True)

    def last(self, name: str) -> dt.datetime | None:
        """When it was last done."""
        found = self.get(name)
        return found and found.get("last_at")
