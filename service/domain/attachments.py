"""The rules of photos and signatures: which are named where, and how many may be sent."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from schemas.vocabulary import OPEN_PART, SEALED_PART
from service.domain.errors import Fault, Invalid, NotFound, TooLarge, WrongType
from service.domain.periods import LOCAL
from service.domain.visits import open_attachments, sealed_attachments

SHA256 = re.compile(r"[0-9a-f]{64}")

Named = dict[str, list[str]]  # sha256 by part

WRONG_TYPE = "Chỉ nhận ảnh JPEG, PNG, WEBP; chữ ký là ảnh PNG. Xin chụp hoặc lưu lại thành ảnh."


def check_address(sha256: str) -> None:
    """What is no hash in lower case is the address of nothing."""
    if not SHA256.fullmatch(sha256):
        raise NotFound


def named_in(contents: Iterable[dict[str, Any]], sheets: Iterable[dict[str, Any]]) -> Named:
    """The files that these contents and confidential sheets name, each once."""
    return {
        OPEN_PART: _once(digest for content in contents for digest in open_attachments(content)),
        SEALED_PART: _once(
            digest for sheet in sheets for digest in sealed_attachments(sheet["flags"])
        ),
    }


def check_beginning(asked: dict[str, Any], limits: Any) -> None:
    """The first piece of a file says how long the whole will be, and what it is."""
    words = "Lần gửi đầu tiên của tệp phải kèm đầu mục này."
    missing = [
        Fault(name, "required", words)
        for name, value in (("Upload-Length", asked["length"]), ("Upload-Kind", asked["kind"]))
        if value is None
    ]
    if missing:
        raise Invalid(missing)
    if asked["length"] > limits.kind(asked["kind"]).bytes_most:
        raise TooLarge("Tệp quá lớn. Xin giảm cỡ ảnh rồi gửi lại.", code="file-too-large")


def check_piece(asked: dict[str, Any], length: int) -> None:
    """A piece ends where its file ends, at the latest."""
    if asked["offset"] + asked["size"] > length:
        words = "Phần gửi lên dài hơn tệp đã báo. Xin kiểm tra lại độ dài tệp."
        raise Invalid([Fault("Content-Length", "beyond_length", words)])


def check_type(kind: Any, found: str | None) -> None:
    if found not in kind.types:
        raise WrongType(WRONG_TYPE)


def unfinished_until(now: dt.datetime, limits: Any) -> dt.datetime:
    return now + dt.timedelta(days=limits.unfinished_days)


def unnamed_until(now: dt.datetime, limits: Any) -> dt.datetime:
    return now + dt.timedelta(days=limits.unnamed_days)


def quota_day(now: dt.datetime) -> str:
    return now.astimezone(LOCAL).date().isoformat()


def seconds_to_next_day(now: dt.datetime) -> int:
    """Until the day's quota begins anew, here."""
    local = now.astimezone(LOCAL)
    midnight = dt.datetime.combine(local.date() + dt.timedelta(days=1), dt.time(), LOCAL)
    return int((midnight - local).total_seconds()) + 1


def _once(digests: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(digests))
