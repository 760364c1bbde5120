"""The shapes of inspections: contract.md, section 2, and what a plan of visits needs beside."""

from collections import Counter
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from schemas.common import PageQuery, page_of
from schemas.establishments import EstablishmentFilter
from schemas.fields import (
    Day,
    Id,
    Listed,
    Moment,
    Name,
    Part,
    Shape,
    Text,
    Truth,
    TruthArgument,
    Whole,
    Word,
)
from schemas.vocabulary import (
    ESTABLISHMENT_STATUSES,
    INSPECTION_KINDS,
    INSPECTION_STATES,
    KINDS,
    LISTED_STATES,
    PERSONAL,
)

AT_ONCE_MOST = 200  # establishments named in one request
REASON_LEAST = 3  # characters


class Window(Shape):
    """A window of closed local days; ``id`` is the sender's UUID where it has one."""

    id = Id(load_default=None)
    name = Name(required=True)
    from_ = Day(data_key="from", required=True)
    to = Day(required=True)

    @validates_schema(skip_on_field_errors=True)
    def ends_after_it_began(self, data: dict[str, Any], **_: Any) -> None:
        """A window's last day is not before its first."""
        if "from_" in data and "to" in data and data["to"] < data["from_"]:
            raise ValidationError("before_start|Ngày kết thúc sớm hơn ngày bắt đầu.", "to")


class PlannedMember(Shape):
    """Somebody of the team: by account, or from another body by name."""

    carries = PERSONAL

    name = Name(required=True)
    position = Text(most=300, load_default="")
    body = Text(most=300, load_default="")
    account = Text(most=60, load_default=None, allow_none=True)
    lead = Truth(load_default=False)


class Team(Listed):
    """The members of a team: nobody twice, and one leads."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Part(PlannedMember), most=50, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        team = super()._deserialize(value, attr, data, **kwargs)
        accounts = Counter(member["account"] for member in team if member["account"])
        if any(count > 1 for count in accounts.values()):
            raise ValidationError("twice|Một tài khoản chỉ ghi một lần trong đoàn.")
        if team and sum(member["lead"] for member in team) != 1:
            raise ValidationError("one_lead|Đoàn có đúng một Trưởng đoàn.")
        return team


class PaperFields(Shape):
    """The plan and the decision that an inspection stands on."""

    plan_no = Text(most=100, load_default="")
    plan_date = Day(load_default=None, allow_none=True)
    plan_signed_by = Text(most=300, load_default="")
    decision_no = Text(most=100, load_default="")
    decision_date = Day(load_default=None, allow_none=True)
    decision_signed_by = Text(most=300, load_default="")


class NewInspection(Window, PaperFields):
    """A decision or plan with its kind, window, team and what it belongs to."""

    kind = Word(INSPECTION_KINDS, required=True)
    unit = Text(most=60, load_default=None, allow_none=True)
    team = Team(load_default=list)
    partners = Listed(Name(), most=20, load_default=list)
    campaign_id = Id(load_default=None, allow_none=True)
    document_id = Id(load_default=None, allow_none=True)


class InspectionChange(Shape):
    """What a PATCH may change; what it leaves out stays. The unit stays for ever."""

    name = Name()
    from_ = Day(data_key="from", attribute="from")
    to = Day()
    kind = Word(INSPECTION_KINDS)
    plan_no = Text(most=100)
    plan_date = Day(allow_none=True)
    plan_signed_by = Text(most=300)
    decision_no = Text(most=100)
    decision_date = Day(allow_none=True)
    decision_signed_by = Text(most=300)
    team = Team()
    partners = Listed(Name(), most=20)
    campaign_id = Id(allow_none=True)
    document_id = Id(allow_none=True)


class NewState(Shape):
    """Where an inspection goes, and why where that needs saying."""

    state = Word(INSPECTION_STATES, required=True)
    reason = Text(most=2000, load_default="")


class Made(Shape):
    """Who made it, and when."""

    id = Id(attribute="_id")
    from_ = Day(attribute="from", data_key="from")
    created_at = Moment()
    created_by = Text()


class ProgressShape(Shape):
    """How many establishments are on the list, whose, and visited; ``beyond`` were visited without
    being on it."""

    listed = Whole()
    assigned = Whole()
    visited = Whole()
    beyond = Whole()


class StateChangeShape(Shape):
    """A change of an inspection's state."""

    state = Word(INSPECTION_STATES)
    reason = Text()
    by = Text()
    at = Moment()


class InspectionRow(Made, PaperFields):
    """An inspection in a list: nobody's name."""

    name = Name()
    to = Day()
    kind = Word(INSPECTION_KINDS)
    unit = Text()
    state = Word(INSPECTION_STATES)
    overdue = fields.Boolean()
    partners = fields.List(Text())
    campaign_id = Id(allow_none=True)
    document_id = Id(allow_none=True)
    progress = Part(ProgressShape)
    version = Whole()


class InspectionShape(InspectionRow):
    """An inspection whole; ``may_change`` says whether the asker may write it."""

    team = fields.List(Part(PlannedMember))
    states = fields.List(Part(StateChangeShape))
    may_change = fields.Boolean()


class InspectionQuery(PageQuery):
    """Which inspections; ``mine`` are those on whose team one is, ``overdue`` those past their
    window that are not finished."""

    state = Word(INSPECTION_STATES, load_default=None)
    kind = Word(INSPECTION_KINDS, load_default=None)
    unit = Text(most=60, load_default=None)
    campaign = Id(load_default=None)
    mine = TruthArgument(load_default=False)
    overdue = TruthArgument(load_default=False)


class NamedPlaces(Shape):
    """Establishments by their ids."""

    establishments = Listed(Id(), least=1, most=AT_ONCE_MOST, required=True)


class PlacesToList(Shape):
    """Establishments for a list: by their ids, or all that a filter of the register finds."""

    establishments = Listed(Id(), most=AT_ONCE_MOST, load_default=list)
    filter = Part(EstablishmentFilter, load_default=None, allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def says_which(self, data: dict[str, Any], **_: Any) -> None:
        """One or the other."""
        if bool(data["establishments"]) == (data["filter"] is not None):
            words = "one_of|Ghi danh sách cơ sở, hoặc bộ lọc của sổ cơ sở."
            raise ValidationError(words, "establishments")


class AssignmentFields(NamedPlaces):
    """Whose they are from now on; null gives them back."""

    account = Text(most=60, required=True, allow_none=True)


class ListedQuery(PageQuery):
    """Which establishments of the list."""

    state = Word(LISTED_STATES, load_default=None)
    account = Text(most=60, load_default=None)


class ListedShape(Shape):
    """An establishment of the list: whose it is, and the last visit that stands."""

    carries = PERSONAL

    id = Id(attribute="establishment")
    name = Text()
    kind = Word(KINDS)
    status = Word(ESTABLISHMENT_STATUSES)
    area = Text(attribute="area_key")
    address = Text()
    account = Text(allow_none=True)
    visit = Id(allow_none=True)
    visited_on = Day(allow_none=True)
    visited_by = Text(allow_none=True)


class ListedCounts(Shape):
    """What became of a list: ``kept`` stay because they were visited."""

    changed = Whole()
    unchanged = Whole()
    kept = fields.List(Id())
    progress = Part(ProgressShape)


class InspectorShape(Shape):
    """Whom establishments can be assigned to."""

    carries = PERSONAL

    username = Text()
    name = Text()
    unit = Text()


class InspectorList(Shape):
    """All of them."""

    items = fields.List(Part(InspectorShape))


InspectionPage = page_of(InspectionRow)
ListedPage = page_of(ListedShape)
