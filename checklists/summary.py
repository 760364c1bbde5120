"""What the paper to Ban Chỉ đạo 138 says and in what order: the shape of ``summary.yaml``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from checklists.model import CERTAINTIES, Entry, OneOf, RuleCode, valid_between
from schemas.vocabulary import SUMMARY_SECTIONS

TOKEN = re.compile(r"\{([A-Z]\d+[a-z]?)(?::([a-z_]+))?\}")


@dataclass(frozen=True, slots=True)
class Sentence(Entry):
    """A sentence with figures in braces; it is drafted when one of ``if_any`` is not 0."""

    words: str
    if_any: tuple[str, ...]

    def figures(self) -> Iterator[str]:
        """The codes that it names, in its words and in its condition."""
        yield from (match[1] for match in TOKEN.finditer(self.words))
        yield from (name.partition(":")[0] for name in self.if_any)


@dataclass(frozen=True, slots=True)
class Section(Entry):
    """A part of the paper; ``above`` is the heading that stands before it, ``nothing`` what it says
    when no sentence holds."""

    code: Annotated[str, OneOf(SUMMARY_SECTIONS)]
    heading: str
    tasks: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    nothing: str | None
    above: str | None = None


@dataclass(frozen=True, slots=True)
class Outline(Entry):
    """The paper within closed dates: to whom, from whom, about what, in which parts."""

    code: RuleCode
    valid_from: date | None
    valid_to: date | None
    source: str
    certainty: Annotated[str, OneOf((*CERTAINTIES, "proposal"))]
    addressee: str
    symbol: str
    signs: str
    recipients: tuple[str, ...]
    public_recipients: tuple[str, ...]
    about: str
    about_campaign: str
    sections: tuple[Section, ...]

    def valid_on(self, day: date) -> bool:
        return valid_between(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class SummaryFile(Entry):
    version: int
    outlines: tuple[Outline, ...]

    def on(self, day: date) -> Outline:
        """The outline in force on the day; the lint sees to it that there is one."""
        return next(each for each in self.outlines if each.valid_on(day))
