"""How much an account may still send today, in each part."""

import datetime as dt
from typing import Any

from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError

from service.repositories.collection import Collection

KEPT = dt.timedelta(days=2)


class UploadQuotas(Collection):
    """One count for an account and day; it is taken by one guarded update."""

    NAME = "upload_quotas"
    INDEXES = [IndexModel("expires_at", name="expiry", expireAfterSeconds=0)]

    def take(self, username: str, day: str, length: int, limits: Any, now: dt.datetime) -> bool:
        """Count one more file of so many bytes; ``False`` when the day's share is used up."""
        for _ in range(2):  # The first count of a day meets another's first once, never twice.
            try:
                self._count(f"{username}:{day}", length, limits, now)
            except DuplicateKeyError:
                continue
            return True
        return False

    def _count(self, key: str, length: int, limits: Any, now: dt.datetime) -> None:
        self.rows.update_one(
            {
                "_id": key,
                "files": {"$lt": limits.files_a_day_most},
                "bytes": {"$lte": limits.bytes_a_day_most - length},
            },
            {"$inc": {"files": 1, "bytes": length}, "$setOnInsert": {"expires_at": now + KEPT}},
            upsert=True,
        )


class SealedUploadQuotas(UploadQuotas):
    """Counted apart, so that the open count does not tell how many were confidential."""

    NAME = "sealed_upload_quotas"
