"""The shape of a visit: contract.md, section 5."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from schemas.common import NamedEstablishment, PageQuery, PointShape, Sha256, WarningShape, page_of
from schemas.entries import RemedyShape, SanctionShape, TransferShape
from schemas.fields import (
    AnswerValue,
    Counts,
    Day,
    Id,
    Listed,
    Moment,
    Name,
    Number,
    Part,
    Shape,
    Text,
    Truth,
    Whole,
    Word,
)
from schemas.vocabulary import LEVELS, PERSONAL, SEALED, SIGNATURE_ROLES, VISIT_STATES

BATCH_MOST = 100


class ChecklistRef(Shape):
    """A published version of a checklist."""

    code = Text(most=40, least=1, required=True)
    version = Whole(least=1, most=10_000, required=True)


class TeamMember(Shape):
    """Somebody who made the visit; ``account`` where they have one here."""

    carries = PERSONAL

    name = Name(required=True)
    position = Text(most=300, load_default="")
    account = Text(most=60, load_default=None, allow_none=True)
    lead = Truth(load_default=False)


class PersonShape(Shape):
    """Somebody present who is not on the team."""

    carries = PERSONAL

    name = Text(most=300, load_default="")
    position = Text(most=300, load_default="")


class PositionShape(PointShape):
    """Where the tablet says it was; a claim, not a fact."""

    accuracy_m = Number(least=0, most=1_000_000, load_default=None, allow_none=True)


class AnswerShape(Shape):
    """The answer to one item; which value and counts fit is the checklist's to say."""

    item = Text(most=20, least=1, required=True)
    value = AnswerValue(load_default=None, allow_none=True)
    counts = Counts(load_default=dict)
    note = Text(most=5000, load_default="")
    attachments = Listed(Sha256(), most=50, load_default=list)
    remedy = Text(most=2000, load_default="")
    remedy_by = Day(load_default=None, allow_none=True)


class ViolationShape(Shape):
    """An administrative violation of a failed item; ``record_no`` once a biên bản was made."""

    item = Text(most=20, least=1, required=True)
    basis = Text(most=100, least=1, required=True)
    record_no = Text(most=100, load_default="")


class GuidanceShape(Shape):
    """What was done on this visit; the figures read this, not the state found."""

    given = Truth(load_default=False)
    commitment_signed = Truth(load_default=False)
    staff_trained = Whole(most=100_000, load_default=0)
    hotline_posted = Truth(load_default=False)
    leaflets = Whole(most=1_000_000, load_default=0)


class SignatureShape(Shape):
    """A signature, or why it was refused."""

    carries = PERSONAL

    role = Word(SIGNATURE_ROLES, required=True)
    name = Text(most=300, load_default="")
    attachment = Sha256(load_default=None, allow_none=True)
    refused_because = Text(most=2000, load_default=None, allow_none=True)


class SeenPerson(Shape):
    """A pseudonym; an identity stands only in a referral."""

    carries = SEALED

    label = Text(most=300, load_default="")
    under_18 = Truth(load_default=False)


class FlagShape(Shape):
    """One indicator seen on this visit; confidential."""

    carries = SEALED

    indicator = Text(most=20, least=1, required=True)
    seen_at = Moment(load_default=None, allow_none=True)
    place = Text(most=500, load_default="")
    description = Text(most=5000, load_default="")
    person = Part(SeenPerson, load_default=None, allow_none=True)
    attachments = Listed(Sha256(), most=50, load_default=list)


class EmergencyCall(Shape):
    """Who was called and when, or why nobody could be."""

    carries = SEALED

    body = Text(most=200, least=1)
    called_at = Moment()
    not_called_because = Text(most=2000, least=1)

    @validates_schema(skip_on_field_errors=True)
    def one_or_the_other(self, data: dict[str, Any], **_: Any) -> None:
        """Either a call or a reason, never half of one."""
        called = "body" in data and "called_at" in data
        if called == ("not_called_because" in data) or ("body" in data) != ("called_at" in data):
            raise ValidationError(
                "call_or_reason|Ghi đã gọi cho ai và lúc nào, hoặc lý do chưa gọi được."
            )


class OpenPart(Shape):
    """What the establishment may read and sign."""

    establishment_id = Id(required=True)
    inspection_id = Id(load_default=None, allow_none=True)
    campaign_id = Id(load_default=None, allow_none=True)
    checklist = Part(ChecklistRef, required=True)
    started_at = Moment(required=True)
    finished_at = Moment(required=True)
    team = Listed(Part(TeamMember), most=30, load_default=list)
    representative = Part(PersonShape, load_default=None, allow_none=True)
    witnesses = Listed(Part(PersonShape), most=10, load_default=list)
    opinion = Text(load_default="")
    requirements = Text(load_default="")
    remarks = Text(load_default="")
    position = Part(PositionShape, load_default=None, allow_none=True)
    answers = Listed(Part(AnswerShape), most=300, required=True)
    violations = Listed(Part(ViolationShape), most=100, load_default=list)
    guidance = Part(GuidanceShape, load_default=lambda: GuidanceShape().load({}))
    signatures = Listed(Part(SignatureShape), most=20, load_default=list)


class SubmissionShape(OpenPart):
    """A whole visit as a tablet sends it."""

    flags = Listed(Part(FlagShape), most=100, load_default=list)
    emergency_call = Part(EmergencyCall, load_default=None, allow_none=True)


class BatchShape(Shape):
    """Up to a hundred visits; each gets its own verdict, so their shape is checked one by one."""

    items = Listed(fields.Raw(allow_none=True), most=BATCH_MOST, least=1, required=True)


class AmendmentShape(Shape):
    """A correction: its own UUID, why, and the whole new content."""

    id = Id(required=True)
    reason = Text(most=2000, least=3, required=True)
    submission = Part(SubmissionShape, required=True)


class WithdrawalShape(Shape):
    """Why a visit no longer counts."""

    reason = Text(most=2000, least=3, required=True)


class FindingShape(Shape):
    """What must be remedied, and by when."""

    id = Id(attribute="_id")
    item = Text()
    remedy = Text()
    remedy_by = Day(allow_none=True)
    remedied_on = Day(allow_none=True)


class AmendmentRow(Shape):
    """When and why a visit was corrected."""

    id = Id(attribute="_id")
    reason = Text()
    at = Moment()
    by = Text()


class WithdrawalRow(Shape):
    """When, why and by whom a visit was withdrawn."""

    reason = Text()
    at = Moment()
    by = Text()


class PlaceShape(NamedEstablishment):
    """Where the visit went, as it is called today."""

    address = Text()


class SubmitterShape(Shape):
    """Who sent the visit, and for which unit."""

    carries = PERSONAL

    username = Text()
    unit = Text()


class VisitShape(OpenPart):
    """The open visit as stored; the same fields whether or not anything was flagged."""

    id = Id()
    establishment = Part(PlaceShape, allow_none=True)
    state = Word(VISIT_STATES)
    version = Whole()
    submitter = Part(SubmitterShape)
    received_at = Moment()
    clock_difference_ms = fields.Integer(allow_none=True)
    failed_items = fields.List(Text())
    distance_m = Whole(allow_none=True)
    findings = fields.List(Part(FindingShape))
    warnings = fields.List(Part(WarningShape))
    missing_attachments = fields.List(Text())
    remedies = fields.List(Part(RemedyShape))
    sanctions = fields.List(Part(SanctionShape))
    transfers = fields.List(Part(TransferShape))
    amendments = fields.List(Part(AmendmentRow))
    withdrawal = Part(WithdrawalRow, allow_none=True)


class TriageShape(Shape):
    """The level of the visit's flags and the rules that fired."""

    carries = SEALED

    level = Word(LEVELS)
    rules = fields.List(Text())


class SentVisit(VisitShape):
    """The answer to its submitter: with the triage and a signed receipt (a compact JWS)."""

    triage = Part(TriageShape)
    receipt = Text()


class VerdictShape(Shape):
    """What became of one visit of a batch."""

    id = Text(allow_none=True)
    status = fields.Integer()
    visit = Part(SentVisit)
    problem = fields.Dict(keys=fields.String())


class BatchAnswer(Shape):
    """The verdicts, in the order sent."""

    items = fields.List(Part(VerdictShape))


class VisitQuery(PageQuery):
    """Which visits to list; days are closed and local."""

    establishment = Id(load_default=None)
    from_ = Day(data_key="from", load_default=None)
    to = Day(load_default=None)
    area = Text(most=20, load_default=None)


VisitPage = page_of(VisitShape)
