"""Which returns units owe, for which periods, until when: the shape of ``reports.yaml``."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from checklists.model import CERTAINTIES, Entry, OneOf, RuleCode, Words, Written, valid_between
from schemas.vocabulary import PERIOD_BASES, REPORT_PERIODS

DAY_OF_YEAR = (
    r"(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8])"
)


@dataclass(frozen=True, slots=True)
class Due(Entry):
    """The last good day: so many days after a period's end, or the day before a day of a month,
    the first one after that end."""

    days_after_end: int | None = None
    before: Annotated[str, Written(DAY_OF_YEAR)] | None = None

    def last_day(self, end: date) -> date:
        """Both readings are closed days; "trước ngày 02/10" is 01/10 at the latest."""
        if self.before is None:
            return end + timedelta(days=self.days_after_end or 0)
        month, day = map(int, self.before.split("-"))
        year = end.year if (month, day) > (end.month, end.day) else end.year + 1
        return date(year, month, day) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OwnDue(Entry):
    """The term of one unit."""

    unit: str
    due: Due


@dataclass(frozen=True, slots=True)
class ReportType(Entry):
    """A kind of return that every unit below another owes, but for ``except_units``."""

    code: RuleCode
    label: Words
    periods: tuple[Annotated[str, OneOf(REPORT_PERIODS)], ...]
    basis: Annotated[str, OneOf(PERIOD_BASES)]
    due: Due
    remind_days: tuple[int, ...]
    except_units: tuple[str, ...]
    own_due: tuple[OwnDue, ...]
    valid_from: date | None
    valid_to: date | None
    source: str
    certainty: Annotated[str, OneOf((*CERTAINTIES, "proposal"))]

    def valid_on(self, day: date) -> bool:
        return valid_between(self.valid_from, self.valid_to, day)

    def last_day(self, unit: str, end: date) -> date:
        """The last good day of a unit for a period that ends then."""
        own = next((each.due for each in self.own_due if each.unit == unit), self.due)
        return own.last_day(end)


@dataclass(frozen=True, slots=True)
class ReportsFile(Entry):
    version: int
    report_types: tuple[ReportType, ...]
