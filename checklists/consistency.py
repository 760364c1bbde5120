"""What must agree within a file of the catalogue and between files; each fault with its line."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from checklists.model import Checklist, Item, LegalBasis
from checklists.reading import CatalogueError, Source
from schemas.vocabulary import ATTACHMENT_KINDS, VERDICTS

# Figures C3a to C3c and F1 sum these measures and name the item they stand at.
ITEM_OF_MEASURE = {
    "rooms_checked": "CG-06",
    "guests_checked": "CG-01",
    "staff_checked": "CW-01",
    "minors_at_work": "CW-02",
}
# What was handed out on a visit is its guidance, and figures read it there only.
NEVER_ASKED = ("CP-05",)

Faults = Iterator[CatalogueError]


def checklist_faults(source: Source[Checklist], known_bases: set[str] | None) -> Faults:
    """``known_bases`` is None when their file could not be read: then they are not asked for."""
    checklist = source.content
    expected = f"definitions/{checklist.code}.v{checklist.version}.yaml"
    if source.file != expected:
        yield source.error(checklist, f"code and version belong to {expected}")
    yield from _twice(source, checklist.items)
    yield from _measure_faults(source)
    earlier: dict[str, Item] = {}
    for item in checklist.items:
        for reason in _item_reasons(item, earlier, known_bases):
            yield source.error(item, f"{item.code}: {reason}")
        earlier[item.code] = item


def _twice(source: Source[Any], entries: Iterable[Any]) -> Faults:
    seen: set[str] = set()
    for entry in entries:
        if entry.code in seen:
            yield source.error(entry, f"code {entry.code} stands twice")
        seen.add(entry.code)


def _measure_faults(source: Source[Checklist]) -> Faults:
    item_of: dict[str, str] = {}
    for item in source.content.items:
        for count in item.counts:
            if count.measure in item_of:
                first = item_of[count.measure]
                yield source.error(count, f"measure {count.measure} already stands at {first}")
            item_of.setdefault(count.measure, item.code)
            fixed = ITEM_OF_MEASURE.get(count.measure, item.code)
            if fixed != item.code:
                yield source.error(count, f"measure {count.measure} belongs to {fixed}")


def _item_reasons(item: Item, earlier: dict[str, Item], known_bases: set[str] | None) -> list[str]:
    return [
        *_allowed_reasons(item),
        *_count_reasons(item),
        *_condition_reasons(item, earlier),
        *_basis_reasons(item, known_bases),
    ]


def _allowed_reasons(item: Item) -> Iterator[str]:
    if item.code in NEVER_ASKED:
        yield "is the visit's guidance and belongs in no checklist"
    if item.type in ("verdict", "choice") and not item.allowed:
        yield f"type {item.type} needs allowed"
    if item.type not in ("verdict", "choice") and item.allowed:
        yield f"type {item.type} has no allowed"
    if item.type == "verdict" and not set(item.allowed) <= set(VERDICTS):
        yield f"allowed of a verdict are {', '.join(VERDICTS)}"
    if len(set(item.allowed)) < len(item.allowed):
        yield "allowed names a value twice"


def _count_reasons(item: Item) -> Iterator[str]:
    for count in item.counts:
        if count.required_on == "fail" and "fail" not in item.allowed:
            yield f"{count.measure} is required on fail, which cannot be answered"
    measures = {count.measure for count in item.counts}
    for measure, code in ITEM_OF_MEASURE.items():
        if code == item.code and measure not in measures:
            yield f"must count {measure}"
    if item.type == "integer" and item.counts and item.counts[0].required_on != "never":
        yield "its first measure is the value itself: required_on is never"


def _condition_reasons(item: Item, earlier: dict[str, Item]) -> Iterator[str]:
    if item.only_if is None or item.only_if.item is None:
        return
    asked = earlier.get(item.only_if.item)
    if asked is None:
        yield f"only_if names {item.only_if.item}, which is no earlier item"
    elif asked.type not in ("verdict", "choice"):
        yield f"only_if names {asked.code} of type {asked.type}; it must have allowed values"
    elif item.only_if.value not in asked.allowed:
        yield f"only_if wants {item.only_if.value!r}, which {asked.code} does not allow"


def _basis_reasons(item: Item, known_bases: set[str] | None) -> Iterator[str]:
    if item.required and not item.legal_basis:
        yield "is required without a legal basis"
    for code in item.legal_basis if known_bases is not None else ():
        if code not in (known_bases or ()):
            yield f"legal basis {code} is not in legal_bases.yaml"


def _indicator_faults(source: Source[Any]) -> Faults:
    groups = source.content.groups
    yield from _twice(source, groups)
    yield from _twice(source, [one for group in groups for one in group.indicators])
    for group in groups:
        for indicator in group.indicators:
            if indicator.group != group.code:
                yield source.error(indicator, f"{indicator.code} is not of group {group.code}")


def _legal_basis_faults(source: Source[Any]) -> Faults:
    bases = source.content.legal_bases
    codes = {basis.code for basis in bases}
    yield from _twice(source, bases)
    for basis in bases:
        yield from _date_faults(source, basis)
        if basis.replaced_by is not None and basis.replaced_by not in codes:
            yield source.error(basis, f"{basis.code}: replaced_by {basis.replaced_by} is not here")
        yield from _fine_faults(source, basis)


def _date_faults(source: Source[Any], entry: Any) -> Faults:
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        yield source.error(entry, f"{entry.code}: valid_to lies before valid_from")


def _fine_faults(source: Source[Any], basis: LegalBasis) -> Faults:
    for tier in basis.fines:
        if tier.min_vnd > tier.max_vnd:
            yield source.error(tier, f"{basis.code}: min_vnd is more than max_vnd")
    counted = [tier for tier in basis.fines if tier.at_least is not None]
    for lower, upper in pairwise(counted):
        if lower.at_most is None or upper.at_least != lower.at_most + 1:
            yield source.error(upper, f"{basis.code}: the tier does not follow on the one before")


def _triage_faults(source: Source[Any]) -> Faults:
    rules = source.content
    yield from _twice(source, (*rules.rules, rules.minor))
    for rule in rules.rules:
        if rule.level == "white":
            yield source.error(rule, f"{rule.code}: white is what is left, no rule gives it")
        if not rule.needs or any(need.at_least < 1 for need in rule.needs):
            yield source.error(rule, f"{rule.code}: every rule needs at least one indicator")


def _number_faults(source: Source[Any]) -> Faults:
    yield from _twice(source, source.content.numbers)
    for number in source.content.numbers:
        yield from _date_faults(source, number)


def _recipient_faults(source: Source[Any]) -> Faults:
    yield from _twice(source, source.content.recipients)
    for recipient in source.content.recipients:
        yield from _date_faults(source, recipient)
        if not recipient.takes:
            yield source.error(recipient, f"{recipient.code} takes nothing")


def unknown_numbers(recipients: Source[Any] | None, numbers: Source[Any] | None) -> Faults:
    """Recipients name the telephone numbers of ``numbers.yaml``, and make up none."""
    if recipients is None or numbers is None:
        return
    known = {number.code for number in numbers.content.numbers}
    for recipient in recipients.content.recipients:
        for code in recipient.numbers:
            if code not in known:
                yield recipients.error(recipient, f"{recipient.code}: number {code} is not known")


def _retention_faults(source: Source[Any]) -> Faults:
    earlier: list[Any] = []
    for period in source.content.periods:
        yield from _date_faults(source, period)
        if period.days < 1:
            yield source.error(period, f"{period.code} is kept for less than a day")
        twins = [each for each in earlier if each.code == period.code]
        if any(_share_a_day(each, period) for each in twins):
            yield source.error(period, f"{period.code} has two periods on one day")
        earlier.append(period)


def _oversight_faults(source: Source[Any]) -> Faults:
    """Reading is watched always."""
    for rule in source.content.rules:
        amounts = (rule.glass_hours, rule.reads_a_day, rule.times_peers, rule.reads_least,
                   rule.red_waits_hours, rule.orange_waits_hours,
                   rule.acknowledgement_hours)  # fmt: skip
        if min(amounts) < 1:
            yield source.error(rule, f"{rule.code} allows nothing")
    yield from _faults_of_gaps(source)


def _telling_faults(source: Source[Any]) -> Faults:
    """What waits is told always; pauses between tries grow."""
    for rule in source.content.rules:
        amounts = (rule.gather_minutes, rule.pause_minutes, rule.mailed_within_days,
                   rule.kept_days, *rule.retry_minutes)  # fmt: skip
        if min(amounts) < 1 or rule.jitter_percent < 0:
            yield source.error(rule, f"{rule.code} allows nothing")
        if not rule.retry_minutes or list(rule.retry_minutes) != sorted(set(rule.retry_minutes)):
            yield source.error(rule, f"{rule.code}: retry_minutes do not grow")
    yield from _faults_of_gaps(source)


def _faults_of_gaps(source: Source[Any], entries: Iterable[Any] | None = None) -> Faults:
    """One rule on every day, without end."""
    found = source.content.rules if entries is None else entries
    rules = sorted(found, key=lambda rule: rule.valid_from or date.min)
    for rule in rules:
        yield from _date_faults(source, rule)
    following = [*((rule.valid_from or date.min) for rule in rules), None][1:]
    for rule, after in zip(rules, following, strict=True):
        if after != (rule.valid_to and rule.valid_to + timedelta(days=1)):
            yield source.error(rule, f"{rule.code}: the next rule does not begin where it ends")
    if not rules or rules[0].valid_from:
        yield source.error(source.content, "there is no rule from the beginning on")


def _share_a_day(one: Any, other: Any) -> bool:
    last = min(one.valid_to or date.max, other.valid_to or date.max)
    return bool(max(one.valid_from or date.min, other.valid_from or date.min) <= last)


def _attachment_faults(source: Source[Any]) -> Faults:
    limits = source.content
    yield from _twice(source, limits.kinds)
    for missing in set(ATTACHMENT_KINDS) - {kind.code for kind in limits.kinds}:
        yield source.error(limits, f"kind {missing} is missing")
    amounts = [name for name, value in limits.as_dict().items() if isinstance(value, int)]
    for name in amounts:
        if getattr(limits, name) < 1:
            yield source.error(limits, f"{name} allows nothing")


def _summary_faults(source: Source[Any]) -> Faults:
    """An outline on every day, each of its parts once."""
    yield from _faults_of_gaps(source, source.content.outlines)
    for outline in source.content.outlines:
        yield from _twice(source, outline.sections)


def unknown_figures(summary: Source[Any] | None, figures: Source[Any] | None) -> Faults:
    """Figures that a sentence names and the catalogue has not."""
    if summary is None or figures is None:
        return
    known = {figure.code for figure in figures.content.figures}
    for outline in summary.content.outlines:
        for sentence in (each for part in outline.sections for each in part.sentences):
            for code in sentence.figures():
                if code not in known:
                    yield summary.error(sentence, f"there is no figure {code}")


def _report_faults(source: Source[Any]) -> Faults:
    yield from _twice(source, source.content.report_types)
    for one in source.content.report_types:
        for due in (one.due, *(own.due for own in one.own_due)):
            if (due.days_after_end is None) == (due.before is None):
                yield source.error(due, f"{one.code}: due is days_after_end or before")


FAULTS_OF_FILE: Mapping[str, Callable[[Source[Any]], Faults]] = {
    "indicators": _indicator_faults,
    "legal_bases": _legal_basis_faults,
    "triage": _triage_faults,
    "do_no_harm": lambda source: _twice(source, source.content.cards),
    "numbers": _number_faults,
    "recipients": _recipient_faults,
    "retention": _retention_faults,
    "oversight": _oversight_faults,
    "telling": _telling_faults,
    "figures": lambda source: _twice(source, source.content.figures),
    "attachments": _attachment_faults,
    "reports": _report_faults,
    "summary": _summary_faults,
    "slogans": lambda source: _twice(source, source.content.slogans),
}
