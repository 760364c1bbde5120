"""The shapes of returns: what a unit tells for a period, and how it stands."""

from typing import Any

from marshmallow import ValidationError, fields

from schemas.common import LabelShape, page_of
from schemas.fields import Day, Id, Moment, Part, Shape, Text, Whole, Word
from schemas.summaries import FigureShape
from schemas.vocabulary import FIGURES, RETURN_SECTIONS, RETURN_STATES

DECLARED_MOST = 1_000_000_000_000


class DeclaredFields(Shape):
    """A number that is not recorded in the system, and the paper that it stands in."""

    value = Whole(most=DECLARED_MOST, required=True)
    source = Text(most=500, least=3, required=True)
    document_id = Id(load_default=None, allow_none=True)


class Declared(fields.Dict):
    """Declared numbers by figure: ``{"B1": {"value": 12, "source": "Báo cáo số 15"}}``."""

    default_error_messages = {"invalid": "wrong_type|Mục này phải là một đối tượng JSON."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(keys=fields.String(), values=fields.Nested(DeclaredFields), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, dict) or len(value) > 60:
            raise self.make_error("invalid")
        loaded, faults = {}, {}
        for code, told in value.items():
            try:
                loaded[code] = DeclaredFields().load(told)
            except ValidationError as error:
                faults[code] = error.messages
        if faults:
            raise ValidationError(faults)
        return loaded


Narrative = Shape.from_dict(
    {name: Text(load_default="") for name in RETURN_SECTIONS}, name="Narrative"
)


class ReturnFields(Shape):
    """What a unit tells: declared numbers of part B, and words by section."""

    declared = Declared(load_default=dict)
    narrative = Part(Narrative, load_default=lambda: dict.fromkeys(RETURN_SECTIONS, ""))


class ReturnStep(Shape):
    """A step under its sender's UUID."""

    may_be_absent = True

    id = Id(load_default=None)


class SendBack(ReturnStep):
    """Why a return goes back to its unit."""

    may_be_absent = False

    reason = Text(most=2000, least=3, required=True)


class ReturnStepShape(Shape):
    """A step that was taken."""

    state = Word(RETURN_STATES)
    reason = Text()
    by = Text()
    at = Moment()


class ReturnRow(Shape):
    """How the return of a unit for a period stands: ``missing`` when nobody wrote a word."""

    unit = Text()
    unit_name = Text()
    period = Text()
    report_type = Text()
    label = Part(LabelShape)
    from_ = Day(data_key="from", attribute="from")
    to = Day()
    due_on = Day()
    state = Word(RETURN_STATES)
    first_submitted_on = Day(allow_none=True)
    days_late = Whole()
    version = Whole()


class ReturnShape(ReturnRow, ReturnFields):
    """A return whole; ``computed`` is what the system counted for the unit, now."""

    carries = FIGURES

    computed = fields.Dict(keys=fields.String(), values=fields.Nested(FigureShape))
    steps = fields.List(Part(ReturnStepShape))
    may_write = fields.Boolean()
    may_accept = fields.Boolean()
    changed_at = Moment(allow_none=True)
    changed_by = Text(allow_none=True)


class ReturnQuery(Shape):
    """Which period's returns."""

    period = Text(most=60, least=4, required=True)


ReturnPage = page_of(ReturnRow)
