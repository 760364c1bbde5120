"""Fields that take no liberties: what was sent is what is stored, and refusals speak Vietnamese.

Every message is ``code|words``: a stable English code for programs, Vietnamese words for people.
"""

import datetime as dt
import re
import uuid
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from marshmallow import Schema, ValidationError, fields, validate

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
RFC3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
INT64_MOST = 2**63 - 1
NAME_MOST = 300  # characters
TEXT_MOST = 10_000  # characters

COMMON = {
    "required": "required|Chưa có mục này. Xin điền rồi gửi lại.",
    "null": "null|Mục này không được để trống.",
    "validator_failed": "invalid|Giá trị không đúng.",
}


class Shape(Schema):
    """Base of every shape: unknown fields are refused, order is as declared.

    ``carries`` says what its answers hold that not everybody may know; a test holds every route's
    answer against the table of rights. What ``may_be_absent`` is taken for an empty object where a
    request has no body at all; ``refuses_with_400`` is for what another standard than ours says.
    """

    carries: ClassVar[str] = ""
    may_be_absent: ClassVar[bool] = False
    refuses_with_400: ClassVar[bool] = False

    error_messages = {
        "unknown": "unknown_field|Không có mục nào tên như vậy. Xin bỏ mục này đi.",
        "type": "wrong_type|Phần này phải là một đối tượng JSON.",
        "invalid": "wrong_type|Phần này phải là một đối tượng JSON.",
    }


class Text(fields.String):
    """A string of bounded length, without NUL or other control characters but tab and newline."""

    default_error_messages = {**COMMON, "invalid": "wrong_type|Mục này phải là chữ."}
    CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

    def __init__(self, *, most: int = TEXT_MOST, least: int = 0, **kwargs: Any) -> None:
        length = validate.Length(
            min=least,
            max=most,
            error=f"length|Độ dài phải từ {least} đến {most} ký tự.",
        )
        kwargs["validate"] = [length, *_listed(kwargs.get("validate"))]
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        if self.CONTROL.search(value):
            raise ValidationError("control_character|Bỏ các ký tự điều khiển trong mục này.")
        return value.strip()


class Name(Text):
    """A name: one to three hundred characters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"most": NAME_MOST, "least": 1, **kwargs})


class Word(Text):
    """One of a closed list of words."""

    def __init__(self, words: tuple[str, ...], **kwargs: Any) -> None:
        one_of = validate.OneOf(words, error=f"not_allowed|Chỉ nhận: {', '.join(words)}.")
        super().__init__(most=100, validate=one_of, **kwargs)


class Whole(fields.Integer):
    """A whole number within bounds; neither text nor a truth value counts as one."""

    default_error_messages = {
        **COMMON,
        "invalid": "wrong_type|Mục này phải là số nguyên.",
        "too_large": "too_large|Số quá lớn.",
    }

    def __init__(self, *, least: int = 0, most: int = INT64_MOST, **kwargs: Any) -> None:
        bounds = validate.Range(least, most, error=f"range|Phải từ {least} đến {most}.")
        super().__init__(**{"strict": True, "validate": bounds, **kwargs})

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid")
        return value


class WholeArgument(Whole):
    """A whole number in a query string, where everything is text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if not (isinstance(value, str) and re.fullmatch(r"-?\d{1,18}", value, re.ASCII)):
            raise self.make_error("invalid")
        return int(value)


class Number(fields.Float):
    """A finite number within bounds."""

    default_error_messages = {**COMMON, "invalid": "wrong_type|Mục này phải là số."}

    def __init__(self, *, least: float, most: float, **kwargs: Any) -> None:
        bounds = validate.Range(least, most, error=f"range|Phải từ {least} đến {most}.")
        super().__init__(validate=bounds, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid")
        return float(value)


class Truth(fields.Boolean):
    """``true`` or ``false``, nothing that merely looks like it."""

    default_error_messages = {**COMMON, "invalid": "wrong_type|Mục này phải là true hoặc false."}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class TruthArgument(fields.Boolean):
    """``true``, ``false``, ``1`` or ``0`` in a query string."""

    default_error_messages = {**COMMON, "invalid": "wrong_type|Mục này phải là true hoặc false."}


class Id(fields.UUID):
    """A UUID in its usual 36 characters."""

    default_error_messages = {**COMMON, "invalid_uuid": "wrong_type|Mục này phải là một UUID."}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> uuid.UUID:
        if not (isinstance(value, str) and len(value) == 36):
            raise self.make_error("invalid_uuid")
        return super()._deserialize(value, attr, data, **kwargs)


class Moment(fields.DateTime):
    """An RFC 3339 time with offset; loaded as UTC in whole milliseconds, as MongoDB keeps it."""

    default_error_messages = {
        **COMMON,
        "invalid": "wrong_type|Phải là thời điểm có múi giờ, ví dụ 2026-11-03T08:30:00+07:00.",
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dt.datetime:
        if not (isinstance(value, str) and RFC3339.fullmatch(value)):
            raise self.make_error("invalid")
        text = re.sub(r"(\.\d{6})\d+", r"\1", value.upper().replace(" ", "T"))
        try:
            moment = dt.datetime.fromisoformat(text).astimezone(dt.UTC)
        except (ValueError, OverflowError):
            raise self.make_error("invalid") from None
        if not 1900 <= moment.year <= 2200:
            raise self.make_error("invalid")
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.astimezone(LOCAL).isoformat()


class Day(fields.Date):
    """A calendar day, ``YYYY-MM-DD``; loaded and kept as that string."""

    default_error_messages = {
        **COMMON,
        "invalid": "wrong_type|Phải là ngày dạng năm-tháng-ngày, ví dụ 2026-12-01.",
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not (isinstance(value, str) and DAY.fullmatch(value)):
            raise self.make_error("invalid")
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            raise self.make_error("invalid") from None
        if not 1900 <= day.year <= 2200:
            raise self.make_error("invalid")
        return value

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value


class Listed(fields.List):
    """A list of bounded length."""

    default_error_messages = {**COMMON, "invalid": "wrong_type|Mục này phải là một danh sách."}

    def __init__(self, inner: Any, *, most: int = 200, least: int = 0, **kwargs: Any) -> None:
        length = validate.Length(
            min=least, max=most, error=f"length|Phải có từ {least} đến {most} phần tử."
        )
        kwargs["validate"] = [length, *_listed(kwargs.get("validate"))]
        super().__init__(inner, **kwargs)


class Part(fields.Nested):
    """A nested shape."""

    default_error_messages = {
        **COMMON,
        "type": "wrong_type|Phần này phải là một đối tượng JSON.",
    }


class Counts(fields.Dict):
    """Counts by measure: ``{"guests_checked": 12}``, whole numbers from 0 to a billion."""

    default_error_messages = {**COMMON, "invalid": "wrong_type|Mục này phải là một đối tượng JSON."}
    MEASURE = re.compile(r"[a-z][a-z0-9_]{0,60}", re.ASCII)
    MOST = 1_000_000_000

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(keys=fields.String(), values=fields.Integer(), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, dict) or len(value) > 30:
            raise self.make_error("invalid")
        faults = {
            name: [words] for name, count in value.items() if (words := self._why(name, count))
        }
        if faults:
            raise ValidationError(faults)
        return dict(value)

    def _why(self, name: Any, count: Any) -> str | None:
        if not (isinstance(name, str) and self.MEASURE.fullmatch(name)):
            return "unknown_count|Không có số liệu nào tên như vậy."
        if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= self.MOST:
            return "wrong_type|Số liệu phải là số nguyên từ 0 trở lên."
        return None


class Targets(fields.Dict):
    """Whole numbers from 0 to a billion by name; a name is a key of what is stored."""

    default_error_messages = {**COMMON, "invalid": "wrong_type|Mục này phải là một đối tượng JSON."}
    NAME = re.compile(r"[^\x00-\x1f\x7f$.][^\x00-\x1f\x7f.]{0,99}")
    NAMES_MOST = 50

    def __init__(self, **kwargs: Any) -> None:
        value = Whole(most=Counts.MOST)
        super().__init__(keys=fields.String(), values=value, load_default=dict, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, dict) or len(value) > self.NAMES_MOST:
            raise self.make_error("invalid")
        words = (
            "not_allowed|Tên chỉ tiêu dài 1 đến 100 ký tự, không có dấu chấm, không mở đầu bằng $."
        )
        wrong = {name: [words] for name in value if not self.NAME.fullmatch(name)}
        if wrong:
            raise ValidationError(wrong)
        return super()._deserialize(value, attr, data, **kwargs)


class AnswerValue(fields.Raw):
    """A verdict, text, day, number or choice; the checklist says which, so any scalar loads."""

    default_error_messages = COMMON

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str | int | float | bool):
            raise ValidationError("wrong_type|Kết quả phải là chữ hoặc số.")
        if isinstance(value, str) and (len(value) > 2000 or Text.CONTROL.search(value)):
            raise ValidationError("length|Kết quả dài quá 2000 ký tự hoặc có ký tự điều khiển.")
        return value


def _listed(validators: Any) -> list[Any]:
    if validators is None:
        return []
    return list(validators) if isinstance(validators, list | tuple) else [validators]
