"""The rules of what leaves a case: what it must hold, who may move it, and where to."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.domain.cases import BARRED
from service.domain.errors import Conflict, Fault, Invalid, NotAllowed
from service.domain.periods import local_day

Referral = dict[str, Any]

HELD_STATES = ("claimed", "monitoring", "referred")
PEOPLE_FIELDS = ("label", "name", "born", "papers", "contact", "note")
# What a draft says; the rest of a referral is what became of it.
CONTENT = (
    "officer", "channel", "called_at", "urgency", "summary", "text", "indicators", "attachments",
)  # fmt: skip
AHEAD_MOST = dt.timedelta(minutes=10)  # that a clock may be fast

CLAIM_FIRST = "Chỉ người đang giữ hồ sơ soạn và gửi tin. Xin nhận hồ sơ trước, hoặc tải lại."
MOVED = "Tin này đã chuyển bước khác, hoặc bản dự thảo đã sửa. Xin tải lại rồi làm lại."
OWN_DRAFT = "Không ai tự duyệt dự thảo của mình. Xin nhờ người xét duyệt khác."
WITHDRAWN = (
    "Một lượt kiểm tra mà tin này nêu đã được rút lại. Xin trả về dự thảo, bỏ dấu hiệu đó rồi "
    "duyệt lại."
)
OTHER_CONTENT = "Mã này đã dùng cho nội dung khác. Xin dùng mã mới."
PURGED = "Nội dung hồ sơ này đã hết hạn lưu và đã xóa. Không ghi thêm được."

HOLDER, ANOTHER, ANYBODY = "holder", "another", "anybody"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a referral: from which states it goes where, and who takes it.

    ``HOLDER`` holds the case, ``ANOTHER`` did not write the draft, ``ANYBODY`` was only not on any
    of the visits.
    """

    to: str
    of: tuple[str, ...]
    who: str


STEPS: Mapping[str, Step] = {
    "approve": Step("approved", ("draft",), ANOTHER),
    "return": Step("draft", ("draft", "approved"), ANYBODY),
    "cancel": Step("cancelled", ("draft", "approved"), HOLDER),
    "send": Step("sent", ("approved",), HOLDER),
    "acknowledge": Step("acknowledged", ("sent",), ANYBODY),
    "conclude": Step("result", ("sent", "acknowledged", "result"), ANYBODY),
}


def check_step(name: str, referral: Referral, case: Mapping[str, Any], username: str) -> None:
    """Raises what stands against this person taking the step now.

    An emergency call was made before it is entered, so it is sent without approval.
    """
    step = STEPS[name]
    check_writer(case, username, must_hold=step.who == HOLDER)
    if step.who == ANOTHER and username == referral["written_by"]:
        raise NotAllowed(OWN_DRAFT, code="own-draft")
    was_made = name == "send" and referral["type"] == "emergency_call"
    if referral["state"] not in step.of + (("draft",) if was_made else ()):
        raise Conflict(MOVED)


def check_writer(case: Mapping[str, Any], username: str, *, must_hold: bool) -> None:
    """Nobody of the case's visits writes; some things only who holds the case."""
    if username in case["barred"]:
        raise NotAllowed(BARRED, code="was-on-the-visit")
    if case.get("purged_at"):
        raise Conflict(PURGED)
    if must_hold and (case["claimed_by"] != username or case["state"] not in HELD_STATES):
        raise Conflict(CLAIM_FIRST)


def faults_of_draft(
    fields: Mapping[str, Any], sheets: Iterable[Mapping[str, Any]], takes: Iterable[str] | None,
    now: dt.datetime,
) -> list[Fault]:  # fmt: skip
    """What is wrong with a draft; ``sheets`` are those of the case's visits that stand, ``takes``
    the types that its recipient takes, ``None`` where there is no such recipient here."""
    faults = []
    if takes is None or fields["type"] not in takes:
        words = "Nơi này không nhận loại tin đó ở địa bàn của hồ sơ. Xin chọn nơi nhận khác."
        faults.append(Fault("recipient", "not_a_recipient", words))
    if fields["type"] == "emergency_call" and not fields["called_at"]:
        faults.append(Fault("called_at", "required", "Cuộc gọi khẩn: xin ghi đã gọi lúc nào."))
    if fields["type"] != "emergency_call" and not fields["indicators"]:
        faults.append(Fault("indicators", "required", "Xin chọn ít nhất một dấu hiệu của hồ sơ."))
    if fields["called_at"] and fields["called_at"] > now + AHEAD_MOST:
        faults.append(Fault("called_at", "in_future", "Giờ gọi chưa đến. Xin xem lại."))
    return faults + _unknown(fields, sheets)


def cites_only(content: Mapping[str, Any], sheets: Iterable[Mapping[str, Any]]) -> bool:
    """Whether all that it cites is still on the sheets of visits that stand."""
    return not _unknown(content, sheets)


def _unknown(fields: Mapping[str, Any], sheets: Iterable[Mapping[str, Any]]) -> list[Fault]:
    flags = [(sheet["_id"], flag) for sheet in sheets for flag in sheet["flags"]]
    signs = {(visit, flag["indicator"]) for visit, flag in flags}
    photos = {(visit, sha256) for visit, flag in flags for sha256 in flag["attachments"]}
    words = "Hồ sơ không có dấu hiệu hoặc ảnh này, hoặc lượt kiểm tra đã rút. Xin bỏ ra."
    return [
        Fault(f"{name}.{number}", "not_of_the_case", words)
        for name, key, known in (
            ("indicators", "indicator", signs),
            ("attachments", "sha256", photos),
        )
        for number, each in enumerate(fields[name])
        if (each["visit"], each[key]) not in known
    ]


def check_times(
    earliest: dt.datetime | None, moment: dt.datetime, field: str, now: dt.datetime
) -> None:
    """A moment that has come, and not before ``earliest``."""
    if moment > now + AHEAD_MOST:
        raise Invalid([Fault(field, "in_future", "Thời điểm này chưa đến. Xin xem lại.")])
    if earliest and moment < earliest:
        raise Invalid([Fault(field, "too_early", "Sớm hơn lúc gửi tin. Xin xem lại.")])


def check_result_day(sent_at: dt.datetime, day: str, now: dt.datetime) -> None:
    """The recipient tells a result between the day it was sent and today."""
    if not local_day(sent_at) <= day <= local_day(now):
        words = "Ngày có kết quả phải từ ngày gửi tin đến hôm nay."
        raise Invalid([Fault("result_on", "range", words)])


def is_overdue(referral: Mapping[str, Any], now: dt.datetime) -> bool:
    """Sent, and not acknowledged within the hours that were in force."""
    return referral["state"] == "sent" and referral["due_at"] <= now
