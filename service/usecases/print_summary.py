"""The papers of a summary: DOCX and PDF on the office's template, XLSX with live numbers."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from service.documents.summary_book import summary_book
from service.domain.errors import Conflict
from service.domain.figures import codes_for
from service.domain.periods import local_day
from service.domain.summary_paper import Beside, summary_values
from service.domain.summary_text import (
    change_of,
    last_year_of,
    to_date_of,
    total_of,
)
from service.usecases.papers import print_paper
from service.usecases.read_summaries import codes_of, sections_of, seen_of
from service.usecases.summaries import summary

PAPER, XLSX = "summary", "xlsx"
NOT_ISSUED = "Bản công bố chỉ in được từ báo cáo đã phát hành."

PLACES = (
    ("Xã, phường", "area"), ("Lượt cơ sở", "visits"), ("Cơ sở", "establishments"),
    ("Lưu trú", "LT"), ("Lữ hành, vận tải", "LH"), ("Karaoke, vũ trường", "KR"),
    ("Xoa bóp", "XB"), ("Ăn uống", "AU"), ("Khác", "other"),
)  # fmt: skip
FAILED = (("Mã mục", "code"), ("Nội dung", "question"), ("Căn cứ pháp lý", "law"),
          ("Số lần", "count"))  # fmt: skip
UNITS = (
    ("Đơn vị", "name"), ("Buổi (hồ sơ)", "sessions"), ("Buổi (khai)", "declared"),
    ("Lượt người", "people"), ("Tin, bài", "news"), ("Lượt phát", "broadcasts"),
    ("Bài đăng", "posts"), ("Băng rôn, pa-nô", "visual"), ("Tờ rơi", "leaflets"),
    ("Lồng ghép", "shows"), ("Theo hình thức", "forms"),
)  # fmt: skip
RETURNS = (("Đơn vị", "name"), ("Hạn nộp", "due"), ("Ngày nộp", "submitted"),
           ("Trạng thái", "state"), ("Chậm (ngày)", "late"))  # fmt: skip

Document = dict[str, Any]


def print_summary(
    repos: Any, who: Document, summary_id: uuid.UUID, kind: str, *, is_public: bool
) -> tuple[bytes, str]:
    """The paper as ``docx``, ``pdf`` or ``xlsx``, and its file's name without the ending: of what
    the account may read, or of what anybody may."""
    stored = summary(repos, summary_id)
    if is_public and stored["state"] != "issued":
        raise Conflict(NOT_ISSUED)
    codes = (
        codes_for(repos.catalogue.figures, limited=False, sealed=False)
        if is_public
        else codes_of(repos, who)
    )
    seen = seen_of(stored, codes, is_public=is_public)
    sections = sections_of(repos, stored, seen["figures"], codes, is_public=is_public)
    outline = repos.catalogue.summary.on(dt.date.fromisoformat(stored["to"]))
    values = summary_values(
        stored, seen, sections, _beside(repos, stored), is_public=is_public,
        recipients=outline.public_recipients if is_public else stored["recipients"],
    )  # fmt: skip
    if kind == XLSX:
        content = _book(repos, stored, seen["figures"], values)
    else:
        day = stored["issued_on"] or local_day(stored["counted_at"])
        content = print_paper(repos, PAPER, values, day, kind)
    return content, _name(stored, is_public=is_public)


def _name(stored: Document, *, is_public: bool) -> str:
    period = stored["period"].replace(":", "-")[:24]
    return "-".join(["bao-cao", period, *(["cong-bo"] if is_public else [])])


def _beside(repos: Any, stored: Document) -> Beside:
    unit = repos.units.get(stored["unit"])
    parent = unit["parent"] and repos.units.get(unit["parent"])
    areas = {area["_id"]: area["full_name"] for area in repos.areas.all()}
    units = {each["_id"]: each["name"] for each in repos.units.all()}
    items = {
        item.code: item
        for checklist in repos.catalogue.checklists.values()
        for item in checklist.items
    }
    definitions = repos.catalogue.figures
    return Beside(
        unit=unit,
        superior=unit.get("superior") or (parent["name"] if parent else ""),
        place="Lạng Sơn",
        area_name=lambda key: areas.get(key, key),
        unit_name=lambda code: units.get(code, code),
        question=lambda code: items[code].question.vi if code in items else code,
        law=_law(repos.catalogue, items, dt.date.fromisoformat(stored["to"])),
        label=lambda code: definitions[code].label.vi,
        corrected=stored["corrects"] and repos.summaries.get(stored["corrects"]),
    )


def _law(catalogue: Any, items: Mapping[str, Any], day: dt.date) -> Any:
    """The bases of an item that were in force on the day; what is unsure is not told as law."""

    def words(code: str) -> str:
        named = items[code].legal_basis if code in items else ()
        bases = [catalogue.version_on(basis, day) for basis in named]
        return "; ".join(
            dict.fromkeys(
                basis.title.vi for basis in bases if basis and basis.certainty != "unsure"
            )
        )

    return words


def _book(repos: Any, stored: Document, figures: Document, values: Document) -> bytes:
    rows = [
        {
            "code": figure["code"],
            "label": figure["label"],
            "unit": figure["unit"],
            "value": figure["value"],
            "declared": figure.get("declared"),
            "total": figure.get("total"),
            "last_year": last_year_of(figure),
            "change": change_of(figure),
            "to_date": to_date_of(figure),
            "definition": repos.catalogue.figures[figure["code"]].definition.vi,
            "given": total_of(figure),
        }
        for figure in figures.values()
    ]
    tables = (
        ("II. Kiểm tra", PLACES, values["places"]),
        ("III. Không đạt", FAILED, values["failed"]),
        ("IV. Tuyên truyền", UNITS, values["units"]),
        ("V. Nộp báo cáo", RETURNS, values["returns"]),
    )
    return summary_book(stored["about"], rows, [_numbers(each) for each in tables])


def _numbers(table: tuple[str, Any, list[Document]]) -> tuple[str, Any, list[Document]]:
    """Whole numbers as numbers again, where the paper has their words."""
    name, columns, rows = table
    return name, columns, [{key: _number(key, value) for key, value in row.items()} for row in rows]


def _number(key: str, value: str) -> Any:
    digits = value.replace(".", "")
    return int(digits) if key not in ("code", "name", "area") and digits.isdigit() else value
