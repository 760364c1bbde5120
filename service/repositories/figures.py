"""What MongoDB counts for the periodic figures: a few roll-ups of a window, all from indexes."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from pymongo.client_session import ClientSession

from service.repositories.collection import Document
from service.repositories.connection import Documents
from service.repositories.figure_activities import ActivityRows
from service.repositories.figure_records import FigureRecords
from service.repositories.figure_windows import (
    COMMITTED,
    FAILED,
    GROUPS,
    NUMBERS,
    RECORDED,
    SHEET_INDEXES,
    SUSPENDS,
    TOLD,
    TRUTHS,
    VISIT_INDEXES,
    Window,
    days,
    directing,
    entered,
    last_of_each,
    of_level,
    resulted,
    standing,
    told_of,
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
        self.activities = ActivityRows(database)

    @contextmanager
    def at_one_moment(self) -> Iterator[ClientSession]:
        """A session whose reads all see the database as it was at the first of them."""
        with self.database.client.start_session(snapshot=True) as session:
            yield session

    def visit_rows(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """Sums by establishment, kind, area and unit, and whether any was of the truths."""
        grouped = {
            "_id": {name: f"$facts.{name}" for name in GROUPS},
            "visits": {"$sum": 1},
            **{name: {"$sum": f"$facts.{name}"} for name in NUMBERS},
            **{name: {"$max": f"$facts.{name}"} for name in TRUTHS},
        }
        stages = [{"$match": standing(window)}, {"$group": grouped}]
        return self._flat(stages, "figures", session)

    def last_visits(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """The last visit of each establishment: ``at``, ``id``, ``posted``, kind and area."""
        found = self.visits.aggregate(last_of_each(window), hint="last_visits", session=session)
        return [{"establishment": row.pop("_id"), **row} for row in found]

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
        found = self._joined(
            standing(window, **FAILED), ("kind", "area"), "failed_codes", "failed_items", session
        )
        return [
            {**groups, "item": item, "count": count}
            for groups, items in found
            for item, count in items.items()
        ]

    def violations(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """``count`` of violations that have the number of a record, by ``basis`` and ``area``."""
        found = self._joined(
            standing(window, **RECORDED), ("area",), "recorded", "recorded_violations", session
        )
        return [
            {**groups, "basis": basis, "count": count}
            for groups, bases in found
            for basis, count in bases.items()
        ]

    def findings_due(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """``count`` of findings whose ``remedy_by`` lies in the window, by ``area`` and by the day
        on which they were ``remedied``, "" where they were not."""
        some = {"state": "standing", "findings.remedy_by": {"$in": days(window)}}
        found = self._joined(some, ("area",), "due", "findings_due", session)
        return [
            {**groups, "remedied": remedied, "count": count}
            for groups, due in found
            for remedied, count in _due_in(window, due).items()
        ]

    def sanctions(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """``count`` of decisions and the sum of ``fine_vnd``, by ``basis`` and ``area``."""
        groups = {"basis": "$violation.basis", "area": "$area"}
        sums = {"count": {"$sum": 1}, "fine_vnd": {"$sum": "$fine_vnd"}}
        found = {"$match": entered(window, "decided_on")}
        return self._entries("sanctions", [found, {"$group": {"_id": groups, **sums}}], session)

    def suspensions(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """``count`` of decisions that suspend or withdraw, by ``establishment``, ``kind`` and
        ``area``."""
        groups = {name: f"${name}" for name in ("establishment", "kind", "area")}
        found = {"$match": entered(window, "decided_on", **SUSPENDS)}
        counted = {"$group": {"_id": groups, "count": {"$sum": 1}}}
        return self._entries("sanctions", [found, counted], session)

    def transfers(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """``count`` of transfers by ``body`` and ``area``."""
        groups = {name: f"${name}" for name in ("body", "area")}
        found = {"$match": entered(window, "transferred_on")}
        counted = {"$group": {"_id": groups, "count": {"$sum": 1}}}
        return self._entries("transfers", [found, counted], session)

    def commitments(self, last: str, session: ClientSession | None = None) -> dict[UUID, Document]:
        """The newest commitment up to a day, ``day`` and ``visit``, by establishment."""
        first = {"day": {"$first": "$facts.day"}, "visit": {"$first": "$_id"}}
        stages = [
            {"$match": {"state": "standing", **COMMITTED, "facts.day": {"$lte": last}}},
            {"$sort": {"facts.establishment": -1, "facts.day": -1, "_id": -1}},
            {"$group": {"_id": "$facts.establishment", **first}},
        ]
        found = self.visits.aggregate(stages, hint="commitments", session=session)
        return {row.pop("_id"): row for row in found}

    def levels(self, window: Window, session: ClientSession | None = None) -> dict[str, int]:
        """How many standing visits are of each level above white."""
        stages = [
            {"$match": of_level({"$in": ["red", "orange", "yellow"]}, window)},
            {"$group": {"_id": "$level", "count": {"$sum": 1}}},
        ]
        found = self.sheets.aggregate(stages, hint="figures", session=session)
        return {row["_id"]: row["count"] for row in found}

    def documents(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """``count`` of plans and directives that were issued in the window, by ``unit``."""
        groups = {"_id": {"unit": "$unit"}, "count": {"$sum": 1}}
        stages = [{"$match": directing(window)}, {"$group": groups}]
        return self._entries("documents", stages, session)

    def referrals(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """``type, recipient.code, sent_at, result, result_on`` of each tin báo or kiến nghị that
        was sent in the window."""
        found = self.database["referrals"].find(
            told_of(window), TOLD, hint="figures_sent", session=session
        )
        return list(found)

    def received(self, window: Window, session: ClientSession | None = None) -> list[Document]:
        """The ``people`` received by the results that were told in the window, summed."""
        people = {"_id": None, "people": {"$sum": "$people_received"}}
        stages = [{"$match": resulted(window)}, {"$group": people}, {"$unset": "_id"}]
        return list(
            self.database["referrals"].aggregate(stages, hint="figures_results", session=session)
        )

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

    def _joined(
        self,
        found: Document,
        groups: Collection[str],
        fact: str,
        index: str,
        session: ClientSession | None,
    ) -> Iterator[tuple[Document, Counter[str]]]:
        """How often each word of a joined fact occurs in each group.

        The server hands over the texts as they stand: to take them apart there, or to group by
        them, takes it longer than everything else.
        """
        grouped = {
            "_id": {name: f"$facts.{name}" for name in groups},
            "texts": {"$push": f"$facts.{fact}"},
        }
        for row in self._flat([{"$match": found}, {"$group": grouped}], index, session):
            words: Counter[str] = Counter()
            for text, times in Counter(row.pop("texts")).items():
                for word in text.split():
                    words[word] += times
            yield row, words

    def _entries(
        self, name: str, stages: list[Document], session: ClientSession | None
    ) -> list[Document]:
        found = self.database[name].aggregate(stages, hint="figures", session=session)
        return [{**row.pop("_id"), **row} for row in found]

    def _flat(
        self, stages: list[Document], index: str, session: ClientSession | None
    ) -> list[Document]:
        found = self.visits.aggregate(stages, hint=index, session=session)
        return [{**row.pop("_id"), **row} for row in found]


def _due_in(window: Window, due: Counter[str]) -> Counter[str]:
    """How many of the words of ``facts.due`` have their term in the window, by day of remedy."""
    found: Counter[str] = Counter()
    for word, count in due.items():
        term, _, remedied = word.partition("/")
        if window[0] <= term <= window[1]:
            found[remedied] += count
    return found
