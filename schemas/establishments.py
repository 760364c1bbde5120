"""The shape of an establishment: contract.md, section 3."""

import math
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.common import AreaRef, PageQuery, PointShape, page_of
from schemas.fields import (
    Day,
    Id,
    Listed,
    Moment,
    Name,
    Number,
    Part,
    Shape,
    Text,
    TruthArgument,
    Whole,
    Word,
)
from schemas.vocabulary import ESTABLISHMENT_STATUSES, KINDS, PERSONAL, POINTS_FROM

ROOMS_MOST = 5000
RADIUS_MOST_METRES = 50_000

EMAIL = validate.Regexp(
    r"\A[^@\s]{1,64}@[^@\s]{1,190}\Z", error="wrong_type|Địa chỉ thư điện tử chưa đúng."
)


class OwnerShape(Shape):
    """Whom to call; personal data, shown by need."""

    carries = PERSONAL

    name = Text(most=300, load_default="")
    phone = Text(most=100, load_default="")
    email = Text(most=254, load_default="", validate=lambda text: EMAIL(text) if text else None)


class LicenceShape(Shape):
    """A licence, a certificate or a rank decision."""

    kind = Text(most=100, least=1, required=True)
    number = Text(most=100, load_default="")
    issued_on = Day(load_default=None, allow_none=True)
    valid_to = Day(load_default=None, allow_none=True)


class EstablishmentFields(Shape):
    """What a sender says of an establishment; ``point`` must lie in the country."""

    name = Name(required=True)
    kind = Word(KINDS, required=True)
    status = Word(ESTABLISHMENT_STATUSES, load_default="active")
    stars = Whole(least=1, most=5, load_default=None, allow_none=True)
    rooms = Whole(most=ROOMS_MOST, load_default=None, allow_none=True)
    area = Part(AreaRef, required=True)
    address = Text(most=500, load_default="")
    point = Part(PointShape, load_default=None, allow_none=True)
    owner = Part(OwnerShape, load_default=lambda: {"name": "", "phone": "", "email": ""})
    licences = Listed(Part(LicenceShape), most=50, load_default=list)


class NewEstablishment(EstablishmentFields):
    """The same, with the sender's own UUID where it has one."""

    id = Id(load_default=None)


class EstablishmentChange(Shape):
    """What a PATCH may change; what it leaves out stays, within ``owner`` too."""

    name = Name()
    kind = Word(KINDS)
    status = Word(ESTABLISHMENT_STATUSES)
    stars = Whole(least=1, most=5, allow_none=True)
    rooms = Whole(most=ROOMS_MOST, allow_none=True)
    area = Part(AreaRef)
    address = Text(most=500)
    point = Part(PointShape, allow_none=True)
    owner = Part(OwnerShape(partial=True))
    licences = Listed(Part(LicenceShape), most=50)


class PastStateShape(Shape):
    """What an establishment was from a moment on; null means as far back as anyone knows."""

    since = Moment(attribute="from", allow_none=True)
    kind = Text()
    status = Text()
    area = Part(AreaRef)


class EstablishmentShape(EstablishmentFields):
    """An establishment as answered; ``owner`` is absent for those who do not need it."""

    id = Id(attribute="_id")
    version = Whole()
    point_from = Word(POINTS_FROM)
    history = fields.List(Part(PastStateShape))
    distance_m = Whole()


class EstablishmentRow(EstablishmentShape):
    """An establishment in a list: nobody's name or telephone, no history."""

    class Meta:
        exclude = ("owner", "history")


class Numbers(fields.String):
    """Numbers in a query argument, separated by commas."""

    def __init__(self, count: int, words: str, **kwargs: Any) -> None:
        self.count, self.words = count, words
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        bound = Number(least=-180, most=180)
        try:
            numbers = [float(part) for part in value.split(",")]
        except ValueError:
            raise ValidationError(f"wrong_type|{self.words}") from None
        if len(numbers) != self.count or not all(map(math.isfinite, numbers)):
            raise ValidationError(f"wrong_type|{self.words}")
        return [bound.deserialize(number) for number in numbers]


class EstablishmentFilter(Shape):
    """Which part of the register; ``area`` is a code, of the scheme 2025 unless it says another
    (``legacy:05977``)."""

    q = Text(most=200, load_default="")
    kind = Word(KINDS, load_default=None)
    area = Text(
        most=20,
        load_default=None,
        validate=validate.Regexp(
            r"\A((2025|legacy):)?\d{2,5}\Z", error="wrong_type|Địa bàn là mã số, ví dụ 05977."
        ),
    )
    status = Word(ESTABLISHMENT_STATUSES, load_default=None)


class EstablishmentQuery(PageQuery, EstablishmentFilter):
    """How to search the register."""

    near = Numbers(2, "near gồm kinh độ,vĩ độ, ví dụ 106.76,21.85.", load_default=None)
    radius_m = fields.Integer(load_default=None)
    bbox = Numbers(4, "bbox gồm tây,nam,đông,bắc.", load_default=None)

    @validates_schema(skip_on_field_errors=True)
    def place_is_possible(self, data: dict[str, Any], **_: Any) -> None:
        """Latitudes are latitudes, and a radius has a centre."""
        near, box, radius = data["near"], data["bbox"], data["radius_m"]
        if (near and abs(near[1]) > 90) or (box and (abs(box[1]) > 90 or abs(box[3]) > 90)):
            raise ValidationError("range|Vĩ độ phải từ -90 đến 90.", "near" if near else "bbox")
        if box and (box[0] > box[2] or box[1] > box[3]):
            raise ValidationError("range|bbox gồm tây,nam,đông,bắc theo thứ tự.", "bbox")
        if radius is not None and not near:
            raise ValidationError("needs_near|radius_m cần đi cùng near.", "radius_m")
        if radius is not None and not 1 <= radius <= RADIUS_MOST_METRES:
            raise ValidationError(f"range|Bán kính từ 1 đến {RADIUS_MOST_METRES} m.", "radius_m")


class ImportQuery(Shape):
    """A dry run says what would happen and stores nothing."""

    dry_run = TruthArgument(load_default=False)


class ImportFault(Shape):
    """Why a row was refused."""

    code = Text()
    words = Text()


class ImportCandidate(Shape):
    """An establishment that a row may be a double of."""

    id = Id()
    name = Text()
    likeness = fields.Float()
    distance_m = fields.Float(allow_none=True)


class ImportRow(Shape):
    """The verdict of one row of a list."""

    line = Whole()
    verdict = Word(("created", "updated", "unchanged", "duplicate", "refused"))
    name = Text(allow_none=True)
    establishment_id = Id(allow_none=True)
    changes = fields.List(Text())
    faults = fields.List(Part(ImportFault))
    candidates = fields.List(Part(ImportCandidate))


class ImportShape(Shape):
    """The verdicts of a list; ``error_file`` is a workbook of what was not stored, in base64."""

    dry_run = fields.Boolean()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    rows = fields.List(Part(ImportRow))
    warnings = fields.List(Text())
    error_file = Text(allow_none=True)


EstablishmentPage = page_of(EstablishmentRow)
