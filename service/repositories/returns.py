"""Returns of units, one a unit and period."""

from collections.abc import Collection, Iterable
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Document
from service.repositories.directing_documents import Versioned


class Returns(Versioned):
    """``_id`` is unit and period; ``version`` counts the changes, steps included."""

    NAME = "returns"
    INDEXES = [
        IndexModel([("period", ASCENDING), ("unit", ASCENDING)], name="by_period"),
        IndexModel(
            [("state", ASCENDING), ("period", ASCENDING), ("unit", ASCENDING)], name="by_state"
        ),
    ]

    def of_period(self, period: str, session: ClientSession | None = None) -> list[Document]:
        """All of a period."""
        return list(self.rows.find({"period": period}, session=session).limit(10_000))

    def accepted(
        self, periods: Collection[str], session: ClientSession | None = None
    ) -> list[Document]:
        """``unit``, ``period`` and ``declared`` of the accepted returns of some periods."""
        query = {"state": "accepted", "period": {"$in": sorted(periods)}}
        wanted = {"_id": 0, "unit": 1, "period": 1, "declared": 1}
        return list(self.rows.find(query, wanted, session=session).hint("by_state"))

    def first_submitted(
        self, periods: Iterable[str], session: ClientSession | None = None
    ) -> list[Document]:
        """``unit, period, state, first_submitted_on`` of some periods' returns."""
        query: dict[str, Any] = {"period": {"$in": sorted(periods)}}
        wanted = {"unit": 1, "period": 1, "state": 1, "first_submitted_on": 1}
        return list(self.rows.find(query, wanted, session=session).hint("by_period"))
