"""The shapes of signing in and of accounts."""

from marshmallow import fields

from schemas.common import page_of
from schemas.fields import Day, Listed, Moment, Name, Part, Shape, Text, Truth, Word
from schemas.vocabulary import ACCOUNTS, ROLES


class LoginShape(Shape):
    """Credentials; ``device`` is a name the person gives the tablet or browser."""

    username = Text(most=100, least=1, required=True)
    password = Text(most=1000, least=1, required=True)
    otp = Text(most=20, load_default=None, allow_none=True)
    device = Text(most=100, load_default=None, allow_none=True)


class RefreshShape(Shape):
    """A refresh token; pages leave it out, theirs lies in a cookie."""

    refresh_token = Text(most=200, load_default=None)


class AccountShape(Shape):
    """An account as everybody may know it."""

    carries = ACCOUNTS

    username = Text()
    name = Text()
    role = Word(ROLES)
    unit = Text()
    areas = fields.List(Text(), allow_none=True)
    status = Text()
    must_change_password = Truth()
    created_at = Moment()


class SessionShape(Shape):
    """What a sign-in answers."""

    carries = ACCOUNTS

    access_token = Text()
    refresh_token = Text()
    account = Part(AccountShape)


class NewAccountShape(Shape):
    """An account to open."""

    username = Text(most=60, least=2, required=True)
    name = Name(required=True)
    role = Word(ROLES, required=True)
    unit = Text(most=60, least=1, required=True)
    password = Text(most=1000, least=12, required=True)


class AccountChangeShape(Shape):
    """What an administrator may change of an account."""

    name = Name()
    role = Word(ROLES)
    unit = Text(most=60, least=1)
    password = Text(most=1000, least=12)
    status = Word(("active", "closed"))


class UnitShape(Shape):
    """An organisation that inspects or reports; ``areas`` null means the whole province."""

    code = Text(attribute="_id")
    name = Text()
    kind = Text()
    parent = Text(allow_none=True)
    valid_from = Text()
    valid_to = Text(allow_none=True)
    areas = Listed(Text(), allow_none=True)


class NewUnit(Shape):
    """A unit to import; ``areas`` must be said: null is the whole province, and no default."""

    code = Text(most=60, least=1, required=True)
    name = Name(required=True)
    kind = Text(most=60, least=1, required=True)
    parent = Text(most=60, load_default=None, allow_none=True)
    valid_from = Day(required=True)
    valid_to = Day(load_default=None, allow_none=True)
    areas = Listed(Text(most=20, least=1), most=20_000, required=True, allow_none=True)


AccountPage = page_of(AccountShape)
UnitPage = page_of(UnitShape)
