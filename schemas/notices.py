"""The shapes of what people are told, and of letters that could not be sent."""

from marshmallow import fields

from schemas.common import page_of
from schemas.fields import Id, Listed, Moment, Part, Shape, Text, Truth, Whole
from schemas.vocabulary import ACCOUNTS, SEALED


class NoticeShape(Shape):
    """Something that waits: since when, and the ``path`` of the page where it goes on, if there is
    one; ``by`` and ``day`` where somebody of the house did something that others must know."""

    carries = SEALED

    id = Id()
    kind = Text()
    at = Moment()
    by = Text(allow_none=True)
    day = Text(allow_none=True)
    path = Text(allow_none=True)
    seen = Truth()


class NoticePage(Shape):
    """The newest notices, and how many of them were not seen."""

    items = fields.List(Part(NoticeShape), required=True)
    unseen = Whole(required=True)
    next_cursor = Text(allow_none=True, required=True)


class SeenNotices(Shape):
    """Which notices were looked at."""

    ids = Listed(Id(), least=1, most=200, required=True)


class LetterShape(Shape):
    """A mail to an account that was given up: ``reason`` is what the mail server said last."""

    carries = ACCOUNTS

    id = Id(attribute="_id")
    to = Text()
    state = Text()
    opened_at = Moment()
    ended_at = Moment(allow_none=True)
    tries = Whole()
    reason = Text(allow_none=True)


class LetterPage(page_of(LetterShape)):  # type: ignore[misc]
    """Letters that were given up; whether mail is sent at all, and when people were last told."""

    sends_mail = Truth()
    last_round_at = Moment(allow_none=True)
