"""What a geocoder answered, so that it is not asked the same again."""

import datetime as dt

from pymongo import IndexModel

from service.domain.names import folded
from service.repositories.collection import Collection

KEPT_SECONDS = 30 * 86_400  # the longest that the strictest of the providers allows for coordinates


class Geocodes(Collection):
    """``_id`` is the provider and the address; ``point`` is null where it knows none."""

    NAME = "geocodes"
    INDEXES = [IndexModel("asked_at", name="forgotten", expireAfterSeconds=KEPT_SECONDS)]

    def known(self, provider: str, address: str) -> tuple[bool, list[float] | None]:
        """Whether it was asked lately, and its point."""
        found = self.get(_key(provider, address))
        return found is not None, found["point"] if found else None

    def keep(
        self, provider: str, address: str, point: list[float] | None, now: dt.datetime
    ) -> None:
        told = {"$set": {"point": point, "asked_at": now}}
        self.rows.update_one({"_id": _key(provider, address)}, told, upsert=True)


def _key(provider: str, address: str) -> str:
    return f"{provider}|{folded(address)}"
