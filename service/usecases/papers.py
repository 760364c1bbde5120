"""Printing: the values of a paper on the template that is in force, as DOCX or as PDF."""

from typing import Any

from service.documents.papers.declared import PAPERS
from service.documents.papers.fill import filled
from service.documents.papers.pdf import as_pdf
from service.domain.periods import start_of
from service.usecases.templates import template_of

DOCX, PDF = "docx", "pdf"


def print_paper(repos: Any, code: str, values: dict[str, Any], day: str, kind: str) -> bytes:
    """A paper of the local ``day``; the same values of the same day give the same DOCX.

    ``kind`` is ``docx`` or ``pdf``; the latter raises :class:`Busy` or :class:`CannotPrint`.
    """
    docx = filled(template_of(repos, code, day), PAPERS[code], values, start_of(day))
    return as_pdf(docx) if kind == PDF else docx
