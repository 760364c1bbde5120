"""What can go wrong, in the domain's words; the API gives each a status."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a submission.

    ``path`` is dotted from the root of the body (``answers.3.counts.guests_checked``), ``code`` a
    stable English word, ``words`` tell a person in Vietnamese what to do next.
    """

    path: str
    code: str
    words: str


class ServiceError(Exception):
    """Base of every refusal; ``words`` say in Vietnamese what to do next, ``code`` is stable,
    ``members`` stand in the problem beside them (RFC 9457, section 3.2)."""

    code = "error"
    words = "Không thực hiện được. Xin thử lại."
    members: Mapping[str, Any] = {}

    def __init__(self, words: str | None = None, *, code: str | None = None) -> None:
        self.words = words or self.words
        self.code = code or self.code
        super().__init__(self.words)


class Unreadable(ServiceError):
    """The body could not be read at all."""

    code = "unreadable"
    words = "Không đọc được nội dung gửi lên. Xin kiểm tra lại định dạng JSON, mã hóa UTF-8."


class NotSignedIn(ServiceError):
    """No account, or a token that no longer counts."""

    code = "not-signed-in"
    words = "Chưa đăng nhập hoặc phiên đã hết hạn. Xin đăng nhập lại."


class DeviceRevoked(NotSignedIn):
    """The device was lost or handed in; it is told to wipe what it keeps."""

    code = "device-revoked"
    words = "Thiết bị này đã bị thu hồi, dữ liệu lưu trên máy phải xóa. Xin gặp quản trị viên."
    members = {"wipe": True}


class SecondFactorRequired(NotSignedIn):
    """The password was right; the code of the second factor is missing."""

    code = "second-factor-required"
    words = "Xin nhập mã 6 số trong ứng dụng xác minh, hoặc một mã khôi phục."


class StepUpRequired(NotSignedIn):
    """The session is good, but its second factor is too old for what was asked."""

    code = "step-up-required"
    words = "Việc này cần xác minh lại. Xin nhập mã xác minh rồi làm lại."


class NotAllowed(ServiceError):
    """This role, or this person, may not."""

    code = "not-allowed"
    words = "Tài khoản này không có quyền thực hiện việc đó."


class NotFound(ServiceError):
    """Absent or outside the caller's scope: the same words for both."""

    code = "not-found"
    words = "Không tìm thấy, hoặc nằm ngoài phạm vi của tài khoản này."


class Conflict(ServiceError):
    """Other content under the same id, or a state that moved meanwhile."""

    code = "conflict"
    words = "Dữ liệu đã thay đổi. Xin tải lại rồi làm lại."


class WrongOffset(Conflict):
    """A piece that does not begin where the last one ended; ``offset`` is where to go on."""

    code = "wrong-offset"
    words = "Phần gửi lên không nối tiếp phần đã nhận. Xin gửi tiếp từ vị trí máy chủ báo."

    def __init__(self, offset: int) -> None:
        self.offset = offset
        self.members = {"upload_offset": offset}
        super().__init__()


class StartAgain(Conflict):
    """A cursor of sync that is foreign, too old, or from before a restore: never half a list."""

    code = "start-again"
    words = "Máy cần đồng bộ lại từ đầu. Lượt kiểm tra chưa gửi vẫn được giữ nguyên trên máy."


class Stale(ServiceError):
    """``If-Match`` names a version that is no longer the newest."""

    code = "stale"
    words = "Bản đang sửa không còn là bản mới nhất. Xin tải lại rồi sửa trên bản mới."


class PreconditionMissing(ServiceError):
    """A change was sent without ``If-Match``."""

    code = "if-match-missing"
    words = "Thiếu đầu mục If-Match. Xin gửi kèm số phiên bản đang sửa."


class LengthMissing(ServiceError):
    """A body came without saying how long it is."""

    code = "length-missing"
    words = "Thiếu đầu mục Content-Length. Xin gửi kèm độ dài của phần gửi lên."


class TooLarge(ServiceError):
    """More bytes, rows or cells than will be read."""

    code = "too-large"
    words = "Nội dung gửi lên quá lớn. Xin chia nhỏ rồi gửi lại."


class WrongType(ServiceError):
    """A media type or a file that is not understood."""

    code = "wrong-type"
    words = "Loại nội dung này không nhận được. Xin gửi application/json."


class TooOften(ServiceError):
    """Too many attempts; ``retry_after`` in seconds."""

    code = "too-often"
    words = "Thử quá nhiều lần. Xin đợi một lát rồi thử lại."

    def __init__(self, retry_after: int, words: str | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(words)


class Busy(ServiceError):
    """No hand is free for this now; ``retry_after`` in seconds."""

    code = "busy"
    words = "Máy chủ đang bận. Nội dung trên máy vẫn còn nguyên, xin gửi lại sau ít giây."

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__()


class CannotPrint(ServiceError):
    """The paper is there, but not as a PDF: no LibreOffice, no time, or it failed."""

    code = "pdf-failed"
    words = "Chưa in được PDF. Xin tải bản DOCX, hoặc thử lại sau ít phút."


class Unopenable(ServiceError):
    """A sealed value that does not open where it lies: moved, changed, or its key is gone;
    ``where`` is for the log."""

    code = "sealed-value-refused"
    words = (
        "Dữ liệu niêm phong không mở được ở chỗ này: khóa đã hủy, hoặc dữ liệu bị sửa, bị chuyển "
        "chỗ. Xin báo quản trị viên kiểm tra ngay."
    )

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__()


class Unfit(ServiceError):
    """Readable, but not to be taken as a whole; ``code`` says why."""

    code = "unfit"
    words = "Không nhận được tệp này. Xin kiểm tra lại tệp rồi gửi lại."


class Invalid(ServiceError):
    """Readable, but against the shape or a rule; ``faults`` name each place."""

    code = "invalid"
    words = "Nội dung chưa đúng. Xin sửa các mục được nêu rồi gửi lại."

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__()
