"""Sync: the scopes that are counted, where a tablet stands in them, and what a change is."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

PROVINCE = "province"  # what everybody who syncs has: catalogue, areas, units, campaigns
AREA = "area:"
BODIES = 3  # raise it when a body in sync_bodies.py changes: the next start tells all anew


def area_scope(area_key: str) -> str:
    """The establishments of an area, and what is to be re-checked there."""
    return f"{AREA}{area_key}"


def unit_scope(code: str) -> str:
    """The inspections of a unit."""
    return f"unit:{code}"


def account_scope(username: str) -> str:
    """What became of an account's own visits, and what it is to visit."""
    return f"account:{username}"


@dataclass(frozen=True, slots=True)
class Grant:
    """The scopes of an account: those named, and with ``every_area`` all areas there are."""

    named: frozenset[str]
    every_area: bool

    def holds(self, scope: str) -> bool:
        return scope in self.named or (self.every_area and scope.startswith(AREA))


def grant_of(account: Mapping[str, Any], units: Iterable[str]) -> Grant:
    """What this account may sync; ``units`` are its own and those above it."""
    areas = account["areas"]
    return Grant(
        frozenset(
            (
                PROVINCE,
                account_scope(account["username"]),
                *map(unit_scope, units),
                *map(area_scope, areas or ()),
            )
        ),
        every_area=areas is None,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """What a tablet is to know of one thing now; ``body`` is JSON, ``None`` when it is gone.

    A finding names its ``visit`` and ``establishment``, by which it is found again.
    """

    scope: str
    kind: str
    key: Any
    body: bytes | None
    visit: Any = None
    establishment: Any = None

    @property
    def mark(self) -> int:
        """Under 2^32, so that thousands of them add up exactly in any JavaScript."""
        told = f"{self.kind} {self.key} ".encode() + (self.body or b"")
        return int.from_bytes(hashlib.sha256(told).digest()[:4])


@dataclass(frozen=True, slots=True)
class Position:
    """Where a tablet stands: ``reached`` in each scope it has, ``leaving`` in those it lost.

    A scope that is left is told as gone up to what the tablet had reached: ``(reached, told)``.
    ``epoch`` changes when the database was restored, ``purges`` when tombstones were dropped.
    """

    epoch: str
    purges: int
    reached: dict[str, int] = field(default_factory=dict)
    leaving: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """How far a scope has counted, and up to where its tombstones were dropped."""

    seq: int
    floor: int = 0


def is_lost(
    position: Position, epoch: str, purges: int, heads: Mapping[str, Head], grant: Grant
) -> bool:
    """Whether nothing but a new start can bring this tablet up to date.

    Another epoch; a counter that went back; tombstones that were dropped before it saw them; a
    scope that it got back while it was still being told to forget it.
    """
    nothing = Head(0)
    known = {**position.reached, **{scope: at for scope, (at, _) in position.leaving.items()}}
    ahead = any(at > heads.get(scope, nothing).seq for scope, at in known.items())
    missed = purges != position.purges and any(
        0 < at < heads.get(scope, nothing).floor for scope, at in known.items()
    )
    regained = any(grant.holds(scope) for scope in position.leaving)
    return position.epoch != epoch or ahead or missed or regained


def continued(position: Position, purges: int, heads: Mapping[str, Head], grant: Grant) -> Position:
    """The position under today's grant: scopes that were lost are left, new ones begin at 0."""
    lost = {scope: (at, 0) for scope, at in position.reached.items() if not grant.holds(scope)}
    return Position(
        position.epoch,
        purges,
        {scope: position.reached.get(scope, 0) for scope in sorted(heads) if grant.holds(scope)},
        {**position.leaving, **lost},
    )
