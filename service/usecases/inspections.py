"""Inspections: made, changed, moved from state to state, and how far their lists are."""

import datetime as dt
import uuid
from typing import Any

from service.domain.errors import Fault, Invalid, NotFound
from service.domain.inspections import (
    OPEN_STATES,
    accounts_of,
    assignment_id,
    check_move,
    is_open,
    is_overdue,
    leads,
)
from service.domain.periods import local_day
from service.usecases.plans import (
    checked_version,
    faults_of_links,
    made,
    may_change,
    own,
    stored_once,
    unit_for,
)
from service.usecases.tell_assignments import of_assignments, partings
from service.usecases.tell_tablets import of_inspection
from service.usecases.windows import change_window, check_window, page_of_windows, store_window

Document = dict[str, Any]
STILL_ASSIGNED = "{name} còn cơ sở được phân công. Xin giao cho người khác trước khi rút khỏi đoàn."
NOT_OF_UNIT = "Không có tài khoản này ở đơn vị tổ chức cuộc kiểm tra hoặc đơn vị cấp dưới."
KIND_COUNTED = "Đã có lượt kiểm tra nên không đổi được loại cuộc kiểm tra."


def make_inspection(
    repos: Any, who: Document, fields: Document, now: dt.datetime
) -> tuple[Document, bool]:
    """Store an inspection for a unit, by default the maker's; answers it and whether it is new."""
    unit = unit_for(repos, who, fields["unit"])
    _check(repos, fields, unit)
    first = {"state": "planned", "reason": "", "by": who["username"], "at": now}
    document = {
        **made(repos, who, {**fields, "unit": unit}, now),
        "state": "planned",
        "states": [first],
        "turns": 0,
    }
    is_new = store_window(repos, repos.inspections, of_inspection, document, now)
    found, is_new = stored_once(repos.inspections, document, is_new)
    return shown(repos, who, [found], now)[0], is_new


def change_inspection(
    repos: Any, who: Document, inspection_id: uuid.UUID, version: int, changes: Document,
    now: dt.datetime,
) -> Document:  # fmt: skip
    """Change fields of the version the sender saw; nobody with establishments leaves the team."""
    stored = checked_version(inspection_of(repos, who, inspection_id), version)
    check_window(stored, changes)
    _check(repos, changes, stored["unit"])
    if changes.get("kind", stored["kind"]) != stored["kind"] and repos.tagged.any_of(inspection_id):
        raise Invalid([Fault("kind", "counted", KIND_COUNTED)])
    by = {"changed_at": now, "changed_by": who["username"]}

    def nobody_leaves(session: Any) -> None:
        if "team" in changes:
            _check_leaving(repos, stored, changes["team"], session)

    changed = change_window(
        repos, repos.inspections, of_inspection, stored, {**changes, **by}, now, nobody_leaves
    )
    return shown(repos, who, [changed], now)[0]


def move_inspection(
    repos: Any, who: Document, inspection_id: uuid.UUID, version: int, wanted: Document,
    now: dt.datetime,
) -> Document:  # fmt: skip
    """Begin, finish, cancel, or go on after the end. What ends leaves the tablets."""
    stored = checked_version(inspection_of(repos, who, inspection_id), version)
    progress = progress_of(repos, [inspection_id])[inspection_id]
    waiting = progress["listed"] - progress["visited"]
    check_move(stored["state"], wanted["state"], wanted["reason"], waiting)
    step = {**wanted, "by": who["username"], "at": now}
    changes = {"state": wanted["state"], "states": [*stored["states"], step]}
    goes_on = is_open(changes)

    def tell_lists(session: Any) -> None:
        if goes_on == is_open(stored):
            return
        repos.assignments.set_open(inspection_id, goes_on, session)
        rows = repos.assignments.assigned(inspection_id, session)
        told = of_assignments(repos, rows, session) if goes_on else partings(rows)
        repos.changes.tell(told, now, session)

    changed = change_window(
        repos, repos.inspections, of_inspection, stored, changes, now, tell_lists
    )
    return shown(repos, who, [changed], now)[0]


def read_inspection(
    repos: Any, who: Document, inspection_id: uuid.UUID, now: dt.datetime
) -> Document:
    """One inspection with its team, its states and the progress of its list."""
    found = repos.inspections.get(inspection_id)
    if found is None:
        raise NotFound
    return shown(repos, who, [found], now)[0]


def list_inspections(repos: Any, who: Document, query: Document, now: dt.datetime) -> Document:
    """A page of inspections with their progress, newest first."""
    wanted = repos.inspections.wanted(query, who["username"], local_day(now), OPEN_STATES)
    page = page_of_windows(repos.inspections, wanted, query)
    return {**page, "items": shown(repos, who, page["items"], now)}


def shown(repos: Any, who: Document, rows: list[Document], now: dt.datetime) -> list[Document]:
    """Inspections as answered: with progress, whether late, whether the asker may change them."""
    progress = progress_of(repos, [row["_id"] for row in rows])
    today = local_day(now)
    return [
        {
            **row,
            "progress": progress[row["_id"]],
            "overdue": is_overdue(row, today),
            "may_change": may_change(repos, who, row) or leads(row, who["username"]),
        }
        for row in rows
    ]


def progress_of(repos: Any, inspections: list[uuid.UUID]) -> dict[uuid.UUID, Document]:
    """``listed``, ``assigned``, ``visited`` and ``beyond`` of each, counted now."""
    nothing = {"listed": 0, "assigned": 0, "visited": 0, "beyond": 0}
    if not inspections:
        return {}
    counts = repos.assignments.counts(inspections)
    found = {each: {**nothing, **counts.get(each, {})} for each in inspections}
    visited = {assignment_id(*pair): pair[0] for pair in repos.tagged.days(inspections, [], None)}
    listed = repos.assignments.there(list(visited))
    for key, inspection in visited.items():
        found[inspection]["visited" if key in listed else "beyond"] += 1
    return found


def inspection_of(repos: Any, who: Document, inspection_id: uuid.UUID) -> Document:
    """An inspection that this account may change: of its unit, of one below it, or led by it."""
    found: Document | None = repos.inspections.get(inspection_id)
    if found and leads(found, who["username"]):
        return found
    return own(repos, repos.inspections, who, inspection_id)


def _check(repos: Any, fields: Document, unit: str) -> None:
    faults = [*faults_of_links(repos, fields), *_faults_of_team(repos, fields, unit)]
    if faults:
        raise Invalid(faults)


def _faults_of_team(repos: Any, fields: Document, unit: str) -> list[Fault]:
    team = fields.get("team", [])
    accounts = repos.accounts.several(list(accounts_of(team)))
    return [
        Fault(f"team.{number}.account", "unknown_account", NOT_OF_UNIT)
        for number, member in enumerate(team)
        if member["account"] and not belongs(repos, accounts.get(member["account"]), unit)
    ]


def belongs(repos: Any, account: Document | None, unit: str) -> bool:
    """Whether an active account is of the unit or of one below it."""
    if account is None or account["status"] != "active":
        return False
    return unit in repos.units.above(account["unit"])


def _check_leaving(repos: Any, stored: Document, team: list[Document], session: Any) -> None:
    busy = {row["account"] for row in repos.assignments.assigned(stored["_id"], session)}
    leaving = busy & accounts_of(stored["team"]) - accounts_of(team)
    if is_open(stored) and leaving:
        names = ", ".join(sorted(leaving))
        raise Invalid([Fault("team", "still_assigned", STILL_ASSIGNED.format(name=names))])
