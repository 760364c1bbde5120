"""What counts in a window, as conditions on visits and sheets, and the indexes that carry them."""

import datetime as dt
from typing import Any

from pymongo import ASCENDING, IndexModel

from schemas.vocabulary import ACTIVITY_NUMBERS, AUDIENCES
from service.domain.periods import start_of
from service.repositories.collection import Document

NUMBERS = (
    "rooms_checked", "guests_checked", "staff_checked", "guests_not_notified",
    "foreigners_not_declared", "minors_at_work", "failed", "staff_trained", "leaflets",
)  # fmt: skip
TRUTHS = ("guided", "committed")
GROUPS = ("establishment", "kind", "area", "unit")
FAILED = {"facts.failed_codes": {"$gt": ""}}
RECORDED = {"facts.recorded": {"$gt": ""}}
COMMITTED = {"facts.committed": True}


def _rising(*names: str) -> list[tuple[str, int]]:
    return [(name, ASCENDING) for name in names]


def _facts(*names: str) -> list[str]:
    return [f"facts.{name}" for name in names]


# Each holds whatever its figures need, so that no visit is opened for them. Where records are
# listed in the order of an index, the id follows the day. Two are ordered by establishment, day and
# what decides within a day: the server steps from the newest of one establishment to the next.
VISIT_INDEXES = [
    IndexModel(
        _rising(
            "state",
            "facts.day",
            "_id",
            *_facts(*GROUPS, "inspection", "at", *NUMBERS, *TRUTHS),
        ),
        name="figures",
    ),
    IndexModel(
        _rising(
            "state",
            *_facts("establishment", "day", "at"),
            "_id",
            *_facts("hotline_posted", "kind", "area"),
        ),
        name="last_visits",
    ),
    IndexModel(
        _rising("state", *_facts("committed", "establishment", "day"), "_id"),
        name="commitments",
        partialFilterExpression=COMMITTED,
    ),
    IndexModel(
        _rising("state", *_facts("day", "failed_codes", "kind", "area")),
        name="failed_items",
        partialFilterExpression=FAILED,
    ),
    IndexModel(
        _rising("state", "facts.day", "_id", *_facts("recorded", "area")),
        name="recorded_violations",
        partialFilterExpression=RECORDED,
    ),
    IndexModel(_rising("state", "findings.remedy_by", *_facts("due", "area")), name="findings_due"),
]
# The counters of the sealed side: neither a flag nor a rule is read for a figure.
SHEET_INDEXES = [IndexModel(_rising("state", "level", "day", "_id"), name="figures")]

# What follows visits counts by its own day.
COUNTS = {"counts": True}
SANCTION_INDEX = IndexModel(
    _rising("counts", "decided_on", "_id", "measure", "violation.basis", "area", "fine_vnd",
        "establishment", "kind"),
    name="figures",
    partialFilterExpression=COUNTS,
)  # fmt: skip
TRANSFER_INDEX = IndexModel(
    _rising("counts", "transferred_on", "_id", "body", "area"),
    name="figures",
    partialFilterExpression=COUNTS,
)
# What left a case counts by when it was sent, and the people received by when that was told.
TOLD = {"_id": 0, "type": 1, "recipient.code": 1, "sent_at": 1, "result": 1, "result_on": 1}
REFERRAL_INDEXES = [
    IndexModel(
        _rising("type", "sent_at", "_id", "recipient.code", "result", "result_on"),
        name="figures_sent",
        partialFilterExpression={"sent_at": {"$type": "date"}},
    ),
    IndexModel(
        _rising("result_on", "_id", "people_received"),
        name="figures_results",
        partialFilterExpression={"people_received": {"$gt": 0}},
    ),
]
DOCUMENT_INDEX = IndexModel(_rising("kind", "issued_on", "_id", "unit"), name="figures")
# What activities give, summed by these; who signed and which institutions took part are lists of
# the few activities that have any.
ACTIVITY_GROUPS = ("form", "area_key", "unit")
ACTIVITY_SUMS = (
    "times",
    *(f"attendance.{name}" for name in AUDIENCES),
    *(f"numbers.{name}" for name in ACTIVITY_NUMBERS),
)
ACTIVITY_INDEXES = [
    IndexModel(
        _rising("state", "held_on", "_id", *ACTIVITY_GROUPS, *ACTIVITY_SUMS), name="figures"
    ),
    IndexModel(
        _rising("state", "held_on", "_id"),
        name="with_signers",
        partialFilterExpression={"signed.id": {"$exists": True}},
    ),
    IndexModel(
        _rising("state", "held_on", "_id"),
        name="with_institutions",
        partialFilterExpression={"institutions.id": {"$exists": True}},
    ),
]
SUSPENDS = {"measure": {"$in": ["suspension", "withdrawal"]}}

Window = tuple[str, str]  # the first and the last local day, YYYY-MM-DD


def standing(window: Window, **more: Any) -> Document:
    """The condition for the visits that count in a window."""
    return {"state": "standing", "facts.day": {"$gte": window[0], "$lte": window[1]}, **more}


def entered(window: Window, day: str, **more: Any) -> Document:
    """The condition for the entries that count in a window, by the name of their day."""
    return {**COUNTS, day: {"$gte": window[0], "$lte": window[1]}, **more}


def held(window: Window, **more: Any) -> Document:
    """The condition for the activities that count in a window."""
    return {"state": "standing", "held_on": {"$gte": window[0], "$lte": window[1]}, **more}


def directing(window: Window) -> Document:
    """The condition for the documents that A1 counts."""
    return {
        "kind": {"$in": ["plan", "directive"]},
        "issued_on": {"$gte": window[0], "$lte": window[1]},
    }


def told_of(window: Window) -> Document:
    """The condition for what was sent in a window: tin báo and kiến nghị khởi tố."""
    end = start_of(window[1]) + dt.timedelta(days=1)
    sent = {"$type": "date", "$gte": start_of(window[0]), "$lt": end}
    return {"type": {"$in": ["tip_off", "prosecution_request"]}, "sent_at": sent}


def resulted(window: Window) -> Document:
    """The condition for the results told in a window that people were received by."""
    told = {"$gte": window[0], "$lte": window[1]}
    return {"result_on": told, "people_received": {"$gt": 0}}


def last_of_each(window: Window) -> list[Document]:
    """The stages that leave the last visit of each establishment, as fields of one row each."""
    newest = {"facts.establishment": -1, "facts.day": -1, "facts.at": -1, "_id": -1}
    row = {
        "day": "$facts.day",
        "at": "$facts.at",
        "id": "$_id",
        "posted": "$facts.hotline_posted",
        "kind": "$facts.kind",
        "area": "$facts.area",
    }
    first = {name: {"$first": value} for name, value in row.items()}
    return [
        {"$match": standing(window)},
        {"$sort": newest},
        {"$group": {"_id": "$facts.establishment", **first}},
    ]


def days(window: Window) -> list[str]:
    """Every day of a window; an index over a list covers days that are named, never a range."""
    first, last = (dt.date.fromisoformat(day) for day in window)
    return [(first + dt.timedelta(n)).isoformat() for n in range((last - first).days + 1)]


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
