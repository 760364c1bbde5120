"""The shapes of signing in and of accounts."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.common import page_of
from schemas.fields import (
    COMMON,
    Day,
    Id,
    Listed,
    Moment,
    Name,
    Part,
    Shape,
    Text,
    Truth,
    Whole,
    Word,
)
from schemas.passwords import NewPassword, Password
from schemas.vocabulary import ACCOUNTS, ROLES

EMAIL = validate.Regexp(
    r"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{1,188}\Z",
    error="wrong_type|Địa chỉ thư điện tử chưa đúng. Ghi như ngoc@langson.gov.vn.",
)


class Email(Text):
    """One plain address in ASCII: it goes into the head of a mail."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=254, validate=EMAIL, allow_none=True, **kwargs)


UNIT_CODE = validate.Regexp(
    r"\A[A-Za-z0-9][A-Za-z0-9._-]*\Z",
    error="wrong_type|Mã đơn vị gồm chữ không dấu, chữ số, dấu gạch ngang, như UBND-CHILANG.",
)


class DeviceField(fields.Field):
    """A name, or ``{id, name}`` with a UUID that the device made; loads as the latter."""

    default_error_messages = COMMON

    class Own(Shape):
        """A device that knows its id."""

        id = Id(required=True)
        name = Text(most=100, load_default=None, allow_none=True)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, dict):
            return self.Own().load(value)
        return {"id": None, "name": Text(most=100).deserialize(value, attr, data)}


class LoginShape(Shape):
    """Credentials; ``device`` is a name the person gives the tablet or browser, or ``{id, name}``
    with a UUID that the device made for itself."""

    username = Text(most=100, least=1, required=True)
    password = Password(required=True)
    otp = Text(most=20, load_default=None, allow_none=True)
    device = DeviceField(load_default=None, allow_none=True)


class RefreshShape(Shape):
    """A refresh token and the device's own id, if it signed in with one; pages leave both out,
    theirs lie in cookies."""

    refresh_token = Text(most=200, load_default=None)
    device_id = Id(load_default=None, allow_none=True)


class CodeShape(Shape):
    """A code of the authenticator."""

    otp = Text(most=20, least=1, required=True)


class ProofShape(Shape):
    """Who one is, shown again: a code, or the password where the account has no second factor."""

    otp = Text(most=20, least=1, load_default=None, allow_none=True)
    password = Password(load_default=None, allow_none=True)


class FactorShape(Shape):
    """The asker's second factor; ``since`` is null without one."""

    carries = ACCOUNTS

    since = Moment(allow_none=True)
    recovery_codes_left = Whole()


class EnrolmentShape(Shape):
    """What an authenticator needs; ``qr`` is an SVG of ``uri``."""

    carries = ACCOUNTS

    secret = Text()
    uri = Text()
    qr = Text()


class RecoveryCodesShape(Shape):
    """Codes for the loss of the telephone, each good once; they are never shown again."""

    carries = ACCOUNTS

    recovery_codes = fields.List(Text())


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
    must_enrol_second_factor = Truth()
    second_factor_since = Moment(allow_none=True)
    email = Text(allow_none=True)
    told_by_mail = Truth()
    created_at = Moment()


class SessionShape(Shape):
    """What a sign-in answers."""

    carries = ACCOUNTS

    access_token = Text()
    refresh_token = Text()
    account = Part(AccountShape)


class OpenSessionShape(Shape):
    """A session that goes on; ``current`` is the one that asks."""

    carries = ACCOUNTS

    id = Id(attribute="_id")
    device = Id(allow_none=True)
    device_name = Text()
    opened_at = Moment()
    last_seen = Moment(attribute="rotated_at")
    expires_at = Moment()
    current = Truth()


class NewAccountShape(Shape):
    """An account to open."""

    username = Text(most=60, least=2, required=True)
    name = Name(required=True)
    role = Word(ROLES, required=True)
    unit = Text(most=60, least=1, required=True)
    password = NewPassword(required=True)
    email = Email(load_default=None)


class AccountChangeShape(Shape):
    """What an administrator may change of an account."""

    name = Name()
    role = Word(ROLES)
    unit = Text(most=60, least=1)
    password = NewPassword()
    email = Email()
    status = Word(("active", "closed"))
    hand_over_to = Text(most=60, least=1, allow_none=True)


class OwnAccountChange(Shape):
    """What anybody may change of their account: where they are told that something waits, and
    whether they want to be."""

    email = Email()
    told_by_mail = Truth()


class OpenWork(Shape):
    """How many open cases went to the receiver, how many back to the queue, and how many
    establishments still to be visited were given back."""

    handed_over = Whole()
    returned = Whole()
    unassigned = Whole()


class ChangedAccount(AccountShape):
    """An account after a change; ``open_work`` where it no longer holds cases."""

    open_work = Part(OpenWork, allow_none=True)


class UnitShape(Shape):
    """An organisation that inspects or reports; ``areas`` null means the whole province, and a
    change has to name the ``version``."""

    code = Text(attribute="_id")
    version = Whole()
    name = Text()
    kind = Text()
    parent = Text(allow_none=True)
    valid_from = Text()
    valid_to = Text(allow_none=True)
    areas = Listed(Text(), allow_none=True)
    symbol = Text()
    superior = Text()


class UnitFields(Shape):
    """What is said of a unit; ``areas`` must be said: null is the whole province, no default.

    ``symbol`` stands in the numbers of its papers (``05/BB-QLDL``), ``superior`` above its name on
    them; the name of its parent where it is left out.
    """

    name = Name(required=True)
    kind = Text(most=60, least=1, required=True)
    parent = Text(most=60, load_default=None, allow_none=True)
    valid_from = Day(required=True)
    valid_to = Day(load_default=None, allow_none=True)
    areas = Listed(Text(most=20, least=1), most=20_000, required=True, allow_none=True)
    symbol = Text(most=40, load_default="")
    superior = Text(most=300, load_default="")

    @validates_schema(skip_on_field_errors=True)
    def ends_after_it_begins(self, data: dict[str, Any], **_: Any) -> None:
        """The days are closed, so a unit may be of one day."""
        if data["valid_to"] and data["valid_to"] < data["valid_from"]:
            raise ValidationError("range|Ngày kết thúc phải từ ngày bắt đầu trở đi.", "valid_to")


class NewUnit(UnitFields):
    """A unit to import."""

    code = Text(most=60, least=1, required=True, validate=UNIT_CODE)


SessionPage = page_of(OpenSessionShape)
AccountPage = page_of(AccountShape)
UnitPage = page_of(UnitShape)
