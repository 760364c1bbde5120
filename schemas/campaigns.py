"""The shapes of campaigns: high-point windows with targets."""

from marshmallow import fields

from schemas.common import page_of
from schemas.fields import Day, Id, Listed, Name, Part, Shape, Targets, Text, Whole
from schemas.inspections import Made, Window


class NewCampaign(Window):
    """A high-point window; ``targets`` by name, partners are bodies."""

    targets = Targets()
    partners = Listed(Name(), most=50, load_default=list)
    document_id = Id(load_default=None, allow_none=True)
    note = Text(most=2000, load_default="")


class CampaignChange(Shape):
    """What a PATCH may change; what it leaves out stays."""

    name = Name()
    from_ = Day(data_key="from", attribute="from")
    to = Day()
    targets = Targets()
    partners = Listed(Name(), most=50)
    document_id = Id(allow_none=True)
    note = Text(most=2000)


class TargetProgress(Shape):
    """A target and how far it is; ``done`` is null where nothing recorded here counts it."""

    name = Text()
    target = Whole()
    done = Whole(allow_none=True)
    percent = fields.Float(allow_none=True)


class CampaignShape(Made, NewCampaign):
    """A campaign as stored, with the progress that its tag tells."""

    id = Id(attribute="_id")
    from_ = Day(attribute="from", data_key="from")
    unit = Text(allow_none=True)
    version = Whole()
    progress = fields.List(Part(TargetProgress))
    may_change = fields.Boolean()


CampaignPage = page_of(CampaignShape)
