"""The one table from error to status, and the one place that writes a problem (RFC 9457)."""

import logging
from typing import Any

import orjson
from flask import Response, current_app
from werkzeug.exceptions import HTTPException

from service.domain import errors

log = logging.getLogger(__name__)

STATUS = {
    errors.Unreadable: 400,
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Stale: 412,
    errors.LengthMissing: 411,
    errors.TooLarge: 413,
    errors.WrongType: 415,
    errors.Invalid: 422,
    errors.Unfit: 422,
    errors.PreconditionMissing: 428,
    errors.TooOften: 429,
    errors.Busy: 503,
    errors.CannotPrint: 503,
    errors.Unopenable: 500,
}

TITLES = {
    400: "Không đọc được",
    401: "Chưa đăng nhập",
    403: "Không có quyền",
    404: "Không tìm thấy",
    405: "Không có thao tác này",
    409: "Xung đột",
    411: "Thiếu độ dài",
    412: "Bản cũ",
    413: "Quá lớn",
    415: "Sai loại nội dung",
    416: "Ngoài phạm vi tệp",
    422: "Nội dung chưa đúng",
    428: "Thiếu điều kiện",
    429: "Thử quá nhiều lần",
    500: "Lỗi máy chủ",
    503: "Tạm thời không phục vụ được",
}

HTTP_WORDS = {
    400: "Yêu cầu gửi lên không đọc được. Xin kiểm tra lại.",
    404: errors.NotFound.words,
    405: "Địa chỉ này không nhận thao tác vừa gửi. Xin xem mô tả API.",
    413: errors.TooLarge.words,
    415: errors.WrongType.words,
    416: "Phần tệp được hỏi nằm ngoài tệp. Xin tải lại cả tệp.",
}
SERVER_WORDS = "Máy chủ gặp lỗi, dữ liệu chưa được ghi. Xin gửi lại sau ít phút."
AWAY_WORDS = "Cơ sở dữ liệu tạm thời không trả lời. Xin giữ lại nội dung và gửi lại sau ít phút."


def problem_body(error: errors.ServiceError) -> dict[str, Any]:
    """The problem document of one of our errors."""
    body = _body(status_of(error), error.code, error.words) | dict(error.members)
    if isinstance(error, errors.Invalid):
        body["errors"] = _by_path(error.faults)
    return body


def status_of(error: errors.ServiceError) -> int:
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem(error: Exception) -> Response:
    """The answer to any error: ours, HTTP's, the database's, or one nobody thought of."""
    if isinstance(error, errors.ServiceError):
        answer = _answer(problem_body(error))
        if isinstance(error, errors.TooOften | errors.Busy):
            answer.headers["Retry-After"] = str(error.retry_after)
        if isinstance(error, errors.DeviceRevoked):
            answer.headers["Clear-Site-Data"] = '"*"'
        if isinstance(error, errors.WrongOffset):
            answer.headers["Upload-Offset"] = str(error.offset)
        return answer
    if isinstance(error, HTTPException):
        return _http_problem(error)
    if isinstance(error, current_app.config["DATABASE_ERRORS"]):
        log.error("database: %s", type(error).__name__, exc_info=error)
        return _answer(_body(503, "database-away", AWAY_WORDS))
    log.error("unforeseen: %s", type(error).__name__, exc_info=error)
    return _answer(_body(500, "server-error", SERVER_WORDS))


def _http_problem(error: HTTPException) -> Response:
    status = error.code or 500
    answer = _answer(_body(status, f"http-{status}", HTTP_WORDS.get(status, SERVER_WORDS)))
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        answer.headers["Allow"] = ", ".join(sorted(allowed))
    return answer


def _by_path(faults: tuple[errors.Fault, ...]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for fault in faults:
        found.setdefault(fault.path, []).append({"code": fault.code, "message": fault.words})
    return found


def _body(status: int, code: str, words: str) -> dict[str, Any]:
    return {
        "type": f"urn:an-tru:problem:{code}",
        "title": TITLES.get(status, "Lỗi"),
        "status": status,
        "detail": words,
    }


def _answer(body: dict[str, Any]) -> Response:
    return Response(
        orjson.dumps(body), status=body["status"], content_type="application/problem+json"
    )
