"""The shapes of summaries that are drafted, approved and issued."""

from marshmallow import fields

from schemas.common import PageQuery, page_of
from schemas.fields import (
    Day,
    Id,
    Listed,
    Moment,
    Part,
    Shape,
    Text,
    TruthArgument,
    Whole,
    Word,
)
from schemas.summaries import FigureShape, FigureValue, PeriodShape
from schemas.vocabulary import FIGURES, PERIOD_BASES, SUMMARY_SECTIONS, SUMMARY_STATES

PARAGRAPHS_MOST = 60


class NewSummary(Shape):
    """A period to draft the summary of, under its sender's UUID; ``corrects`` an issued one."""

    id = Id(load_default=None)
    period = Text(most=60, least=4, required=True)
    basis = Word(PERIOD_BASES, load_default="statutory")
    corrects = Id(load_default=None, allow_none=True)


SummaryWords = Shape.from_dict(
    {
        name: Listed(Text(most=4000, least=1), most=PARAGRAPHS_MOST)
        for name in SUMMARY_SECTIONS
    },
    name="SummaryWords",
)  # fmt: skip


class SummaryChange(Shape):
    """What a PATCH may change; paragraphs name figures in braces: ``{C2a}``, ``{C2a:compared}``."""

    sections = Part(SummaryWords)
    about = Text(most=1000, least=3)
    addressee = Text(most=500, least=3)
    recipients = Listed(Text(most=300, least=1), most=30)
    signs = Text(most=200)
    signer = Text(most=200)


class SummaryStep(Shape):
    """A step that needs no word."""

    may_be_absent = True


class SummaryReason(Shape):
    """Why an approved one goes back, or a draft is given up."""

    reason = Text(most=2000, least=3, required=True)


class SummaryIssue(Shape):
    """Number and day of the paper; the next number of the year and today where left out."""

    may_be_absent = True

    number = Text(most=100, load_default="")
    issued_on = Day(load_default=None, allow_none=True)


class PaperQuery(Shape):
    """Whether for anybody: without E and F, small counts kept back."""

    public = TruthArgument(load_default=False)


class ParagraphShape(Shape):
    """A paragraph with its figures in braces, and with their numbers."""

    template = Text()
    words = Text()


class SectionShape(Shape):
    """A part of the paper."""

    code = Word(SUMMARY_SECTIONS)
    heading = Text()
    above = Text()
    paragraphs = fields.List(Part(ParagraphShape))


class ChangedFigure(Shape):
    """A figure that is another than the one that was told."""

    code = Text()
    was = FigureValue(allow_none=True)
    now = FigureValue(allow_none=True)


class LateShape(Shape):
    """What came in for the period before, after its summary was issued."""

    summary = Id()
    number = Text()
    period = Text()
    changes = fields.List(Part(ChangedFigure))


class TypedNumber(Shape):
    """A number that somebody typed where a figure should stand."""

    section = Word(SUMMARY_SECTIONS)
    number = Text()


class SummaryStepShape(Shape):
    """What was done, by whom and when."""

    step = Text()
    by = Text()
    at = Moment()
    reason = Text()


class SummaryRow(Shape):
    """A summary in a list."""

    id = Id(attribute="_id")
    period = Part(PeriodShape)
    state = Word(SUMMARY_STATES)
    about = Text()
    number = Text(allow_none=True)
    issued_on = Day(allow_none=True)
    corrects = Id(allow_none=True)
    created_at = Moment()
    version = Whole()


class SummaryShape(SummaryRow):
    """A summary as far as its reader may know it; ``late_since`` is what came in after it was
    counted."""

    carries = FIGURES

    unit = Text()
    addressee = Text()
    recipients = fields.List(Text())
    signs = Text()
    signer = Text()
    counted_at = Moment()
    sections = fields.List(Part(SectionShape))
    figures = fields.Dict(keys=fields.String(), values=fields.Nested(FigureShape))
    changes = fields.List(Part(ChangedFigure))
    late = Part(LateShape, allow_none=True)
    late_since = fields.List(Part(ChangedFigure))
    typed = fields.List(Part(TypedNumber))
    steps = fields.List(Part(SummaryStepShape))
    written_by = fields.List(Text())
    may_write = fields.Boolean()
    may_approve = fields.Boolean()


class SummaryQuery(PageQuery):
    """Which summaries."""

    period = Text(most=60, load_default=None)
    state = Word(SUMMARY_STATES, load_default=None)


SummaryPage = page_of(SummaryRow)
