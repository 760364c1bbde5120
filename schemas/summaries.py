"""The shapes of the periodic figures and of the records behind them."""

from typing import Any

from marshmallow import fields

from schemas.activities import NamedInstitution
from schemas.common import NamedEstablishment, PageQuery, page_of
from schemas.fields import Day, Id, Part, Shape, Text, Truth, Word
from schemas.vocabulary import (
    ACTIVITY_FORMS,
    FIGURES,
    INSPECTION_KINDS,
    KINDS,
    PERIOD_BASES,
    REFERRAL_RESULTS,
    REFERRAL_TYPES,
    SANCTION_MEASURES,
)


class FigureValue(fields.Float):
    """A number as it was calculated: counts stay whole, ratios have one decimal."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value


class PreviewQuery(Shape):
    """Which period, and by which windows."""

    period = Text(most=60, least=4, required=True)
    basis = Word(PERIOD_BASES, load_default="statutory")


class RecordsQuery(PreviewQuery, PageQuery):
    """The same, a page at a time."""


class PeriodShape(Shape):
    """A window of closed local dates."""

    code = Text()
    basis = Word(PERIOD_BASES)
    from_ = Day(data_key="from", attribute="from")
    to = Day()
    provisional = Truth()


class FigureShape(Shape):
    """A figure with what it is compared to; ``by`` is by split, then by group.

    ``value`` is what the system counted. Of the figures of part B units declare what is not
    recorded here: that stands in ``declared``, and ``total`` is both, null where they cannot be
    added. Null is declared where no return could tell it.
    """

    code = Text()
    label = Text()
    unit = Text()
    value = FigureValue(allow_none=True)
    same_period_last_year = FigureValue(allow_none=True)
    change_pct = FigureValue(allow_none=True)
    year_to_date = FigureValue(allow_none=True)
    declared = FigureValue(allow_none=True)
    declared_same_period_last_year = FigureValue(allow_none=True)
    declared_year_to_date = FigureValue(allow_none=True)
    declared_by_unit = fields.Dict(keys=fields.String(), values=FigureValue())
    total = FigureValue(allow_none=True)
    by = fields.Dict(
        keys=fields.String(), values=fields.Dict(keys=fields.String(), values=FigureValue())
    )


class PreviewShape(Shape):
    """The figures of a period by code."""

    carries = FIGURES

    period = Part(PeriodShape)
    figures = fields.Dict(keys=fields.String(), values=fields.Nested(FigureShape))
    visits_without_inspection = fields.Integer()


class CountedInspection(Shape):
    """An inspection that counts once."""

    id = Id()
    kind = Word(INSPECTION_KINDS)
    unit = Text()
    name = Text()
    decision_no = Text(allow_none=True)


class RecordedViolation(Shape):
    """A violation with the number of its record."""

    item = Text()
    basis = Text()
    record_no = Text()


class DueFinding(Shape):
    """What has to be remedied by the day of its row."""

    item = Text()
    remedy = Text(allow_none=True)
    remedied_on = Day(allow_none=True)


class CountedSanction(Shape):
    """A decision that counts on the day it was taken."""

    decision_no = Text()
    body = Text()
    fine_vnd = fields.Integer()
    measure = Word(SANCTION_MEASURES)


class CountedTransfer(Shape):
    """A violation that another body deals with."""

    body = Text()
    document_no = Text()


class CountedReferral(Shape):
    """What left a case, to which kind of body, and what came of it."""

    id = Id()
    case = Id()
    type = Word(REFERRAL_TYPES)
    body = Text()
    result = Word(REFERRAL_RESULTS, allow_none=True)


class CountedDocument(Shape):
    """A plan or directive, and the unit that registered it."""

    id = Id()
    number = Text()
    title = Text()
    unit = Text()


class CountedActivity(Shape):
    """An activity, and the unit that recorded it."""

    id = Id()
    form = Word(ACTIVITY_FORMS)
    title = Text()
    unit = Text()


class OwedReturn(Shape):
    """A return that a unit owes, and when it was first handed in."""

    unit = Text()
    period = Text()
    submitted_on = Day(allow_none=True)
    due_on = Day()


class RecordShape(Shape):
    """A record and the ``amount`` that it gives; only what fits the figure is there."""

    carries = FIGURES

    visit = Id(allow_none=True)
    establishment = Part(NamedEstablishment, allow_none=True)
    day = Day()
    amount = fields.Integer()
    area = Text(allow_none=True)
    kind = Word(KINDS, allow_none=True)
    failed_items = fields.List(Text())
    violations = fields.List(Part(RecordedViolation))
    finding = Part(DueFinding)
    sanction = Part(CountedSanction)
    transfer = Part(CountedTransfer)
    referral = Part(CountedReferral)
    document = Part(CountedDocument)
    activity = Part(CountedActivity)
    institution = Part(NamedInstitution)
    owed = Part(OwedReturn)
    inspection = Part(CountedInspection)


RecordsShape = page_of(RecordShape)
