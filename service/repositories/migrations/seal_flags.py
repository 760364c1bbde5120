"""Sheets, refused copies and cases of before sealing lay in clear; here they are sealed.

The clear words stay in what MongoDB has written so far (its journal and oplog until they roll over,
freed blocks of its files) and in earlier backups: ``docs/decisions.md``.
"""

from collections.abc import Callable, Iterator
from typing import Any

from pymongo.collection import Collection as Rows

from service.repositories.collection import Document
from service.repositories.sealed_slots import SealedSlots

NAME = "0001-seal-flags"
CLEAR = {"$not": {"$type": "binData"}}
CLEAR_SHEET = {"rules": CLEAR, "purged_at": None}
CLEAR_COPY = {"emergency_call": CLEAR}
CLEAR_CASE = {
    "purged_at": None,
    "$or": [
        {"visits": {"$elemMatch": {"rules": CLEAR}}},
        {"moves": {"$elemMatch": {"reason": CLEAR}}},
    ],
}


def run(repos: Any, beat: Callable[[], Any]) -> None:
    """Each document alone and only as it was read, so that two who are at it lose nothing."""
    for collection, query in (
        (repos.flag_sheets, CLEAR_SHEET),
        (repos.sealed_refused_copies, CLEAR_COPY),
        (repos.cases, CLEAR_CASE),
    ):
        for document in _in_clear(collection.rows, query):
            _seal(collection.rows, collection.slots, document)
            beat()


def _in_clear(rows: Rows[Document], query: Document) -> Iterator[Document]:
    """Until none is left; what somebody else changed meanwhile is read again."""
    while found := list(rows.find(query).limit(100)):
        yield from found


def _seal(rows: Rows[Document], slots: SealedSlots, document: Document) -> None:
    sealed = slots.sealed_where_clear(document)
    changed = {name: value for name, value in sealed.items() if value != document[name]}
    before = {name: document[name] for name in ("_id", *changed)}
    rows.update_one(before, {"$set": changed})
