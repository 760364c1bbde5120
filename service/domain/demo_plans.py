"""What directs the demo's inspections: documents, tasks, an inspection that is yet to come."""

import datetime as dt
import random
from typing import Any

from service.domain.demo_cast import PHONG, SO
from service.domain.demo_places import demo_id
from service.domain.demo_words import MARK

DAY = dt.timedelta(days=1)
LEAD, MEMBER = "inspector", "inspector2"
TEAM = (
    {"name": f"Người kiểm tra một {MARK}", "position": "Chuyên viên", "body": "", "account": LEAD,
     "lead": True},
    {"name": f"Người kiểm tra hai {MARK}", "position": "Chuyên viên", "body": "", "account": MEMBER,
     "lead": False},
)  # fmt: skip
PARTNER = f"Công an tỉnh {MARK}"
DIRECTOR = f"Giám đốc Sở {MARK}"

Fields = dict[str, Any]


def papers_of(chance: random.Random, number: int, kind: str, begins: dt.date) -> Fields:
    """The decision, the team and the partners of an inspection, as its schema loads them."""
    return {
        "plan_no": f"MH-{number:03}/KH" if kind == "planned" else "",
        "plan_date": (begins - 20 * DAY).isoformat() if kind == "planned" else None,
        "plan_signed_by": DIRECTOR if kind == "planned" else "",
        "decision_no": f"MH-{number:03}/QĐ",
        "decision_date": (begins - chance.randint(2, 6) * DAY).isoformat(),
        "decision_signed_by": DIRECTOR,
        "team": [dict(member) for member in TEAM],
        "partners": [PARTNER] if kind == "interagency" else [],
        "document_id": None,
    }


def inspection_ahead(seed: int, day: dt.date) -> Fields:
    """One that is planned and has not begun."""
    begins = day + 6 * DAY
    return {
        "id": demo_id(seed, "inspection ahead", 1),
        "name": f"Kiểm tra trước Tết Nguyên đán {MARK}",
        "from_": begins.isoformat(),
        "to": (begins + 14 * DAY).isoformat(),
        "kind": "planned",
        "unit": PHONG,
        "campaign_id": None,
        **papers_of(random.Random(seed), 900, "planned", begins),  # noqa: S311 - no secret.
    }


def documents(seed: int, day: dt.date) -> list[Fields]:
    """Directing documents of the year, each with the ``tasks`` it sets and their ``progress``."""
    year = day.year
    plan = {
        "id": demo_id(seed, "document", 1),
        "number": f"MH-12/KH-SVHTTDL-{year}",
        "issued_on": f"{year}-02-10",
        "body": f"Sở Văn hóa, Thể thao và Du lịch {MARK}",
        "kind": "plan",
        "title": f"Kế hoạch phòng, chống mua bán người năm {year} {MARK}",
        "valid_from": f"{year}-01-01",
        "valid_to": f"{year}-12-31",
        "replaces": [],
        "unit": SO,
    }
    dispatch = {
        **plan,
        "id": demo_id(seed, "document", 2),
        "number": f"MH-345/SVHTTDL-QLVHGD-{year}",
        "issued_on": (day - 100 * DAY).isoformat(),
        "kind": "dispatch",
        "title": f"Hưởng ứng Ngày toàn dân phòng, chống mua bán người 30/7 {MARK}",
        "valid_from": None,
        "valid_to": None,
    }
    return [
        plan | {"tasks": _of_the_plan(seed, day)},
        dispatch | {"tasks": _of_the_dispatch(seed, day)},
    ]


def _of_the_plan(seed: int, day: dt.date) -> list[Fields]:
    visited = _task(seed, 1, "Kiểm tra cơ sở lưu trú trên địa bàn tỉnh", day + 20 * DAY,
                    target=150, measure="lượt")  # fmt: skip
    signed = _task(seed, 2, "Vận động cơ sở lưu trú ký cam kết", day - 8 * DAY)
    return [
        visited | {"progress": [_entry(seed, 1, day - 30 * DAY, "Đã kiểm tra 104 lượt", 104)]},
        signed | {"progress": [_entry(seed, 2, day - 40 * DAY, "Đã ký hơn một nửa", None, 60)]},
    ]


def _of_the_dispatch(seed: int, day: dt.date) -> list[Fields]:
    told = _task(seed, 3, "Gửi báo cáo kết quả đợt cao điểm", day - 50 * DAY, rule="before")
    done = _entry(seed, 3, day - 53 * DAY, "Đã gửi báo cáo", None, 100)
    return [told | {"progress": [done]}]


def _task(
    seed: int, number: int, what: str, due: dt.date, *, rule: str = "by",
    target: int | None = None, measure: str = "",
) -> Fields:  # fmt: skip
    return {
        "id": demo_id(seed, "task", number),
        "unit": PHONG,
        "what": f"{what} {MARK}",
        "due": due.isoformat(),
        "due_rule": rule,
        "target": target,
        "measure": measure,
    }


def _entry(
    seed: int, number: int, on: dt.date, text: str, done: int | None, percent: int | None = None
) -> Fields:
    return {
        "id": demo_id(seed, "progress", number),
        "on": on.isoformat(),
        "text": f"{text} {MARK}",
        "done": done,
        "percent": percent,
    }
