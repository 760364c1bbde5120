"""The tables of a summary's appendices II, III and IV, of what was counted in its window."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from schemas.vocabulary import ACTIVITY_FORMS, KINDS_OF_LETTER
from service.domain.figure_rows import Counted

OTHER = "other"
LETTERS = (*KINDS_OF_LETTER, OTHER)
UNIT_FIGURES = ("B1", "B2", "B3a", "B3b", "B3c", "B4a", "B5", "B6", "B7", "B8", "B9a", "B9b")

Figures = Mapping[str, Mapping[str, Any]]
Row = dict[str, Any]


def letter_of(kind: str) -> str:
    """The group of kinds (LT lodging, LH travel, KR, XB, AU) that a kind is of, else ``other``."""
    return next((each for each, kinds in KINDS_OF_LETTER.items() if kind in kinds), OTHER)


def visits_by_place(counted: Counted) -> list[Row]:
    """For each area ``visits``, ``establishments`` and the visits of each group of kinds."""
    rows: dict[str, Row] = {}
    places: dict[str, set[Any]] = defaultdict(set)
    for visit in counted.visits:
        area = counted.moved.get(visit["area"], visit["area"])
        row = rows.setdefault(area, {"area": area, "visits": 0, **dict.fromkeys(LETTERS, 0)})
        row["visits"] += visit["visits"]
        row[letter_of(visit["kind"])] += visit["visits"]
        places[area].add(visit["establishment"])
    return [{**rows[area], "establishments": len(places[area])} for area in sorted(rows)]


def activities_by_unit(counted: Counted, figures: Figures) -> list[Row]:
    """For each unit the times of each form, and of each figure what was counted and declared."""
    forms: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(ACTIVITY_FORMS, 0))
    for row in counted.activities:
        forms[row["unit"]][row["form"]] += row["times"]
    told = [figures[code] for code in UNIT_FIGURES if code in figures]
    named = {unit for each in told for unit in each["by"].get("unit", {})}
    named |= {unit for each in told for unit in each.get("declared_by_unit", {})}
    return [
        {
            "unit": unit,
            "forms": dict(forms[unit]),
            "counted": _of_unit(unit, figures, lambda each: each["by"].get("unit", {})),
            "declared": _of_unit(unit, figures, lambda each: each.get("declared_by_unit", {})),
        }
        for unit in sorted(named | set(forms))
    ]


def _of_unit(unit: str, figures: Figures, groups: Any) -> dict[str, int]:
    return {code: groups(figures[code]).get(unit, 0) for code in UNIT_FIGURES if code in figures}


def failed_items(figures: Figures) -> list[Row]:
    """Each item that was not met and how often, the most frequent first."""
    counts: Iterable[tuple[str, int]] = figures["C5b"]["by"]["item"].items()
    return [
        {"item": item, "count": count}
        for item, count in sorted(counts, key=lambda p: (-p[1], p[0]))
    ]
