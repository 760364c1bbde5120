"""Tables of papers: a head that is repeated, rows that a command of the template makes."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from service.documents.papers.drawing.layout import CENTRE, grid, merged, repeated, words

SMALL = 12


def headed(
    document: Any, widths: tuple[float, ...], heads: tuple[str, ...], more: int, size: float = SMALL
) -> Any:  # fmt: skip
    """A table with its head and so many rows ``more``."""
    table = grid(document, 1 + more, widths)
    repeated(table.rows[0])
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        words(cell, text, size, CENTRE, bold=True, with_next=True)
    return table


def command_row(table: Any, row: int, text: str) -> None:
    """A row that is a command, gone when the template is filled."""
    words(merged(table.rows[row]), text, 8)


def listed(
    document: Any, many: str, columns: tuple[tuple[str, float, str, Any], ...], size: float
) -> Any:  # fmt: skip
    """A table with a row for each of ``many`` (``one in rows``); columns are head, width in
    millimetres, words and alignment."""
    heads, widths = tuple(each[0] for each in columns), tuple(each[1] for each in columns)
    table = headed(document, widths, heads, 3, size)
    command_row(table, 1, f"{{%tr for {many} %}}")
    for cell, (_, _, text, align) in zip(table.rows[2].cells, columns, strict=True):
        _kept_low(words(cell, text, size, align), size)
    command_row(table, 3, "{%tr endfor %}")
    return table


def _kept_low(paragraph: Any, size: float) -> None:
    """A cell that stays empty is no higher than its neighbours."""
    mark = paragraph._p.get_or_add_pPr()
    properties = OxmlElement("w:rPr")
    height = OxmlElement("w:sz")
    height.set(qn("w:val"), str(round(size * 2)))
    properties.append(height)
    mark.append(properties)
