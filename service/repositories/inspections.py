"""Inspections, to which visits are tagged."""

from collections import Counter
from uuid import UUID

from pymongo import ASCENDING, IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Document
from service.repositories.windows import NEWEST, Windows


class Inspections(Windows):
    """``turns`` counts who changed the list, so that two changes of one inspection meet."""

    NAME = "inspections"
    INDEXES = [
        IndexModel(NEWEST, name="newest"),
        IndexModel([("kind", ASCENDING), *NEWEST], name="by_kind"),
        IndexModel([("state", ASCENDING), *NEWEST], name="by_state"),
        IndexModel([("unit", ASCENDING), *NEWEST], name="by_unit"),
        IndexModel([("team.account", ASCENDING), *NEWEST], name="by_member"),
        IndexModel([("campaign_id", ASCENDING), *NEWEST], name="by_campaign"),
    ]

    def hold(self, key: UUID, states: tuple[str, ...], session: ClientSession) -> Document | None:
        """Keep others from changing it until the transaction ends; ``None`` in another state."""
        query = {"_id": key, "state": {"$in": list(states)}}
        done = self.rows.update_one(query, {"$inc": {"turns": 1}}, session=session)
        return self.get(key, session) if done.matched_count else None

    def wanted(
        self, query: Document, username: str, today: str, open_states: tuple[str, ...]
    ) -> Document:
        """The condition of what is asked for in a list."""
        parts = [_own(query)]
        if query["mine"]:
            parts.append({"team.account": username})
        if query["overdue"]:
            parts.append({"state": {"$in": list(open_states)}, "to": {"$lt": today}})
        parts = [part for part in parts if part]
        return {"$and": parts} if parts else {}

    def of_campaigns(self, campaigns: list[UUID]) -> dict[UUID, int]:
        """How many inspections of each were not cancelled."""
        found = self.rows.find(
            {"campaign_id": {"$in": campaigns}, "state": {"$ne": "cancelled"}}, {"campaign_id": 1}
        )
        return Counter(row["campaign_id"] for row in found)


def _own(query: Document) -> Document:
    parts = {name: query[name] for name in ("state", "kind", "unit") if query[name]}
    return parts | ({"campaign_id": query["campaign"]} if query["campaign"] else {})
