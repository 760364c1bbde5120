"""The words of a summary as a person edits them: their figures are known, no number is typed."""

from typing import Any

from service.domain.errors import Fault
from service.domain.summary_text import typed_numbers, unknown_tokens

UNKNOWN_FIGURE = "Không có chỉ tiêu {{{name}}}. Xin xem danh sách chỉ tiêu rồi sửa."
NO_SECTION = "Không có phần nào mang mã này trong đề cương."

Document = dict[str, Any]


def typed_in(sections: Document) -> list[Document]:
    """``section, number`` of numbers that were typed."""
    return [
        {"section": code, "number": number}
        for code, paragraphs in sections.items()
        for paragraph in paragraphs
        for number in typed_numbers(paragraph)
    ]


def faults_of_words(sections: Document, stored: Document) -> list[Fault]:
    """Sections that the summary has not, and figures that there are none of."""
    codes = list(stored["figures"])
    unknown = [
        Fault(f"sections.{code}", "unknown_section", NO_SECTION)
        for code in sections
        if code not in stored["sections"]
    ]
    return unknown + [
        Fault(f"sections.{code}.{number}", "unknown_figure", UNKNOWN_FIGURE.format(name=name))
        for code, paragraphs in sections.items()
        for number, paragraph in enumerate(paragraphs)
        for name in unknown_tokens(paragraph, codes)
    ]
