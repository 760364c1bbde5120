"""The shapes of the map: marks, clusters, levels, personal keys."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from schemas.common import PageQuery, PointShape, page_of
from schemas.establishments import Numbers
from schemas.fields import Day, Id, Moment, Name, Part, Shape, Text, Whole, WholeArgument, Word
from schemas.vocabulary import (
    ACCOUNTS,
    COMPLIANCE,
    ESTABLISHMENT_STATUSES,
    KINDS,
    LEVELS,
    POINTS_FROM,
    SEALED,
)

BOX_WORDS = "bbox gồm tây,nam,đông,bắc."
ZOOM_MOST = 22


class MapFilter(Shape):
    """Which marks: ``area`` is a key or today's code, days are those of the last visit."""

    kind = Word(KINDS, load_default=None)
    status = Word(ESTABLISHMENT_STATUSES, load_default=None)
    area = Text(most=20, load_default=None)
    compliance = Word(COMPLIANCE, load_default=None)
    visited_from = Day(load_default=None)
    visited_to = Day(load_default=None)
    bbox = Numbers(4, BOX_WORDS, load_default=None)

    @validates_schema(skip_on_field_errors=True)
    def box_is_one(self, data: dict[str, Any], **_: Any) -> None:
        """West of east and south of north."""
        if data.get("bbox") and not is_box(data["bbox"]):
            raise ValidationError(f"range|{BOX_WORDS}", "bbox")


def is_box(box: list[float]) -> bool:
    """Whether four numbers are west, south, east, north of somewhere on earth."""
    west, south, east, north = box
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90


class MapQuery(MapFilter):
    """The same at a zoom of web maps; below 10 marks are told as clusters."""

    zoom = WholeArgument(least=0, most=ZOOM_MOST, load_default=8)


class MarkQuery(PageQuery, MapFilter):
    """The same, a page at a time."""


class LevelQuery(Shape):
    """In which box."""

    bbox = Numbers(4, BOX_WORDS, required=True)


class MarkShape(Shape):
    """An establishment on the map; ``next_due`` is the earliest term of a finding that is not met
    or the first day of a planned inspection; ``guessed`` is a point that nobody confirmed."""

    id = Id()
    name = Text()
    kind = Word(KINDS)
    status = Word(ESTABLISHMENT_STATUSES)
    address = Text()
    area = Text(attribute="area_key")
    point = Part(PointShape)
    guessed = fields.Boolean()
    visits = Whole()
    last_visit = Day(allow_none=True)
    open_findings = Whole()
    compliance = Word(COMPLIANCE)
    next_due = Day(allow_none=True)


class ClusterShape(Shape):
    """How many establishments lie in a cell, how they comply, and the middle of them."""

    cell = Text()
    point = fields.List(fields.Float())
    n = Whole()
    none = Whole()
    met = Whole()
    open = Whole()
    overdue = Whole()


class MapShape(Shape):
    """Clusters or points; ``more`` says that there are more points than were told."""

    clusters = fields.List(Part(ClusterShape))
    points = fields.List(Part(MarkShape))
    more = fields.Boolean()


class LevelOnMap(Shape):
    """The level of an establishment's open case."""

    carries = SEALED

    establishment = Id()
    case = Id()
    level = Word(LEVELS)


class UnsettledQuery(PageQuery):
    """``guess``: nobody confirmed the point; ``area``: it lies in another area than the address."""

    why = Word(("guess", "area"), load_default="area")


class UnsettledShape(Shape):
    """An establishment whose point somebody should look at; ``area_by_point`` is null where no
    boundaries are known or the point lies in none; ``point_from`` says whose point it is."""

    id = Id(attribute="_id")
    name = Text()
    kind = Word(KINDS)
    address = Text()
    area = Text(attribute="area_key")
    area_by_point = Text(allow_none=True)
    point = Part(PointShape)
    point_from = Word(POINTS_FROM)


class NewKey(Shape):
    """What a key is for."""

    name = Name(required=True)


class KeyShape(Shape):
    """A personal key, without the key."""

    carries = ACCOUNTS

    id = Id(attribute="_id")
    name = Text()
    created_at = Moment()
    last_used_at = Moment(allow_none=True)


class MadeKey(KeyShape):
    """The same, with the key, told this once."""

    key = Text()


MarkPage = page_of(MarkShape)
UnsettledPage = page_of(UnsettledShape)
LevelPage = page_of(LevelOnMap)
KeyPage = page_of(KeyShape)
