"""Who receives what leaves a case: the shape of ``recipients.yaml``."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from checklists.model import (
    AreaKey,
    Certainty,
    Entry,
    OneOf,
    RuleCode,
    Words,
    Written,
    valid_between,
)
from schemas.vocabulary import REFERRAL_TYPES

AREA = "{area}"  # in a name: the commune of the case


@dataclass(frozen=True, slots=True)
class Recipient(Entry):
    """A body that takes some types of referrals within its closed dates, from some ``areas`` or
    all; ``age_key`` is the public name of a key that only the body has."""

    code: RuleCode
    name: Words
    takes: tuple[Annotated[str, OneOf(REFERRAL_TYPES)], ...]
    numbers: tuple[RuleCode, ...]
    valid_from: date | None
    valid_to: date | None
    source: str
    certainty: Certainty
    areas: tuple[AreaKey, ...] = ()
    age_key: Annotated[str, Written(r"age1[a-z0-9]{58}")] | None = None

    def receives(self, area: str, day: date) -> bool:
        return valid_between(self.valid_from, self.valid_to, day) and (
            not self.areas or area in self.areas
        )

    def named(self, area_name: str) -> dict[str, str]:
        """Its name in both languages, for a case in the area of that name."""
        return {key: told.replace(AREA, area_name) for key, told in self.name.as_dict().items()}


@dataclass(frozen=True, slots=True)
class RecipientsFile(Entry):
    version: int
    recipients: tuple[Recipient, ...]
