"""One file in, as a form field or as the body itself."""

from flask import Request

from service.domain.errors import Fault, Invalid, WrongType

FILE_MOST = 12 * 1024 * 1024  # bytes
RAW_TYPES = {
    "text/csv": "register.csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "register.xlsx",
}


def uploaded(request: Request) -> tuple[str, bytes]:
    """The name and bytes of the file; the name is only ever shown, never used as a path."""
    request.max_content_length = FILE_MOST
    if request.mimetype in RAW_TYPES:
        return RAW_TYPES[request.mimetype], request.get_data(cache=False)
    if request.mimetype != "multipart/form-data":
        raise WrongType("Xin gửi tệp XLSX hoặc CSV trong trường biểu mẫu “file”.")
    file = request.files.get("file")
    if file is None:
        words = "Chưa có tệp nào. Xin chọn tệp XLSX hoặc CSV."
        raise Invalid([Fault("file", "required", words)])
    return file.filename or "register", file.read()
