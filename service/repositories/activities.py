"""Activities and the institutions that take part in them."""

from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Document, after
from service.repositories.directing_documents import Versioned
from service.repositories.figure_windows import ACTIVITY_INDEXES

NEWEST = [("held_on", DESCENDING), ("_id", DESCENDING)]
BY_NAME = [("name", ASCENDING), ("_id", ASCENDING)]
LIKE = dict.fromkeys(
    ("form", "title", "unit", "held_on", "place", "area_key", "apart_from", "state"), 1
)


class Activities(Versioned):
    """What was done to inform people; ``area_key`` is null where it reached beyond one area."""

    NAME = "activities"
    INDEXES = [
        IndexModel([("state", ASCENDING), *NEWEST], name="newest"),
        IndexModel([("state", ASCENDING), ("unit", ASCENDING), *NEWEST], name="by_unit"),
        IndexModel([("state", ASCENDING), ("form", ASCENDING), *NEWEST], name="by_form"),
        IndexModel([("state", ASCENDING), ("area_key", ASCENDING), *NEWEST], name="by_area"),
        IndexModel([("state", ASCENDING), ("campaign_id", ASCENDING), *NEWEST], name="by_campaign"),
        *ACTIVITY_INDEXES,
    ]

    def listed(self, query: dict[str, Any], limit: int, key: Any) -> list[Document]:
        """A page, the last held first; ``key`` is the last row's ``[held_on, _id]``."""
        parts: list[Document] = [{"state": query["state"]}]
        parts += [{name: query[name]} for name in ("unit", "form") if query[name]]
        parts += [{"area_key": query["area"]}] if query["area"] else []
        parts += [{"campaign_id": query["campaign"]}] if query["campaign"] else []
        parts += [{"held_on": {"$gte": query["from"]}}] if query["from"] else []
        parts += [{"held_on": {"$lte": query["to"]}}] if query["to"] else []
        parts += [after(NEWEST, key)] if key else []
        return self.page({"$and": parts}, NEWEST, limit)

    def held_within(self, form: str, days: tuple[str, str]) -> list[Document]:
        """Standing ones of a form held on any of the days, with what tells them apart."""
        query = {"state": "standing", "form": form, "held_on": {"$gte": days[0], "$lte": days[1]}}
        return list(self.rows.find(query, LIKE).sort(NEWEST).limit(500))

    def replace(
        self, key: UUID, version: int, document: Document, session: ClientSession | None = None
    ) -> bool:
        """Put a whole next version in the place of ``version``."""
        wanted = {"_id": key, "version": version}
        return bool(self.rows.replace_one(wanted, document, session=session).matched_count)


class Institutions(Versioned):
    """Villages, residential groups and cultural institutions, by name."""

    NAME = "institutions"
    INDEXES = [
        IndexModel(BY_NAME, name="by_name"),
        IndexModel([("area_key", ASCENDING), *BY_NAME], name="by_area"),
        IndexModel([("words", ASCENDING), *BY_NAME], name="by_word"),
    ]

    def listed(self, words: list[str], area: str | None, limit: int, key: Any) -> list[Document]:
        """A page of those whose name has each of the words, at least their beginnings."""
        parts: list[Document] = [{"words": {"$regex": f"^{word}"}} for word in words]
        parts += [{"area_key": area}] if area else []
        parts += [after(BY_NAME, key)] if key else []
        return self.page({"$and": parts} if parts else {}, BY_NAME, limit)

    def named(self, ids: list[UUID]) -> dict[UUID, str]:
        found = self.rows.find({"_id": {"$in": ids}}, {"name": 1})
        return {row["_id"]: row["name"] for row in found}
