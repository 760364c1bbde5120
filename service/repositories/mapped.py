"""What the map shows follows establishments and visits: each write says that it changed them."""

from typing import Any
from uuid import UUID

from pymongo import IndexModel
from pymongo.collection import Collection as MongoCollection

TO_MAP = {"to_map": True}
WAITING = IndexModel("to_map", name="to_map", partialFilterExpression=TO_MAP)


class Mapped:
    """A collection whose documents are marked ``to_map`` until their place on the map is known to
    have changed."""

    rows: MongoCollection[dict[str, Any]]

    def waiting_to_map(self, wanted: str, limit: int) -> dict[UUID, UUID]:
        """The place of each document that is marked, by its id; ``wanted`` names the field."""
        found = self.rows.find(TO_MAP, {wanted: 1}).hint("to_map").limit(limit)
        return {row["_id"]: _read(row, wanted) for row in found}

    def mapped(self, ids: list[UUID]) -> None:
        """Take the marks off; whoever writes one of them later marks it again."""
        self.rows.update_many({"_id": {"$in": ids}}, {"$unset": {"to_map": ""}})

    def mark_all_to_map(self) -> None:
        self.rows.update_many({}, {"$set": TO_MAP}, hint="_id_")


def _read(row: dict[str, Any], path: str) -> Any:
    for name in path.split("."):
        row = row[name]
    return row
