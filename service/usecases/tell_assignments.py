"""What tablets are to know of the establishments that they are to visit."""

from collections.abc import Iterable
from typing import Any

from service.domain.periods import local_day
from service.domain.sync import Change, account_scope
from service.domain.sync_bodies import assignment_body
from service.usecases.tell_tablets import as_json

KIND = "assignment"

Document = dict[str, Any]


def of_assignments(repos: Any, rows: list[Document], session: Any) -> list[Change]:
    """What whoever has these to visit is told; nothing of what is nobody's or over."""
    told = [row for row in rows if row["open"] and row["account"]]
    if not told:
        return []
    inspections = sorted({row["inspection"] for row in told})
    days = repos.tagged.days(inspections, [row["establishment"] for row in told], session)
    return [_of(row, days.get((row["inspection"], row["establishment"]))) for row in told]


def partings(rows: Iterable[Document]) -> list[Change]:
    """That these are no longer to be visited by whom they are assigned to."""
    return [
        Change(account_scope(row["account"]), KIND, row["_id"], None)
        for row in rows
        if row["account"]
    ]


def _of(row: Document, at: Any) -> Change:
    body = as_json(assignment_body(row, local_day(at) if at else None))
    return Change(account_scope(row["account"]), KIND, row["_id"], body)
