"""Storing inspections and campaigns, with what tablets are told of them."""

import datetime as dt
import uuid
from typing import Any

from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Fault, Invalid, Stale

Document = dict[str, Any]


def store_window(
    repos: Any, collection: Any, told: Any, document: Document, now: dt.datetime
) -> bool:
    """Insert an inspection or campaign and tell tablets; ``False`` when the id is taken."""

    change = told(document)

    def work(session: Any) -> None:
        repos.changes.tell([change], now, session)
        if not collection.insert(document, session):
            raise _Taken

    try:
        repos.in_transaction(work, [change.scope])
    except _Taken:
        return False
    return True


def change_window(
    repos: Any, collection: Any, told: Any, stored: Document, changes: Document,
    now: dt.datetime, also: Any = None,
) -> Document:  # fmt: skip
    """The next version of a window, told to tablets; ``also`` does in the same transaction what
    belongs to it. Raises :class:`Stale` when ``stored`` is no longer the newest."""
    change = told({**stored, **changes})

    def work(session: Any) -> Document:
        if also:
            also(session)
        repos.changes.tell([change], now, session)
        changed = collection.change(stored["_id"], stored["version"], changes, session)
        if changed is None:
            raise Stale
        return dict(changed)

    return dict(repos.in_transaction(work, [change.scope]))


def check_window(stored: Document, changes: Document) -> None:
    """A changed window still ends after it began."""
    merged = {**stored, **changes}
    if merged["to"] < merged["from"]:
        words = "Ngày kết thúc sớm hơn ngày bắt đầu."
        raise Invalid([Fault("to", "before_start", words)])


def page_of_windows(collection: Any, wanted: Document, query: Document) -> Document:
    """A page, newest first, as ``items`` and ``next_cursor``."""
    limit = query["limit"]
    key = key_of(query["cursor"], str, uuid.UUID) if query["cursor"] else None
    rows = collection.list(wanted, limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": rows[:limit],
        "next_cursor": cursor_of(last["from"], last["_id"]) if last else None,
    }


class _Taken(Exception):
    """The id is taken; leaves the transaction without a trace."""
