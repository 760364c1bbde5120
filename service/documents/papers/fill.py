"""Filling a template: values of a paper's fields in, the same DOCX for the same values out."""

import datetime as dt
import io
import re
from typing import Any

from service.documents.papers.fields import (
    Field,
    Fields,
    Many,
    Paper,
    Part,
    Picture,
    Text,
    Truth,
)
from service.documents.papers.language import Language
from service.documents.papers.package import repacked

# What XML cannot hold, and what docxtpl takes for a new paragraph or page.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
NEW_PARAGRAPH = "\a"  # in docxtpl
CREATOR = "An Trú"


def filled(template: bytes, paper: Paper, values: dict[str, Any], moment: dt.datetime) -> bytes:
    """The DOCX; ``moment`` is the time that it says it was made.

    ``values`` are of all fields and of no other: :class:`ValueError` otherwise. The template was
    checked before (``template.py``).
    """
    document = opened(template)
    _describe(document, paper, moment)
    document.render(prepared(document, paper.fields, values), Language())
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def opened(template: bytes) -> Any:
    """The template as docxtpl reads it."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(template))
    document.render_init()
    return document


def prepared(document: Any, fields: Fields, values: dict[str, Any], above: str = "") -> Any:
    """The values as templates print them; a picture becomes one of this document."""
    if values.keys() != fields.keys():
        odd = sorted(values.keys() ^ fields.keys())
        raise ValueError(f"fields of the paper: {', '.join(f'{above}{name}' for name in odd)}")
    return {
        name: _value(document, field, values[name], f"{above}{name}")
        for name, field in fields.items()
    }


def _value(document: Any, field: Field, value: Any, name: str) -> Any:
    match field:
        case Text():
            return _printable(value)
        case Truth():
            return bool(value)
        case Picture(height_mm=height):
            return value and _picture(document, value, height)
        case Part(fields=fields):
            return prepared(document, fields, value, f"{name}.")
        case Many(fields=fields):
            return [prepared(document, fields, each, f"{name}.") for each in value]


def _printable(value: str) -> str:
    """A line is a paragraph: in a justified one a mere break would push its words apart."""
    lines = LINE_ENDS.sub("\n", value.strip()).replace("\t", " ")
    return UNPRINTABLE.sub("", lines).replace("\n", NEW_PARAGRAPH)


def _picture(document: Any, content: bytes, height_mm: int) -> Any:
    from docx.shared import Mm
    from docxtpl import InlineImage

    return InlineImage(document, io.BytesIO(content), height=Mm(height_mm))


def _describe(document: Any, paper: Paper, moment: dt.datetime) -> None:
    """What Word shows as properties: nothing of the office that made the template, and no names."""
    about = document.docx.core_properties
    for name in ("category", "comments", "content_status", "identifier", "keywords", "subject",
                 "version"):  # fmt: skip
        setattr(about, name, "")
    about.author = about.last_modified_by = CREATOR
    about.language, about.title, about.revision = "vi-VN", paper.title, 1
    about.created = about.modified = about.last_printed = moment.astimezone(dt.UTC).replace(
        microsecond=0, tzinfo=None
    )
