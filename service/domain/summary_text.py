"""The words of a summary: sentences whose every number is a figure, bound by its code.

A paragraph holds ``{C2a}`` where the number stands; ``{C2a:compared}`` says in brackets what it did
since the same period of the year before. The aspects are those of :data:`ASPECTS`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.domain.figures import change_pct
from service.domain.paper_words import figure as told

Figure = Mapping[str, Any]
Figures = Mapping[str, Figure]

TOKEN = re.compile(r"\{([^{}]*)\}")
NAME = re.compile(r"([A-Z]\d+[a-z]?)(?::([a-z_]+))?")
# What a person may write with digits: days, years, quarters, numbers of documents, articles of law,
# telephone numbers, Ban Chỉ đạo 138, the number of months of a period, the age of a minor.
NOT_COUNTED = re.compile(
    r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?|(?:ngày|tháng|năm|quý|Quý|Điều|điều|khoản|số|mục|BCĐ|"
    r"Ban Chỉ đạo)\s+\d+[\w/.-]*|\d+/[A-ZĐ\d][\wĐ/-]*|\b(?:6|9) tháng|\b18 tuổi|"
    r"\b(?:111|113|115|138)\b"
)
DIGITS = re.compile(r"\d[\d.,]*")
ABSENT = "-"


def total_of(figure: Figure) -> Any:
    """The number that a paper gives: with what units declared, where that can be added."""
    total = figure.get("total")
    return figure["value"] if total is None else total


def last_year_of(figure: Figure) -> Any:
    """The same of the same period of the year before."""
    return _with(figure, figure["same_period_last_year"], "declared_same_period_last_year")


def to_date_of(figure: Figure) -> Any:
    """The same of the year to date."""
    return _with(figure, figure["year_to_date"], "declared_year_to_date")


def change_of(figure: Figure) -> float | None:
    """The change of those in percent, one decimal; None against nothing."""
    return change_pct(total_of(figure), last_year_of(figure))


def _with(figure: Figure, counted: Any, declared: str) -> Any:
    adds = figure.get("total") is not None and counted is not None
    return counted + (figure.get(declared) or 0) if adds else counted


def number_words(value: Any) -> str:
    """``1.234,5``; nothing to divide by is a dash."""
    return ABSENT if value is None else told(value)


def _compared(figure: Figure) -> str:
    now, before = total_of(figure), last_year_of(figure)
    if before is None or now is None:
        return ""
    if not before:
        return " (cùng kỳ năm trước không có)" if now else ""
    if now == before:
        return " (bằng cùng kỳ năm trước)"
    change = change_of(figure) or 0.0
    if figure["unit"] == "%":
        return f" (cùng kỳ năm trước {told(before)}%)"
    way = "tăng" if now > before else "giảm"
    return f" ({way} {told(abs(change))}% so với cùng kỳ năm trước)"


ASPECTS: Mapping[str, Any] = {
    "": lambda figure: number_words(total_of(figure)),
    "counted": lambda figure: number_words(figure["value"]),
    "declared": lambda figure: number_words(figure.get("declared") or 0),
    "last_year": lambda figure: number_words(last_year_of(figure)),
    "to_date": lambda figure: number_words(to_date_of(figure)),
    "compared": _compared,
}


def rendered(paragraph: str, figures: Figures) -> str:
    """The paragraph with its numbers; a figure that is not told leaves a dash."""

    def word(match: re.Match[str]) -> str:
        name = NAME.fullmatch(match[1])
        figure = figures.get(name[1]) if name else None
        if name is None or figure is None:
            return ABSENT
        return str(ASPECTS[name[2] or ""](figure))

    return TOKEN.sub(word, paragraph)


def unknown_tokens(paragraph: str, codes: Sequence[str]) -> list[str]:
    """What stands in braces and is no figure, or none of its aspects."""
    return [match[1] for match in TOKEN.finditer(paragraph) if not _is_known(match[1], codes)]


def _is_known(text: str, codes: Sequence[str]) -> bool:
    name = NAME.fullmatch(text)
    return bool(name) and name[1] in codes and (name[2] or "") in ASPECTS  # type: ignore[index]


def typed_numbers(paragraph: str) -> list[str]:
    """Numbers that somebody typed where a figure should stand."""
    return DIGITS.findall(NOT_COUNTED.sub(" ", TOKEN.sub(" ", paragraph)))


def drafted(outline: Any, figures: Figures, *, is_campaign: bool) -> dict[str, list[str]]:
    """The paragraphs of each part, of the sentences that have something to tell.

    The part about the campaign is told of a period that is none, by the outline's own words.
    """
    return {section.code: list(_paragraphs(section, figures)) for section in outline.sections
            if not (is_campaign and section.code == "campaign")}  # fmt: skip


def _paragraphs(section: Any, figures: Figures) -> Iterator[str]:
    found = [each.words for each in section.sentences if _tells(each, figures)]
    yield from found
    if not found and section.nothing:
        yield section.nothing


def _tells(sentence: Any, figures: Figures) -> bool:
    return any(_is_some(name, figures) for name in sentence.if_any)


def _is_some(name: str, figures: Figures) -> bool:
    code, _, aspect = name.partition(":")
    figure = figures.get(code, {"value": 0})
    return bool(figure.get("declared") if aspect == "declared" else total_of(figure))


def values_of(figures: Figures) -> dict[str, Any]:
    """The number of each figure that a paper gives."""
    return {code: total_of(figure) for code, figure in figures.items()}


def differences(before: Figures, now: Figures) -> list[dict[str, Any]]:
    """What changed between two counts of the same period: ``code, was, now``, in their order."""
    was, is_now = values_of(before), values_of(now)
    return [
        {"code": code, "was": was.get(code), "now": is_now[code]}
        for code in is_now
        if was.get(code) != is_now[code]
    ]


def subject_of(outline: Any, code: str, last_year: int) -> str:
    """What the paper is about: ``quý III năm 2026``, or the campaign's own words."""
    if code.startswith("campaign:"):
        return str(outline.about_campaign).replace("{year}", str(last_year))
    return str(outline.about).replace("{period}", period_words(code))


def period_words(code: str) -> str:
    """``quý III năm 2026``, ``6 tháng đầu năm 2026``, ``năm 2026``."""
    year, _, part = code.partition("-")
    parts = {"Q1": "quý I", "Q2": "quý II", "Q3": "quý III", "Q4": "quý IV",
             "H1": "6 tháng đầu", "9M": "9 tháng đầu"}  # fmt: skip
    return f"{parts[part]} năm {year}" if part else f"năm {year}"
