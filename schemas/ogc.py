"""The parameters of OGC API - Features, part 1 (OGC 17-069r4)."""

import datetime as dt
import math
from typing import Any

from marshmallow import ValidationError, fields

from schemas.fields import RFC3339, Shape, Text, WholeArgument, Word
from schemas.map import is_box
from schemas.vocabulary import COMPLIANCE, ESTABLISHMENT_STATUSES, KINDS

LIMIT_MOST = 1000
BOX = "wrong_type|bbox is west,south,east,north, or the same with heights."
TIME = "wrong_type|datetime is a day or RFC 3339 time, or an interval such as 2026-01-01/.."


class Box(fields.String):
    """Four numbers, or six of which the heights are not looked at (section 7.15.3)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            numbers = [float(part) for part in value.split(",")]
        except ValueError:
            raise ValidationError(BOX) from None
        if len(numbers) == 6:
            numbers = [*numbers[:2], *numbers[3:5]]
        if len(numbers) != 4 or not all(map(math.isfinite, numbers)) or not is_box(numbers):
            raise ValidationError(BOX)
        return numbers


class Interval(fields.String):
    """An instant or an interval, open ends as ``..`` or empty (section 7.15.4); as the first and
    the last local day, "" where it is open."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        ends = value.split("/")
        if len(ends) > 2:
            raise ValidationError(TIME)
        days = [_day(end) for end in ends]
        first, last = (days[0], days[0]) if len(days) == 1 else days
        if len(days) == 1 and not first:
            raise ValidationError(TIME)
        if first and last and last < first:
            raise ValidationError(TIME)
        return first, last


def _day(text: str) -> str:
    if text in ("", ".."):
        return ""
    try:
        if len(text) == 10:
            return dt.date.fromisoformat(text).isoformat()
        if not RFC3339.fullmatch(text):
            raise ValueError
        moment = dt.datetime.fromisoformat(text.upper().replace(" ", "T"))
        return moment.astimezone(dt.timezone(dt.timedelta(hours=7))).date().isoformat()
    except ValueError:
        raise ValidationError(TIME) from None


class OgcQuery(Shape):
    """What a collection is asked for: unknown parameters are a 400 (requirement 10)."""

    refuses_with_400 = True

    f = Word(("json", "geojson"), load_default="json")


class ItemsQuery(OgcQuery):
    """A page of features; each collection takes those of the property filters that it has."""

    limit = WholeArgument(least=1, most=10_000, load_default=100)
    cursor = Text(most=500, load_default=None)
    bbox = Box(load_default=None)
    datetime = Interval(load_default=None)
    kind = Word(KINDS, load_default=None)
    status = Word(ESTABLISHMENT_STATUSES, load_default=None)
    area = Text(most=20, load_default=None)
    compliance = Word(COMPLIANCE, load_default=None)
