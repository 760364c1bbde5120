"""Finding the header of a list, and telling a list of guests from a list of establishments."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from service.domain.names import folded

SEARCHED_ROWS = 20
SYNONYMS_AT_LEAST = 2

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Header:
    """``columns`` are the indices under each field; the data begin at the row ``first``."""

    columns: dict[str, tuple[int, ...]]
    titles: tuple[str, ...]
    first: int


@functools.cache
def words() -> dict[str, Any]:
    """The file of synonyms as it stands."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


@functools.cache
def synonyms() -> dict[str, str]:
    """Field by folded title."""
    return {
        folded(title): field for field, titles in words()["columns"].items() for title in titles
    }


def field_of(title: str) -> str | None:
    """The field that a title names; what stands in brackets does not count."""
    known = synonyms()
    return known.get(folded(title)) or known.get(folded(re.sub(r"\(.*?\)", " ", title)))


def header_in(rows: Sequence[Cells]) -> Header | None:
    """The first row, alone or merged with the next, with at least two known titles."""
    for index, upper in enumerate(rows[:SEARCHED_ROWS]):
        alone = _columns(upper)
        if len(alone) < SYNONYMS_AT_LEAST:
            continue
        lower = rows[index + 1] if index + 1 < len(rows) else ()
        if not any(map(field_of, lower)):
            return Header(alone, tuple(upper), index + 1)
        merged = _merged(upper, lower)
        return Header(_columns(merged), merged, index + 2)
    return None


def score(rows: Sequence[Cells]) -> int:
    """The most known titles that one row holds."""
    return max((len(_columns(row)) for row in rows[:SEARCHED_ROWS]), default=0)


def lists_guests(rows: Sequence[Cells]) -> bool:
    """Whether one of the first rows is the header of a list of guests."""
    guests = words()["guests"]
    telling, others = ({folded(title) for title in guests[part]} for part in ("telling", "with"))
    for row in rows[:SEARCHED_ROWS]:
        titles = {folded(cell) for cell in row}
        if titles & telling and len(titles & (telling | others)) > 1:
            return True
    return False


def _columns(titles: Cells) -> dict[str, tuple[int, ...]]:
    columns: dict[str, tuple[int, ...]] = {}
    for index, title in enumerate(titles):
        field = field_of(title) if title else None
        if field:
            columns[field] = (*columns.get(field, ()), index)
    return columns


def _merged(upper: Cells, lower: Cells) -> tuple[str, ...]:
    """One title a column: the lower one where there is one, else the upper."""
    width = max(len(upper), len(lower))
    above, below = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
    return tuple(low or high for high, low in zip(above, below, strict=True))
