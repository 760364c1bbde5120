"""The layout of administrative documents: Nghị định 30/2020/NĐ-CP, Phụ lục I.

What the decree gives as a range is chosen here once; sizes are points, lengths millimetres.
"""

import re
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import (
    WD_ALIGN_PARAGRAPH,
    WD_LINE_SPACING,
    WD_TAB_ALIGNMENT,
    WD_TAB_LEADER,
)
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
BODY, NATION, MOTTO, NUMBER, SENT_TO, SENT_TO_LIST = 13, 12, 13, 13, 12, 11
TITLE = 14
PAGE = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
WIDTH = PAGE[0] - LEFT - RIGHT
HEADER_MM = 10
FIRST_LINE_MM = 12.7
GAP = 6
LINES = 1.08
LEFT_CELL, RIGHT_CELL = 74, 91  # of the head, without margins
MOTTO_RULE_MM = 59  # as long as the motto in its size
BODY_RULE_MM = 25  # a third to a half of the line above
TITLE_RULE_MM = 45
COMPATIBILITY = "15"  # Word 2013 and later

CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
START = WD_ALIGN_PARAGRAPH.LEFT
NATION_WORDS = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO_WORDS = "Độc lập - Tự do - Hạnh phúc"
MARKED = re.compile(r"\*\*(.+?)\*\*|//(.+?)//")


def sheet() -> Any:
    """An empty A4 page with its margins, its font, and page numbers from the second page on."""
    document = Document()
    _modern(document)
    _font(document)
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(HEADER_MM)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    return document


def head(
    document: Any, superior: str, body: str, number: str, place_and_day: str | None = None,
    above_if: str | None = None,
) -> None:  # fmt: skip
    """Who issues it, nation and motto, number; place and day where the kind of paper has them.

    ``above_if`` is the field without which nobody stands above who issues it.
    """
    table = grid(document, 2 if place_and_day else 1, (LEFT_CELL, RIGHT_CELL), bordered=False)
    _close(table)
    left, right = table.rows[0].cells
    _issuer(left, superior, body, above_if)
    rule(left, LEFT_CELL, BODY_RULE_MM)
    words(right, NATION_WORDS, NATION, CENTRE, bold=True, after=0)
    words(right, MOTTO_WORDS, MOTTO, CENTRE, bold=True, after=0, more=True)
    rule(right, RIGHT_CELL, MOTTO_RULE_MM)
    if place_and_day:
        words(table.rows[1].cells[0], number, NUMBER, CENTRE, after=0)
        words(table.rows[1].cells[1], place_and_day, BODY, CENTRE, italic=True, after=0)
    else:
        words(left, number, NUMBER, CENTRE, before=2, after=0, more=True)


def _issuer(cell: Any, superior: str, body: str, above_if: str | None) -> None:
    lines = [superior]
    if above_if:
        lines = [f"{{%p if {above_if} %}}", superior, "{%p endif %}"]
    for number, text in enumerate(lines):
        words(cell, text, NATION, CENTRE, after=0, more=number > 0)
    words(cell, body, NATION, CENTRE, bold=True, after=0, more=True)


def title(document: Any, kind: str, about: str) -> None:
    """The kind of document and what it is about, with the rule below."""
    line(document, kind, TITLE, CENTRE, bold=True, before=18, after=0, first=0)
    line(document, about, TITLE, CENTRE, bold=True, after=0, first=0)
    rule(document, WIDTH, TITLE_RULE_MM, after=10)


def line(
    document: Any, text: str, size: float = BODY, align: Any = JUSTIFY, *, bold: bool = False,
    italic: bool = False, first: float = FIRST_LINE_MM, before: float = 0, after: float = GAP,
    with_next: bool = False,
) -> Any:  # fmt: skip
    """A paragraph of the body; ``**bold**`` and ``//italic//`` inside the text."""
    paragraph = document.add_paragraph()
    _set(paragraph, align, before, after)
    paragraph.paragraph_format.first_line_indent = Mm(first)
    paragraph.paragraph_format.keep_with_next = with_next
    _runs(paragraph, text, size, bold, italic)
    return paragraph


def framed(paragraph: Any) -> None:
    """A frame around the words of a paragraph, as around the mark of urgency."""
    for run in paragraph.runs:
        _say(run._r.get_or_add_rPr(), "w:bdr", val="single", sz="8", space="2", color="000000")


def heading(document: Any, text: str) -> None:
    """The name of a part, kept with what follows."""
    line(document, text, bold=True, before=GAP, with_next=True)


def command(document: Any, text: str) -> None:
    """A command of the template in a paragraph of its own, which is gone when it is filled."""
    line(document, text, size=8, align=START, first=0, after=0)


def grid(holder: Any, rows: int, widths: tuple[float, ...], *, bordered: bool = True) -> Any:
    """A table of fixed widths whose rows do not break across pages."""
    table = holder.add_table(rows, len(widths))
    table.style = "Table Grid" if bordered else "Normal Table"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        _say(row._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.TOP
    return table


def repeated(row: Any) -> None:
    """The head of a table stands on each of its pages."""
    _say(row._tr.get_or_add_trPr(), "w:tblHeader")


def merged(row: Any) -> Any:
    """One cell over the whole row."""
    return row.cells[0].merge(row.cells[-1])


def words(
    cell: Any, text: str, size: float = BODY, align: Any = START, *, bold: bool = False,
    italic: bool = False, before: float = 0, after: float = 2, more: bool = False,
    with_next: bool = False,
) -> Any:  # fmt: skip
    """A paragraph of a cell, its first or one ``more``."""
    paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
    _set(paragraph, align, before, after, lines=1)
    paragraph.paragraph_format.keep_with_next = with_next
    _runs(paragraph, text, size, bold, italic)
    return paragraph


def rule(holder: Any, width: float, length: float, after: float = 0) -> None:
    """A line of that length in the middle of the width, under what stands above."""
    paragraph = holder.add_paragraph()
    _set(paragraph, CENTRE, 2, after)
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    shape.left_indent = shape.right_indent = Mm((width - length) / 2)
    borders = OxmlElement("w:pBdr")
    _say(borders, "w:top", val="single", sz="6", space="0", color="000000")
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def dots(document: Any) -> None:
    """A line of dots over the whole width, to be written on."""
    paragraph = line(document, "", align=START, first=0)
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    paragraph.add_run().add_tab()


def count_of_pages(paragraph: Any, size: float = BODY) -> None:
    """How many pages there are; Word shows dots until it counts."""
    _field(paragraph, "NUMPAGES", "……", size)


def sent_to(cell: Any, receivers: tuple[str, ...]) -> None:
    """Nơi nhận: to whom it goes, and where it is kept."""
    words(cell, "Nơi nhận:", SENT_TO, START, bold=True, italic=True, after=0)
    for number, receiver in enumerate(receivers, 1):
        end = "." if number == len(receivers) else ";"
        words(cell, f"- {receiver}{end}", SENT_TO_LIST, START, after=0, more=True)


def _modern(document: Any) -> None:
    """Word opens it as a document of today, and shows no picture of another one for it."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), COMPATIBILITY)
    package = document.part.package
    for key in [key for key, each in package.rels.items() if each.reltype.endswith("thumbnail")]:
        del package.rels[key]


def _close(table: Any) -> None:
    """Words may reach the edges of its cells."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        _say(margins, f"w:{side}", w="0", type="dxa")
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _font(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        for name in ("val", "eastAsia"):
            language.set(qn(f"w:{name}"), "vi-VN")


def _page_number(paragraph: Any) -> None:
    _set(paragraph, CENTRE, 0, 0)
    _field(paragraph, "PAGE", "2", BODY)


def _field(paragraph: Any, instruction: str, shown: str, size: float) -> None:
    for kind, text in (("begin", None), (None, f" {instruction} "), ("separate", None),
                       ("shown", shown), ("end", None)):  # fmt: skip
        run = paragraph.add_run(shown if kind == "shown" else "")
        run.font.size = Pt(size)
        if kind is None:
            _say(run._r, "w:instrText").text = text
        elif kind != "shown":
            _say(run._r, "w:fldChar", fldCharType=kind)


def _set(paragraph: Any, align: Any, before: float, after: float, lines: float = LINES) -> None:
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing = lines


def _runs(paragraph: Any, text: str, size: float, bold: bool, italic: bool) -> None:
    at = 0
    for mark in MARKED.finditer(text):
        _run(paragraph, text[at : mark.start()], size, bold, italic)
        _run(paragraph, mark[1] or mark[2], size, bold or bool(mark[1]), italic or bool(mark[2]))
        at = mark.end()
    _run(paragraph, text[at:], size, bold, italic)


def _run(paragraph: Any, text: str, size: float, bold: bool, italic: bool) -> None:
    if text:
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None


def _say(holder: Any, name: str, **values: str) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    holder.append(element)
    return element
