"""How people are told by mail that something waits: the shape of ``telling.yaml``."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from checklists.model import CERTAINTIES, Entry, OneOf, RuleCode, valid_between


@dataclass(frozen=True, slots=True)
class TellingRule(Entry):
    """How what waits is gathered into letters, how often one is tried again, and how long it is
    kept, within closed dates."""

    code: RuleCode
    gather_minutes: int
    pause_minutes: int
    retry_minutes: tuple[int, ...]
    jitter_percent: int
    mailed_within_days: int
    kept_days: int
    valid_from: date | None
    valid_to: date | None
    source: str
    certainty: Annotated[str, OneOf((*CERTAINTIES, "proposal"))]

    def valid_on(self, day: date) -> bool:
        return valid_between(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class Telling(Entry):
    version: int
    rules: tuple[TellingRule, ...]

    def on(self, day: date) -> TellingRule:
        """The rule in force on the day; the lint sees to it that there is one on every day."""
        return next(rule for rule in self.rules if rule.valid_on(day))
