"""What is entered after a visit and never edited: a mistake is put right by a new entry."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from schemas.common import LabelShape, NamedEstablishment, PageQuery, page_of
from schemas.fields import Day, Id, Moment, Part, Shape, Text, Truth, Word
from schemas.vocabulary import FINDING_STATES, KINDS, PERSONAL


class NewEntry(Shape):
    """An entry under its sender's UUID; ``corrects`` an earlier one, with a ``reason``, and
    ``void`` says that nothing stands in its place."""

    id = Id(load_default=None)
    corrects = Id(load_default=None, allow_none=True)
    reason = Text(most=2000, load_default="")
    void = Truth(load_default=False)

    @validates_schema(skip_on_field_errors=True)
    def says_why(self, data: dict[str, Any], **_: Any) -> None:
        """A correction has its reason; only a correction takes something back."""
        if data["corrects"] and len(data["reason"]) < 3:
            raise ValidationError("required|Ghi lý do sửa bản ghi trước.", "reason")
        if data["void"] and not data["corrects"]:
            words = "required|Ghi mã của bản ghi được hủy."
            raise ValidationError(words, "corrects")


class EntryShape(Shape):
    """An entry as stored; ``corrected_by`` is the later entry that holds in its place."""

    carries = PERSONAL

    id = Id(attribute="_id")
    visit = Id()
    by = Text()
    at = Moment()
    corrects = Id(allow_none=True)
    reason = Text()
    void = Truth()
    corrected_by = Id(allow_none=True)


class EvidenceShape(Shape):
    """How a remedy was confirmed: by a later visit, or by a document."""

    visit_id = Id(load_default=None, allow_none=True)
    document_no = Text(most=100, load_default="")
    document_date = Day(load_default=None, allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def one_or_the_other(self, data: dict[str, Any], **_: Any) -> None:
        """A visit, or a document with number and date."""
        by_document = bool(data["document_no"] and data["document_date"])
        some = bool(data["document_no"] or data["document_date"])
        if bool(data["visit_id"]) == by_document or some != by_document:
            raise ValidationError(
                "visit_or_document|Ghi lượt kiểm tra lại, hoặc số và ngày của văn bản xác nhận."
            )


class NewRemedy(NewEntry):
    """That a finding was remedied: since which day, and how that was confirmed."""

    remedied_on = Day(required=True)
    evidence = Part(EvidenceShape, required=True)
    note = Text(most=2000, load_default="")


class RemedyShape(EntryShape):
    """A confirmed remedy as stored."""

    finding = Id()
    remedied_on = Day()
    evidence = Part(EvidenceShape)
    note = Text()


class FindingRow(Shape):
    """What must be remedied, where, by when, and how it stands today."""

    carries = PERSONAL

    id = Id()
    state = Word(FINDING_STATES)
    item = Text()
    question = Part(LabelShape, allow_none=True)
    remedy = Text()
    remedy_by = Day(allow_none=True)
    remedied_on = Day(allow_none=True)
    visit = Id()
    visited_on = Day()
    unit = Text()
    establishment = Part(NamedEstablishment)
    area = Text()
    kind = Word(KINDS)
    remedies = fields.List(Part(RemedyShape))


class FindingQuery(PageQuery):
    """Which findings to list; ``open`` has the overdue ones too, days are local."""

    establishment = Id(load_default=None)
    area = Text(most=20, load_default=None)
    state = Word(FINDING_STATES, load_default=None)
    due_before = Day(load_default=None)


FindingPage = page_of(FindingRow)
