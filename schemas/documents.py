"""The shapes of directing documents and of the tasks that they set for units."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from schemas.common import PageQuery, page_of
from schemas.fields import Day, Id, Listed, Moment, Name, Part, Shape, Text, Truth, Whole, Word
from schemas.vocabulary import DOCUMENT_KINDS, DUE_RULES, TASK_STATES

NUMBER_MOST = 1_000_000_000


class DocumentFields(Shape):
    """A directing document; days are closed."""

    number = Text(most=100, least=1, required=True)
    issued_on = Day(required=True)
    body = Name(required=True)
    kind = Word(DOCUMENT_KINDS, required=True)
    title = Text(most=1000, least=1, required=True)
    valid_from = Day(load_default=None, allow_none=True)
    valid_to = Day(load_default=None, allow_none=True)
    replaces = Listed(Id(), most=20, load_default=list)

    @validates_schema(skip_on_field_errors=True)
    def ends_after_it_began(self, data: dict[str, Any], **_: Any) -> None:
        """It does not end before it is valid."""
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            raise ValidationError(
                "before_start|Ngày hết hiệu lực sớm hơn ngày bắt đầu.", "valid_to"
            )


class NewDocument(DocumentFields):
    """The same, with the sender's own UUID where it has one; the maker's unit keeps it."""

    id = Id(load_default=None)
    unit = Text(most=60, load_default=None, allow_none=True)


class DocumentChange(Shape):
    """What a PATCH may change; what it leaves out stays."""

    number = Text(most=100, least=1)
    issued_on = Day()
    body = Name()
    kind = Word(DOCUMENT_KINDS)
    title = Text(most=1000, least=1)
    valid_from = Day(allow_none=True)
    valid_to = Day(allow_none=True)
    replaces = Listed(Id(), most=20)


class TaskCounts(Shape):
    """How the tasks of a document stand today."""

    all = Whole()
    done = Whole()
    late = Whole()


class DocumentShape(NewDocument):
    """A document as stored; ``replaced_by`` are later ones, ``tasks`` how its tasks stand."""

    id = Id(attribute="_id")
    version = Whole()
    created_at = Moment()
    created_by = Text()
    replaced_by = fields.List(Id())
    tasks = Part(TaskCounts)
    may_change = fields.Boolean()


class DocumentQuery(PageQuery):
    """Which documents."""

    kind = Word(DOCUMENT_KINDS, load_default=None)
    unit = Text(most=60, load_default=None)


class NewTask(Shape):
    """What a unit is to do until when: ``before`` a day means the day before at the latest; a
    ``target`` counts in words of ``measure``."""

    id = Id(load_default=None)
    unit = Text(most=60, least=1, required=True)
    what = Text(most=2000, least=3, required=True)
    due = Day(required=True)
    due_rule = Word(DUE_RULES, load_default="by")
    target = Whole(least=1, most=NUMBER_MOST, load_default=None, allow_none=True)
    measure = Text(most=100, load_default="")


class TaskChange(Shape):
    """What a PATCH may change; ``withdrawn_because`` takes the task back."""

    what = Text(most=2000, least=3)
    due = Day()
    due_rule = Word(DUE_RULES)
    target = Whole(least=1, most=NUMBER_MOST, allow_none=True)
    measure = Text(most=100)
    withdrawn_because = Text(most=2000)


class NewProgress(Shape):
    """How far a task is, since its beginning: ``done`` of its target, or ``percent`` where it has
    none; ``on`` is today where it is left out."""

    id = Id(load_default=None)
    on = Day(load_default=None, allow_none=True)
    text = Text(most=2000, least=3, required=True)
    done = Whole(most=NUMBER_MOST, load_default=None, allow_none=True)
    percent = Whole(most=100, load_default=None, allow_none=True)


class ProgressEntry(Shape):
    """An entry as stored."""

    id = Id()
    on = Day()
    text = Text()
    done = Whole(allow_none=True)
    percent = Whole()
    by = Text()
    at = Moment()


class TaskShape(NewTask):
    """A task as stored: its last good day, how far it is, and how it stands today."""

    id = Id(attribute="_id")
    document = Id()
    document_number = Text()
    last_day = Day()
    state = Word(TASK_STATES)
    percent = Whole()
    done_on = Day(allow_none=True)
    progress = fields.List(Part(ProgressEntry))
    withdrawn_because = Text()
    version = Whole()
    created_at = Moment()
    created_by = Text()
    may_change = Truth()
    may_report = Truth()


class TaskQuery(PageQuery):
    """Which tasks; ``late`` are open ones past their last day."""

    document = Id(load_default=None)
    unit = Text(most=60, load_default=None)
    state = Word(TASK_STATES, load_default=None)


DocumentPage = page_of(DocumentShape)
TaskPage = page_of(TaskShape)
