"""The records behind each figure, a page at a time, in the order of day and id."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from service.repositories.collection import Document, after
from service.repositories.connection import Documents
from service.repositories.figure_windows import (
    RECORDED,
    SUSPENDS,
    TOLD,
    TRUTHS,
    Window,
    directing,
    due,
    entered,
    last_of_each,
    of_level,
    resulted,
    standing,
    told_of,
)

BY_VISIT = [("facts.day", 1), ("_id", 1)]
BY_ROW = [("day", 1), ("key", 1)]
BY_SHEET = [("day", 1), ("_id", 1)]
FACTS = {
    "_id": 0,
    "key": "$_id",
    "visit": "$_id",
    "day": "$facts.day",
    "establishment": "$facts.establishment",
    "kind": "$facts.kind",
    "area": "$facts.area",
}
ENTRY = {"_id": 0, "key": "$_id"} | {
    name: f"${name}" for name in ("visit", "establishment", "kind", "area")
}
SANCTION = {name: f"${name}" for name in ("decision_no", "body", "fine_vnd", "measure")}
TRANSFER = {name: f"${name}" for name in ("body", "document_no")}

Key = Sequence[Any] | None  # the day and the id of the last row of the page before


class FigureRecords:
    """Rows of ``key, day, visit, establishment, kind, area, amount``; amounts add up to the figure.

    A page has up to ``limit`` + 1 rows: one more than asked tells that there is a next one.
    ``areas`` limits to visits in those areas; None is the province.
    """

    def __init__(self, database: Documents, areas: Collection[str] | None) -> None:
        self.database = database
        self.visits = database["visits"]
        self.sheets = database["flag_sheets"]
        self.wanted = {} if areas is None else {"$in": sorted(areas)}
        self.limits = {"facts.area": self.wanted} if self.wanted else {}

    def of_visits(self, measure: str, window: Window, limit: int, key: Key) -> list[Document]:
        """Each visit with the number that it gives; ``visits`` counts each as one."""
        if measure == "visits":
            return self._visits(standing(window), {"amount": {"$literal": 1}}, limit, key)
        found = standing(window, **{f"facts.{measure}": {"$gt": 0}})
        return self._visits(found, {"amount": f"$facts.{measure}"}, limit, key)

    def of_failed_items(
        self, without: Collection[str], window: Window, limit: int, key: Key
    ) -> list[Document]:
        """Each visit with its ``failed_items``, but for those ``without`` which it is told."""
        left_out = sorted(without)
        found = standing(
            window,
            **{"facts.failed": {"$gt": 0}, "failed_items": {"$elemMatch": {"$nin": left_out}}},
        )
        kept = _those("$failed_items", {"$not": [{"$in": ["$$each", left_out]}]})
        return self._visits(found, {"failed_items": kept, "amount": {"$size": kept}}, limit, key)

    def of_violations(self, window: Window, limit: int, key: Key) -> list[Document]:
        """Each visit with its ``violations`` that have the number of a record."""
        kept = _those("$content.violations", {"$gt": ["$$each.record_no", ""]})
        added = {"violations": kept, "amount": {"$size": kept}}
        return self._visits(standing(window, **RECORDED), added, limit, key, "recorded_violations")

    def of_sanctions(self, measure: str, window: Window, limit: int, key: Key) -> list[Document]:
        """Each decision, or with its fine each that has one; its ``day`` is when it was taken."""
        fined = {"fine_vnd": {"$gt": 0}} if measure == "fine_vnd" else {}
        amount: Any = "$fine_vnd" if fined else {"$literal": 1}
        row = {**ENTRY, "day": "$decided_on", "sanction": SANCTION, "amount": amount}
        found = entered(window, "decided_on", **fined)
        return self._entered("sanctions", found, [{"$project": row}], limit, key)

    def of_suspensions(self, window: Window, limit: int, key: Key) -> list[Document]:
        """Each establishment once, by the last decision that suspends or withdraws."""
        row = {**ENTRY, "day": "$decided_on", "sanction": SANCTION, "amount": {"$literal": 1}}
        newest = {"at": "$decided_on", "id": "$_id"}
        row = {name: value for name, value in row.items() if name != "_id"}
        stages = [
            {"$group": {"_id": "$establishment", "last": {"$max": {**newest, **row}}}},
            {"$replaceRoot": {"newRoot": "$last"}},
            {"$unset": ["at", "id"]},
        ]
        found = entered(window, "decided_on", **SUSPENDS)
        return self._entered("sanctions", found, stages, limit, key)

    def of_transfers(self, window: Window, limit: int, key: Key) -> list[Document]:
        """Each violation that was transferred; its ``day`` is when."""
        row = {**ENTRY, "day": "$transferred_on", "transfer": TRANSFER, "amount": {"$literal": 1}}
        found = entered(window, "transferred_on")
        return self._entered("transfers", found, [{"$project": row}], limit, key)

    def of_findings_met(self, window: Window, limit: int, key: Key) -> list[Document]:
        """Those of the findings due in the window that were remedied by its end."""
        return self.of_findings(window, limit, key, {"$gt": "", "$lte": window[1]})

    def of_findings(
        self, window: Window, limit: int, key: Key, remedied: Document | None = None
    ) -> list[Document]:
        """Each finding due in the window; its ``day`` is the day by which to remedy."""
        of_finding = {
            "key": "$findings._id",
            "day": "$findings.remedy_by",
            "finding": {name: f"$findings.{name}" for name in ("item", "remedy", "remedied_on")},
            "amount": {"$literal": 1},
        }
        met = {"findings.remedied_on": remedied} if remedied else {}
        own = {"$match": {**self.limits, **met}}
        stages = [*due(window), own, {"$project": {**FACTS, **of_finding}}]
        return self._rows(stages, limit, key, "findings_due")

    def of_establishments(
        self, measure: str, window: Window, limit: int, key: Key
    ) -> list[Document]:
        """Each establishment once, by its last visit of those that say so."""
        wanted = True if measure in TRUTHS else {"$gt": 0}
        said = {} if measure == "visits" else {f"facts.{measure}": wanted}
        stages = [{"$match": {**standing(window, **said), **self.limits}}, *_last("establishment")]
        return self._rows(stages, limit, key, "figures")

    def committed(self, places: list[UUID], window: Window) -> set[UUID]:
        """Those of the establishments that signed on a visit in the window, in these areas."""
        some = {"facts.committed": True, "facts.establishment": {"$in": places}}
        stages = [
            {"$match": {**standing(window, **some), **self.limits}},
            {"$group": {"_id": "$facts.establishment"}},
        ]
        return {row["_id"] for row in self.visits.aggregate(stages, hint="commitments")}

    def of_last_visits(self, window: Window, limit: int, key: Key) -> list[Document]:
        """Each establishment whose last visit, wherever the others were, found 111 posted."""
        posted = {"posted": True} | ({"area": self.wanted} if self.wanted else {})
        row = {"key": "$id", "visit": "$id", "establishment": "$_id", "amount": {"$literal": 1}}
        stages = [
            *last_of_each(window),
            {"$match": posted},
            {"$project": {"_id": 0, "day": 1, "kind": 1, "area": 1, **row}},
        ]
        return self._rows(stages, limit, key, "last_visits")

    def of_inspections(self, window: Window, limit: int, key: Key) -> list[Document]:
        """Each inspection once, by the last of its visits in the window; its id is ``of``."""
        found = {**standing(window, **{"facts.inspection": {"$ne": None}}), **self.limits}
        stages = [{"$match": found}, *_last("inspection", of="$facts.inspection")]
        return self._rows(stages, limit, key, "figures")

    def of_level(self, level: str, window: Window, limit: int, key: Key) -> list[Document]:
        """Each visit of a level, province-wide; what else the sheet holds is not read."""
        query = of_level(level, window)
        if key:
            query = {"$and": [query, after(BY_SHEET, key)]}
        found = self.sheets.find(query, {"_id": 1, "day": 1}, hint="figures")
        days = {row["_id"]: row["day"] for row in found.sort(BY_SHEET).limit(limit + 1)}
        return self._of_sheets(days)

    def of_documents(self, window: Window) -> list[Document]:
        """Each plan or directive that was issued in the window."""
        wanted = {"number": 1, "title": 1, "unit": 1, "issued_on": 1}
        return list(self.database["documents"].find(directing(window), wanted, hint="figures"))

    def of_referrals(self, window: Window) -> list[Document]:
        """Each tin báo or kiến nghị that was sent in the window, as the figures read it."""
        wanted = TOLD | {"_id": 1, "case": 1, "establishment_id": 1, "area_key": 1}
        return self._referrals(told_of(window), wanted, "figures_sent")

    def of_received(self, window: Window) -> list[Document]:
        """Each referral whose result of the window tells of people who were received."""
        wanted = TOLD | dict.fromkeys(("case", "establishment_id", "area_key"), 1)
        wanted |= {"_id": 1, "people_received": 1}
        return self._referrals(resulted(window), wanted, "figures_results")

    def _referrals(self, found: Document, wanted: Document, index: str) -> list[Document]:
        """With the kind that the place is today."""
        rows = list(self.database["referrals"].find(found, wanted, hint=index))
        places = {"_id": {"$in": [row["establishment_id"] for row in rows]}}
        kinds = {
            row["_id"]: row["kind"]
            for row in self.database["establishments"].find(places, {"kind": 1})
        }
        return [{**row, "kind": kinds.get(row["establishment_id"])} for row in rows]

    def _of_sheets(self, days: dict[UUID, str]) -> list[Document]:
        wanted = {**FACTS, "amount": {"$literal": 1}}
        stages = [{"$match": {"_id": {"$in": list(days)}}}, {"$project": wanted}]
        rows = {row["key"]: row for row in self.visits.aggregate(stages)}
        return [rows[visit] for visit in days]

    def _visits(
        self, found: Document, added: Document, limit: int, key: Key, index: str = "figures"
    ) -> list[Document]:
        stages = [
            {"$match": {"$and": [found, self.limits, after(BY_VISIT, key) if key else {}]}},
            {"$sort": dict(BY_VISIT)},
            {"$limit": limit + 1},
            {"$project": {**FACTS, **added}},
        ]
        return list(self.visits.aggregate(stages, hint=index))

    def _entered(
        self, name: str, found: Document, stages: list[Document], limit: int, key: Key
    ) -> list[Document]:
        own = {"area": self.wanted} if self.wanted else {}
        page = [{"$match": {**found, **own}}, *stages, *_page(limit, key)]
        return list(self.database[name].aggregate(page, hint="figures"))

    def _rows(self, stages: list[Document], limit: int, key: Key, index: str) -> list[Document]:
        return list(self.visits.aggregate([*stages, *_page(limit, key)], hint=index))


def _page(limit: int, key: Key) -> list[Document]:
    return [
        {"$match": after(BY_ROW, key) if key else {}},
        {"$sort": dict(BY_ROW)},
        {"$limit": limit + 1},
    ]


def _last(each: str, **more: str) -> list[Document]:
    """The stages that leave the last visit of each establishment or inspection."""
    row = {name: value for name, value in FACTS.items() if name != "_id"}
    newest = {"at": "$facts.at", "id": "$_id", **row, "amount": {"$literal": 1}, **more}
    return [
        {"$group": {"_id": f"$facts.{each}", "last": {"$max": newest}}},
        {"$replaceRoot": {"newRoot": "$last"}},
        {"$unset": ["at", "id"]},
    ]


def _those(array: str, condition: Document) -> Document:
    return {"$filter": {"input": array, "as": "each", "cond": condition}}
