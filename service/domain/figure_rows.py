"""What is counted in a window, and how the register and the areas stood on its last day."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from service.domain.areas import area_key, scheme_on
from service.domain.periods import local_day

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows of one window, of the whole province; ``within`` limits what is read of them.

    Areas are keys as they were at the visit (``legacy:06001``); ``moved`` leads from them to those
    shown. A row of ``visits`` sums the visits of one establishment, kind, area and unit
    (``visits``, the numbers of the facts) and tells whether any was ``guided`` or ``committed``.
    One of ``last_visits`` is the last visit of an establishment: ``at``, ``id``, kind, area and
    whether 111 was ``posted``. One of ``inspected`` holds the ``visits`` of an ``inspection``, or
    of none, in an area. The other rows hold a ``count`` by item, kind and area, by basis and area,
    by area; those of ``findings_due`` also by the day on which they were ``remedied``, "" where
    they were not. What followed visits counts by its own day: ``sanctions`` by basis and area with
    their ``fine_vnd``, ``suspensions`` by establishment, ``transfers`` by body. A row of
    ``referrals`` is one that was ``sent`` (1), as :func:`of_referral` tells it; one of ``received``
    the ``people`` of a result told in the window. ``last`` is the last day of the
    window. ``register`` comes from :func:`register_on`, ``inspections`` are documents by id,
    ``minors_items`` the items that ask for minors at work. ``documents`` hold a ``count`` by unit,
    ``unit_areas`` the area of each unit that has one alone. A row of ``activities`` sums those of a
    form, area and unit: ``times``, each audience, each number; ``signers`` are establishments that
    signed at one, ``institutions`` those that took part in one, each time. A row of
    ``owing_units`` is a unit that owes returns: ``count`` 1, whether it ``acted`` (1 or 0); one of
    ``owed_returns`` a return that a unit owes: ``count`` 1, whether it came ``in_time``.

    Several rows may stand for the same group, as the parts of a window do (:func:`joined`).
    """

    visits: Sequence[Row] = ()
    last_visits: Sequence[Row] = ()
    inspected: Sequence[Row] = ()
    failed_items: Sequence[Row] = ()
    violations: Sequence[Row] = ()
    findings_due: Sequence[Row] = ()
    sanctions: Sequence[Row] = ()
    suspensions: Sequence[Row] = ()
    transfers: Sequence[Row] = ()
    documents: Sequence[Row] = ()
    owing_units: Sequence[Row] = ()
    owed_returns: Sequence[Row] = ()
    activities: Sequence[Row] = ()
    signers: Sequence[Row] = ()
    institutions: Sequence[Row] = ()
    referrals: Sequence[Row] = ()
    received: Sequence[Row] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    register: Sequence[Row] = ()
    unit_areas: Mapping[str, str] = field(default_factory=dict)
    inspections: Mapping[UUID, Row] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    within: Collection[str] | None = None
    minors_items: Collection[str] = ()
    last: str = ""


def joined(parts: Iterable[Row]) -> dict[str, Any]:
    """The rows of a window by source, of those of the disjoint parts that it is made of."""
    rows: dict[str, list[Row]] = {}
    levels: Counter[str] = Counter()
    for part in parts:
        for source, found in part.items():
            if source == "levels":
                levels.update(found)
            else:
                rows.setdefault(source, []).extend(found)
    return {**rows, "levels": levels}


def of_referral(sent: Row) -> dict[str, Any]:
    """``type``, ``body``, the local ``day`` it was sent, 1 as ``sent``, 1 or None as ``answered``
    and ``founded``, and the ``days`` from that day to the answer's, or None.

    A result that says that none came is no answer.
    """
    day, answered = local_day(sent["sent_at"]), sent["result"] not in (None, "no_answer")
    taken = date.fromisoformat(sent["result_on"]) - date.fromisoformat(day) if answered else None
    return {
        "type": sent["type"],
        "body": sent["recipient"]["code"],
        "day": day,
        "sent": 1,
        "answered": 1 if answered else None,
        "founded": 1 if sent["result"] == "founded" else None,
        "days": None if taken is None else taken.days,
    }


def register_on(establishments: Iterable[Row], day: str, committed: Collection[UUID]) -> list[Row]:
    """The establishments that were active at the end of a local day.

    Each with ``establishment`` (its id), ``kind``, ``area`` (a key) and ``committed`` (0 or 1).
    """
    return [
        {
            "establishment": each["_id"],
            "kind": state["kind"],
            "area": area_key(state["area"]),
            "committed": int(each["_id"] in committed),
        }
        for each in establishments
        if (state := _state_on(each["history"], day))["status"] == "active"
    ]


def _state_on(history: Sequence[Row], day: str) -> Row:
    """The newest entry up to the day; before the first it is taken to have been like the first."""
    known = [state for state in history if state["from"] is None or local_day(state["from"]) <= day]
    return known[-1] if known else history[0]


def moved_areas(areas: Iterable[Row], last: date) -> dict[str, str]:
    """Old area keys to those of the scheme valid on ``last``; empty while the old one was valid."""
    return {} if scheme_on(last) == "legacy" else successors_of(areas)


def successors_of(areas: Iterable[Row]) -> dict[str, str]:
    """Each old area's key to the one that counts on for it: of a split, the first in the list."""
    return {
        area["_id"]: area_key(_heir(area["successors"])) for area in areas if area.get("successors")
    }


def _heir(successors: Sequence[Row]) -> Row:
    return next((each for each in successors if each["share"] == "full"), successors[0])


def areas_of_units(units: Iterable[Row]) -> dict[str, str]:
    """The area of each unit that has exactly one."""
    return {unit["_id"]: unit["areas"][0] for unit in units if len(unit["areas"] or ()) == 1}


def keys_within(limits: Collection[str] | None, areas: Iterable[Row]) -> frozenset[str] | None:
    """The areas of an account with the old ones that they grew out of; ``None`` is the province."""
    if limits is None:
        return None
    return frozenset(limits) | {old for old, new in successors_of(areas).items() if new in limits}
