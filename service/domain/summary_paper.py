"""The values of the paper of a summary: numbers as Vietnamese papers write them, rows in order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.domain.paper_words import KINDS, day, head_lines
from service.domain.summary_tables import LETTERS
from service.domain.summary_text import (
    change_of,
    last_year_of,
    number_words,
    period_words,
    to_date_of,
    total_of,
)

KEPT_BACK = "…"
BARS_MOST, BAR_SIGNS = 10, 48
FORMS = {
    "session": "buổi tuyên truyền", "conference": "hội nghị", "training": "tập huấn",
    "rally": "mít tinh", "news": "tin, bài", "broadcast": "phát thanh", "post": "bài đăng",
    "banner": "băng rôn", "panel": "pa-nô", "leaflet": "tờ rơi", "mobile": "xe lưu động",
    "integrated": "lồng ghép",
}  # fmt: skip
STATES = {
    "missing": "Chưa nộp", "draft": "Đang soạn", "submitted": "Đã nộp", "sent_back": "Bị trả lại",
    "accepted": "Đã nhận",
}  # fmt: skip
GATHERINGS = ("session", "conference", "training", "rally")

Summary = Mapping[str, Any]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Beside:
    """What the paper says that the summary does not hold: names, the law of an item, the unit."""

    unit: Summary
    superior: str
    place: str
    area_name: Callable[[str], str]
    unit_name: Callable[[str], str]
    question: Callable[[str], str]
    law: Callable[[str], str]
    label: Callable[[str], str]
    corrected: Summary | None = None


def summary_values(
    summary: Summary, seen: Summary, sections: Iterable[Summary], beside: Beside, *,
    is_public: bool, recipients: Iterable[str],
) -> Row:  # fmt: skip
    """The values of every field of the paper, of what its reader may know."""
    issued = summary["issued_on"] or ""
    year, month, date = issued.split("-") if issued else ("", "", "")
    figures = seen["figures"]
    return {
        "unit": {
            "superior": head_lines(beside.superior),
            "name": head_lines(beside.unit["name"]),
            "symbol": beside.unit.get("symbol") or beside.unit["_id"],
        },
        "number": summary["number"] or "",
        "symbol": "BC",
        "place": beside.place,
        "dated": {"day": date, "month": month if month in ("01", "02") else month.lstrip("0"),
                  "year": year},
        "about": summary["about"],
        "draft": summary["state"] != "issued",
        "public": is_public,
        "addressee": summary["addressee"],
        "window": f"từ ngày {day(summary['from'])} đến ngày {day(summary['to'])}",
        "provisional": day(summary["counted_at"]) if summary["provisional"] else "",
        "corrects": beside.corrected["number"] if beside.corrected else "",
        "corrections": [_change(each, beside) for each in seen["changes"]],
        "late_period": _late_period(seen["late"]),
        "late": [_change(each, beside) for each in (seen["late"] or {"changes": []})["changes"]],
        "sections": [
            {
                "above": each["above"],
                "heading": each["heading"],
                "paragraphs": [{"words": one["words"]} for one in each["paragraphs"]],
            }
            for each in sections
        ],
        "signs": summary["signs"],
        "signer": summary["signer"],
        "recipients": [{"name": name} for name in recipients],
        "figures": [figure_row(each) for each in figures.values()],
        "places": _places(seen, beside, is_public=is_public),
        "failed": _failed(figures, beside),
        "units": _units(seen, beside, is_public=is_public),
        "returns": [_return(each) for each in seen["tables"]["returns"]],
        "charts": _charts(figures, beside),
    }  # fmt: skip


def figure_row(figure: Summary) -> Row:
    """One figure as Appendix I writes it."""
    has_declared = "declared" in figure
    change = change_of(figure)
    return {
        "code": figure["code"],
        "label": figure["label"],
        "unit": figure["unit"],
        "counted": number_words(figure["value"]),
        "declared": number_words(figure["declared"]) if has_declared else "",
        "total": number_words(total_of(figure)) if figure["code"] != "B10" else "",
        "last_year": number_words(last_year_of(figure)),
        "change": number_words(change),
        "to_date": number_words(to_date_of(figure)),
    }


def _change(each: Summary, beside: Beside) -> Row:
    return {
        "code": each["code"],
        "label": beside.label(each["code"]),
        "was": number_words(each["was"]),
        "now": number_words(each["now"]),
    }


def _late_period(late: Summary | None) -> str:
    if not late:
        return ""
    return f"{period_words(late['period'])} (Báo cáo số {late['number']})"


def _cell(value: Any) -> str:
    return KEPT_BACK if value is None else number_words(value)


def _places(seen: Summary, beside: Beside, *, is_public: bool) -> list[Row]:
    """By commune; of what is public only the two counts that were looked at for small ones."""
    if is_public:
        visits, places = (seen["figures"][code]["by"]["area"] for code in ("C2a", "C2b"))
        return [
            {
                "area": beside.area_name(area),
                "visits": _cell(visits.get(area)),
                "establishments": _cell(places.get(area)),
                **dict.fromkeys(LETTERS, ""),
            }
            for area in sorted({*visits, *places})
        ]
    return [
        {
            "area": beside.area_name(row["area"]),
            **{name: number_words(row[name]) for name in ("visits", "establishments", *LETTERS)},
        }
        for row in seen["tables"]["visits_by_place"]
    ]


def _failed(figures: Summary, beside: Beside) -> list[Row]:
    counts = figures["C5b"]["by"].get("item", {})
    ordered = sorted(counts, key=lambda item: (-(counts[item] or 0), item))
    return [
        {
            "code": item,
            "question": beside.question(item),
            "law": beside.law(item),
            "count": _cell(counts[item]),
        }
        for item in ordered
    ]


def _units(seen: Summary, beside: Beside, *, is_public: bool) -> list[Row]:
    figures = seen["figures"]
    forms = {row["unit"]: row["forms"] for row in seen["tables"]["activities_by_unit"]}

    def of(unit: str, *codes: str) -> str:
        groups = [figures[code]["by"].get("unit", {}) for code in codes]
        values = [each.get(unit, 0) for each in groups]
        return KEPT_BACK if None in values else number_words(sum(values))

    return [
        {
            "name": beside.unit_name(unit),
            "sessions": of(unit, "B1"),
            "declared": _cell(figures["B1"].get("declared_by_unit", {}).get(unit, 0)),
            "people": of(unit, "B2"),
            "news": of(unit, "B3a"),
            "broadcasts": of(unit, "B3b"),
            "posts": of(unit, "B4a"),
            "visual": of(unit, "B5", "B6"),
            "leaflets": of(unit, "B7"),
            "shows": of(unit, "B9a"),
            "forms": "" if is_public else _forms(forms[unit]),
        }
        for unit in forms
    ]


def _forms(times: Mapping[str, int]) -> str:
    told = [f"{FORMS[form]} {times[form]}" for form in GATHERINGS if times[form]]
    return ", ".join(told)


def _return(row: Summary) -> Row:
    late = row["days_late"]
    return {
        "name": row["unit_name"],
        "due": day(row["due_on"]),
        "submitted": day(row["first_submitted_on"]) if row["first_submitted_on"] else "",
        "state": STATES[row["state"]],
        "late": number_words(late) if late else "",
    }


def _charts(figures: Summary, beside: Beside) -> list[Row]:
    asked = (
        ("Lượt cơ sở được kiểm tra theo xã, phường", "C2a", "area", beside.area_name),
        ("Lượt cơ sở được kiểm tra theo loại hình", "C2a", "kind", lambda kind: KINDS[kind]),
        ("Nội dung không đạt theo mã mục", "C5b", "item", lambda item: item),
        ("Buổi tuyên truyền theo hình thức", "B1", "form", lambda form: FORMS[form]),
    )
    found = [
        {"title": title, "bars": _bars(figures[code]["by"].get(split, {}), name)}
        for title, code, split, name in asked
    ]
    return [each for each in found if each["bars"]]


def _bars(groups: Mapping[str, Any], name: Callable[[str], str]) -> list[Row]:
    told = {group: value for group, value in groups.items() if value}
    most = max(told.values(), default=0)
    first = sorted(told, key=lambda group: (-told[group], group))[:BARS_MOST]
    return [
        {
            "label": name(group),
            "bar": "█" * max(1, round(BAR_SIGNS * told[group] / most)),
            "value": number_words(told[group]),
        }
        for group in first
    ]
