"""The shape of what tablets pull: docs/sync.md. ``BODIES`` has that of each kind."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from schemas.catalogue import AreaShape, ChecklistShape
from schemas.common import AreaRef, PointShape
from schemas.establishments import LicenceShape
from schemas.fields import Day, Id, Moment, Part, Shape, Text, WholeArgument, Word
from schemas.vocabulary import (
    ESTABLISHMENT_STATUSES,
    INSPECTION_KINDS,
    INSPECTION_STATES,
    KINDS,
    PERSONAL,
    POINTS_FROM,
)

PAGE_MOST = 5000


class SyncQuery(Shape):
    """Where the tablet stands, and how much it takes at once."""

    cursor = Text(most=3500, load_default=None)
    limit = WholeArgument(least=1, most=PAGE_MOST, load_default=1000)


class ContactBody(Shape):
    """Whom to call before a visit."""

    carries = PERSONAL

    name = Text()
    phone = Text()


class EstablishmentBody(Shape):
    """An establishment, as far as a visit needs it."""

    id = Id(attribute="_id")
    version = fields.Integer()
    name = Text()
    kind = Word(KINDS)
    status = Word(ESTABLISHMENT_STATUSES)
    stars = fields.Integer(allow_none=True)
    rooms = fields.Integer(allow_none=True)
    area = Part(AreaRef)
    address = Text()
    point = Part(PointShape, allow_none=True)
    point_from = Word(POINTS_FROM)
    owner = Part(ContactBody)
    licences = fields.List(Part(LicenceShape))


class FindingBody(Shape):
    """What is to be re-checked at an establishment."""

    id = Id()
    visit = Id()
    establishment_id = Id()
    item = Text()
    remedy = Text()
    remedy_by = Day(allow_none=True)


class VisitBody(Shape):
    """What became of one's own visit since it was sent."""

    id = Id()
    establishment_id = Id()
    state = Word(("amended", "withdrawn"))
    version = fields.Integer()
    reason = Text()
    at = Moment()
    missing_attachments = fields.List(Text())


class WindowBody(Shape):
    """A window of closed local days."""

    id = Id(attribute="_id")
    name = Text()
    from_ = Day(attribute="from", data_key="from")
    to = Day()


class CampaignBody(WindowBody):
    """A campaign."""


class InspectionBody(WindowBody):
    """A decision or plan of one's unit, or of one above it."""

    kind = Word(INSPECTION_KINDS)
    unit = Text()
    decision_no = Text()
    state = Word(INSPECTION_STATES)
    campaign_id = Id(allow_none=True)


class AssignmentBody(Shape):
    """An establishment that one is to visit in an inspection; when it was, whoever did."""

    id = Id()
    inspection_id = Id()
    establishment_id = Id()
    visited_on = Day(allow_none=True)


class UnitBody(Shape):
    """An organisation that inspects or reports."""

    code = Text(attribute="_id")
    name = Text()
    kind = Text()
    parent = Text(allow_none=True)
    valid_from = Text()
    valid_to = Text(allow_none=True)


class ChecklistBody(ChecklistShape):
    """A published version; the legal bases are told with all the others."""

    class Meta:
        exclude = ("legal_bases",)


class CatalogueBody(Shape):
    """Any of the lists that are data, by its name; docs/sync.md has their keys."""

    version = fields.Integer()
    valid_from = Text()
    groups = fields.List(fields.Dict(keys=fields.String()))
    items = fields.List(fields.Dict(keys=fields.String()))
    levels = fields.List(Text())
    rules = fields.List(fields.Dict(keys=fields.String()))
    minor = fields.Dict(keys=fields.String())
    keys = fields.List(fields.Dict(keys=fields.String()))
    days_without_contact = fields.Integer()
    wrong_pins = fields.Integer()
    days_kept_after_receipt = fields.Integer()
    idle_minutes = fields.Integer()
    sheet_idle_minutes = fields.Integer()
    attachments = fields.Dict(keys=fields.String())


BODIES: Mapping[str, Shape] = {
    "establishment": EstablishmentBody(),
    "finding": FindingBody(),
    "visit": VisitBody(),
    "inspection": InspectionBody(),
    "assignment": AssignmentBody(),
    "campaign": CampaignBody(),
    "unit": UnitBody(),
    "area": AreaShape(),
    "checklist": ChecklistBody(),
    "catalogue": CatalogueBody(),
}


class OneOf(fields.Dict):
    """A part whose shape another field names; ``shapes`` by that field's word."""

    def __init__(self, shapes: Mapping[str, Shape], **kwargs: Any) -> None:
        self.shapes = shapes
        super().__init__(keys=fields.String(), **kwargs)


class ChangeShape(Shape):
    """What one thing is now, or that it is gone."""

    kind = Word(tuple(BODIES))
    id = Text()
    gone = fields.Boolean()
    mark = fields.Integer(allow_none=True)
    body = OneOf(BODIES, allow_none=True)


class DigestShape(Shape):
    """How many of a kind there are, and the sum of their marks."""

    count = fields.Integer()
    digest = fields.Integer()


class SyncPage(Shape):
    """A page of changes; ``digests`` by kind on the last one."""

    changes = fields.List(Part(ChangeShape))
    next_cursor = Text()
    more = fields.Boolean()
    digests = fields.Dict(keys=fields.String(), values=Part(DigestShape), allow_none=True)
