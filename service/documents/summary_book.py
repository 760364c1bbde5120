"""A summary as a workbook: one sheet an appendix, numbers that can be calculated with."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
WIDE, NARROW = 46, 14

FIGURES = (
    ("Mã", "code"), ("Chỉ tiêu", "label"), ("Đơn vị tính", "unit"), ("Tính từ hồ sơ", "value"),
    ("Đơn vị khai", "declared"), ("Tổng", "total"), ("Cùng kỳ năm trước", "last_year"),
    ("Tăng, giảm (%)", "change"), ("Lũy kế", "to_date"), ("Định nghĩa", "definition"),
)  # fmt: skip


def summary_book(
    title: str, figures: Sequence[Row], tables: Iterable[tuple[str, Sequence[tuple[str, str]], Any]]
) -> bytes:
    """XLSX: the first sheet has the figures, with change and total as formulas; each of ``tables``
    is ``(sheet name, columns of head and key, rows)``. A value of None is left empty."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": title, "author": "An Trú", "created": _EPOCH})
        formats = _formats(book)
        _figure_sheet(book, formats, title, figures)
        for name, columns, rows in tables:
            _sheet(book.add_worksheet(name), formats, title, columns, rows)
    return target.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 13}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1,
                                 "bg_color": "#E7EEF7"}),
        "text": book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
        "number": book.add_format({"num_format": "#,##0.##", "valign": "top", "border": 1}),
        "change": book.add_format({"num_format": "0.0", "valign": "top", "border": 1}),
    }  # fmt: skip


def _figure_sheet(book: Any, formats: Any, title: str, figures: Sequence[Row]) -> None:
    sheet = book.add_worksheet("I. Chỉ tiêu")
    _open(sheet, formats, title, FIGURES)
    for number, figure in enumerate(figures):
        row = number + 3
        for column, (_, key) in enumerate(FIGURES):
            _write(sheet, formats, row, column, figure[key])
        if figure["declared"] is not None and figure["total"] is not None:
            formula = f"=D{row + 1}+E{row + 1}"
            sheet.write_formula(row, 5, formula, formats["number"], figure["total"])
        if figure["change"] is not None:
            now = "F" if figure["total"] is not None else "D"
            formula = f"=ROUND(({now}{row + 1}-G{row + 1})*100/G{row + 1},1)"
            sheet.write_formula(row, 7, formula, formats["change"], figure["change"])


def _sheet(
    sheet: Any, formats: Any, title: str, columns: Sequence[tuple[str, str]], rows: Iterable[Row]
) -> None:
    _open(sheet, formats, title, columns)
    for row, told in enumerate(rows, 3):
        for column, (_, key) in enumerate(columns):
            _write(sheet, formats, row, column, told[key])


def _open(sheet: Any, formats: Any, title: str, columns: Sequence[tuple[str, str]]) -> None:
    sheet.write_string(0, 0, title, formats["title"])
    for column, (head, key) in enumerate(columns):
        sheet.write_string(2, column, head, formats["head"])
        sheet.set_column(column, column, WIDE if key in _WIDE_KEYS else NARROW)
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)


def _write(sheet: Any, formats: Any, row: int, column: int, value: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, formats["text"])
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, formats["number"])
    else:
        sheet.write_string(row, column, value, formats["text"])


def _epoch() -> Any:
    import datetime as dt

    return dt.datetime(2026, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)


_EPOCH = _epoch()
_WIDE_KEYS = {"label", "question", "law", "name", "area", "definition"}
