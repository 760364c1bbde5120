"""The register of the demo province: invented places, and what became of them over the years."""

import datetime as dt
import math
import random
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from service.domain import demo_words as words
from service.domain.areas import TWO_LEVELS_FROM
from service.domain.periods import LOCAL

DEMO = uuid.UUID("138d0000-0000-5000-8000-000000000138")  # namespace of all that the demo makes
JITTER = 0.25  # of the radius of a circle as large as the commune
TRIES = 20
KM_PER_DEGREE = 111.32
DAY = dt.timedelta(days=1)

Change = tuple[dt.datetime, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it was registered, and its later changes in order; ``care`` multiplies how often
    its items fail."""

    number: int
    id: uuid.UUID
    registered_at: dt.datetime
    fields: dict[str, Any]
    changes: tuple[Change, ...]
    care: float

    def at(self, moment: dt.datetime) -> dict[str, Any]:
        """The fields as they stood at the moment."""
        stood = dict(self.fields)
        for since, changed in self.changes:
            if since <= moment:
                stood |= changed
        return stood

    def is_open(self, moment: dt.datetime) -> bool:
        """Whether it was known by then and had anybody to inspect."""
        return self.registered_at < moment and self.at(moment)["status"] in (
            "active",
            "unregistered",
        )


def demo_id(seed: int, what: str, number: int | str) -> uuid.UUID:
    """The id of the demo's own thing of that number, the same on every run."""
    return uuid.uuid5(DEMO, f"{seed}:{what}:{number}")


def chances(seed: int, what: str, number: int) -> random.Random:
    """A stream of chance of its own for each thing, so that none depends on another's."""
    return random.Random(f"{seed}:{what}:{number}")  # noqa: S311 - a world, not a secret.


def local_moment(day: dt.date, hour: int = 0, minute: int = 0) -> dt.datetime:
    """The moment in UTC at which the province's clocks show the day and time."""
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL).astimezone(dt.UTC)


def demo_places(
    seed: int, count: int, first: dt.date, last: dt.date, areas: Sequence[dict[str, Any]],
    holds: Callable[[float, float], bool],
) -> list[Place]:  # fmt: skip
    """Places over today's communes of ``areas``, with nothing that happens after ``last``.

    What was registered before the two-level government stood in an old commune, and moved with it.
    """
    communes = sorted(
        (area for area in areas if _is_commune(area)), key=lambda area: str(area["code"])
    )
    weights = [_weight(area) for area in communes]
    taken: set[str] = set()
    places = []
    for number in range(1, count + 1):
        chance = chances(seed, "place", number)
        commune = chance.choices(communes, weights)[0]
        places.append(_place(seed, number, chance, commune, first, last, holds, taken))
    return places


def _is_commune(area: dict[str, Any]) -> bool:
    return area["scheme"] == "2025" and area["level"] == "commune" and bool(area["centre"])


def _weight(area: dict[str, Any]) -> float:
    if area["type"] == "Phường":
        return words.WARD_WEIGHT
    special = words.TOWN_WEIGHTS | words.VILLAGE_WEIGHTS
    return special.get(area["code"], words.COUNTRY_WEIGHT)


def _place(
    seed: int, number: int, chance: random.Random, commune: dict[str, Any], first: dt.date,
    last: dt.date, holds: Callable[[float, float], bool], taken: set[str],
) -> Place:  # fmt: skip
    fields = _fields(number, chance, commune, holds, taken)
    registered = _registered(chance, first, last)
    changes = _changes(chance, fields, registered, last)
    if registered < TWO_LEVELS_FROM and commune["predecessors"]:
        changes.append((TWO_LEVELS_FROM, {"area": fields["area"]}))
        old = chance.choice(_whole(commune["predecessors"]))
        fields["area"] = {"scheme": old["scheme"], "code": old["code"]}
    dated = [(local_moment(day), changed) for day, changed in changes if day <= last]
    return Place(
        number,
        demo_id(seed, "establishment", number),
        local_moment(registered, 9),
        fields,
        tuple(sorted(dated, key=lambda change: change[0])),
        min(2.5, max(0.3, chance.lognormvariate(0, 0.5))),
    )


def _whole(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [link for link in links if link["share"] == "full"] or links


def _fields(
    number: int, chance: random.Random, commune: dict[str, Any],
    holds: Callable[[float, float], bool], taken: set[str],
) -> dict[str, Any]:  # fmt: skip
    kind = _kind(chance, commune)
    stars = chance.choices((None, 1, 2, 3, 4), (50, 20, 18, 9, 3))[0] if kind == "hotel" else None
    return {
        "name": _name(chance, kind, taken),
        "kind": kind,
        "status": "active",
        "stars": stars,
        "rooms": _rooms(chance, kind, stars),
        "area": {"scheme": "2025", "code": commune["code"]},
        "address": _address(chance, commune),
        "point": {"type": "Point", "coordinates": _point(chance, commune, holds)},
        "owner": {
            "name": f"Chủ cơ sở số {number} {words.MARK}",
            # No number has begun with 01 since the eleven-digit mobiles were renumbered in 2018.
            "phone": f"0100 {number // 1000:03} {number % 1000:03}",
            "email": f"coso{number}@minh-hoa.invalid",
        },
        "licences": _licences(number, chance, kind, stars),
    }


def _kind(chance: random.Random, commune: dict[str, Any]) -> str:
    if commune["code"] in words.VILLAGE_WEIGHTS:
        shares = words.KIND_SHARES["village"]
    elif commune["type"] == "Phường" or commune["code"] in words.TOWN_WEIGHTS:
        shares = words.KIND_SHARES["town"]
    else:
        shares = words.KIND_SHARES["country"]
    return chance.choices(list(shares), list(shares.values()))[0]


def _name(chance: random.Random, kind: str, taken: set[str]) -> str:
    stem = f"{words.TITLES[kind]} {chance.choice(words.NAMES)}"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem} {number}"
    taken.add(name)
    return f"{name} {words.MARK}"


def _rooms(chance: random.Random, kind: str, stars: int | None) -> int | None:
    if kind not in words.ROOMS:
        return None
    fewest, most, draws = words.ROOMS[kind]
    drawn = min(chance.randint(fewest, most) for _ in range(draws))
    return max(drawn, 15 * stars) if stars else drawn


def _address(chance: random.Random, commune: dict[str, Any]) -> str:
    if commune["type"] == "Phường":
        street = f"số {chance.randint(1, 240)} đường Minh Họa {chance.randint(1, 30)}"
    else:
        street = f"thôn Minh Họa {chance.randint(1, 12)}"
    return f"{street}, {commune['full_name']}"


def _point(
    chance: random.Random, commune: dict[str, Any], holds: Callable[[float, float], bool]
) -> list[float]:
    longitude, latitude = commune["centre"]
    spread = JITTER * math.sqrt((commune["area_km2"] or 100) / math.pi) / KM_PER_DEGREE
    wide = spread / math.cos(math.radians(latitude))
    for _ in range(TRIES):
        point = [
            round(longitude + max(-2, min(2, chance.gauss(0, 1))) * wide, 6),
            round(latitude + max(-2, min(2, chance.gauss(0, 1))) * spread, 6),
        ]
        if holds(*point):
            return point
    return [round(longitude, 6), round(latitude, 6)]


def _licences(
    number: int, chance: random.Random, kind: str, stars: int | None
) -> list[dict[str, Any]]:
    papers = [] if kind in words.WITHOUT_SECURITY_PAPER else [words.SECURITY_PAPER]
    papers += [words.PAPERS[kind]] if kind in words.PAPERS else []
    papers += [words.STAR_PAPER] if stars else []
    return [
        {
            "kind": paper,
            "number": f"MH-{number:04}/{place}",
            "issued_on": dt.date(chance.randint(2017, 2023), chance.randint(1, 12), 15).isoformat(),
            "valid_to": None,
        }
        for place, paper in enumerate(papers, 1)
        if chance.random() < 0.93
    ]


def _registered(chance: random.Random, first: dt.date, last: dt.date) -> dt.date:
    if chance.random() < 0.88:
        return first - chance.randint(30, 700) * DAY
    return first + chance.randint(0, int((last - first).days * 0.8)) * DAY


def _changes(
    chance: random.Random, fields: dict[str, Any], registered: dt.date, last: dt.date
) -> list[tuple[dt.date, dict[str, Any]]]:
    """One turn in the life of some; of the others none is known."""
    turn = chance.random()
    day = registered + chance.randint(60, max(61, (last - registered).days)) * DAY
    if turn < 0.05:
        return [(day, {"status": "closed"})]
    if turn < 0.08:
        again = day + chance.randint(30, 150) * DAY
        return [(day, {"status": "suspended"}), (again, {"status": "active"})]
    if turn < 0.095:
        return [(last - chance.randint(5, 80) * DAY, {"status": "suspended"})]
    if turn < 0.12:
        fields["status"] = "unregistered"
        return [(day, {"status": "active"})]
    if turn < 0.15 and fields["kind"] in words.KIND_BECOMES:
        return [(day, _other_kind(fields))]
    return []


def _other_kind(fields: dict[str, Any]) -> dict[str, Any]:
    kind = words.KIND_BECOMES[fields["kind"]]
    name = fields["name"].replace(words.TITLES[fields["kind"]], words.TITLES[kind], 1)
    return {"kind": kind, "name": name, "stars": None}
