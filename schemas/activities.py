"""The shapes of activities: what was done to inform people, and the institutions that took part."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from schemas.common import AreaRef, NamedEstablishment, PageQuery, WarningShape, page_of
from schemas.fields import Day, Id, Listed, Moment, Name, Part, Shape, Text, Whole, Word
from schemas.vocabulary import (
    ACTIVITY_FORMS,
    ACTIVITY_NUMBERS,
    AUDIENCES,
    INSTITUTION_KINDS,
    VISIT_STATES,
)

COUNT_MOST = 1_000_000_000
TIMES_MOST = 100_000

Attendance = Shape.from_dict(
    {name: Whole(most=COUNT_MOST, load_default=0) for name in AUDIENCES}, name="Attendance"
)
ActivityNumbers = Shape.from_dict(
    {name: Whole(most=COUNT_MOST, load_default=0) for name in ACTIVITY_NUMBERS},
    name="ActivityNumbers",
)


def _none_of(names: tuple[str, ...]) -> Any:
    return lambda: dict.fromkeys(names, 0)


class ActivityFields(Shape):
    """What was done, where, on which day and how many ``times``; who came, and how much was made.

    ``signed`` are the establishments that signed commitments there, ``slogans`` codes of the
    catalogue, ``source`` names the paper that the numbers come from.
    """

    form = Word(ACTIVITY_FORMS, required=True)
    title = Text(most=1000, least=3, required=True)
    place = Text(most=500, load_default="")
    area = Part(AreaRef, load_default=None, allow_none=True)
    held_on = Day(required=True)
    times = Whole(least=1, most=TIMES_MOST, load_default=1)
    attendance = Part(Attendance, load_default=_none_of(AUDIENCES))
    numbers = Part(ActivityNumbers, load_default=_none_of(ACTIVITY_NUMBERS))
    slogans = Listed(Text(most=60, least=1), most=20, load_default=list)
    institutions = Listed(Id(), most=200, load_default=list)
    signed = Listed(Id(), most=500, load_default=list)
    campaign_id = Id(load_default=None, allow_none=True)
    document_id = Id(load_default=None, allow_none=True)
    source = Text(most=500, load_default="")
    note = Text(most=2000, load_default="")


class NewActivity(ActivityFields):
    """The same, with the sender's own UUID where it has one; for the sender's unit, or one
    below it."""

    id = Id(load_default=None)
    unit = Text(most=60, load_default=None, allow_none=True)


class ActivityChange(Shape):
    """What a PATCH may change; what it leaves out stays. ``apart_from`` are activities that look
    like this one and are not."""

    form = Word(ACTIVITY_FORMS)
    title = Text(most=1000, least=3)
    place = Text(most=500)
    area = Part(AreaRef, allow_none=True)
    held_on = Day()
    times = Whole(least=1, most=TIMES_MOST)
    attendance = Part(Attendance)
    numbers = Part(ActivityNumbers)
    slogans = Listed(Text(most=60, least=1), most=20)
    institutions = Listed(Id(), most=200)
    signed = Listed(Id(), most=500)
    campaign_id = Id(allow_none=True)
    document_id = Id(allow_none=True)
    source = Text(most=500)
    note = Text(most=2000)
    apart_from = Listed(Id(), most=50)


class ActivityWithdrawal(Shape):
    """Why an activity no longer counts; ``same_as`` is the one that it was entered twice for, and
    that takes over its institutions and signers."""

    reason = Text(most=2000, least=3, required=True)
    same_as = Id(load_default=None, allow_none=True)


class NamedInstitution(Shape):
    """An institution by its id and name."""

    id = Id()
    name = Text()


class LikeActivity(Shape):
    """An activity that may be the same."""

    id = Id()
    title = Text()
    unit = Text()
    held_on = Day()
    place = Text()


class ActivityRow(Shape):
    """An activity in a list."""

    id = Id(attribute="_id")
    unit = Text()
    form = Word(ACTIVITY_FORMS)
    title = Text()
    place = Text()
    area = Text(attribute="area_key", allow_none=True)
    held_on = Day()
    times = Whole()
    attendance = Part(Attendance)
    numbers = Part(ActivityNumbers)
    campaign_id = Id(allow_none=True)
    state = Word(VISIT_STATES)
    version = Whole()


class WithdrawalShape(Shape):
    """That it no longer counts, why, and since when."""

    reason = Text()
    same_as = Id(allow_none=True)
    by = Text()
    at = Moment()


class ActivityShape(ActivityFields):
    """An activity whole; ``doubles`` are standing ones that may be the same."""

    id = Id(attribute="_id")
    unit = Text()
    institutions = fields.List(Part(NamedInstitution))
    signed = fields.List(Part(NamedEstablishment))
    state = Word(VISIT_STATES)
    withdrawal = Part(WithdrawalShape, allow_none=True)
    apart_from = fields.List(Id())
    doubles = fields.List(Part(LikeActivity))
    warnings = fields.List(Part(WarningShape))
    may_change = fields.Boolean()
    version = Whole()
    created_at = Moment()
    created_by = Text()
    changed_at = Moment(allow_none=True)
    changed_by = Text(allow_none=True)


class ActivityQuery(PageQuery):
    """Which activities, the newest first; days are closed, an area is a key or today's code."""

    unit = Text(most=60, load_default=None)
    form = Word(ACTIVITY_FORMS, load_default=None)
    area = Text(most=20, load_default=None)
    campaign = Id(load_default=None)
    state = Word(VISIT_STATES, load_default="standing")
    from_ = Day(data_key="from", attribute="from", load_default=None)
    to = Day(load_default=None)

    @validates_schema(skip_on_field_errors=True)
    def ends_after_it_began(self, data: dict[str, Any], **_: Any) -> None:
        """A span's last day is not before its first."""
        if data["from"] and data["to"] and data["to"] < data["from"]:
            raise ValidationError("before_start|Ngày kết thúc sớm hơn ngày bắt đầu.", "to")


class InstitutionFields(Shape):
    """A grassroots cultural institution, village or residential group, within closed days."""

    name = Name(required=True)
    kind = Word(INSTITUTION_KINDS, required=True)
    area = Part(AreaRef, required=True)
    valid_from = Day(load_default=None, allow_none=True)
    valid_to = Day(load_default=None, allow_none=True)


class NewInstitution(InstitutionFields):
    """The same, with the sender's own UUID where it has one."""

    id = Id(load_default=None)


class InstitutionChange(Shape):
    """What a PATCH may change; what it leaves out stays. One that is no more ends by a day."""

    name = Name()
    kind = Word(INSTITUTION_KINDS)
    area = Part(AreaRef)
    valid_from = Day(allow_none=True)
    valid_to = Day(allow_none=True)


class InstitutionShape(InstitutionFields):
    """An institution as stored."""

    id = Id(attribute="_id")
    version = Whole()


class InstitutionQuery(PageQuery):
    """Which institutions, by name; ``q`` is the beginning of a word, without accents."""

    q = Text(most=100, load_default="")
    area = Text(most=20, load_default=None)


class SloganShape(Shape):
    """A slogan of the letter or of a later document, within closed days."""

    code = Text()
    words = Text()
    source = Text()
    valid_from = Text(allow_none=True)
    valid_to = Text(allow_none=True)


ActivityPage = page_of(ActivityRow)
InstitutionPage = page_of(InstitutionShape)
SloganPage = page_of(SloganShape)
