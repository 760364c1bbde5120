"""The shapes of what needs two people."""

from schemas.common import page_of
from schemas.fields import Id, Moment, Shape, Text, Word
from schemas.vocabulary import APPROVAL_DECISIONS, APPROVAL_STATES, SEALED, TWO_PERSON_ACTS


class NewApproval(Shape):
    """A request; ``subject`` names exactly what will be done, ``id`` is the sender's UUID."""

    id = Id(load_default=None)
    act = Word(TWO_PERSON_ACTS, required=True)
    subject = Text(most=200, least=1, required=True)
    reason = Text(most=2000, least=1, required=True)


class ApprovalDecision(Shape):
    """What the second person says."""

    decision = Word(APPROVAL_DECISIONS, required=True)


class ApprovalShape(Shape):
    """A request as stored; the reason may speak of a case."""

    carries = SEALED

    id = Id(attribute="_id")
    act = Word(TWO_PERSON_ACTS)
    subject = Text()
    reason = Text()
    state = Word(APPROVAL_STATES)
    asked_by = Text()
    asked_at = Moment()
    until = Moment()
    decided_by = Text(allow_none=True)
    decided_at = Moment(allow_none=True)
    used_by = Text(allow_none=True)
    used_at = Moment(allow_none=True)


ApprovalPage = page_of(ApprovalShape)
