"""Legal holds: nothing of an establishment, visit or case that is held is purged."""

import datetime as dt
import uuid
from typing import Any

from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Conflict, NotFound
from service.domain.rights import may

SAME = ("of", "key", "reason", "placed_by")


def place_hold(
    repos: Any, who: dict[str, Any], fields: dict[str, Any], now: dt.datetime
) -> tuple[dict[str, Any], bool]:
    """Hold an object within the scope; answers the hold and whether it is new.

    An object that is absent, outside the scope or not of a kind this account may see is the same
    :class:`NotFound`.
    """
    hold = {
        "_id": fields["id"] or uuid.uuid4(),
        "of": fields["of"],
        "key": fields["key"],
        "area_key": _area_of(repos, who, fields["of"], fields["key"]),
        "reason": fields["reason"],
        "placed_by": who["username"],
        "placed_at": now,
        "lifted_by": None,
        "lifted_at": None,
    }
    if repos.legal_holds.place(hold):
        return hold, True
    stored = repos.legal_holds.read(hold["_id"], _objects(who), who["scope"])
    if stored is None or any(stored[name] != hold[name] for name in SAME):
        raise Conflict("Mã này đã dùng cho lệnh giữ khác. Xin dùng mã mới.")
    return stored, False


def lift_hold(repos: Any, who: dict[str, Any], key: uuid.UUID, now: dt.datetime) -> dict[str, Any]:
    """Lift a hold; lifted again it stays as it was."""
    stored = repos.legal_holds.read(key, _objects(who), who["scope"])
    if stored is None:
        raise NotFound
    lifted = repos.legal_holds.lift(key, who["scope"], who["username"], now)
    return lifted or repos.legal_holds.read(key, _objects(who), who["scope"])


def list_holds(repos: Any, who: dict[str, Any], query: dict[str, Any]) -> dict[str, Any]:
    """A page of holds, newest first; those on cases for reviewers alone."""
    limit = query["limit"]
    key = query["cursor"] and key_of(query["cursor"], dt.datetime.fromisoformat, uuid.UUID)
    rows = repos.legal_holds.list(_objects(who), who["scope"], limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": rows[:limit],
        "next_cursor": last and cursor_of(last["placed_at"].isoformat(), last["_id"]),
    }


def _objects(who: dict[str, Any]) -> list[str]:
    return ["establishment", "visit", *(["case"] if may(who, "read_case") else [])]


def _area_of(repos: Any, who: dict[str, Any], of: str, key: uuid.UUID) -> str:
    homes = {"establishment": repos.establishments, "visit": repos.visits, "case": repos.cases}
    found = homes[of].get_within(key, who["scope"]) if of in _objects(who) else None
    if found is None:
        raise NotFound
    return found["facts"]["area"] if of == "visit" else found["area_key"]
