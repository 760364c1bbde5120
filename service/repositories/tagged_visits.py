"""What standing visits tell of the inspection and the campaign that they are tagged with.

Every query names its index and is answered from it alone.
"""

from typing import Any
from uuid import UUID

from pymongo import ASCENDING, IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Document
from service.repositories.connection import Documents

COUNTED = ("guided", "committed", "staff_trained", "hotline_posted", "leaflets")
TAGGED = {"$type": "binData"}  # what the index holds
OF_INSPECTION = ("facts.inspection", "state", "facts.establishment", "facts.at")
OF_CAMPAIGN = ("content.campaign_id", "state", "facts.establishment",
    *(f"facts.{name}" for name in COUNTED))  # fmt: skip
TAG_INDEXES = [
    IndexModel(
        [(name, ASCENDING) for name in OF_INSPECTION],
        name="by_inspection",
        partialFilterExpression={"facts.inspection": TAGGED},
    ),
    IndexModel(
        [(name, ASCENDING) for name in OF_CAMPAIGN],
        name="by_campaign",
        partialFilterExpression={"content.campaign_id": TAGGED},
    ),
]
OUTCOME = {"submitter.username": 1, "facts.at": 1, "facts.establishment": 1}


class TaggedVisits:
    """Reads of the visits' collection, which belongs to :class:`Visits`."""

    def __init__(self, database: Documents) -> None:
        self.rows = database["visits"]

    def days(
        self, inspections: list[UUID], establishments: list[UUID], session: ClientSession | None
    ) -> dict[tuple[UUID, UUID], Any]:
        """When each establishment was last visited in each of the inspections; all that were,
        where none are named."""
        query = _standing("facts.inspection", inspections)
        if establishments:
            query["facts.establishment"] = {"$in": establishments}
        both = {"inspection": "$facts.inspection", "establishment": "$facts.establishment"}
        stages: list[Document] = [
            {"$match": query},
            {"$group": {"_id": both, "at": {"$max": "$facts.at"}}},
        ]
        found = self.rows.aggregate(stages, hint="by_inspection", session=session)
        return {(row["_id"]["inspection"], row["_id"]["establishment"]): row["at"] for row in found}

    def last(self, inspection: UUID, establishments: list[UUID]) -> dict[UUID, Document]:
        """The last visit of each of the establishments in the inspection."""
        query = _standing("facts.inspection", [inspection])
        query["facts.establishment"] = {"$in": establishments}
        found = self.rows.find(query, OUTCOME).hint("by_inspection").sort("facts.at", ASCENDING)
        return {row["facts"]["establishment"]: row for row in found}

    def any_of(self, inspection: UUID) -> bool:
        """Whether any standing visit names the inspection."""
        query = _standing("facts.inspection", [inspection])
        return self.rows.find_one(query, {"_id": 1}, hint="by_inspection") is not None

    def counts(self, campaigns: list[UUID]) -> dict[UUID, Document]:
        """``visits``, ``establishments`` and the sums of what they count, of each campaign."""
        both = {"campaign": "$content.campaign_id", "establishment": "$facts.establishment"}
        sums = {name: {"$sum": _number(name)} for name in COUNTED}
        again = {name: {"$sum": f"${name}"} for name in ("visits", *COUNTED)}
        stages: list[Document] = [
            {"$match": _standing("content.campaign_id", campaigns)},
            {"$group": {"_id": both, "visits": {"$sum": 1}, **sums}},
            {"$group": {"_id": "$_id.campaign", "establishments": {"$sum": 1}, **again}},
        ]
        found = self.rows.aggregate(stages, hint="by_campaign")
        return {row.pop("_id"): row for row in found}


def _standing(tag: str, keys: list[UUID]) -> Document:
    return {tag: {"$in": keys, **TAGGED}, "state": "standing"}


def _number(name: str) -> Document:
    """A count as it is, a truth as one."""
    fact = f"$facts.{name}"
    return {"$cond": [{"$eq": [{"$type": fact}, "bool"]}, {"$toInt": fact}, fact]}
