"""The shape of a case; reviewers only."""

from marshmallow import fields

from schemas.common import AreaRef, NamedEstablishment, PageQuery, page_of
from schemas.fields import Id, Moment, Part, Shape, Text, Truth, TruthArgument, Whole, Word
from schemas.visits import EmergencyCall, FlagShape
from schemas.vocabulary import CASE_DECISIONS, CASE_STATES, KINDS, LEVELS, RELATIONS, SEALED


class CaseQuery(PageQuery):
    """Which cases to list; the queue is by level, then by age."""

    level = Word(LEVELS, load_default=None)
    state = Word(CASE_STATES, load_default=None)
    open = TruthArgument(load_default=None)
    area = Text(most=20, load_default=None)
    kind = Word(KINDS, load_default=None)
    assignee = Text(most=100, load_default=None)
    establishment = Id(load_default=None)


class AlertShape(Shape):
    """What a reviewer must see at once."""

    carries = SEALED

    kind = Text()
    visit = Id()
    at = Moment()


class CaseRow(Shape):
    """A case in the queue: no flag's text."""

    carries = SEALED

    id = Id()
    establishment = Part(NamedEstablishment)
    kind = Word(KINDS)
    area = Part(AreaRef)
    level = Word(LEVELS)
    state = Word(CASE_STATES)
    opened_at = Moment()
    last_flagged_at = Moment()
    waiting_since = Moment()
    late_at = Moment(allow_none=True)
    claimed_by = Text(allow_none=True)
    claimed_at = Moment(allow_none=True)
    revisit = Truth()
    alerts = fields.List(Part(AlertShape))
    referral_due_at = Moment(allow_none=True)
    barred = fields.List(Text())


class EarlierSheet(Shape):
    """What the visit's sheet said before a correction."""

    carries = SEALED

    version = Whole()
    level = Word(LEVELS)
    flags = fields.List(Part(FlagShape))
    emergency_call = Part(EmergencyCall, allow_none=True)


class CaseVisit(Shape):
    """What one visit saw."""

    carries = SEALED

    visit = Id()
    level = Word(LEVELS)
    rules = fields.List(Text())
    at = Moment()
    by = Text()
    withdrawn = Truth()
    flags = fields.List(Part(FlagShape))
    emergency_call = Part(EmergencyCall, allow_none=True)
    earlier = fields.List(Part(EarlierSheet))


class MoveShape(Shape):
    """One move of the case, by whom and why."""

    carries = SEALED

    to = Word(CASE_STATES)
    by = Text()
    at = Moment()
    reason = Text()


class GlassShape(Shape):
    """Who read the case from outside its areas, until when, and why."""

    carries = SEALED

    by = Text()
    at = Moment()
    until = Moment()
    reason = Text()


class ReaderShape(Shape):
    """Who was shown the case, and when; from the audit log."""

    carries = SEALED

    by = Text()
    at = Moment()


class NoteShape(Shape):
    """What a reviewer noted on the case; never changed."""

    carries = SEALED

    id = Id()
    by = Text()
    at = Moment()
    text = Text()


class NewNote(Shape):
    """A note under its sender's UUID."""

    id = Id(required=True)
    text = Text(most=5000, least=1, required=True)


class RelatedCase(CaseRow):
    """A case of another establishment, and what the two have in common; not whose it is."""

    reasons = fields.List(Word(RELATIONS))


class GlassReason(Shape):
    """Why a case outside one's areas must be read now."""

    reason = Text(most=2000, least=10, required=True)


class CaseShape(CaseRow):
    """A case with everything on it."""

    visits = fields.List(Part(CaseVisit))
    moves = fields.List(Part(MoveShape))
    notes = fields.List(Part(NoteShape))
    glass = fields.List(Part(GlassShape))
    readers = fields.List(Part(ReaderShape))


class DecisionShape(Shape):
    """Where the case goes, and why."""

    decision = Word(CASE_DECISIONS, required=True)
    reason = Text(most=5000, least=3, required=True)


RelatedPage = page_of(RelatedCase)


class CaseCount(Shape):
    """How many cases of one level and state one account holds, or nobody."""

    carries = SEALED

    level = Word(LEVELS)
    state = Word(CASE_STATES)
    claimed_by = Text(allow_none=True)
    count = Whole()


class AwaitingShape(Shape):
    """A referral that was sent and not acknowledged, and when it must be."""

    carries = SEALED

    case = Id()
    establishment = Part(NamedEstablishment)
    due_at = Moment()


class CasePage(page_of(CaseRow)):  # type: ignore[misc]
    """A page of the queue; the counts and what is awaited are of all that lies within the scope,
    whatever is asked."""

    carries = SEALED

    counts = fields.List(Part(CaseCount))
    last_red_at = Moment(allow_none=True)
    awaiting = fields.List(Part(AwaitingShape))
