"""What an establishment is, and what it was on a given day."""

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from typing import Any

from service.domain.areas import area_key
from service.domain.names import folded, words_of
from service.domain.rights import may

KEPT_WITH_DATES = ("kind", "status", "area")


def new_establishment(
    establishment_id: uuid.UUID, fields: dict[str, Any], who: dict[str, Any], now: dt.datetime
) -> dict[str, Any]:
    """The document of an establishment that enters the register.

    Nobody knows what it was before, so its first known state reaches back without end.
    """
    return _indexed(
        {
            "_id": establishment_id,
            "version": 1,
            **fields,
            "point_from": "sender",
            "history": [_state(fields, None)],
            "created_at": now,
            "created_by": who["username"],
            "changed_at": now,
            "changed_by": who["username"],
        }
    )


def changed_establishment(
    document: dict[str, Any], changes: dict[str, Any], who: dict[str, Any], now: dt.datetime
) -> dict[str, Any]:
    """The next version; a change of kind, status or area opens a new state from ``now`` on."""
    changed = {
        **document,
        **({"point_from": "sender"} if "point" in changes else {}),
        **changes,
        "version": document["version"] + 1,
        "changed_at": now,
        "changed_by": who["username"],
    }
    if any(changed[name] != document[name] for name in KEPT_WITH_DATES):
        changed["history"] = [*document["history"], _state(changed, now)]
    return _indexed(changed)


def state_at(document: dict[str, Any], moment: dt.datetime) -> dict[str, Any]:
    """``{from, kind, status, area}`` as it was at the moment."""
    past = [state for state in document["history"] if state["from"] is None]
    past += [state for state in document["history"] if state["from"] and state["from"] <= moment]
    return past[-1]


def confirmed_point(document: Mapping[str, Any]) -> dict[str, Any] | None:
    """The point, unless it is a guess: by a guess nothing is measured."""
    told = document.get("point_from", "sender") == "sender"
    return document.get("point") if told else None


def shown_to(document: dict[str, Any], who: dict[str, Any]) -> dict[str, Any]:
    """The establishment as this account may see it.

    Whoever goes there, works the case or keeps the register needs the owner's name and telephone.
    """
    if may(who, "read_owner"):
        return document
    return {name: value for name, value in document.items() if name != "owner"}


def phone_keys(text: str) -> list[str]:
    """The digits of each number of a cell that may hold several (``0912… / 0205…``)."""
    numbers = ("".join(filter(str.isdigit, part)) for part in re.split(r"[/;,\n]", text))
    return list(dict.fromkeys(number for number in numbers if number))


def _state(fields: dict[str, Any], since: dt.datetime | None) -> dict[str, Any]:
    return {"from": since, **{name: fields[name] for name in KEPT_WITH_DATES}}


def _indexed(document: dict[str, Any]) -> dict[str, Any]:
    owner = document.get("owner") or {}
    return {
        **document,
        "to_map": True,
        "area_key": area_key(document["area"]),
        "sort_name": folded(document["name"]),
        "words": words_of(document["name"], document["address"]),
        "phone_keys": phone_keys(owner.get("phone", "")),
    }
