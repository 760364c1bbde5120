"""The register: establishments in, changed, and found."""

import datetime as dt
import uuid
from typing import Any

from service.domain.areas import area_key, key_asked
from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Conflict, Fault, Invalid, NotAllowed, NotFound, Stale
from service.domain.establishments import (
    changed_establishment,
    new_establishment,
    shown_to,
)
from service.domain.fingerprint import fingerprint
from service.domain.names import words_of
from service.domain.rights import EVERYWHERE, Scope, holds
from service.domain.sync import area_scope
from service.usecases.tell_tablets import tell_of_register

Document = dict[str, Any]
Stored = tuple[dict[str, Any], bool]


def register_establishment(
    repos: Any, who: dict[str, Any], establishment_id: uuid.UUID | None, fields: dict[str, Any],
    now: dt.datetime,
) -> Stored:  # fmt: skip
    """Store an establishment under its sender's id; answers it and whether it is new.

    The same content again changes nothing; other content under the id is a :class:`Conflict`.
    """
    _check(repos, who, fields)
    sent = fingerprint(fields, repos.keys.content)
    document = new_establishment(establishment_id or uuid.uuid4(), fields, who, now)
    if store_all(repos, [{**document, "sent": sent}], [], now):
        return document, True
    stored = repos.establishments.get(document["_id"])
    if stored.get("sent") != sent:
        raise Conflict("Mã này đã có cơ sở khác. Xin dùng mã mới hoặc sửa bản đã có.")
    return stored, False


def change_establishment(
    repos: Any, who: dict[str, Any], establishment_id: uuid.UUID, version: int,
    changes: dict[str, Any], now: dt.datetime,
) -> dict[str, Any]:  # fmt: skip
    """Change fields of the version the sender saw; :class:`Stale` when it is not the newest."""
    stored = establishment(repos, who, establishment_id)
    if stored["version"] != version:
        raise Stale
    _check(repos, who, changes)
    if "owner" in changes:
        changes = {**changes, "owner": {**stored["owner"], **changes["owner"]}}
    changed = changed_establishment(stored, changes, who, now)
    if not store_all(repos, [], [(stored, changed)], now, who["scope"]):
        raise Stale
    return changed


def store_all(
    repos: Any, entering: list[Document], changing: list[tuple[Document, Document]],
    now: dt.datetime, scope: Scope = EVERYWHERE,
) -> bool:  # fmt: skip
    """Insert establishments and store the next version of others, ``(before, after)``, and tell
    tablets: all or none.

    ``False`` when an id is taken, a ``before`` is no longer the newest, or it left the scope.
    """

    def work(session: Any) -> None:
        tell_of_register(repos, entering, changing, now, session)
        done = repos.establishments.insert_all(entering, session)
        for before, after in changing:
            done = done and repos.establishments.replace(after, before["version"], scope, session)
            if any(before.get(name) != after[name] for name in ("area_key", "sort_name")):
                repos.assignments.follow(after, session)
        if not done:
            raise _Refused

    concerned = [*entering, *(document for pair in changing for document in pair)]
    try:
        repos.in_transaction(work, {area_scope(each["area_key"]) for each in concerned})
    except _Refused:
        return False
    return True


def establishment(repos: Any, who: dict[str, Any], establishment_id: uuid.UUID) -> dict[str, Any]:
    """One establishment; absent and outside the account's areas are the same :class:`NotFound`."""
    found = repos.establishments.get_within(establishment_id, who["scope"])
    if found is None:
        raise NotFound
    return shown_to(found, who)


def find_establishments(repos: Any, who: dict[str, Any], query: dict[str, Any]) -> dict[str, Any]:
    """A page of the register: by distance with ``near``, else by name."""
    asked = {
        **query,
        "words": words_of(query["q"]),
        "area": key_asked(query["area"]),
        "scope": who["scope"],
    }
    limit = query["limit"]
    if query["near"]:
        skip = key_of(query["cursor"], int)[0] if query["cursor"] else 0
        rows = repos.establishments.nearest(asked, limit, skip)
        following = cursor_of(skip + limit)
    else:
        key = key_of(query["cursor"], str, uuid.UUID) if query["cursor"] else None
        rows = repos.establishments.search(asked, limit, key)
        following = (
            cursor_of(rows[limit - 1]["sort_name"], rows[limit - 1]["_id"])
            if rows[limit:]
            else None
        )
    return {"items": rows[:limit], "next_cursor": following if rows[limit:] else None}


class _Refused(Exception):
    """Leaves a transaction without a trace."""


def _check(repos: Any, who: dict[str, Any], fields: dict[str, Any]) -> None:
    faults = []
    area, point = fields.get("area"), fields.get("point")
    if area and not repos.areas.get(area_key(area)):
        faults.append(Fault("area.code", "unknown_area", "Không có địa bàn mang mã này."))
    if point and not repos.country.holds(*point["coordinates"]):
        faults.append(Fault("point.coordinates", "outside_country",
            "Vị trí nằm ngoài lãnh thổ Việt Nam. Kinh độ đứng trước, vĩ độ đứng sau."))  # fmt: skip
    if faults:
        raise Invalid(faults)
    if area and not holds(who["scope"], area_key(area)):
        raise NotAllowed("Cơ sở này nằm ngoài địa bàn của đơn vị.")
