"""What MongoDB counts of activities: sums by form, area and unit, signers, institutions."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from pymongo.client_session import ClientSession

from service.repositories.collection import Document, after
from service.repositories.connection import Documents
from service.repositories.figure_windows import (
    ACTIVITY_GROUPS,
    ACTIVITY_SUMS,
    Window,
    held,
)

BY_DAY = [("held_on", 1), ("_id", 1)]
SIGNED = {"signed.id": {"$exists": True}}
TOOK_PART = {"institutions.id": {"$exists": True}}

Key = Sequence[Any] | None


class ActivityRows:
    """Every query names its index."""

    def __init__(self, database: Documents) -> None:
        self.rows = database["activities"]

    def sums(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """By ``form``, ``area`` and ``unit``: how many ``times``, the audiences, the numbers."""
        grouped = {
            "_id": {name: f"${name}" for name in ACTIVITY_GROUPS},
            **{_last(name): {"$sum": f"${name}"} for name in ACTIVITY_SUMS},
        }
        stages = [{"$match": held(window)}, {"$group": grouped}]
        found = self.rows.aggregate(stages, hint="figures", session=session)
        return [{**_flat(row.pop("_id")), **row} for row in found]

    def signers(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """``establishment``, ``kind``, ``area``, ``unit``, ``day`` and ``activity``, each time."""
        found = self.rows.find(
            held(window, **SIGNED), {"signed": 1, "held_on": 1, "unit": 1}, hint="with_signers",
            session=session,
        )  # fmt: skip
        return [
            {
                "establishment": one["id"],
                "kind": one["kind"],
                "area": one["area"],
                "unit": row["unit"],
                "day": row["held_on"],
                "activity": row["_id"],
            }
            for row in found
            for one in row["signed"]
        ]

    def institutions(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """``institution``, ``area``, ``unit``, ``day`` and ``activity``, each time."""
        found = self.rows.find(
            held(window, **TOOK_PART), {"institutions": 1, "held_on": 1, "unit": 1},
            hint="with_institutions", session=session,
        )  # fmt: skip
        return [
            {
                "institution": one["id"],
                "area": one["area"],
                "unit": row["unit"],
                "day": row["held_on"],
                "activity": row["_id"],
            }
            for row in found
            for one in row["institutions"]
        ]

    def units(self, window: Window, session: ClientSession | None = None) -> set[str]:
        """The units with an activity in the window."""
        stages = [{"$match": held(window)}, {"$group": {"_id": "$unit"}}]
        return {row["_id"] for row in self.rows.aggregate(stages, hint="figures", session=session)}

    def records(
        self, names: Collection[str], forms: Collection[str], areas: Collection[str] | None,
        window: Window, limit: int, key: Key,
    ) -> list[Document]:  # fmt: skip
        """Each activity of the forms, or of any, with the sum of the named numbers where it is not
        0; ``areas`` limits to those."""
        found = held(window)
        found |= {"form": {"$in": sorted(forms)}} if forms else {}
        found |= {"area_key": {"$in": sorted(areas)}} if areas is not None else {}
        row = {
            "_id": 0,
            "key": "$_id",
            "day": "$held_on",
            "area": "$area_key",
            "amount": {"$add": [f"${name}" for name in names]},
        }
        stages = [
            {"$match": {"$and": [found, after(BY_DAY, key) if key else {}]}},
            {"$sort": dict(BY_DAY)},
            {"$project": row},
            {"$match": {"amount": {"$gt": 0}}},
            {"$limit": limit + 1},
        ]
        return list(self.rows.aggregate(stages, hint="figures"))

    def told(self, ids: Collection[UUID]) -> dict[UUID, Document]:
        """``id, form, title, unit`` by id."""
        wanted = {"form": 1, "title": 1, "unit": 1}
        found = self.rows.find({"_id": {"$in": list(ids)}}, wanted)
        return {row["_id"]: {"id": row.pop("_id"), **row} for row in found}


def _flat(group: Document) -> Document:
    return {"form": group["form"], "area": group["area_key"], "unit": group["unit"]}


def _last(name: str) -> str:
    return name.rpartition(".")[2]
