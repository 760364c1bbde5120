"""What may become of a summary: drafted, approved by a second person, issued, corrected."""

from collections.abc import Mapping
from typing import Any

from service.domain.errors import Conflict, NotAllowed

SAME_PERSON = (
    "Người đã soạn hoặc sửa báo cáo không tự duyệt báo cáo đó. Xin nhờ lãnh đạo khác duyệt."
)
ONLY_DRAFTS = "Chỉ sửa được bản thảo. Báo cáo đã duyệt thì xin người duyệt trả lại trước."
NOT_A_DRAFT = "Chỉ duyệt được bản thảo. Xin tải lại rồi xem trạng thái."
NOT_APPROVED = "Chỉ phát hành hoặc trả lại được báo cáo đã duyệt. Xin tải lại rồi xem trạng thái."
TYPED = (
    "Còn số gõ tay trong lời văn. Xin thay bằng chỉ tiêu trong ngoặc nhọn, như {C2a}, "
    "rồi duyệt lại."
)
NOT_ISSUED = "Chỉ đính chính được báo cáo đã phát hành."
IN_WORK = "Đã có một bản thảo cho kỳ này. Xin làm tiếp bản đó, hoặc hủy nó trước."

Summary = Mapping[str, Any]


def check_draft(summary: Summary) -> None:
    """Raise :class:`Conflict` when it is no draft any more."""
    if summary["state"] != "draft":
        raise Conflict(ONLY_DRAFTS)


def check_approval(summary: Summary, username: str, typed: bool) -> None:
    """Another person approves a draft that has no number typed by hand."""
    if summary["state"] != "draft":
        raise Conflict(NOT_A_DRAFT)
    if username in summary["written_by"]:
        raise NotAllowed(SAME_PERSON, code="own-draft")
    if typed:
        raise Conflict(TYPED, code="typed-number")


def check_approved(summary: Summary) -> None:
    """Raise :class:`Conflict` when it is not approved, or issued already."""
    if summary["state"] != "approved":
        raise Conflict(NOT_APPROVED)


def check_corrects(summary: Summary) -> None:
    """Only what was issued is corrected."""
    if summary["state"] != "issued":
        raise Conflict(NOT_ISSUED)
