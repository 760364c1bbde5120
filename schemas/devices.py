"""The shapes of the tablets and browsers that people sign in on."""

from marshmallow import ValidationError, validates_schema

from schemas.common import PageQuery, page_of
from schemas.fields import Id, Moment, Name, Shape, Text, Word
from schemas.vocabulary import ACCOUNTS, DEVICE_KINDS, DEVICE_STATUSES


class DeviceQuery(PageQuery):
    """Which devices to list."""

    account = Text(most=100, load_default=None)
    status = Word(DEVICE_STATUSES, load_default=None)


class DeviceChange(Shape):
    """What may be changed of a device."""

    name = Name(most=100)
    status = Word(DEVICE_STATUSES)

    @validates_schema
    def something_is_changed(self, data: dict[str, object], **_: object) -> None:
        """An empty change is a mistake."""
        if not data:
            raise ValidationError("required|Chưa có mục nào để sửa. Xin gửi name hoặc status.")


class DeviceShape(Shape):
    """A device; ``account`` is whoever signed in on it last."""

    carries = ACCOUNTS

    id = Id(attribute="_id")
    name = Text()
    kind = Word(DEVICE_KINDS)
    account = Text(attribute="username")
    unit = Text()
    first_seen = Moment()
    last_seen = Moment()
    status = Word(DEVICE_STATUSES)
    revoked_by = Text(allow_none=True)
    revoked_at = Moment(allow_none=True)


DevicePage = page_of(DeviceShape)
