"""Inspections and campaigns in their smallest form: made, listed, and tagged by visits."""

import datetime as dt
import uuid
from typing import Any

from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Conflict, Fault, Invalid
from service.domain.fingerprint import fingerprint
from service.usecases.tell_tablets import of_campaign, of_inspection


def make_inspection(
    repos: Any, who: dict[str, Any], fields: dict[str, Any], now: dt.datetime
) -> tuple[dict[str, Any], bool]:
    """Store an inspection for a unit, by default the maker's; answers it and whether it is new."""
    unit = fields["unit"] or who["unit"]
    if not repos.units.get(unit):
        raise Invalid([Fault("unit", "unknown_unit", "Không có đơn vị mang mã này.")])
    fields = {**fields, "unit": unit}
    return _make(repos, repos.inspections, of_inspection, who, fields, now)


def make_campaign(
    repos: Any, who: dict[str, Any], fields: dict[str, Any], now: dt.datetime
) -> tuple[dict[str, Any], bool]:
    """Store a campaign; answers it and whether it is new."""
    return _make(repos, repos.campaigns, of_campaign, who, fields, now)


def list_windows(collection: Any, query: dict[str, Any]) -> dict[str, Any]:
    """A page of inspections or campaigns, newest first."""
    limit = query["limit"]
    key = key_of(query["cursor"], str, uuid.UUID) if query["cursor"] else None
    rows = collection.list(limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": rows[:limit],
        "next_cursor": cursor_of(last["from"], last["_id"]) if last else None,
    }


def store_window(
    repos: Any, collection: Any, told: Any, document: dict[str, Any], now: dt.datetime
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


class _Taken(Exception):
    """The id is taken; leaves the transaction without a trace."""


def _make(
    repos: Any, collection: Any, told: Any, who: dict[str, Any], fields: dict[str, Any],
    now: dt.datetime,
) -> tuple[dict[str, Any], bool]:  # fmt: skip
    sent = fingerprint(fields, repos.keys.content)
    document = {
        **{name: value for name, value in fields.items() if name not in ("id", "from_")},
        "_id": fields["id"] or uuid.uuid4(),
        "from": fields["from_"],
        "sent": sent,
        "created_at": now,
        "created_by": who["username"],
    }
    if store_window(repos, collection, told, document, now):
        return document, True
    stored = collection.get(document["_id"])
    if stored["sent"] != sent:
        raise Conflict("Mã này đã dùng cho nội dung khác. Xin dùng mã mới.")
    return stored, False
