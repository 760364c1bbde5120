"""The shapes of legal holds."""

from schemas.common import page_of
from schemas.fields import Id, Moment, Shape, Text, Word
from schemas.vocabulary import LEGAL_HOLD_OBJECTS, SEALED


class NewLegalHold(Shape):
    """What is to be kept whatever its period; ``id`` is the sender's UUID."""

    id = Id(load_default=None)
    of = Word(LEGAL_HOLD_OBJECTS, required=True)
    key = Id(required=True)
    reason = Text(most=2000, least=1, required=True)


class LegalHoldShape(Shape):
    """A hold as stored; one on a case tells that there is a case."""

    carries = SEALED

    id = Id(attribute="_id")
    of = Word(LEGAL_HOLD_OBJECTS)
    key = Id()
    reason = Text()
    placed_by = Text()
    placed_at = Moment()
    lifted_by = Text(allow_none=True)
    lifted_at = Moment(allow_none=True)


LegalHoldPage = page_of(LegalHoldShape)
