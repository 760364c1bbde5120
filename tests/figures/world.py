"""A small province to count in: builders for its documents, and one made at random."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

VIETNAM = timezone(timedelta(hours=7))
DONG_KINH, BA_SON, CAO_LOC = "2025:05977", "2025:06196", "2025:06220"
OLD_WHOLE, OLD_SPLIT, OLD_LOST = "legacy:05977", "legacy:06199", "legacy:06250"
OLD_PARTLY = "legacy:06222"
AREAS = {
    DONG_KINH: [],
    BA_SON: [],
    CAO_LOC: [],
    OLD_WHOLE: [(DONG_KINH, "full")],
    OLD_PARTLY: [(BA_SON, "part"), (CAO_LOC, "full")],
    OLD_SPLIT: [(CAO_LOC, "part"), (BA_SON, "part")],
    OLD_LOST: [],
}
UNITS = [
    {"code": "so", "parent": None},
    {"code": "doi-kiem-tra"},
    {"code": "xa-a", "areas": [DONG_KINH]},
    {"code": "xa-b", "areas": [BA_SON, CAO_LOC], "valid_to": "2026-06-30"},
    {"code": "xa-c", "areas": [CAO_LOC], "valid_from": "2026-09-14"},
]
AUDIENCES = ["guests", "staff", "pupils", "residents", "officials"]
NUMBERS = ["news_items", "broadcasts", "broadcast_minutes", "posts", "reach", "banners", "panels",
           "leaflets", "mobile_rounds"]  # fmt: skip
FORMS = ["session", "conference", "training", "rally", "news", "broadcast", "post", "banner",
         "panel", "leaflet", "mobile", "integrated"]  # fmt: skip
MINORS_ITEM = "CW-02"
BASES = ["ND282-2025-D10", "ND282-2025-D8"]


@dataclass
class World:
    """Documents by collection, as the use cases that write them leave them."""

    areas: list[dict] = field(default_factory=lambda: [an_area(key) for key in AREAS])
    establishments: list[dict] = field(default_factory=list)
    inspections: list[dict] = field(default_factory=list)
    visits: list[dict] = field(default_factory=list)
    flag_sheets: list[dict] = field(default_factory=list)
    sanctions: list[dict] = field(default_factory=list)
    transfers: list[dict] = field(default_factory=list)
    referrals: list[dict] = field(default_factory=list)
    documents: list[dict] = field(default_factory=list)
    units: list[dict] = field(default_factory=lambda: [a_unit(**each) for each in UNITS])
    activities: list[dict] = field(default_factory=list)
    returns: list[dict] = field(default_factory=list)

    def store(self, database: Any) -> None:
        for name, documents in vars(self).items():
            if documents:
                database[name].insert_many(documents)


def ref(key: str) -> dict:
    scheme, code = key.split(":")
    return {"scheme": scheme, "code": code}


def an_area(key: str) -> dict:
    links = [{**ref(heir), "share": share} for heir, share in AREAS[key]]
    return {"_id": key, **ref(key), "level": "commune", "name": key, "successors": links}


def at(text: str) -> datetime:
    """Local time in Vietnam, ``2026-09-14T23:59``."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM).astimezone(UTC)


def a_state(since: str | None = None, **changes: Any) -> dict:
    state = {"status": "active", "kind": "hotel", "area": DONG_KINH, **changes}
    return {**state, "from": since and at(since), "area": ref(state["area"])}


def an_establishment(number: int, *later: dict, **first: Any) -> dict:
    history = [a_state(**first), *later]
    key = "{scheme}:{code}".format(**history[-1]["area"])
    return {
        "_id": UUID(int=number),
        "name": f"Nhà nghỉ số {number}",
        **{name: history[-1][name] for name in ("status", "kind", "area")},
        "area_key": key,
        "history": history,
    }


def an_inspection(number: int, kind: str = "planned", unit: str = "so") -> dict:
    name = f"Kiểm tra theo Quyết định {number}"
    return {"_id": UUID(int=900_000 + number), "kind": kind, "unit": unit, "name": name}


def a_visit(number: int, when: str = "2026-08-03T09:00", **changes: Any) -> dict:
    """A visit by its local time; changes are facts, ``state``, ``violations`` or ``findings``.

    ``failed_items``, ``violations`` and ``findings``, each of item, term and day of its remedy, set
    their facts too.
    """
    began = at(when)
    failed_items, violations = changes.pop("failed_items", []), changes.pop("violations", [])
    found = [(*each, None)[:3] for each in changes.pop("findings", [])]
    facts = {
        "day": when[:10], "at": began, "establishment": UUID(int=1), "kind": "hotel",
        "area": DONG_KINH, "unit": "so", "inspection": None, "inspection_kind": None,
        "rooms_checked": 0, "guests_checked": 0, "staff_checked": 0,
        "guests_not_notified": 0, "foreigners_not_declared": 0, "minors_at_work": 0,
        "failed": len(failed_items), "failed_codes": " ".join(failed_items),
        "recorded": " ".join(sorted(one["basis"] for one in violations if one["record_no"])),
        "due": " ".join(sorted(f"{day}/{met}" if met else day for _, day, met in found if day)),
        "guided": False, "committed": False, "staff_trained": 0, "hotline_posted": False,
        "leaflets": 0,
    }  # fmt: skip
    findings = [
        {
            "_id": UUID(int=number * 1000 + place),
            "item": item,
            "remedy": "Khắc phục ngay",
            "remedy_by": day,
            "remedied_on": met,
        }
        for place, (item, day, met) in enumerate(found)
    ]
    return {
        "_id": UUID(int=500_000 + number),
        "state": changes.pop("state", "standing"),
        "content": {"violations": violations},
        "failed_items": failed_items,
        "findings": findings,
        "facts": facts | changes,
    }


def a_violation(
    record_no: str | None = "01/BB-VPHC", item: str = "CG-01", basis: str = BASES[0]
) -> dict:
    return {"item": item, "basis": basis, "record_no": record_no}


def an_entry(number: int, visit: dict, corrected: bool = False, **fields: Any) -> dict:
    """What followed a visit; it counts while it holds and its visit stands."""
    holds = not corrected and not fields.get("void")
    return {
        "_id": UUID(int=700_000 + number),
        "visit": visit["_id"],
        **{name: visit["facts"][name] for name in ("establishment", "kind", "area")},
        "void": False,
        "corrected_by": UUID(int=700_000) if corrected else None,
        "counts": holds and visit["state"] == "standing",
        **fields,
    }


def a_sanction(number: int, visit: dict, decided_on: str = "2026-08-10", **changes: Any) -> dict:
    fields = {"decision_no": f"{number}/QĐ-XPHC", "body": "UBND xã", "decided_on": decided_on,
        "violation": {"item": "CG-01", "basis": BASES[0]}, "fine_vnd": 3_000_000,
        "measure": "none"}  # fmt: skip
    return an_entry(number, visit, **(fields | changes))


def a_transfer(number: int, visit: dict, on: str = "2026-08-10", **changes: Any) -> dict:
    fields = {"body": "Công an xã", "transferred_on": on, "document_no": f"{number}/PC"}
    return an_entry(number, visit, **(fields | changes))


def a_sheet(visit: dict, level: str) -> dict:
    shared = {name: visit["facts"][name] for name in ("day", "at", "area")}
    return {"_id": visit["_id"], "state": visit["state"], "level": level, **shared}


def a_document(number: int, issued_on: str = "2026-08-10", **changes: Any) -> dict:
    said = {"kind": "plan", "unit": "so", "number": f"{number}/KH", "title": "Kế hoạch"}
    return {"_id": UUID(int=820_000 + number), "issued_on": issued_on, **said, **changes}


def a_unit(code: str, **changes: Any) -> dict:
    said = {"name": code, "parent": "so", "areas": None, "valid_from": "2020-01-01"}
    return {"_id": code, **said, "valid_to": None, **changes}


def an_activity(number: int, held_on: str = "2026-08-10", **changes: Any) -> dict:
    """Numbers and audiences are given by name; signers as ``(establishment, kind, area)``,
    institutions as ``(number, area)``."""
    signed = [
        {"id": UUID(int=place), "kind": kind, "area": area}
        for place, kind, area in changes.pop("signed", [])
    ]
    institutions = [
        {"id": UUID(int=840_000 + one), "area": area}
        for one, area in changes.pop("institutions", [])
    ]
    return {
        "_id": UUID(int=830_000 + number),
        "state": changes.pop("state", "standing"),
        "form": "session",
        "title": f"Tuyên truyền {number}",
        "held_on": held_on,
        "area_key": DONG_KINH,
        "unit": "so",
        "times": 1,
        "attendance": {name: changes.pop(name, 0) for name in AUDIENCES},
        "numbers": {name: changes.pop(name, 0) for name in NUMBERS},
        "signed": signed,
        "institutions": institutions,
        **changes,
    }


def a_return(unit: str, period: str, state: str = "accepted", **changes: Any) -> dict:
    declared = {code: {"value": value, "source": "Báo cáo giấy"}
                for code, value in changes.pop("declared", {}).items()}  # fmt: skip
    said = {"first_submitted_on": None, "declared": declared, "version": 1}
    return {"_id": f"{unit}/{period}", "unit": unit, "period": period, "state": state, **said,
            **changes}  # fmt: skip


def a_referral(number: int, sent: str | None = "2026-08-10T10:00", **changes: Any) -> dict:
    """What left a case, by its local time; ``changes`` are of type, body, result and its day."""
    return {
        "_id": UUID(int=800_000 + number),
        "case": UUID(int=810_000 + number),
        "establishment_id": UUID(int=1),
        "area_key": DONG_KINH,
        "type": "tip_off",
        "recipient": {"code": changes.pop("body", "provincial_police"), "name": {}},
        "state": "sent" if sent else "draft",
        "sent_at": sent and at(sent),
        "result": None,
        "result_on": None,
        "people_received": None,
        **changes,
    }


EDGE_DAYS = [
    "2025-06-30", "2025-07-01", "2025-09-14", "2025-09-15", "2025-12-14", "2025-12-15",
    "2025-12-31", "2026-01-01", "2026-03-14", "2026-03-15", "2026-06-14", "2026-06-15",
    "2026-06-30", "2026-07-01", "2026-09-14", "2026-09-15", "2026-09-30", "2026-10-01",
    "2026-11-23", "2026-12-14",
]  # fmt: skip
ITEMS = ["CG-01", "CG-03", "CL-02", MINORS_ITEM]


def a_random_world(seed: int) -> World:
    """Some 150 visits over two years, crowded on the days where windows meet."""
    chance = random.Random(seed)  # noqa: S311 - a world, not a secret.
    world = World()
    world.establishments = [_some_establishment(chance, number) for number in range(1, 26)]
    kinds, units = ("planned", "ad_hoc", "interagency"), ("so", "doi-kiem-tra")
    world.inspections = [
        an_inspection(number, chance.choice(kinds), chance.choice(units)) for number in range(1, 9)
    ]
    for number in range(1, 151):
        visit = _some_visit(chance, number, world)
        world.visits.append(visit)
        if chance.random() < 0.4:
            level = chance.choice(["white", "yellow", "orange", "red"])
            world.flag_sheets.append(a_sheet(visit, level))
    for number, visit in enumerate(chance.sample(world.visits, 90)):
        world.sanctions += _some_sanctions(chance, number, visit)
        if chance.random() < 0.4:
            said = {"body": chance.choice(["Công an xã", "Chi cục Thuế"]), **_some_fate(chance)}
            world.transfers.append(a_transfer(number + 500, visit, _some_day(chance), **said))
    world.documents = [
        a_document(
            number,
            _some_day(chance),
            kind=chance.choice(["plan", "directive", "dispatch"]),
            unit=chance.choice(["so", "doi-kiem-tra"]),
        )
        for number in range(40)
    ]
    world.activities = [_some_activity(chance, number) for number in range(90)]
    world.returns = [
        _some_return(chance, unit["_id"], period)
        for unit in world.units
        for period in RETURNED
        if chance.random() < 0.6
    ]
    world.referrals = [_some_referral(chance, number) for number in range(60)]
    return world


PARTS = ["", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-9M"]
HIGH_SEASONS = [UUID(int=730), UUID(int=729)]  # of 2026 and of 2025
RETURNED = [f"{year}{part}" for year in (2024, 2025, 2026) for part in PARTS]
RETURNED += [f"campaign:{each}" for each in HIGH_SEASONS]


def _some_activity(chance: random.Random, number: int) -> dict:
    area = chance.choice([None, *AREAS])
    kinds, keys = ["hotel", "guesthouse", "karaoke"], list(AREAS)
    return an_activity(
        number,
        _some_day(chance),
        state=chance.choice(["standing"] * 5 + ["withdrawn"]),
        form=chance.choice(FORMS),
        area_key=area,
        unit=chance.choice(UNITS)["code"],
        times=chance.randrange(1, 4),
        signed=[
            (place, chance.choice(kinds), chance.choice(keys))
            for place in chance.sample(range(1, 26), chance.choice([0, 0, 1, 3]))
        ],
        institutions=[
            (one, chance.choice(keys))
            for one in chance.sample(range(12), chance.choice([0, 0, 1, 3]))
        ],
        **{name: chance.choice([0, 0, 12, 40]) for name in [*AUDIENCES, *NUMBERS]},
    )


def _some_return(chance: random.Random, unit: str, period: str) -> dict:
    state = chance.choice(["draft", "submitted", "sent_back", "accepted", "accepted", "accepted"])
    ends = {"": "12-14", "-Q1": "03-14", "-Q2": "06-14", "-Q3": "09-14", "-Q4": "12-14",
            "-H1": "06-14", "-9M": "09-14"}  # fmt: skip
    end = f"{period[:4]}-{ends[period[4:]]}" if period[:4].isdigit() else "2026-09-26"
    handed_in = datetime.fromisoformat(end) + timedelta(days=chance.choice([3, 4, 5, 6, 9]))
    return a_return(
        unit,
        period,
        state,
        first_submitted_on=None if state == "draft" else handed_in.date().isoformat(),
        declared={
            code: chance.randrange(1, 50)
            for code in chance.sample(["B1", "B2", "B7", "B10"], chance.randrange(4))
        },
    )


def _some_referral(chance: random.Random, number: int) -> dict:
    day = _some_day(chance)
    result = chance.choice([None, "verifying", "founded", "founded", "unfounded", "no_answer"])
    told = datetime.fromisoformat(day) + timedelta(days=chance.randrange(60))
    said = {
        "result": result,
        "result_on": told.date().isoformat(),
        "people_received": chance.choice([None, 0, 1, 4]) if result == "founded" else None,
    }
    sent = f"{day}T{chance.choice(['00:00', '10:15', '23:59'])}"
    return a_referral(
        number,
        chance.choice([sent, sent, sent, None]),
        type=chance.choice(["tip_off", "prosecution_request", "transfer_note", "emergency_call"]),
        body=chance.choice(["provincial_police", "commune_police", "line_111"]),
        establishment_id=UUID(int=chance.randrange(1, 26)),
        area_key=chance.choice(list(AREAS)),
        **(said if result else {}),
    )


def _some_fate(chance: random.Random) -> dict:
    drawn = chance.random()
    return {"corrected": drawn < 0.1, "void": 0.1 <= drawn < 0.2}


def _some_sanctions(chance: random.Random, number: int, visit: dict) -> list[dict]:
    return [
        a_sanction(
            number * 3 + place,
            visit,
            _some_day(chance),
            violation={"item": "CG-01", "basis": chance.choice(BASES)},
            fine_vnd=chance.choice([0, 500_000, 12_000_000]),
            measure=chance.choice(["none", "none", "suspension", "withdrawal"]),
            **_some_fate(chance),
        )
        for place in range(chance.choice([1, 1, 2]))
    ]


def _some_establishment(chance: random.Random, number: int) -> dict:
    statuses = ["active"] * 4 + ["suspended", "closed"]
    kinds = ["hotel", "guesthouse", "karaoke"]
    keys = list(AREAS)

    def facts() -> dict:
        return {
            "status": chance.choice(statuses),
            "kind": chance.choice(kinds),
            "area": chance.choice(keys),
        }

    days = sorted(_some_day(chance) for _ in range(chance.randrange(3)))
    later = [a_state(f"{day}T{chance.choice(['00:00', '23:59'])}", **facts()) for day in days]
    return an_establishment(number, *later, **facts())


def _some_day(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(EDGE_DAYS)
    day = datetime(2024, 12, 1, tzinfo=UTC) + timedelta(days=chance.randrange(740))
    return day.date().isoformat()


def _some_visit(chance: random.Random, number: int, world: World) -> dict:
    failed = chance.sample(ITEMS, chance.choice([0, 0, 1, 2, 4]))
    inspection = chance.choice([None, *world.inspections])
    return a_visit(
        number,
        f"{_some_day(chance)}T{chance.choice(['00:00', '09:30', '23:59'])}",
        state=chance.choice(["standing"] * 5 + ["withdrawn"]),
        establishment=chance.choice(world.establishments)["_id"],
        kind=chance.choice(["hotel", "guesthouse", "karaoke"]),
        area=chance.choice(list(AREAS)),
        unit=chance.choice(["so", "doi-kiem-tra"]),
        inspection=inspection and inspection["_id"],
        inspection_kind=inspection and inspection["kind"],
        failed_items=failed,
        findings=[
            (
                item,
                chance.choice([None, _some_day(chance)]),
                chance.choice([None, _some_day(chance)]),
            )
            for item in failed
        ],
        violations=[
            a_violation(chance.choice([None, "", f"{number:02}/BB"]), item, chance.choice(BASES))
            for item in failed
        ],
        rooms_checked=chance.randrange(20),
        guests_checked=chance.randrange(3),
        staff_checked=chance.randrange(9),
        guests_not_notified=chance.randrange(4) if "CG-01" in failed else 0,
        foreigners_not_declared=chance.randrange(2) if failed else 0,
        minors_at_work=chance.randrange(1, 4) if MINORS_ITEM in failed else 0,
        guided=chance.random() < 0.5,
        committed=chance.random() < 0.2,
        staff_trained=chance.randrange(5),
        hotline_posted=chance.random() < 0.5,
        leaflets=chance.choice([0, 10, 25]),
    )
