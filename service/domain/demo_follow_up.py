"""What follows a demo visit on paper: remedies confirmed, sanctions, transfers."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from service.domain import demo_words as words
from service.domain.demo_places import chances, demo_id, local_moment
from service.domain.demo_visits import Visit
from service.domain.demo_world import World
from service.domain.periods import local_day
from service.domain.visits import findings_of

REMEDIED, SANCTIONED, SUSPENDED, TRANSFERRED = 0.94, 0.8, 0.1, 0.15
FINES = (1_000_000, 2_000_000, 3_500_000, 7_500_000)  # đồng
UNCORRECTED = {"corrects": None, "reason": "", "void": False}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An entry (``remedies``, ``sanctions``, ``transfers``) of a finding or visit, with its content
    as the schema loads it."""

    at: dt.datetime
    kind: str
    of: uuid.UUID
    by: str
    content: dict[str, Any]


def follow_up_of(world: World, visit: Visit) -> Iterator[FollowUp]:
    """What follows the visit before the world's end."""
    chance = chances(world.seed, "follow-up", visit.number)
    for entry in (*_remedies(chance, world, visit), *_decisions(chance, world, visit)):
        if entry.at <= world.end:
            yield entry


def _remedies(chance: random.Random, world: World, visit: Visit) -> Iterator[FollowUp]:
    for number, finding in enumerate(findings_of(visit.id, visit.submission)):
        term = local_moment(dt.date.fromisoformat(finding["remedy_by"]))
        at = max(term + dt.timedelta(days=chance.randint(-5, 9)), _days_after(visit, 1))
        if chance.random() >= REMEDIED:
            continue
        day, paper = local_day(at), f"MH-{visit.number:05}.{number}/BC"
        evidence = {"visit_id": None, "document_no": paper, "document_date": day}
        content = {
            "id": demo_id(world.seed, "remedy", f"{visit.number}.{number}"),
            **UNCORRECTED,
            "remedied_on": day,
            "evidence": evidence,
            "note": chance.choice(words.REMEDY_NOTES),
        }
        yield FollowUp(at, "remedies", finding["_id"], visit.by, content)


def _decisions(chance: random.Random, world: World, visit: Visit) -> Iterator[FollowUp]:
    for number, violation in enumerate(visit.submission["violations"]):
        place, at = f"{visit.number:05}.{number}", _days_after(visit, chance.randint(4, 25))
        named = {name: violation[name] for name in ("item", "basis")}
        own = {"id": demo_id(world.seed, "decision", place), **UNCORRECTED, "violation": named}
        drawn = chance.random()
        if violation["record_no"] and drawn < SANCTIONED:
            content = {**own, **_sanction(chance, place, local_day(at))}
            yield FollowUp(at, "sanctions", visit.id, visit.by, content)
        elif drawn >= 1 - TRANSFERRED:
            content = {**own, **_transfer(chance, place, local_day(at))}
            yield FollowUp(at, "transfers", visit.id, visit.by, content)


def _sanction(chance: random.Random, place: str, day: str) -> dict[str, Any]:
    suspended = chance.random() < SUSPENDED
    last = (dt.date.fromisoformat(day) + dt.timedelta(days=30)).isoformat()
    return {
        "decision_no": f"MH-{place}/QĐ-XPHC",
        "decided_on": day,
        "body": words.DECIDES,
        "fine_vnd": chance.choice(FINES),
        "measure": "suspension" if suspended else "none",
        "from": day if suspended else None,
        "to": last if suspended else None,
    }


def _transfer(chance: random.Random, place: str, day: str) -> dict[str, Any]:
    return {
        "body": chance.choice(words.RECEIVES),
        "transferred_on": day,
        "document_no": f"MH-{place}/PC",
        "grounds": words.GROUNDS,
    }


def _days_after(visit: Visit, days: int) -> dt.datetime:
    return visit.received_at + dt.timedelta(days=days)
