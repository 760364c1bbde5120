"""What follows on a demo visit: a correction, a withdrawal, a reviewer's work on its case."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from service.domain import demo_words as words
from service.domain.demo_places import chances, demo_id
from service.domain.demo_referrals import referral_of_visit
from service.domain.demo_visits import Visit
from service.domain.demo_world import World
from service.domain.triage import triage

AMENDED, WITHDRAWN = 0.015, 0.01
# Per level: how often a case is claimed and decided, the days until then, and what is decided.
WORKED = {
    "red": (0.95, 0.8, 1, 4, ("referred",)),
    "orange": (0.85, 0.7, 2, 9, ("referred", "monitoring")),
    "yellow": (0.6, 0.6, 8, 20, ("monitoring", "unfounded")),
    "white": (0.4, 0.6, 15, 20, ("unfounded", "closed")),
}


@dataclass(frozen=True, slots=True)
class Later:
    """One thing done to a visit (``amendment``, ``withdrawal``), its case (``claim``, ``decision``)
    or what leaves it (``draft`` and the steps of a referral), with its content as the schema loads
    it; ``order`` keeps a day's things apart."""

    at: dt.datetime
    order: int
    kind: str
    visit: uuid.UUID
    by: str
    content: dict[str, Any]

    def __lt__(self, other: "Later") -> bool:
        return (self.at, self.order) < (other.at, other.order)


def later_of(world: World, visit: Visit) -> Iterator[Later]:
    """What follows on the visit before the world's end, in order of time."""
    chance = chances(world.seed, "later", visit.number)
    for order, (at, kind, content) in enumerate(_following(chance, world, visit)):
        if at <= world.end:
            yield Later(at, order, kind, visit.id, visit.by, content)


Following = Iterator[tuple[dt.datetime, str, dict[str, Any]]]


def _following(chance: random.Random, world: World, visit: Visit) -> Following:
    drawn = chance.random()
    at = visit.received_at + dt.timedelta(hours=chance.randint(2, 90))
    if drawn < AMENDED:
        yield at, "amendment", _amendment(world.seed, visit)
    elif drawn < AMENDED + WITHDRAWN:
        yield at, "withdrawal", {"reason": words.WITHDRAWN}
    if visit.submission["flags"]:
        yield from _casework(chance, world, visit)


def _amendment(seed: int, visit: Visit) -> dict[str, Any]:
    guidance = {**visit.submission["guidance"], "given": True}
    guidance["leaflets"] += 5
    return {
        "id": demo_id(seed, "amendment", visit.number),
        "reason": words.AMENDED,
        "submission": {**visit.submission, "guidance": guidance},
    }


def _casework(chance: random.Random, world: World, visit: Visit) -> Following:
    catalogue = world.catalogue
    level = triage(visit.submission["flags"], catalogue.indicators, catalogue.triage_rules).level
    claimed, decided, soon, long, decisions = WORKED[level]
    at = visit.received_at + dt.timedelta(hours=chance.randint(1, 24 * soon))
    if chance.random() >= claimed:
        return
    yield at, "claim", {}
    if chance.random() < decided:
        decision = chance.choice(decisions)
        at += dt.timedelta(hours=chance.randint(20, 24 * long))
        if decision == "referred":
            yield from referral_of_visit(chance, world.seed, visit, at, world.end)
        else:
            yield at, "decision", {"decision": decision, "reason": words.DECIDED[decision]}
