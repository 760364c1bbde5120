"""An export out: a paper or a sealed archive, piece by piece, never kept on the way."""

from typing import Any
from uuid import UUID

from flask import Response

from service.api.papers_out import TYPES

ARCHIVE_TYPE = "application/octet-stream"
ENDINGS = {"archive": "zip.age"}


def export_answer(made: dict[str, Any], referral_id: UUID) -> Response:
    """``made`` holds ``form``, ``number``, ``length`` and ``pieces``."""
    form = made["form"]
    answer = Response(made["pieces"], mimetype=TYPES.get(form, ARCHIVE_TYPE))
    answer.content_length = made["length"]
    name = f"tin-{str(referral_id)[:8]}-{made['number']}.{ENDINGS.get(form, form)}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "no-store"
    return answer
