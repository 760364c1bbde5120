"""The list of an inspection: establishments put on it, taken off, and given to inspectors."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from service.domain.areas import key_asked
from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Conflict, Fault, Invalid, NotFound
from service.domain.inspections import LISTED_MOST, OPEN_STATES, accounts_of, assignment_id
from service.domain.names import words_of
from service.domain.periods import local_day
from service.domain.rights import Scope, areas_of, may
from service.domain.sync import account_scope, area_scope
from service.usecases.inspections import belongs, inspection_of, progress_of
from service.usecases.tell_assignments import of_assignments, partings
from service.usecases.who import public_account

AT_ONCE = 500  # rows in one transaction
NOTHING = (None, None, None)

IS_OVER = "Cuộc kiểm tra đã kết thúc hoặc đã hủy nên danh sách không đổi được nữa."
TOO_MANY = f"Danh sách có nhiều nhất {LISTED_MOST} cơ sở. Xin lọc hẹp hơn."
NO_PLACE = "Không có cơ sở này, hoặc nằm ngoài địa bàn của tài khoản."
NOT_LISTED = "Cơ sở này không còn trong danh sách. Xin tải lại."
NOT_ON_TEAM = (
    "Người này chưa có trong đoàn kiểm tra, hoặc không phải người kiểm tra đang hoạt động."
)
OUTSIDE = "Cơ sở này nằm ngoài địa bàn của đơn vị người được giao."

Document = dict[str, Any]


def list_places(
    repos: Any, who: Document, inspection_id: uuid.UUID, wanted: Document, now: dt.datetime
) -> Document:
    """Put establishments on the list, by their ids or all that a filter of the register finds; what
    is on it already stays as it is. Answers how many were added and how the list stands."""
    inspection_of(repos, who, inspection_id)
    places = _named(repos, who, wanted["establishments"]) or _found(repos, who, wanted["filter"])
    rows = [_row(inspection_id, place, who, now) for place in places]
    added = 0
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        added += repos.in_transaction(lambda session, some=some: _add(repos, some, session))
    return _counts(repos, inspection_id, added, len(rows) - added)


def unlist_places(
    repos: Any, who: Document, inspection_id: uuid.UUID, places: list[uuid.UUID], now: dt.datetime
) -> Document:
    """Take establishments off the list, and off the tablets; what was visited stays."""
    inspection_of(repos, who, inspection_id)

    def work(session: Any) -> tuple[int, list[uuid.UUID]]:
        _hold(repos, inspection_id, session)
        rows = repos.assignments.on_list(inspection_id, places, session)
        visited = {place for _, place in repos.tagged.days([inspection_id], places, session)}
        going = [row for row in rows if row["establishment"] not in visited]
        repos.changes.tell(partings(going), now, session)
        repos.assignments.drop([row["_id"] for row in going], session)
        kept = [row["establishment"] for row in rows if row["establishment"] in visited]
        return len(going), kept

    gone, kept = repos.in_transaction(work)
    return _counts(repos, inspection_id, gone, len(kept)) | {"kept": kept}


def assign_places(
    repos: Any, who: Document, inspection_id: uuid.UUID, places: list[uuid.UUID],
    account: str | None, now: dt.datetime,
) -> Document:  # fmt: skip
    """Give listed establishments to an inspector of the team, whose tablet is told; to nobody with
    ``None``. All of them or none."""
    stored = inspection_of(repos, who, inspection_id)
    receiver = _receiver(repos, stored, account)

    def work(session: Any) -> int:
        inspection = _hold(repos, inspection_id, session)
        if account and account not in accounts_of(inspection["team"]):
            raise Invalid([Fault("account", "not_on_team", NOT_ON_TEAM)])
        if account and not repos.accounts.acts(account, "inspector", now, session):
            raise Invalid([Fault("account", "not_on_team", NOT_ON_TEAM)])
        rows = _listed(repos, inspection_id, places, receiver, session)
        moving = [row for row in rows if row["account"] != account]
        # Whoever numbers a visit to one of them holds the counter of its area.
        repos.changes.hold({area_scope(row["area_key"]) for row in moving}, session)
        given = [{**row, "account": account} for row in moving]
        told = [*partings(moving), *of_assignments(repos, given, session)]
        repos.changes.tell(told, now, session)
        repos.assignments.give([row["_id"] for row in moving], account, session)
        return len(moving)

    changed = repos.in_transaction(work, [account_scope(account)] if account else [])
    return _counts(repos, inspection_id, changed, len(places) - changed)


def listed_places(repos: Any, who: Document, inspection_id: uuid.UUID, query: Document) -> Document:
    """A page of the list by area and name, of the reader's areas, with the last standing visit."""
    if repos.inspections.get(inspection_id) is None:
        raise NotFound
    limit, areas = query["limit"], areas_of(who)
    key = key_of(query["cursor"], str, str, uuid.UUID) if query["cursor"] else None
    more = _asked(repos, inspection_id, query)
    rows = repos.assignments.page_of(inspection_id, areas.areas, more, limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    following = [last["area_key"], last["sort_name"], last["_id"]] if last else None
    return {
        "items": _with_visits(repos, inspection_id, rows[:limit], areas),
        "next_cursor": cursor_of(*following) if following else None,
    }


def inspectors_for(repos: Any, who: Document, inspection_id: uuid.UUID) -> Document:
    """The active inspectors of the inspection's unit and of those below it."""
    inspection = inspection_of(repos, who, inspection_id)
    found = repos.accounts.inspectors(repos.units.below(inspection["unit"]))
    return {"items": [{**account, "username": account["_id"]} for account in found]}


def give_back(repos: Any, leaver: Document, now: dt.datetime, session: Any) -> int:
    """What an account, as it now stands, may no longer visit is nobody's again; answers how many.

    In the transaction of the change of the account, which whoever assigns to it meets.
    """
    rows = repos.assignments.of_account(leaver["username"], session)
    if not rows:
        return 0
    named = repos.inspections.several(list({row["inspection"] for row in rows}))
    above = repos.units.above(leaver["unit"], session)
    able = leaver["status"] == "active" and may(leaver, "submit_visit")
    areas = areas_of(leaver).areas
    going = [
        row
        for row in rows
        if not able
        or named[row["inspection"]]["unit"] not in above
        or (areas is not None and row["area_key"] not in areas)
    ]
    repos.changes.tell(partings(going), now, session)
    repos.assignments.give([row["_id"] for row in going], None, session)
    return len(going)


def _hold(repos: Any, inspection_id: uuid.UUID, session: Any) -> Document:
    found: Document | None = repos.inspections.hold(inspection_id, OPEN_STATES, session)
    if found is None:
        raise Conflict(IS_OVER)
    return found


def _add(repos: Any, rows: list[Document], session: Any) -> int:
    inspection_id = rows[0]["inspection"]
    _hold(repos, inspection_id, session)
    added = int(repos.assignments.insert_missing(rows, session))
    if repos.assignments.count(inspection_id, session) > LISTED_MOST:
        raise Invalid([Fault("filter", "too_many", TOO_MANY)])
    return added


def _named(repos: Any, who: Document, ids: list[uuid.UUID]) -> list[Document]:
    found = repos.establishments.several_within(ids, areas_of(who))
    faults = [
        Fault(f"establishments.{number}", "unknown_establishment", NO_PLACE)
        for number, each in enumerate(ids)
        if each not in found
    ]
    if faults:
        raise Invalid(faults)
    return list(found.values())


def _found(repos: Any, who: Document, wanted: Document | None) -> list[Document]:
    """All that the filter finds, closed ones only where they are asked for."""
    if wanted is None:
        return []
    asked = {
        **wanted,
        "words": words_of(wanted["q"]),
        "area": key_asked(wanted["area"]),
        "bbox": None,
        "scope": areas_of(who),
    }
    rows: list[Document] = []
    for row in _every(repos, asked):
        if wanted["status"] or row["status"] != "closed":
            rows.append(row)
        if len(rows) > LISTED_MOST:
            raise Invalid([Fault("filter", "too_many", TOO_MANY)])
    return rows


def _every(repos: Any, asked: Document) -> Iterator[Document]:
    key = None
    while True:
        rows = repos.establishments.search(asked, AT_ONCE, key)
        yield from rows[:AT_ONCE]
        if len(rows) <= AT_ONCE:
            return
        key = [rows[AT_ONCE - 1]["sort_name"], rows[AT_ONCE - 1]["_id"]]


def _row(inspection_id: uuid.UUID, place: Document, who: Document, now: dt.datetime) -> Document:
    return {
        "_id": assignment_id(inspection_id, place["_id"]),
        "inspection": inspection_id,
        "establishment": place["_id"],
        "area_key": place["area_key"],
        "sort_name": place["sort_name"],
        "account": None,
        "open": True,
        "listed_at": now,
        "listed_by": who["username"],
    }


def _receiver(repos: Any, inspection: Document, username: str | None) -> Document | None:
    if username is None:
        return None
    account = repos.accounts.get(username)
    if not belongs(repos, account, inspection["unit"]) or not may(account, "submit_visit"):
        raise Invalid([Fault("account", "not_on_team", NOT_ON_TEAM)])
    return dict(public_account(repos, account))


def _listed(
    repos: Any, inspection_id: uuid.UUID, places: list[uuid.UUID], receiver: Document | None,
    session: Any,
) -> list[Document]:  # fmt: skip
    """The rows of these establishments; :class:`Invalid` names those that are not on the list, or
    outside the areas of who is to visit them."""
    rows = {
        row["establishment"]: row
        for row in repos.assignments.on_list(inspection_id, places, session)
    }
    areas = areas_of(receiver).areas if receiver else None
    faults = []
    for number, place in enumerate(places):
        if place not in rows:
            faults.append(Fault(f"establishments.{number}", "not_listed", NOT_LISTED))
        elif areas is not None and rows[place]["area_key"] not in areas:
            faults.append(Fault(f"establishments.{number}", "outside_areas", OUTSIDE))
    if faults:
        raise Invalid(faults)
    return list(rows.values())


def _asked(repos: Any, inspection_id: uuid.UUID, query: Document) -> Document:
    more: Document = {"account": query["account"]} if query["account"] else {}
    if query["state"] == "unassigned":
        more["account"] = None
    elif query["state"]:
        pairs = repos.tagged.days([inspection_id], [], None)
        visited = [assignment_id(*pair) for pair in pairs]
        more["_id"] = {"$in" if query["state"] == "visited" else "$nin": visited}
    return more


def _with_visits(
    repos: Any, inspection_id: uuid.UUID, rows: list[Document], areas: Scope
) -> list[Document]:
    places = [row["establishment"] for row in rows]
    known = repos.establishments.several_within(places, areas)
    visits = repos.tagged.last(inspection_id, places) if places else {}
    return [
        {**known[place], **row, **_outcome(visits.get(place))}
        for row in rows
        if (place := row["establishment"]) in known
    ]


def _outcome(visit: Document | None) -> Document:
    names = ("visit", "visited_on", "visited_by")
    if visit is None:
        return dict(zip(names, NOTHING, strict=True))
    told = (visit["_id"], local_day(visit["facts"]["at"]), visit["submitter"]["username"])
    return dict(zip(names, told, strict=True))


def _counts(repos: Any, inspection_id: uuid.UUID, changed: int, unchanged: int) -> Document:
    progress = progress_of(repos, [inspection_id])[inspection_id]
    return {"changed": changed, "unchanged": unchanged, "kept": [], "progress": progress}
