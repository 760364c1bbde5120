"""Returns of units: who owes one, how it stands, and what of them a period's figures take."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from service.domain.errors import Conflict

Document = dict[str, Any]
Row = Mapping[str, Any]

STEPS = {
    ("draft", "submitted"), ("sent_back", "submitted"), ("submitted", "accepted"),
    ("submitted", "sent_back"), ("accepted", "sent_back"),
}  # fmt: skip
CANNOT = {
    "submitted": "Báo cáo này không ở trạng thái nộp được. Xin tải lại rồi xem trạng thái.",
    "accepted": "Chỉ nhận được báo cáo đã nộp. Xin tải lại rồi xem trạng thái.",
    "sent_back": "Chỉ trả lại được báo cáo đã nộp hoặc đã nhận. Xin tải lại rồi xem trạng thái.",
}
NOT_EDITABLE = "Báo cáo đã nộp nên không sửa được. Muốn sửa, xin đơn vị cấp trên trả lại."
EDITABLE = ("draft", "sent_back")

# The ways to put a longer period together of shorter ones, the coarsest first.
COVERS = {
    "year": (("9M", "Q4"), ("H1", "Q3", "Q4")),
    "9M": (("H1", "Q3"),),
    "H1": (("Q1", "Q2"),),
}

# What the year to date is called, up to the end of each part.
TO_DATE = {"Q1": "Q1", "Q2": "H1", "Q3": "9M", "Q4": "year"}


def return_id(unit: str, period: str) -> str:
    """One return a unit and period."""
    return f"{unit}/{period}"


def owes(unit: Row, except_units: Iterable[str], window: tuple[str, str]) -> bool:
    """Whether a unit below another stands on a day of the window, and is not let off."""
    first, last = window
    begins, ends = unit["valid_from"], unit["valid_to"]
    return (
        unit["parent"] is not None
        and unit["_id"] not in except_units
        and (begins is None or begins <= last)
        and (ends is None or ends >= first)
    )


def check_step(state: str, wanted: str) -> None:
    """Raise :class:`Conflict` when a return cannot go from the one state to the other."""
    if (state, wanted) not in STEPS:
        raise Conflict(CANNOT[wanted])


def check_editable(state: str) -> None:
    """Raise :class:`Conflict` when what was submitted would be changed."""
    if state not in EDITABLE:
        raise Conflict(NOT_EDITABLE)


def lateness(first_submitted: str | None, due_on: str, today: str) -> int:
    """How many days after its last good day a return was first submitted, or is still missing."""
    end = dt.date.fromisoformat(first_submitted or today)
    return max(0, (end - dt.date.fromisoformat(due_on)).days)


def covering(code: str, accepted: Iterable[str]) -> list[str]:
    """The accepted returns of one unit that together stand for a period, none overlapping another:
    its own, else the coarsest shorter ones; what no return covers is left open."""
    there = set(accepted)
    return _covering(code, there)


def _covering(code: str, there: set[str]) -> list[str]:
    if code in there or code.startswith("campaign:"):
        return [code] if code in there else []
    year, _, part = code.partition("-")
    ways = COVERS.get(part or "year", ())
    found = [[each for name in way for each in _covering(f"{year}-{name}", there)] for way in ways]
    return max(found, key=_months, default=[])


def _months(codes: list[str]) -> int:
    lengths = {"9M": 9, "H1": 6, "": 12}
    return sum(lengths.get(code.partition("-")[2], 3) for code in codes)


def parts_below(code: str) -> list[str]:
    """Every period that may stand in a cover of this one, itself first."""
    year, _, part = code.partition("-")
    if code.startswith("campaign:"):
        return [code]
    shorter = {name for way in COVERS.get(part or "year", ()) for name in way}
    found = [code]
    for name in sorted(shorter):
        found += [each for each in parts_below(f"{year}-{name}") if each not in found]
    return found


def declared_in(returns: Iterable[Row], code: str) -> dict[str, dict[str, int]]:
    """What accepted returns declare for a period: by figure, then by unit.

    ``returns`` are ``{unit, period, declared: {code: {value}}}``; of each unit those count that
    cover the period, so that nothing counts twice.
    """
    by_unit: dict[str, dict[str, Row]] = {}
    for each in returns:
        by_unit.setdefault(each["unit"], {})[each["period"]] = each
    found: dict[str, dict[str, int]] = {}
    for unit in sorted(by_unit):
        for period in covering(code, by_unit[unit]):
            for figure, told in by_unit[unit][period]["declared"].items():
                of_figure = found.setdefault(figure, {})
                of_figure[unit] = of_figure.get(unit, 0) + told["value"]
    return found
