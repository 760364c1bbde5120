"""The shapes of inspections and campaigns, as small as periods need them."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from schemas.common import page_of
from schemas.fields import Day, Id, Listed, Moment, Name, Shape, Targets, Text, Word
from schemas.vocabulary import INSPECTION_KINDS


class Window(Shape):
    """A window of closed local days; ``id`` is the sender's UUID where it has one."""

    id = Id(load_default=None)
    name = Name(required=True)
    from_ = Day(data_key="from", required=True)
    to = Day(required=True)

    @validates_schema(skip_on_field_errors=True)
    def ends_after_it_began(self, data: dict[str, Any], **_: Any) -> None:
        """A window's last day is not before its first."""
        if data["to"] < data["from_"]:
            raise ValidationError("before_start|Ngày kết thúc sớm hơn ngày bắt đầu.", "to")


class NewInspection(Window):
    """A decision or plan with its kind and window."""

    kind = Word(INSPECTION_KINDS, required=True)
    decision_no = Text(most=100, load_default="")
    unit = Text(most=60, load_default=None, allow_none=True)


class NewCampaign(Window):
    """A high-point window; ``targets`` by name."""

    targets = Targets()


class Made(Shape):
    """Who made it, and when."""

    id = Id(attribute="_id")
    from_ = Day(attribute="from", data_key="from")
    created_at = Moment()
    created_by = Text()


class InspectionShape(Made, NewInspection):
    """An inspection as stored."""

    id = Id(attribute="_id")
    from_ = Day(attribute="from", data_key="from")


class CampaignShape(Made, NewCampaign):
    """A campaign as stored."""

    id = Id(attribute="_id")
    from_ = Day(attribute="from", data_key="from")
    partners = Listed(Text(), dump_only=True)


InspectionPage = page_of(InspectionShape)
CampaignPage = page_of(CampaignShape)
