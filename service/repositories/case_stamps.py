"""How often the cases of each area changed, so that a queue that did not is told in one look."""

import secrets

from pymongo import ASCENDING, IndexModel
from pymongo.client_session import ClientSession

from service.domain.rights import Scope
from service.repositories.collection import Collection, Document

LANES = 8


class CaseStamps(Collection):
    """Counters of an area, ``_id`` its key and a lane.

    They count in the transaction of the change, so that nobody is told the new number with the old
    rows for good. Of two transactions at one counter one is thrown back; with lanes they seldom
    meet, and what is asked for is only their sum.
    """

    NAME = "case_stamps"
    SCOPED = {"areas": "area_key"}
    INDEXES = [IndexModel([("area_key", ASCENDING), ("changes", ASCENDING)], name="by_area")]

    def count(self, area_key: str, session: ClientSession) -> None:
        self.rows.update_one(
            {"_id": f"{area_key}/{secrets.randbelow(LANES)}", "area_key": area_key},
            {"$inc": {"changes": 1}},
            upsert=True,
            session=session,
        )

    def sum_of(self, scope: Scope) -> int:
        """Rises with every change within the scope, and only then."""
        stages: list[Document] = [
            {"$match": self.within(scope) or {"area_key": {"$gt": ""}}},
            {"$group": {"_id": None, "changes": {"$sum": "$changes"}}},
        ]
        found = list(self.rows.aggregate(stages, hint="by_area"))
        return int(found[0]["changes"]) if found else 0
