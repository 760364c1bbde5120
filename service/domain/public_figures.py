"""What a public paper may tell: no sealed figure, and no small count below the province.

Small counts are kept back cell by cell (primary), and where what is kept back could be worked out
from a total, the next smallest too (secondary): statistical disclosure control of one-way tables,
as in Hundepool et al., Statistical Disclosure Control, 2012, chapter 4.
"""

from collections.abc import Iterable, Mapping
from typing import Any

SMALL = 5  # counts under it are small
KEPT_BACK = None
LEFT_OUT = ("E", "F")


def public_codes(codes: Iterable[str]) -> list[str]:
    """The figures that anybody may read: neither E nor F."""
    return [code for code in codes if not code.startswith(LEFT_OUT)]


def public_figures(figures: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The figures of a public paper; a group that is kept back is None."""
    return {
        code: {
            **figures[code],
            "by": {
                split: kept_back(groups) for split, groups in figures[code].get("by", {}).items()
            },
            **(
                {"declared_by_unit": kept_back(figures[code]["declared_by_unit"])}
                if "declared_by_unit" in figures[code]
                else {}
            ),
        }
        for code in public_codes(figures)
    }


def kept_back(groups: Mapping[str, Any]) -> dict[str, Any]:
    """The groups of one split, whose total is known, with the small and whatever would give them
    away kept back.

    What is kept back stays undetermined: at least two groups, and not all of them at the least or
    all at the most that a small count can be. Where that cannot be, the split is left out whole.
    """
    hidden = {group for group, value in groups.items() if _is_small(value)}
    rest = sorted((value, group) for group, value in groups.items() if group not in hidden)
    while hidden and rest and _is_given_away([groups[group] for group in hidden]):
        hidden.add(rest.pop(0)[1])
    if hidden and _is_given_away([groups[group] for group in hidden]):
        return {}
    return {group: KEPT_BACK if group in hidden else value for group, value in groups.items()}


def _is_small(value: Any) -> bool:
    return value is not None and 0 < value < SMALL


def _is_given_away(values: list[Any]) -> bool:
    small = [value for value in values if _is_small(value)]
    if len(values) < 2:
        return True
    if len(small) < len(values):
        return False
    return sum(values) in (len(values), len(values) * (SMALL - 1))
