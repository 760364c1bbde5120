"""What the demo's units did to inform people, the institutions that took part, their returns."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from schemas.vocabulary import ACTIVITY_NUMBERS, AUDIENCES, RETURN_SECTIONS
from service.domain.demo_cast import PHONG, SO
from service.domain.demo_places import demo_id
from service.domain.demo_words import MARK

COMMUNES = ("05977", "06184", "06040", "06253")  # whose committees report in the demo
DAY = dt.timedelta(days=1)
INSTITUTIONS = ("Nhà văn hóa khối Một", "Nhà văn hóa thôn Hai", "Câu lạc bộ văn nghệ", "Thư viện")
KINDS = ("culture_house", "culture_house", "club", "library")
SLOGANS = ("joined_hands", "national_day", "prevent_together", "everyones_duty")

# What is done, what it is called, who comes and what is made, each between two numbers.
DONE: tuple[tuple[str, str, dict[str, tuple[int, int]]], ...] = (
    ("session", "Tuyên truyền phòng, chống mua bán người tại khu dân cư",
     {"residents": (30, 160), "pupils": (0, 60), "leaflets": (40, 200)}),
    ("training", "Tập huấn nhận diện dấu hiệu cho nhân viên cơ sở lưu trú",
     {"staff": (15, 60), "officials": (2, 10), "leaflets": (20, 60)}),
    ("news", "Tin, bài trên trang thông tin điện tử", {"news_items": (1, 6)}),
    ("broadcast", "Phát thanh trên hệ thống truyền thanh cơ sở",
     {"broadcasts": (4, 20), "broadcast_minutes": (40, 240)}),
    ("post", "Bài đăng trên mạng xã hội", {"posts": (1, 8), "reach": (300, 9000)}),
    ("banner", "Treo băng rôn, khẩu hiệu", {"banners": (2, 15), "panels": (0, 6)}),
    ("mobile", "Xe tuyên truyền lưu động", {"mobile_rounds": (1, 6)}),
    ("integrated", "Lồng ghép tuyên truyền trong chương trình văn nghệ",
     {"residents": (80, 400), "guests": (0, 80)}),
    ("rally", "Mít tinh hưởng ứng Ngày toàn dân phòng, chống mua bán người",
     {"residents": (100, 500), "pupils": (50, 200), "banners": (4, 12)}),
)  # fmt: skip

Fields = dict[str, Any]


def units(areas: Sequence[Fields]) -> list[Fields]:
    """The committees of some communes, as the units that they are imported as."""
    known = {area["code"]: area for area in areas if area["scheme"] == "2025"}
    return [
        {
            "code": f"UBND-{code}",
            "name": f"UBND {known[code]['full_name']} {MARK}",
            "kind": "commune",
            "parent": SO,
            "valid_from": "2025-07-01",
            "valid_to": None,
            "areas": [f"2025:{code}"],
            "symbol": "UBND",
            "superior": "",
        }
        for code in COMMUNES
        if code in known
    ]


def institutions(seed: int, own: Sequence[Fields]) -> list[Fields]:
    """Some in the commune of each committee."""
    return [
        {
            "id": demo_id(seed, f"institution {unit['code']}", number),
            "name": f"{name} {MARK}",
            "kind": kind,
            "area": {"scheme": "2025", "code": unit["areas"][0].partition(":")[2]},
            "valid_from": None,
            "valid_to": None,
        }
        for unit in own
        for number, (name, kind) in enumerate(zip(INSTITUTIONS, KINDS, strict=True))
    ]


def activities(
    seed: int, own: Sequence[Fields], first: dt.date, last: dt.date, places: Sequence[Fields]
) -> Iterator[Fields]:
    """Of the room of tourism and the committees, month by month, most in the campaign."""
    for number, (unit, areas, since) in enumerate(
        [
            (PHONG, None, first),
            *((each["code"], each["areas"], dt.date(2025, 7, 1)) for each in own),
        ]
    ):
        chance = random.Random(f"{seed}/activities/{unit}")  # noqa: S311 - no secret.
        day, serial = max(first, since), 0
        while (day := day + chance.randint(6, 24) * DAY) <= last:
            if day.month in (7, 8, 9) or chance.random() < 0.6:
                serial += 1
                yield _activity(chance, seed, 1000 * number + serial, unit, areas, day, places)


def _activity(
    chance: random.Random, seed: int, number: int, unit: str, areas: Any, day: dt.date,
    places: Sequence[Fields],
) -> Fields:  # fmt: skip
    form, title, made = chance.choice(DONE if day.month == 7 else DONE[:-1])
    told = {name: chance.randint(least, most) for name, (least, most) in made.items()}
    mine = [each["id"] for each in places if areas and f"2025:{each['area']['code']}" in areas]
    meets = form in ("session", "integrated", "rally")
    return {
        "id": demo_id(seed, "activity", number),
        "unit": unit,
        "form": form,
        "title": f"{title} {MARK}",
        "place": f"Hội trường {MARK}" if meets or form == "training" else "",
        "area": {"scheme": "2025", "code": areas[0].partition(":")[2]} if areas else None,
        "held_on": day.isoformat(),
        "times": chance.randint(1, 3) if form in ("session", "training") else 1,
        "attendance": {name: told.get(name, 0) for name in AUDIENCES},
        "numbers": {name: told.get(name, 0) for name in ACTIVITY_NUMBERS},
        "slogans": chance.sample(SLOGANS, 2) if form in ("banner", "rally", "mobile") else [],
        "institutions": chance.sample(mine, min(len(mine), 2)) if meets else [],
        "signed": [],
        "campaign_id": None,
        "document_id": None,
        "source": "",
        "note": "",
    }


def returns(seed: int, own: Sequence[Fields], periods: Sequence[str]) -> Iterator[Fields]:
    """``unit``, ``period``, ``fields``, days after the due day, and how far it came; the last unit
    hands in late, one of the last period not at all."""
    chance = random.Random(f"{seed}/returns")  # noqa: S311 - no secret.
    for period in periods:
        codes = [PHONG, *(each["code"] for each in own)]
        for number, unit in enumerate(codes):
            is_last = period == periods[-1]
            if is_last and number >= len(codes) - 2:
                continue
            yield {
                "unit": unit,
                "period": period,
                "fields": _return_fields(chance, unit, period),
                "late": 2 if number == len(codes) - 1 else -chance.randint(0, 3),
                "state": "submitted" if is_last and number == 1 else "accepted",
            }


def _return_fields(chance: random.Random, unit: str, period: str) -> Fields:
    told = {"B1": chance.randint(0, 6), "B3b": chance.randint(0, 20), "B7": chance.randint(0, 150)}
    source = f"Báo cáo giấy của {unit} kỳ {period} {MARK}"
    words = dict.fromkeys(RETURN_SECTIONS, "")
    words["assessment"] = f"Các nội dung được triển khai đúng kế hoạch {MARK}."
    declared = {
        code: {"value": value, "source": source, "document_id": None}
        for code, value in told.items()
        if value and unit != PHONG
    }
    return {"declared": declared, "narrative": words}


def summary_id(seed: int, period: str) -> uuid.UUID:
    """Under which the summary of a period is drafted."""
    return demo_id(seed, f"summary {period}", 1)
