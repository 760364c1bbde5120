"""Entries that follow a visit: stored once under the sender's id, corrected by later ones."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from service.domain.errors import Conflict
from service.domain.fingerprint import fingerprint

WITHDRAWN = "Lượt kiểm tra đã được rút lại nên không ghi thêm được nữa."
OTHER_CONTENT = "Mã này đã dùng cho nội dung khác. Xin dùng mã mới."
NOT_HOLDING = "Bản ghi cần sửa không có ở lượt kiểm tra này, hoặc đã được sửa. Xin tải lại."

Entry = dict[str, Any]


def record_entry(
    repos: Any, entries: Any, who: dict[str, Any], fields: Entry, facts: Entry, now: dt.datetime,
    check: Callable[[], None], also: Callable[[Entry, Any], None],
) -> tuple[Entry, bool]:  # fmt: skip
    """Store an entry of the visit that ``facts`` name; answers it and whether it is new.

    ``check`` raises what is wrong with a new one; ``also`` does in the same transaction what
    belongs to it. The same content again changes nothing; other content under the id, or a
    correction of what no longer holds, is a :class:`Conflict`.
    """
    entry = {
        **fields,
        **facts,
        "_id": fields["id"] or uuid.uuid4(),
        "by": who["username"],
        "at": now,
        "corrected_by": None,
        "counts": not fields["void"],
        "sent": fingerprint({**fields, "visit": facts["visit"]}, repos.keys.content),
    }
    del entry["id"]
    if known := entries.get(entry["_id"]):
        return _again(known, entry)
    check()
    try:
        repos.in_transaction(lambda session: _store(entries, entry, also, session))
    except _Taken:
        return _again(entries.get(entry["_id"]), entry)
    return entry, True


class _Taken(Exception):
    """The id is taken; leaves the transaction without a trace."""


def _store(entries: Any, entry: Entry, also: Callable[[Entry, Any], None], session: Any) -> None:
    if not entries.insert(entry, session):
        raise _Taken
    earlier = entry["corrects"]
    if earlier and not entries.correct(earlier, entry["visit"], entry["_id"], session):
        raise Conflict(NOT_HOLDING)
    also(entry, session)


def _again(known: Entry, entry: Entry) -> tuple[Entry, bool]:
    if any(known[name] != entry[name] for name in ("by", "sent")):
        raise Conflict(OTHER_CONTENT)
    return known, False
