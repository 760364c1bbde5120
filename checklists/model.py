"""What the catalogue's files hold: the shape of each entry, in frozen dataclasses.

The fields are the keys of the YAML; a type here is what the loader asks of the file.
"""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Annotated, Any

from schemas.vocabulary import (
    CHECKLIST_CODES,
    ITEM_TYPES,
    KINDS,
    KINDS_OF_LETTER,
    LEVELS,
    MODES,
    REQUIRED_ON,
    RETENTION_CODES,
    SEVERITIES,
)


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text that must be one of the ``words``."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A text that must match the whole ``pattern``."""

    pattern: str


CERTAINTIES = ("verified", "known", "unsure")
ORIGINS = ("computed", "computed+declared")

# The dash and the digits are what the name of an XForms node allows.
ItemCode = Annotated[str, Written(r"[A-Z]{2}-\d\d[A-Z]?")]
Measure = Annotated[str, Written(r"[a-z][a-z0-9_]*")]
ChoiceCode = Annotated[str, Written(r"[a-z][a-z0-9_]*")]
RuleCode = Annotated[str, Written(r"[a-z][a-z0-9_]*")]
IndicatorCode = Annotated[str, Written(r"[A-Z]{3}-\d\d")]
GroupCode = Annotated[str, Written(r"[A-Z]{3}")]
LegalBasisCode = Annotated[str, Written(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")]
FigureCode = Annotated[str, Written(r"[A-F]\d{1,2}[a-c]?")]
CardCode = Annotated[str, Written(r"D\d{1,2}")]
AreaKey = Annotated[str, Written(r"\d{4}:\d{5}")]  # scheme and code, as in figures
Digits = Annotated[str, Written(r"\d{3,11}")]
Kind = Annotated[str, OneOf(KINDS)]
Letter = Annotated[str, OneOf(("all", *KINDS_OF_LETTER))]
Severity = Annotated[str, OneOf(SEVERITIES)]
Mode = Annotated[str, OneOf(MODES)]
Level = Annotated[str, OneOf(LEVELS)]
Certainty = Annotated[str, OneOf(CERTAINTIES)]


def plain(value: Any) -> Any:
    """The value as JSON has it: dicts, lists, ISO dates."""
    if hasattr(value, "as_dict"):
        return value.as_dict()
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


class Entry:
    """Anything the catalogue holds; ``as_dict`` gives it with the keys of its file, JSON-ready."""

    __slots__ = ()

    def as_dict(self) -> dict[str, Any]:
        assert is_dataclass(self)  # noqa: S101 - every entry is one; mypy has to be told.
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Words(Entry):
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Count(Entry):
    """A number asked beside an answer; ``always`` means with every ``pass`` and ``fail``."""

    measure: Measure
    required_on: Annotated[str, OneOf(REQUIRED_ON)]
    label: Words
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class OnlyIf(Entry):
    """When an item is asked: an earlier item has the value, or the establishment is of a kind."""

    item: ItemCode | None = None
    value: ChoiceCode | None = None
    kind: tuple[Kind, ...] = ()

    def __post_init__(self) -> None:
        by_item = self.item is not None and self.value is not None and not self.kind
        by_kind = self.item is None and self.value is None and bool(self.kind)
        if not (by_item or by_kind):
            raise ValueError("only_if is either {item, value} or {kind}")

    def as_dict(self) -> dict[str, Any]:
        if self.kind:
            return {"kind": list(self.kind)}
        return {"item": self.item, "value": self.value}


@dataclass(frozen=True, slots=True)
class Item(Entry):
    """One question. For an integer item the first measure of ``counts`` is its value's own."""

    code: ItemCode
    section: str
    question: Words
    type: Annotated[str, OneOf(ITEM_TYPES)]
    required: bool
    decides: str
    evidence: str
    applies: tuple[Letter, ...]
    allowed: tuple[ChoiceCode, ...] = ()
    counts: tuple[Count, ...] = ()
    only_if: OnlyIf | None = None
    legal_basis: tuple[LegalBasisCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist(Entry):
    """One published version; ``kinds`` are the establishments it is offered for, none refused."""

    code: Annotated[str, OneOf(CHECKLIST_CODES)]
    version: int
    title: Words
    kinds: tuple[Kind, ...]
    valid_from: date
    items: tuple[Item, ...]

    def item(self, code: str) -> Item | None:
        return next((item for item in self.items if item.code == code), None)


@dataclass(frozen=True, slots=True)
class Indicator(Entry):
    """A sign; ``minor`` marks those that raise the level of a visit by themselves."""

    code: IndicatorCode
    label: Words
    where: Words
    applies: tuple[Letter, ...]
    severity: Severity
    mode: Mode
    minor: bool
    sources: tuple[str, ...]

    @property
    def group(self) -> str:
        return self.code[:3]


@dataclass(frozen=True, slots=True)
class IndicatorGroup(Entry):
    code: GroupCode
    name: Words
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Need(Entry):
    """``at_least`` distinct indicators of these severities (and modes), from ``groups`` groups."""

    at_least: int
    severities: tuple[Severity, ...]
    modes: tuple[Mode, ...] = ("A", "C", "V")
    groups: int = 1


@dataclass(frozen=True, slots=True)
class TriageRule(Entry):
    """Fires when every need is met."""

    code: RuleCode
    level: Level
    words: Words
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class MinorRule(Entry):
    """Raises the level once by ``levels`` for a person under 18 or an indicator marked minor."""

    code: RuleCode
    levels: int
    words: Words


@dataclass(frozen=True, slots=True)
class TriageRules(Entry):
    version: int
    valid_from: date
    rules: tuple[TriageRule, ...]
    minor: MinorRule


@dataclass(frozen=True, slots=True)
class FineTier(Entry):
    """A fine in đồng for ``at_least`` to ``at_most`` persons; both null where no count matters."""

    min_vnd: int
    max_vnd: int
    at_least: int | None = None
    at_most: int | None = None
    warning: bool = False


@dataclass(frozen=True, slots=True)
class LegalBasis(Entry):
    """A place in a document with its closed dates; ``unsure`` is never shown to anyone as law."""

    code: LegalBasisCode
    title: Words
    number: str | None
    valid_from: date | None
    valid_to: date | None
    certainty: Certainty
    replaced_by: LegalBasisCode | None = None
    note: str | None = None
    fines: tuple[FineTier, ...] = ()

    def valid_on(self, day: date) -> bool:
        return valid_between(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class Card(Entry):
    """A rule of doing no harm, shown before, during and after a visit."""

    code: CardCode
    words: Words
    reason: str
    certainty: Annotated[str, OneOf((*CERTAINTIES, "proposal"))]


@dataclass(frozen=True, slots=True)
class EmergencyNumber(Entry):
    """A number to call within its closed dates, in some ``areas`` (a duty number) or in all."""

    code: RuleCode
    number: Digits
    name: Words
    use: Words
    valid_from: date | None
    valid_to: date | None
    source: str
    certainty: Certainty
    areas: tuple[AreaKey, ...] = ()

    def valid_on(self, day: date) -> bool:
        return valid_between(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class RetentionPeriod(Entry):
    """How many ``days`` a kind of data is kept after ``since``, within its closed dates."""

    code: Annotated[str, OneOf(RETENTION_CODES)]
    days: int
    what: Words
    since: Words
    valid_from: date | None
    valid_to: date | None
    source: str
    certainty: Annotated[str, OneOf((*CERTAINTIES, "proposal"))]

    def valid_on(self, day: date) -> bool:
        return valid_between(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class FigureDefinition(Entry):
    """What a figure of the summary counts, by which date, and where it may be shown."""

    code: FigureCode
    label: Words
    unit: str
    definition: Words
    dated_by: tuple[str, ...]
    origin: Annotated[str, OneOf(ORIGINS)]
    split: tuple[str, ...]
    shown_below_province: bool


def valid_between(start: date | None, end: date | None, day: date) -> bool:
    """Both ends belong to the time; an absent one is open."""
    return (start is None or start <= day) and (end is None or day <= end)
