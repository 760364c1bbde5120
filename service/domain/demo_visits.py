"""One invented visit of the demo: who went where, when, and what was found and done."""

import datetime as dt
import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.domain import demo_words as words
from service.domain.demo_answers import Answer, amounts_at, demo_answers, demo_violations, failed
from service.domain.demo_cast import DEMO_CAST
from service.domain.demo_flags import demo_call, demo_flags
from service.domain.demo_places import Place, chances, demo_id
from service.domain.periods import LOCAL

INSPECTORS = tuple(member for member in DEMO_CAST if member["role"] == "inspector")
NEAR_DEGREES = 0.0003  # about thirty metres
FAR_DEGREES = 0.02


@dataclass(frozen=True, slots=True)
class Planned:
    """That a place is visited, when, and in which inspection and campaign."""

    number: int
    place: Place
    started_at: dt.datetime
    inspection: uuid.UUID | None
    campaign: uuid.UUID | None
    years_in: float  # since the first day of the demo; places get better over the years


@dataclass(frozen=True, slots=True)
class Visit:
    """A submission as its schema loads it, who sends it and when it arrives."""

    number: int
    id: uuid.UUID
    by: str
    received_at: dt.datetime
    submission: dict[str, Any]


def demo_visit(seed: int, planned: Planned, catalogue: Any) -> Visit:
    """The visit that was planned, the same on every call."""
    chance = chances(seed, "visit", planned.number)
    fields = planned.place.at(planned.started_at)
    checklist = next(each for each in catalogue.newest() if fields["kind"] in each.kinds)
    finished = planned.started_at + dt.timedelta(minutes=chance.randint(30, 100))
    amounts = amounts_at(chance, fields)
    worse = planned.place.care * words.BETTER_EACH_YEAR**planned.years_in
    day = planned.started_at.astimezone(LOCAL).date()
    answers = demo_answers(chance, checklist, fields["kind"], worse, day, amounts)
    team = _team(chance)
    submission: dict[str, Any] = {
        "establishment_id": planned.place.id,
        "inspection_id": planned.inspection,
        "campaign_id": planned.campaign,
        "checklist": {"code": checklist.code, "version": checklist.version},
        "started_at": planned.started_at,
        "finished_at": finished,
        "team": team,
        "representative": {"name": f"Người đại diện {words.MARK}", "position": "Quản lý"},
        "witnesses": [],
        "opinion": chance.choice(words.OPINIONS),
        "requirements": words.REQUIREMENTS if failed(answers) else "",
        "remarks": chance.choice(words.REMARKS),
        "position": _position(chance, fields["point"]),
        "answers": answers,
        "violations": demo_violations(chance, planned.number, checklist, answers, day, catalogue),
        "guidance": _guidance(chance, planned, answers, amounts),
        "signatures": _signatures(),
        "flags": demo_flags(chance, fields["kind"], planned.started_at, catalogue),
    }
    submission["emergency_call"] = demo_call(chance, submission["flags"], finished, catalogue)
    return Visit(
        planned.number,
        demo_id(seed, "visit", planned.number),
        team[0]["account"],
        finished + _delay(chance),
        submission,
    )


def _delay(chance: random.Random) -> dt.timedelta:
    """Most are sent within the hour, some when the tablet is back in reach, the next day."""
    minutes = chance.randint(600, 1200) if chance.random() < 0.08 else chance.randint(3, 60)
    return dt.timedelta(minutes=minutes)


def _team(chance: random.Random) -> list[dict[str, Any]]:
    members = chance.sample(INSPECTORS, chance.choice((1, 2, 2)))
    return [
        {
            "name": member["name"],
            "position": "Thành viên" if number else "Trưởng đoàn",
            "account": member["username"],
            "lead": not number,
        }
        for number, member in enumerate(members)
    ]


def _signatures() -> list[dict[str, Any]]:
    return [
        {"role": role, "name": "", "attachment": None, "refused_because": None}
        for role in ("establishment", "recorder", "lead")
    ]


def _position(chance: random.Random, point: dict[str, Any]) -> dict[str, Any] | None:
    if chance.random() < 0.05:
        return None
    spread = FAR_DEGREES if chance.random() < 0.02 else NEAR_DEGREES
    coordinates = [round(each + chance.gauss(0, spread), 6) for each in point["coordinates"]]
    return {
        "type": "Point",
        "coordinates": coordinates,
        "accuracy_m": float(chance.randint(4, 40)),
    }


def _guidance(
    chance: random.Random, planned: Planned, answers: Sequence[Answer], amounts: Mapping[str, int]
) -> dict[str, Any]:
    given = chance.random() < 0.85
    posted_before = any(each["item"] == "CP-03" and each["value"] == "pass" for each in answers)
    signs = given and chance.random() < (0.5 if planned.campaign else 0.25)
    return {
        "given": given,
        "commitment_signed": signs,
        "staff_trained": chance.randint(0, amounts["staff_checked"]) if given else 0,
        "hotline_posted": posted_before or (given and chance.random() < 0.6),
        "leaflets": chance.choice((0, 5, 10, 10, 20, 30)) if given else 0,
    }
