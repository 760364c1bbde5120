"""The level of one visit's flags, by rules that are data: there is no score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from schemas.vocabulary import LEVELS
from service.domain.errors import Fault


class Indicator(Protocol):
    @property
    def group(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def mode(self) -> str: ...
    @property
    def minor(self) -> bool: ...


class Need(Protocol):
    @property
    def at_least(self) -> int: ...
    @property
    def severities(self) -> Sequence[str]: ...
    @property
    def modes(self) -> Sequence[str]: ...
    @property
    def groups(self) -> int: ...


class Rule(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def needs(self) -> Sequence[Need]: ...


class MinorRule(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def levels(self) -> int: ...


class Rules(Protocol):
    @property
    def rules(self) -> Sequence[Rule]: ...
    @property
    def minor(self) -> MinorRule: ...


@dataclass(frozen=True, slots=True)
class Triage:
    """A level and the codes of the rules that fired for it."""

    level: str
    rules: tuple[str, ...]


def triage(
    flags: Sequence[Mapping[str, Any]], indicators: Mapping[str, Indicator], rules: Rules
) -> Triage:
    """The level of a visit; flags are ``{indicator, person: {label, under_18} | None}``.

    Each indicator counts once however often it was flagged. "One high and two medium that lie in
    different groups" is read as: the two medium lie in groups different from each other; the high
    may share a group with one of them. A "lone" high is one without a second high, whatever low or
    medium stands beside it, and it counts as one of "three or more". So every condition asks for
    no more than "at least", and a further flag never lowers the level.

    Listed are the rules that gave the level, then the minor rule wherever its condition holds, at
    red too, where there is no level left to rise to. An unknown indicator raises ``KeyError``.
    """
    if not flags:
        return Triage("white", ())
    seen = [indicators[code] for code in {flag["indicator"]: None for flag in flags}]
    fired = [rule for rule in rules.rules if all(_met(need, seen) for need in rule.needs)]
    rank = max((LEVELS.index(rule.level) for rule in fired), default=0)
    codes = tuple(rule.code for rule in fired if rule.level == LEVELS[rank])
    if _concerns_a_minor(flags, seen):
        rank = min(rank + rules.minor.levels, len(LEVELS) - 1)
        codes = (*codes, rules.minor.code)
    return Triage(LEVELS[rank], codes)


def _met(need: Need, seen: Iterable[Indicator]) -> bool:
    fitting = [one for one in seen if one.severity in need.severities and one.mode in need.modes]
    return len(fitting) >= need.at_least and len({one.group for one in fitting}) >= need.groups


def _concerns_a_minor(flags: Sequence[Mapping[str, Any]], seen: Iterable[Indicator]) -> bool:
    if any(one.minor for one in seen):
        return True
    return any((flag.get("person") or {}).get("under_18") is True for flag in flags)


def unknown_indicators(
    flags: Sequence[Mapping[str, Any]], indicators: Mapping[str, Indicator]
) -> list[Fault]:
    """A fault at ``flags.<n>.indicator`` for each code the catalogue does not have."""
    return [
        Fault(
            f"flags.{place}.indicator",
            "unknown_indicator",
            f"Danh mục không có dấu hiệu {flag['indicator']}. Xin chọn lại trong danh mục.",
        )
        for place, flag in enumerate(flags)
        if flag["indicator"] not in indicators
    ]
