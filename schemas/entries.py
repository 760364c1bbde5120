"""What is entered after a visit and never edited: a mistake is put right by a new entry."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from schemas.common import LabelShape, NamedEstablishment, PageQuery, page_of
from schemas.fields import Day, Id, Moment, Name, Part, Shape, Text, Truth, Whole, Word
from schemas.vocabulary import FINDING_STATES, KINDS, PERSONAL, SANCTION_MEASURES

FINE_MOST = 10**12  # đồng


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


class ViolationRef(Shape):
    """A violation of the visit."""

    item = Text(most=20, least=1, required=True)
    basis = Text(most=100, least=1, required=True)


class NewSanction(NewEntry):
    """A decision of the competent body, once for all that it sanctions; days are closed."""

    violation = Part(ViolationRef, required=True)
    decision_no = Text(most=100, least=1, required=True)
    decided_on = Day(required=True)
    body = Name(required=True)
    fine_vnd = Whole(most=FINE_MOST, load_default=0)
    measure = Word(SANCTION_MEASURES, load_default="none")
    from_ = Day(data_key="from", attribute="from", load_default=None, allow_none=True)
    to = Day(load_default=None, allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def says_from_when(self, data: dict[str, Any], **_: Any) -> None:
        """A measure has its first day; a fine or a warning alone has none."""
        first, last = data["from"], data["to"]
        if data["measure"] == "none":
            if first or last:
                raise ValidationError("not_allowed|Chỉ ghi khi có đình chỉ hoặc tước.", "from")
        elif not first:
            raise ValidationError("required|Ghi ngày bắt đầu đình chỉ hoặc tước.", "from")
        elif last and last < first:
            raise ValidationError("before_start|Ngày kết thúc sớm hơn ngày bắt đầu.", "to")


class SanctionShape(EntryShape):
    """A sanction as stored."""

    violation = Part(ViolationRef)
    decision_no = Text()
    decided_on = Day()
    body = Text()
    fine_vnd = Whole()
    measure = Word(SANCTION_MEASURES)
    from_ = Day(data_key="from", attribute="from", allow_none=True)
    to = Day(allow_none=True)


class NewTransfer(NewEntry):
    """A violation, never a flag, that another body deals with: which, since when, why."""

    violation = Part(ViolationRef, required=True)
    body = Name(required=True)
    transferred_on = Day(required=True)
    document_no = Text(most=100, load_default="")
    grounds = Text(most=2000, load_default="")


class TransferShape(EntryShape):
    """A transfer as stored."""

    violation = Part(ViolationRef)
    body = Text()
    transferred_on = Day()
    document_no = Text()
    grounds = Text()


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
