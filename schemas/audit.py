"""The shape of the audit log, for administrators; it never holds what a record says."""

from marshmallow import fields

from schemas.common import PageQuery, page_of
from schemas.fields import Day, Moment, Shape, Text, Whole
from schemas.vocabulary import ACCOUNTS


class AuditQuery(PageQuery):
    """Which entries to list; days are closed and local, ``of`` is the id of a record."""

    from_ = Day(data_key="from", load_default=None)
    to = Day(load_default=None)
    by = Text(most=100, load_default=None)
    act = Text(most=100, load_default=None)
    of = Text(most=500, load_default=None)


class AuditEntryShape(Shape):
    """Who did what, from where; ``outcome`` is the code of a refusal, ``about`` the entry that was
    written before what was refused."""

    carries = ACCOUNTS

    id = Text()
    at = Moment()
    by = Text(allow_none=True)
    role = Text(allow_none=True)
    unit = Text(allow_none=True)
    session = Text(allow_none=True)
    device = Text(allow_none=True)
    address = Text(allow_none=True)
    act = Text()
    of = fields.List(Text())
    asked = fields.List(Text())
    outcome = Text(allow_none=True)
    about = Text(allow_none=True)
    hash = Text()


class AuditStateShape(Shape):
    """The last look at the whole log; ``findings`` is empty where it was whole."""

    looked_at = Moment(allow_none=True)
    entries = Whole(allow_none=True)
    findings = fields.List(Text(), allow_none=True)


AuditPage = page_of(AuditEntryShape)
