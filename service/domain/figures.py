"""The figures of the periodic summary: what each code counts, and how it is calculated."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any, Protocol

from service.domain.figure_parts import SOURCES, Part
from service.domain.figure_rows import Counted

Value = int | float | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A figure is a ``fold`` of one ``measure`` over a source of rows.

    The folds are total, distinct, share and median.
    """

    source: str
    measure: str
    fold: str


RULES: Mapping[str, Rule] = {
    "A1": Rule("documents", "count", "total"),
    "A2a": Rule("owing_units", "acted", "total"),
    "A2b": Rule("owing_units", "count", "total"),
    "A3a": Rule("owed_returns", "in_time", "total"),
    "A3b": Rule("owed_returns", "count", "total"),
    "B1": Rule("gatherings", "times", "total"),
    "B2": Rule("gatherings", "attendance", "total"),
    "B3a": Rule("activities", "news_items", "total"),
    "B3b": Rule("activities", "broadcasts", "total"),
    "B3c": Rule("activities", "broadcast_minutes", "total"),
    "B4a": Rule("activities", "posts", "total"),
    "B4b": Rule("activities", "reach", "total"),
    "B5": Rule("activities", "banners", "total"),
    "B6": Rule("activities", "panels", "total"),
    "B7": Rule("handed_out", "leaflets", "total"),
    "B8": Rule("activities", "mobile_rounds", "total"),
    "B9a": Rule("integrated", "times", "total"),
    "B9b": Rule("integrated", "attendance", "total"),
    "B10": Rule("institutions", "institution", "distinct"),
    "C1": Rule("inspections", "visits", "distinct"),
    "C2a": Rule("visits", "visits", "total"),
    "C2b": Rule("visits", "visits", "distinct"),
    "C3a": Rule("visits", "rooms_checked", "total"),
    "C3b": Rule("visits", "guests_checked", "total"),
    "C3c": Rule("visits", "staff_checked", "total"),
    "C4": Rule("visits", "guided", "distinct"),
    "C5a": Rule("visits", "failed", "distinct"),
    "C5b": Rule("failed_items", "count", "total"),
    "C6a": Rule("visits", "guests_not_notified", "total"),
    "C6b": Rule("visits", "foreigners_not_declared", "total"),
    "C7a": Rule("violations", "count", "total"),
    "C7b": Rule("sanctions", "count", "total"),
    "C7c": Rule("sanctions", "fine_vnd", "total"),
    "C8": Rule("suspensions", "count", "distinct"),
    "C9": Rule("transfers", "count", "total"),
    "C10a": Rule("findings_met", "count", "total"),
    "C10b": Rule("findings_due", "count", "total"),
    "D1a": Rule("committed", "committed", "distinct"),
    "D1b": Rule("register", "committed", "share"),
    "D2": Rule("visits", "staff_trained", "total"),
    "D3": Rule("last_visits", "posted", "distinct"),
    "E1a": Rule("levels", "red", "total"),
    "E1b": Rule("levels", "orange", "total"),
    "E1c": Rule("levels", "yellow", "total"),
    "E2": Rule("referrals", "sent", "total"),
    "E3a": Rule("referrals", "answered", "total"),
    "E3b": Rule("referrals", "founded", "total"),
    "E3c": Rule("referrals", "days", "median"),
    "E4": Rule("received", "people", "total"),
    "F1": Rule("visits", "minors_at_work", "total"),
}
SEALED_SOURCES = ("levels", "referrals", "received")


class Definition(Protocol):
    """What the catalogue says of a figure."""

    @property
    def split(self) -> tuple[str, ...]: ...
    @property
    def shown_below_province(self) -> bool: ...
    @property
    def origin(self) -> str: ...


Definitions = Mapping[str, Definition]


def is_sealed(code: str) -> bool:
    """Whether the figure counts what lies on the confidential side."""
    return RULES[code].source in SEALED_SOURCES


def codes_for(definitions: Definitions, *, limited: bool, sealed: bool) -> list[str]:
    """The codes that an account may see: ``limited`` to areas, with the ``sealed`` side or not."""
    return [
        code
        for code in RULES
        if (sealed or not is_sealed(code))
        and (not limited or definitions[code].shown_below_province)
    ]


def figures(
    codes: Iterable[str],
    definitions: Definitions,
    window: Counted,
    year_earlier: Counted,
    year_to_date: Counted,
) -> dict[str, dict[str, Any]]:
    """``value, same_period_last_year, change_pct, year_to_date, by`` for each code.

    ``by`` holds the splits of the definition; a group that has nothing is left out of them.
    """
    return {
        code: _figure(code, definitions[code].split, window, year_earlier, year_to_date)
        for code in codes
    }


def with_declared(
    code: str,
    figure: dict[str, Any],
    definition: Definition,
    declared: Sequence[Mapping[str, Mapping[str, int]] | None],
) -> dict[str, Any]:
    """A figure with what units declared beside what was counted; their total only where what is
    declared can be added.

    ``declared`` are the numbers by figure and unit of the window, the year before and the year to
    date, None where no return could tell them.
    """
    if "declared" not in definition.origin:
        return figure
    now, before, to_date = (_declared(code, each) for each in declared)
    adds = RULES[code].fold == "total"
    return {
        **figure,
        "declared": now,
        "declared_same_period_last_year": before,
        "declared_year_to_date": to_date,
        "declared_by_unit": dict((declared[0] or {}).get(code, {})),
        "total": figure["value"] + (now or 0) if adds else None,
    }


def _declared(code: str, declared: Mapping[str, Mapping[str, int]] | None) -> int | None:
    return None if declared is None else sum(declared.get(code, {}).values())


def _figure(
    code: str, splits: tuple[str, ...], window: Counted, earlier: Counted, to_date: Counted
) -> dict[str, Any]:
    parts = _parts(code, window)
    fold = FOLDS[RULES[code].fold]
    value = fold(parts)
    before = value_of(code, earlier)
    return {
        "value": value,
        "same_period_last_year": before,
        "change_pct": change_pct(value, before),
        "year_to_date": value_of(code, to_date),
        "by": {split: _by(split, parts, fold, window.moved) for split in splits},
    }


def value_of(code: str, counted: Counted) -> Value:
    """A number; ``None`` for a share where there is nothing to divide by."""
    return FOLDS[RULES[code].fold](_parts(code, counted))


def visits_without_inspection(counted: Counted) -> int:
    """How many visits no inspection answers for, of the areas that are seen."""
    seen = counted.within
    return sum(
        row["visits"]
        for row in counted.inspected
        if row["inspection"] is None and (seen is None or row["area"] in seen)
    )


def change_pct(value: Value, before: Value) -> float | None:
    """The change in percent of ``before``, one decimal, halves away from zero."""
    if value is None or not before:
        return None
    old = Decimal(str(before))
    return _one_decimal((Decimal(str(value)) - old) * 100 / old)


def _parts(code: str, counted: Counted) -> list[Part]:
    rule = RULES[code]
    parts = SOURCES[rule.source](counted, rule.measure)
    return [part for part in parts if counted.within is None or part.area in counted.within]


def _by(
    split: str,
    parts: Iterable[Part],
    fold: Callable[[Sequence[Part]], Value],
    moved: Mapping[str, str],
) -> dict[str, Value]:
    """The fold of each group, areas in the scheme that is shown."""
    groups: dict[str, list[Part]] = {}
    for part in parts:
        group = part.groups.get(split)
        if group is not None:
            shown = moved.get(group, group) if split == "area" else group
            groups.setdefault(shown, []).append(part)
    return {group: fold(groups[group]) for group in sorted(groups)}


def _total(parts: Sequence[Part]) -> int:
    return sum(part.amount for part in parts)


def _distinct(parts: Sequence[Part]) -> int:
    return len({part.of for part in parts})


def _share(parts: Sequence[Part]) -> float | None:
    return _one_decimal(Decimal(100 * _total(parts)) / len(parts)) if parts else None


def _median(parts: Sequence[Part]) -> float | None:
    amounts = sorted(part.amount for part in parts)
    return _one_decimal(Decimal(median(amounts))) if amounts else None


def _one_decimal(number: Decimal) -> float:
    return float(number.quantize(Decimal("0.1"), ROUND_HALF_UP))


FOLDS: Mapping[str, Callable[[Sequence[Part]], Value]] = {
    "total": _total,
    "distinct": _distinct,
    "share": _share,
    "median": _median,
}
