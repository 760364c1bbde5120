"""The shapes of what leaves a case: for the police, the border guard or 111; reviewers only."""

from marshmallow import fields

from schemas.common import AreaRef, LabelShape, Sha256, page_of
from schemas.fields import Day, Id, Listed, Moment, Name, Part, Shape, Text, Truth, Whole, Word
from schemas.vocabulary import (
    REFERRAL_CHANNELS,
    REFERRAL_FORMS,
    REFERRAL_RESULTS,
    REFERRAL_STATES,
    REFERRAL_TYPES,
    REFERRAL_URGENCIES,
    SEALED,
)


class RecipientQuery(Shape):
    """The area of the case, and the day; today when left out."""

    area = Text(most=20, least=1, required=True)
    day = Day(load_default=None)


class RecipientNumber(Shape):
    """A number to call, from ``numbers.yaml``."""

    number = Text()
    name = Part(LabelShape)
    use = Part(LabelShape)


class RecipientShape(Shape):
    """A body that takes referrals of the area on the day; ``sealed_by_key`` says that archives can
    be sealed for a key that only it has."""

    code = Text()
    name = Part(LabelShape)
    takes = fields.List(Word(REFERRAL_TYPES))
    numbers = fields.List(Part(RecipientNumber))
    sealed_by_key = Truth()


RecipientPage = page_of(RecipientShape)


class CitedSign(Shape):
    """An indicator that a visit of the case noted."""

    carries = SEALED

    visit = Id(required=True)
    indicator = Text(most=20, least=1, required=True)


class CitedPhoto(Shape):
    """A confidential photo of the case."""

    carries = SEALED

    visit = Id(required=True)
    sha256 = Sha256(required=True)


class PersonAtRisk(Shape):
    """Who somebody at risk really is, beside the pseudonym of the flags."""

    carries = SEALED

    label = Text(most=300, least=1, required=True)
    name = Name(required=True)
    born = Text(most=50, load_default="")
    papers = Text(most=300, load_default="")
    contact = Text(most=500, load_default="")
    note = Text(most=2000, load_default="")


class ReferralFields(Shape):
    """What is referred to whom; ``people`` null leaves the identities as they are."""

    type = Word(REFERRAL_TYPES, required=True)
    recipient = Text(most=60, least=1, required=True)
    officer = Text(most=300, load_default="")
    channel = Word(REFERRAL_CHANNELS, required=True)
    called_at = Moment(load_default=None, allow_none=True)
    urgency = Word(REFERRAL_URGENCIES, load_default="ordinary")
    summary = Text(most=500, least=3, required=True)
    text = Text(load_default="")
    indicators = Listed(Part(CitedSign), most=200, load_default=list)
    attachments = Listed(Part(CitedPhoto), most=50, load_default=list)
    people = Listed(Part(PersonAtRisk), most=50, load_default=None, allow_none=True)


class NewReferral(ReferralFields):
    """A draft under its sender's UUID."""

    id = Id(required=True)


class ApprovalOfReferral(Shape):
    """That the draft of this version may leave."""

    id = Id(required=True)
    version = Whole(least=1, required=True)


class Reasoned(Shape):
    """Why a referral goes back to its draft, or nowhere."""

    id = Id(required=True)
    reason = Text(most=2000, least=3, required=True)


class Sending(Shape):
    """When it left, and the number the office gave it, where it has one."""

    id = Id(required=True)
    sent_at = Moment(required=True)
    document_no = Text(most=100, load_default="")


class Acknowledgement(Shape):
    """That it was received: under which number, when, by whom."""

    id = Id(required=True)
    number = Text(most=100, load_default="")
    acknowledged_at = Moment(required=True)
    officer = Text(most=300, load_default="")


class Outcome(Shape):
    """What the recipient tells of it; ``may_share``: whether others of the team may be told."""

    id = Id(required=True)
    result = Word(REFERRAL_RESULTS, required=True)
    result_on = Day(required=True)
    people_received = Whole(most=1000, load_default=None, allow_none=True)
    may_share = Truth(load_default=False)
    note = Text(most=5000, load_default="")


class RecipientRef(Shape):
    """A recipient as it was named when it was chosen."""

    carries = SEALED

    code = Text()
    name = Part(LabelShape)


class Acknowledged(Shape):
    """The acknowledgement as entered."""

    carries = SEALED

    number = Text()
    officer = Text()


class Feedback(Shape):
    """What the recipient told, and whether it may be told on."""

    carries = SEALED

    note = Text()
    may_share = Truth()


class ReferralMove(Shape):
    """One step of a referral, by whom and why."""

    carries = SEALED

    id = Id()
    to = Word(REFERRAL_STATES)
    by = Text()
    at = Moment()
    reason = Text()


class ExportShape(Shape):
    """That it was exported, by whom."""

    carries = SEALED

    id = Id()
    number = Whole()
    form = Word(REFERRAL_FORMS)
    with_people = Truth()
    by = Text()
    at = Moment()


class ReferralShape(Shape):
    """A referral with everything on it but the identities, of which only the number is told."""

    carries = SEALED

    id = Id(attribute="_id")
    case = Id()
    area = Part(AreaRef)
    version = Whole()
    type = Word(REFERRAL_TYPES)
    state = Word(REFERRAL_STATES)
    recipient = Part(RecipientRef)
    officer = Text()
    channel = Word(REFERRAL_CHANNELS)
    called_at = Moment(allow_none=True)
    urgency = Word(REFERRAL_URGENCIES)
    summary = Text()
    text = Text()
    indicators = fields.List(Part(CitedSign))
    attachments = fields.List(Part(CitedPhoto))
    people_named = Whole()
    by = Text()
    at = Moment()
    written_by = Text()
    written_at = Moment()
    approved_by = Text(allow_none=True)
    approved_at = Moment(allow_none=True)
    sent_by = Text(allow_none=True)
    sent_at = Moment(allow_none=True)
    document_no = Text()
    due_at = Moment(allow_none=True)
    acknowledged_at = Moment(allow_none=True)
    acknowledgement = Part(Acknowledged, allow_none=True)
    result = Word(REFERRAL_RESULTS, allow_none=True)
    result_on = Day(allow_none=True)
    people_received = Whole(allow_none=True)
    feedback = Part(Feedback, allow_none=True)
    moves = fields.List(Part(ReferralMove))
    exports = fields.List(Part(ExportShape))


ReferralPage = page_of(ReferralShape)


class RevealOfPeople(Shape):
    """The approval by which another person allowed it, for the id of this referral."""

    approval = Id(required=True)


class NewExport(Shape):
    """An export under its sender's UUID: the paper, or a sealed archive under a passphrase or for
    the recipient's key; with the identities only by the approval of another person."""

    id = Id(required=True)
    form = Word(REFERRAL_FORMS, required=True)
    passphrase = Text(most=200, least=12, load_default=None, allow_none=True)
    for_recipient = Truth(load_default=False)
    approval = Id(load_default=None, allow_none=True)


class PeopleShape(Shape):
    """The identities of the people at risk."""

    carries = SEALED

    people = fields.List(Part(PersonAtRisk))
