"""Whether a template may be used for a paper: what it holds and reads, that it can be filled."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import ParseError, fromstring
from jinja2 import TemplateError

from service.documents.papers import language, package
from service.documents.papers.fields import Paper, sample
from service.documents.papers.fill import filled, opened
from service.documents.papers.package import W, refused

TRIED_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
# Where words stand in a document of Word; anywhere else they are lost, or Word finds it broken.
HOLDS_WORDS = {f"{W}{name}" for name in ("t", "instrText", "delText", "delInstrText")}
MISPLACED = (
    "Lệnh {{%p %}}, {{%tr %}}, {{%tc %}}, {{%r %}} của mẫu đặt sai chỗ, hoặc mở mà không đóng "
    "{where}. Mỗi lệnh như vậy đứng một mình trong đoạn, hàng, ô của nó; trường thì viết {{{{ }}}}."
)


def check_template(data: bytes, paper: Paper) -> None:
    """Raises :class:`Unfit` with a plain word for what an office has to mend."""
    package.check(package.entries(data))
    try:
        document = opened(data)
        for source in _sources(document):
            language.check(source, paper.fields)
    except (KeyError, ValueError, AttributeError):
        raise refused("Tệp DOCX thiếu phần chính. Xin lưu lại bằng Word.") from None
    for full in (True, False):
        _try(data, paper, full)


def _sources(document: Any) -> Iterator[str]:
    """Each part with the commands that docxtpl finds in it, a paragraph a line."""
    yield _lines(document.patch_xml(document.get_xml()))
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _, part in document.get_headers_footers(uri):
            yield _lines(document.patch_xml(document.get_part_xml(part)))
    for part in document.docx.part.package.parts:
        if part.content_type.endswith("footnotes+xml"):
            yield _lines(document.patch_xml(part.blob.decode()))


def _lines(xml: str) -> str:
    return xml.replace("<w:p ", "\n<w:p ").replace("<w:p>", "\n<w:p>")


def _try(data: bytes, paper: Paper, full: bool) -> None:
    where = "khi mọi trường đều có" if full else "khi mọi trường đều trống"
    try:
        document = filled(data, paper, sample(paper.fields, full=full), TRIED_AT)
    except (TemplateError, TypeError, ValueError, KeyError, AttributeError, SyntaxError):
        raise refused(MISPLACED.format(where=where)) from None
    for name, content in package.entries(document).items():
        if name.startswith("word/") and name.endswith(".xml"):
            _check_words(content, where)


def _check_words(content: bytes, where: str) -> None:
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except ParseError:
        raise refused(MISPLACED.format(where=where)) from None
    for element in root.iter():
        inside = element.tag not in HOLDS_WORDS and element.tag.startswith(W) and element.text
        if (inside and inside.strip()) or (
            element.tag.startswith(W) and (element.tail or "").strip()
        ):
            raise refused(MISPLACED.format(where=where))
