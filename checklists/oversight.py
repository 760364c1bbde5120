"""How reading what is sealed is watched: the shape of ``oversight.yaml``."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from checklists.model import CERTAINTIES, Entry, OneOf, RuleCode, valid_between


@dataclass(frozen=True, slots=True)
class OversightRule(Entry):
    """For how many hours a broken glass opens a case, one may wait for a reviewer and a referral
    may lack its acknowledgement, and how much reading of a day is told, within closed dates."""

    code: RuleCode
    glass_hours: int
    reads_a_day: int
    times_peers: int
    reads_least: int
    red_waits_hours: int
    orange_waits_hours: int
    acknowledgement_hours: int
    valid_from: date | None
    valid_to: date | None
    source: str
    certainty: Annotated[str, OneOf((*CERTAINTIES, "proposal"))]

    def valid_on(self, day: date) -> bool:
        return valid_between(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class Oversight(Entry):
    version: int
    rules: tuple[OversightRule, ...]

    def on(self, day: date) -> OversightRule:
        """The rule in force on the day; the lint sees to it that there is one on every day."""
        return next(rule for rule in self.rules if rule.valid_on(day))
