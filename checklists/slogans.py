"""The slogans of visual propaganda: the shape of ``slogans.yaml``."""

from dataclasses import dataclass
from datetime import date

from checklists.model import Certainty, Entry, RuleCode, valid_between


@dataclass(frozen=True, slots=True)
class Slogan(Entry):
    """Words to be shown, within closed dates."""

    code: RuleCode
    words: str
    valid_from: date | None
    valid_to: date | None
    source: str
    certainty: Certainty

    def valid_on(self, day: date) -> bool:
        return valid_between(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class SlogansFile(Entry):
    version: int
    slogans: tuple[Slogan, ...]
