"""A paper out: a file to save, by a name of ours, never kept on the way."""

from flask import Response

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def paper_answer(content: bytes, kind: str, name: str) -> Response:
    """The paper as ``name.kind``; ``name`` is plain ASCII."""
    answer = Response(content, mimetype=TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "no-store"
    return answer
