"""A file out: by our own type, never run, never kept."""

from typing import Any

from flask import Request, Response

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


def file_answer(request: Request, file: dict[str, Any], name: str, *, shown: bool) -> Response:
    """The file, or the asked range of it, or that it is still the same; ``name`` is its ETag and,
    where it is saved, its name. ``file`` holds ``type``, ``length`` and ``bytes``."""
    answer = Response(file["bytes"], mimetype=file["type"], direct_passthrough=False)
    answer.content_length = file["length"]
    answer.set_etag(name)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "no-store"
    if shown:
        answer.headers["Content-Disposition"] = "inline"
    else:
        saved = f"{name}.{EXTENSIONS[file['type']]}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{saved}"'
    return answer.make_conditional(request, accept_ranges=True, complete_length=file["length"])
