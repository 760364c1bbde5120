"""What MongoDB counts for the periodic figures: a few roll-ups of a window, all from indexes."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from pymongo.client_session import ClientSession

from service.repositories.collection import Document
from service.repositories.connection import Documents
from service.repositories.figure_records import FigureRecords
from service.repositories.figure_windows import (
    GROUPS,
    NUMBERS,
    RECORDED,
    SHEET_INDEXES,
    TRUTHS,
    VISIT_INDEXES,
    Window,
    due,
    of_level,
    standing,
)

__all__ = ["SHEET_INDEXES", "VISIT_INDEXES", "FigureRows"]


class FigureRows:
    """The rows that the figures are calculated from, province-wide, areas as at the visit.

    Every query names its index: it stays covered whatever indexes come beside it.
    """

    def __init__(self, database: Documents) -> None:
        self.database = database
        self.visits = database["visits"]
        self.sheets = database["flag_sheets"]

    @contextmanager
    def at_one_moment(self) -> Iterator[ClientSession]:
        """A session whose reads all see the database as it was at the first of them."""
        with self.database.client.start_session(snapshot=True) as session:
            yield session

    def visit_rows(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """Sums by establishment, kind, area and unit, with the ``last`` visit of each."""
        last = {"at": "$facts.at", "id": "$_id", "posted": "$facts.hotline_posted"}
        grouped = {
            "_id": {name: f"$facts.{name}" for name in GROUPS},
            "visits": {"$sum": 1},
            **{name: {"$sum": f"$facts.{name}"} for name in NUMBERS},
            **{name: {"$sum": {"$cond": [f"$facts.{name}", 1, 0]}} for name in TRUTHS},
            "last": {"$max": last},
        }
        stages = [{"$match": standing(window)}, {"$group": grouped}]
        return self._flat(stages, "figures", session)

    def inspection_rows(
        self, window: Window, session: ClientSession | None = None
    ) -> list[Document]:
        """How many ``visits`` each inspection made in each area; ``inspection`` None is without.

        Kept apart from the sums: an inspection goes once to a place, so that by both of them
        there would be as many rows as visits.
        """
        groups = {"inspection": "$facts.inspection", "area": "$facts.area"}
        stages = [{"$match": standing(window)}, {"$group": {"_id": groups, "visits": {"$sum": 1}}}]
        return self._flat(stages, "figures", session)

    def failed_items(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """``count`` of failed answers by ``item``, ``kind`` and ``area``."""
        groups = {"item": "$failed_items", "kind": "$facts.kind", "area": "$facts.area"}
        stages = [
            {"$match": standing(window, **{"facts.failed": {"$gt": 0}})},
            {"$project": {"_id": 0, "failed_items": 1, "facts.kind": 1, "facts.area": 1}},
            {"$unwind": "$failed_items"},
            {"$group": {"_id": groups, "count": {"$sum": 1}}},
        ]
        return self._flat(stages, "figures", session)

    def violations(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """``count`` of violations that have the number of a record, by ``basis`` and ``area``."""
        groups = {"basis": "$content.violations.basis", "area": "$facts.area"}
        stages = [
            {"$match": standing(window, **RECORDED)},
            {"$project": {"_id": 0, "content.violations": 1, "facts.area": 1}},
            {"$unwind": "$content.violations"},
            {"$match": RECORDED},
            {"$group": {"_id": groups, "count": {"$sum": 1}}},
        ]
        return self._flat(stages, "recorded_violations", session)

    def findings_due(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """``count`` of findings whose ``remedy_by`` lies in the window, by ``area``."""
        stages = [
            *due(window),
            {"$group": {"_id": {"area": "$facts.area"}, "count": {"$sum": 1}}},
        ]
        return self._flat(stages, "findings_due", session)

    def commitments(self, last: str, session: ClientSession | None = None) -> dict[UUID, Document]:
        """The newest commitment up to a day, ``day`` and ``visit``, by establishment."""
        signed = {"state": "standing", "facts.committed": True, "facts.day": {"$lte": last}}
        newest = {"$max": {"day": "$facts.day", "visit": "$_id"}}
        stages = [
            {"$match": signed},
            {"$group": {"_id": "$facts.establishment", "last": newest}},
        ]
        found = self.visits.aggregate(stages, hint="commitments", session=session)
        return {row["_id"]: row["last"] for row in found}

    def levels(self, window: Window, session: ClientSession | None = None) -> dict[str, int]:
        """How many standing visits are of each level above white."""
        stages = [
            {"$match": of_level({"$in": ["red", "orange", "yellow"]}, window)},
            {"$group": {"_id": "$level", "count": {"$sum": 1}}},
        ]
        found = self.sheets.aggregate(stages, hint="figures", session=session)
        return {row["_id"]: row["count"] for row in found}

    def inspections(
        self, ids: Collection[UUID], session: ClientSession | None = None
    ) -> dict[UUID, Document]:
        """The inspections with those ids, as they stand in their own collection."""
        query = {"_id": {"$in": list(ids)}}
        wanted = {"kind": 1, "unit": 1, "name": 1, "decision_no": 1}
        found = self.database["inspections"].find(query, wanted, session=session)
        return {row["_id"]: row for row in found}

    def records(self, areas: Collection[str] | None) -> FigureRecords:
        """The records behind the figures, of these areas or of the province."""
        return FigureRecords(self.database, areas)

    def _flat(
        self, stages: list[Document], index: str, session: ClientSession | None
    ) -> list[Document]:
        found = self.visits.aggregate(stages, hint=index, session=session)
        return [{**row.pop("_id"), **row} for row in found]
