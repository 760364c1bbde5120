"""Periods of reports: the statutory 15-14 windows, the calendar ones, and campaigns.

The statutory windows are those of Nghị định 09/2019/NĐ-CP, article 12. Windows are closed dates of
the local day in Asia/Ho_Chi_Minh.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from schemas.vocabulary import PERIOD_BASES
from service.domain.errors import Fault, Invalid

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
YEARS = range(2000, 2101)
CAMPAIGN = "campaign:"
CODE = re.compile(r"(?P<year>\d{4})(?:-(?P<part>Q[1-4]|H1|9M))?", re.ASCII)

# The first and the last month of each part of a year; a code without a part is the whole year.
MONTHS = {
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
    "H1": (1, 6), "9M": (1, 9), None: (1, 12),
}  # fmt: skip
STATUTORY_FIRST_DAY = 15  # of the month before; the last day is the 14th.

CODE_WORDS = (
    "Kỳ báo cáo phải có dạng 2026-Q1 đến 2026-Q4, 2026-H1, 2026-9M, 2026 "
    f"(năm từ {YEARS[0]} đến {YEARS[-1]}) hoặc campaign:<mã đợt cao điểm>."
)
BASIS_WORDS = "Cách tính kỳ phải là statutory (từ ngày 15 đến ngày 14) hoặc calendar (theo lịch)."


@dataclass(frozen=True, slots=True)
class Period:
    """A window of closed local dates; ``code`` and ``basis`` are as they were asked for."""

    code: str
    basis: str
    first: date
    last: date

    def is_provisional(self, today: date) -> bool:
        """Whether the window has not closed yet; its last day belongs to it whole."""
        return today <= self.last


def local_day(moment: datetime) -> str:
    """The local date of an aware moment, ``YYYY-MM-DD``."""
    if moment.tzinfo is None:
        raise ValueError("a moment without its offset has no local day")
    return moment.astimezone(LOCAL).date().isoformat()


def start_of(day: str) -> datetime:
    """The moment at which a local day begins."""
    return datetime.fromisoformat(day).replace(tzinfo=LOCAL)


def campaign_of(code: str) -> UUID | None:
    """The campaign that a code names, ``None`` where it names none."""
    if not code.startswith(CAMPAIGN):
        return None
    text = code.removeprefix(CAMPAIGN)
    try:
        campaign = UUID(text)
    except ValueError:
        raise _refused("period", CODE_WORDS) from None
    if str(campaign) != text.lower():  # UUID() also takes braces, urn: and no dashes.
        raise _refused("period", CODE_WORDS)
    return campaign


def period_of(code: str, basis: str, campaign: Mapping[str, Any] | None = None) -> Period:
    """The period of a code; ``campaign`` is the document that a ``campaign:`` code names.

    A campaign has its own window, so the basis only says from where its year is counted.
    """
    if basis not in PERIOD_BASES:
        raise _refused("basis", BASIS_WORDS)
    if campaign is not None and campaign_of(code) == campaign["_id"]:
        window = (date.fromisoformat(campaign["from"]), date.fromisoformat(campaign["to"]))
        return Period(f"{CAMPAIGN}{campaign['_id']}", basis, *window)
    match = CODE.fullmatch(code)
    if match is None or int(match["year"]) not in YEARS:
        raise _refused("period", CODE_WORDS)
    return Period(code, basis, *_window(int(match["year"]), match["part"], basis))


def part_of(code: str) -> str:
    """Which part of a year a good code names: ``Q1`` to ``Q4``, ``H1``, ``9M``, ``year``, or
    ``campaign``."""
    if code.startswith(CAMPAIGN):
        return "campaign"
    return code[5:] or "year"


def a_year_earlier(period: Period) -> Period:
    """The same code a year earlier, the same dates for a campaign; 29/2 becomes 28/2."""
    match = CODE.fullmatch(period.code)
    if match is None:
        return replace(period, first=_a_year_before(period.first), last=_a_year_before(period.last))
    year = int(match["year"]) - 1
    code = f"{year:04}{period.code[4:]}"
    return Period(code, period.basis, *_window(year, match["part"], period.basis))


def year_to_date(period: Period) -> Period:
    """From the first day of the year that the window's last day lies in, to that last day."""
    year = period.last.year
    if period.basis == "statutory" and period.last >= date(year, 12, STATUTORY_FIRST_DAY):
        year += 1
    first, _ = _window(year, None, period.basis)
    return replace(period, first=first)


def days_of(period: Period) -> tuple[str, str]:
    """The first and the last local day of a period."""
    return period.first.isoformat(), period.last.isoformat()


def segments(windows: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """The disjoint windows that the given ones are made of: each day of any of them once.

    Windows are pairs of closed local days; they are cut wherever one of them begins or has ended.
    """
    cuts = {first for first, _ in windows} | {_days_on(last, 1) for _, last in windows}
    pieces = [(start, _days_on(end, -1)) for start, end in pairwise(sorted(cuts))]
    return [piece for piece in pieces if any(is_within(piece, window) for window in windows)]


def is_within(piece: tuple[str, str], window: tuple[str, str]) -> bool:
    """Whether every day of the one is a day of the other."""
    return window[0] <= piece[0] and piece[1] <= window[1]


def _days_on(day: str, number: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=number)).isoformat()


def _window(year: int, part: str | None, basis: str) -> tuple[date, date]:
    first_month, last_month = MONTHS[part]
    if basis == "calendar":
        return date(year, first_month, 1), _next_month(year, last_month) - timedelta(days=1)
    month_before = date(year, first_month, 1) - timedelta(days=1)
    return (
        month_before.replace(day=STATUTORY_FIRST_DAY),
        date(year, last_month, STATUTORY_FIRST_DAY - 1),
    )


def _next_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def _a_year_before(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def _refused(path: str, words: str) -> Invalid:
    return Invalid([Fault(path, f"unknown_{path}", words)])
