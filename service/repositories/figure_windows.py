"""What counts in a window, as conditions on visits and sheets, and the indexes that carry them."""

from typing import Any

from pymongo import ASCENDING, IndexModel

from service.repositories.collection import Document

NUMBERS = (
    "rooms_checked", "guests_checked", "staff_checked", "guests_not_notified",
    "foreigners_not_declared", "minors_at_work", "failed", "staff_trained", "leaflets",
)  # fmt: skip
TRUTHS = ("guided", "committed")
GROUPS = ("establishment", "kind", "area", "unit")
RECORDED = {"content.violations.record_no": {"$gt": ""}}  # a number, not only a place for one


def _rising(*names: str) -> list[tuple[str, int]]:
    return [(name, ASCENDING) for name in names]


def _facts(*names: str) -> list[str]:
    return [f"facts.{name}" for name in names]


# Day and id come first, as records are listed by them; the rest is there so that the figures of a
# window are read from the index alone.
VISIT_INDEXES = [
    IndexModel(
        _rising(
            "state",
            "facts.day",
            "_id",
            *_facts("at", *GROUPS, "inspection", *NUMBERS, *TRUTHS, "hotline_posted"),
        ),
        name="figures",
    ),
    IndexModel(
        _rising("state", "facts.committed", "facts.day", "_id", "facts.establishment"),
        name="commitments",
    ),
    IndexModel(_rising("state", "findings.remedy_by"), name="findings_due"),
    IndexModel(
        _rising("state", "facts.day", "_id"),
        name="recorded_violations",
        partialFilterExpression=RECORDED,
    ),
]
# The counters of the sealed side: neither a flag nor a rule is read for a figure.
SHEET_INDEXES = [IndexModel(_rising("state", "level", "day", "_id"), name="figures")]

Window = tuple[str, str]  # the first and the last local day, YYYY-MM-DD


def standing(window: Window, **more: Any) -> Document:
    """The condition for the visits that count in a window."""
    return {"state": "standing", "facts.day": {"$gte": window[0], "$lte": window[1]}, **more}


def due(window: Window) -> list[Document]:
    """The stages that leave one document for each finding of a standing visit due in the window."""
    by = {"$gte": window[0], "$lte": window[1]}
    return [
        {"$match": {"state": "standing", "findings": {"$elemMatch": {"remedy_by": by}}}},
        {"$project": {"findings": 1, "facts": 1}},
        {"$unwind": "$findings"},
        {"$match": {"findings.remedy_by": by}},
    ]


def of_level(level: Any, window: Window) -> Document:
    """The condition for the sheets of standing visits of a level in a window."""
    return {"state": "standing", "level": level, "day": {"$gte": window[0], "$lte": window[1]}}
