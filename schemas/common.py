"""Shapes that many words share: points, areas, pages, problems."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.fields import (
    Id,
    Listed,
    Number,
    Part,
    Shape,
    Text,
    WholeArgument,
    Word,
)
from schemas.vocabulary import AREA_SCHEMES

SHA256 = validate.Regexp(
    r"\A[0-9a-f]{64}\Z", error="wrong_type|Phải là mã băm sha256, 64 chữ số thập lục phân."
)


class Sha256(Text):
    """The hexadecimal sha256 of an attachment."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=64, validate=SHA256, **kwargs)


class PointShape(Shape):
    """A GeoJSON point, longitude first (RFC 7946)."""

    type = Word(("Point",), required=True)
    coordinates = Listed(Number(least=-180, most=180), least=2, most=2, required=True)

    @validates_schema(skip_on_field_errors=True)
    def latitude_is_possible(self, data: dict[str, Any], **_: Any) -> None:
        """The second number is a latitude."""
        if abs(data["coordinates"][1]) > 90:
            raise ValidationError(
                "range|Vĩ độ phải từ -90 đến 90; kinh độ đứng trước, vĩ độ đứng sau.",
                "coordinates",
            )


class AreaRef(Shape):
    """An administrative unit by scheme and code."""

    scheme = Word(AREA_SCHEMES, required=True)
    code = Text(
        most=5,
        required=True,
        validate=validate.Regexp(r"\A\d{2,5}\Z", error="wrong_type|Mã địa bàn gồm 2 đến 5 chữ số."),
    )


class PageQuery(Shape):
    """How far to list, and from where."""

    limit = WholeArgument(least=1, most=200, load_default=50)
    cursor = Text(most=500, load_default=None)


class FaultShape(Shape):
    """One refusal of one field."""

    code = Text(dump_only=True)
    message = Text(dump_only=True)


class ProblemShape(Shape):
    """RFC 9457 problem details."""

    type = Text(required=True)
    title = Text(required=True)
    status = fields.Integer(required=True)
    detail = Text(required=True)
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(FaultShape)))
    wipe = fields.Boolean(
        metadata={"description": "The device was revoked: erase what it keeps of An Trú."}
    )
    upload_offset = fields.Integer()


class WarningShape(Shape):
    """What is odd but was stored."""

    code = Text(required=True)
    path = Text()
    message = Text(required=True)


class LabelShape(Shape):
    """The same words in Vietnamese and English."""

    vi = Text()
    en = Text()


class NamedEstablishment(Shape):
    """An establishment by its id and its name of today."""

    id = Id()
    name = Text()


def page_of(shape: type[Shape]) -> type[Shape]:
    """The shape of a list: ``items`` and ``next_cursor``."""
    return Shape.from_dict(  # type: ignore[return-value]
        {
            "items": fields.List(Part(shape), required=True),
            "next_cursor": Text(allow_none=True, required=True),
        },
        name=f"{shape.__name__}Page",
    )
