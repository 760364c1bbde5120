"""A plausible invented province: places, inspections and years of visits, of a seed and a day."""

import datetime as dt
import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from service.domain import demo_words as words
from service.domain.demo_cast import DEMO_CAMPAIGN, PHONG
from service.domain.demo_places import (
    DAY,
    Place,
    chances,
    demo_id,
    demo_places,
    local_moment,
)
from service.domain.demo_plans import PARTNER, papers_of
from service.domain.demo_visits import Planned, Visit, demo_visit

CAMPAIGN_MONTHS = (7, 8, 9)
MONTH_WEIGHTS = {1: 0.8, 7: 1.4, 8: 1.5, 9: 1.4}  # the others one
INSPECTIONS_A_MONTH, IN_CAMPAIGN = 2, 4
VISITS_A_YEAR = {0: 12, 1: 22, 2: 36, 3: 30}
MORE_EACH_YEAR = 0.15  # of the places that are visited once more
WITHOUT_INSPECTION = 0.15
APART_DAYS = 21  # between two visits of one place
YEAR_DAYS = 365
EVENING_KINDS = ("karaoke", "dance_hall", "bar", "massage")


@dataclass(frozen=True, slots=True)
class World:
    """All that is invented; ``planned`` in order of time, ``campaigns`` and ``inspections`` as
    their schemas load them. Nothing happens after ``end``, the midnight before the day."""

    seed: int
    end: dt.datetime
    places: Sequence[Place]
    campaigns: Sequence[dict[str, Any]]
    inspections: Sequence[dict[str, Any]]
    planned: Sequence[Planned]
    catalogue: Any

    def visits(self) -> Iterator[Visit]:
        """Each visit in order of time, made as it is asked for: all of them at once are large."""
        for planned in self.planned:
            yield demo_visit(self.seed, planned, self.catalogue)


def demo_world(
    *, seed: int, establishments: int, years: int, day: dt.date,
    areas: Sequence[dict[str, Any]], holds: Callable[[float, float], bool], catalogue: Any,
) -> World:  # fmt: skip
    """The province as it stands on the local ``day``; the same seed and day give the same world.

    The last visits are of two days before, so that none is received later than the day begins.
    """
    last = day - 2 * DAY
    first = last - years * YEAR_DAYS * DAY + DAY
    places = demo_places(seed, establishments, first, last, areas, holds)
    campaigns = _campaigns(seed, first, last)
    inspections = _in_campaigns(_inspections(seed, first, last), campaigns)
    planned = _planned(seed, places, campaigns, inspections, first, last)
    return World(seed, local_moment(day), places, campaigns, inspections, planned, catalogue)


def _campaigns(seed: int, first: dt.date, last: dt.date) -> list[dict[str, Any]]:
    """The campaigns that had begun; the demo's own keeps the id by which it is known."""
    return [
        {
            "id": _campaign_id(seed, year),
            "name": f"Đợt cao điểm 01/7-30/9 năm {year} {words.MARK}",
            "from_": f"{year}-07-01",
            "to": f"{year}-09-30",
            "targets": {"visits": 150, "commitments": 60},
            "partners": [PARTNER],
            "document_id": None,
            "note": "",
        }
        for year in range(first.year, last.year + 1)
        if first <= dt.date(year, 9, 30) and dt.date(year, 7, 1) <= last
    ]


def _campaign_id(seed: int, year: int) -> uuid.UUID:
    if DEMO_CAMPAIGN["from"] == f"{year}-07-01":
        known: uuid.UUID = DEMO_CAMPAIGN["_id"]
        return known
    return demo_id(seed, "campaign", year)


def _inspections(seed: int, first: dt.date, last: dt.date) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    month = first.replace(day=1)
    while month <= last:
        many = IN_CAMPAIGN if month.month in CAMPAIGN_MONTHS else INSPECTIONS_A_MONTH
        for _ in range(many):
            inspection = _inspection(seed, len(found) + 1, month)
            if first.isoformat() <= inspection["from_"] <= last.isoformat():
                found.append(inspection)
        month = (month + 31 * DAY).replace(day=1)
    return found


def _in_campaigns(
    inspections: Sequence[dict[str, Any]], campaigns: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Each with the campaign in which it begins."""
    return [
        {**one, "campaign_id": each["id"]}
        if (each := next((c for c in campaigns if c["from_"] <= one["from_"] <= c["to"]), None))
        else one
        for one in inspections
    ]


def _inspection(seed: int, number: int, month: dt.date) -> dict[str, Any]:
    chance = chances(seed, "inspection", number)
    often = (4, 2, 4) if month.month in CAMPAIGN_MONTHS else (7, 2, 2)
    kind = chance.choices(("planned", "ad_hoc", "interagency"), often)[0]
    begins = month + chance.randint(0, 27) * DAY
    ends = begins + chance.randint(2, 6 if kind == "ad_hoc" else 14) * DAY
    return {
        "id": demo_id(seed, "inspection", number),
        "name": f"{words.INSPECTION_NAMES[kind]} tháng {month.month}/{month.year} {words.MARK}",
        "from_": begins.isoformat(),
        "to": ends.isoformat(),
        "kind": kind,
        "unit": PHONG,
        "campaign_id": None,
        **papers_of(chance, number, kind, begins),
    }


def _planned(
    seed: int, places: Sequence[Place], campaigns: Sequence[dict[str, Any]],
    inspections: Sequence[dict[str, Any]], first: dt.date, last: dt.date,
) -> list[Planned]:  # fmt: skip
    drawn = []
    for place in places:
        chance = chances(seed, "calendar", place.number)
        for started, inspection in _calendar(chance, place, inspections, first, last):
            drawn.append((started, place.number, place, inspection))
    drawn.sort(key=lambda visit: visit[:2])
    return [
        Planned(
            number,
            place,
            started,
            inspection,
            _campaign_on(campaigns, started, chances(seed, "tag", number)),
            (started - local_moment(first)).days / YEAR_DAYS,
        )
        for number, (started, _, place, inspection) in enumerate(drawn, 1)
    ]


def _calendar(
    chance: random.Random, place: Place, inspections: Sequence[dict[str, Any]], first: dt.date,
    last: dt.date,
) -> Iterator[tuple[dt.datetime, uuid.UUID | None]]:  # fmt: skip
    """When a place is visited over the years, and in which inspection."""
    weights = [_season(inspection) for inspection in inspections]
    seen: list[dt.datetime] = []
    years = ((last - first).days + 1) // YEAR_DAYS
    for year in range(years):
        begins = first + year * YEAR_DAYS * DAY
        inside = [
            number
            for number, inspection in enumerate(inspections)
            if begins.isoformat() <= inspection["from_"] < (begins + YEAR_DAYS * DAY).isoformat()
        ]
        for _ in range(_times(chance, year) if inside else 0):
            number = chance.choices(inside, [weights[each] for each in inside])[0]
            started, inspection = _start(chance, place, inspections[number], last)
            apart = all(abs(started - other) > APART_DAYS * DAY for other in seen)
            if apart and place.is_open(started):
                seen.append(started)
                yield started, inspection


def _season(inspection: dict[str, Any]) -> float:
    return MONTH_WEIGHTS.get(int(inspection["from_"][5:7]), 1.0)


def _times(chance: random.Random, year: int) -> int:
    drawn = chance.choices(list(VISITS_A_YEAR), list(VISITS_A_YEAR.values()))[0]
    return drawn + (chance.random() < year * MORE_EACH_YEAR)


def _start(
    chance: random.Random, place: Place, inspection: dict[str, Any], last: dt.date
) -> tuple[dt.datetime, uuid.UUID | None]:
    """A working day of the inspection's window; a few visits of its days are made without it."""
    begins = dt.date.fromisoformat(inspection["from_"])
    ends = min(dt.date.fromisoformat(inspection["to"]), last)
    alone = chance.random() < WITHOUT_INSPECTION
    day = begins + chance.randint(0, (ends - begins).days) * DAY
    while day.weekday() >= 5 and day > begins:
        day -= DAY
    evening = place.fields["kind"] in EVENING_KINDS
    hour = chance.randint(19, 21) if evening else chance.choice((8, 9, 9, 10, 14, 14, 15, 16))
    moment = local_moment(day, hour, chance.choice((0, 10, 15, 20, 30, 45)))
    return moment, None if alone else inspection["id"]


def _campaign_on(
    campaigns: Sequence[dict[str, Any]], moment: dt.datetime, chance: random.Random
) -> uuid.UUID | None:
    for campaign in campaigns:
        first, last = (dt.date.fromisoformat(campaign[name]) for name in ("from_", "to"))
        if local_moment(first) <= moment < local_moment(last + DAY) and chance.random() < 0.9:
            found: uuid.UUID = campaign["id"]
            return found
    return None
