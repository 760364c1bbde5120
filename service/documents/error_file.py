"""The rows of a list that were not stored, as a workbook to correct and send again."""

import io
from collections.abc import Sequence
from typing import Any

from service.documents.register_sheet import Sheet

RETURNED = {"refused": "Chưa nhận", "duplicate": "Có thể trùng"}
OWN_COLUMNS = ("Dòng trong tệp gốc", "Kết quả", "Lý do và cách sửa")
WIDTHS = {"own": (10, 14, 70), "theirs": 24}  # characters


def error_file(sheet: Sheet, verdicts: Sequence[dict[str, Any]]) -> bytes | None:
    """XLSX of the refused and the duplicate rows under the list's own header; None without any.

    ``verdicts`` stand in the order of ``sheet.rows``, each with ``verdict`` and ``faults``. Every
    cell is written as text, so that nothing that a list holds becomes a formula.
    """
    returned = [
        (row, verdict)
        for row, verdict in zip(sheet.rows, verdicts, strict=True)
        if verdict["verdict"] in RETURNED
    ]
    if not returned:
        return None
    width = max(len(sheet.titles), *(len(row.cells) for row, _ in returned))
    lines = [_filled(row.cells, width) + _told(row.line, verdict) for row, verdict in returned]
    return _written([*_filled(sheet.titles, width), *OWN_COLUMNS], lines)


def _filled(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def _told(line: int, verdict: dict[str, Any]) -> list[str]:
    reasons = " ".join(fault["words"] for fault in verdict["faults"])
    return [str(line), RETURNED[verdict["verdict"]], reasons]


def _written(titles: list[str], lines: list[list[str]]) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet("Dòng chưa nhận")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for column, title in enumerate(titles):
            page.write_string(0, column, title, bold)
        for row, line in enumerate(lines, 1):
            for column, text in enumerate(line):
                page.write_string(row, column, text, plain)
        own_from = len(titles) - len(OWN_COLUMNS)
        page.set_column(0, own_from - 1, WIDTHS["theirs"])
        for column, width in enumerate(WIDTHS["own"], own_from):
            page.set_column(column, column, width)
        page.freeze_panes(1, 0)
    return target.getvalue()
