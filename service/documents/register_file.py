"""The bytes of an uploaded list made into rows of text, with bounds on what could be a bomb."""

import csv
import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from service.documents.register_headers import SEARCHED_ROWS, score
from service.domain.errors import Fault, Invalid, TooLarge, WrongType

FILE_AT_MOST = 10 * 2**20
INFLATED_AT_MOST = 64 * 2**20
RATIO_AT_MOST = 200  # a sheet of one repeated value reaches about 100
RATIO_COUNTS_FROM = 2**20
ENTRIES_AT_MOST = 1_000
ROWS_AT_MOST = 20_000
COLUMNS_AT_MOST = 60
CELL_AT_MOST = 2_000  # characters; Python itself refuses to read numbers of over 4,300
SHEETS_AT_MOST = 20

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DELIMITERS = (",", ";", "\t")
ENTITY_MARKS = tuple(
    mark.encode(coding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for coding in ("ascii", "utf-16-le", "utf-16-be")
)

SAVE_AS_XLSX = "Xin mở tệp bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx."


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: ``(line number in the file, cells)`` of every row that is not empty."""

    title: str
    rows: list[tuple[int, list[str]]]


def tables_of(data: bytes, filename: str) -> list[Table]:
    """The sheets of an XLSX, or the one table of a CSV; content tells which, not the name.

    :class:`TooLarge`, :class:`WrongType` or :class:`Invalid` say why, and what to do.
    """
    if len(data) > FILE_AT_MOST:
        raise TooLarge("Tệp lớn hơn 10 MB. Xin chia nhỏ danh sách rồi gửi lại.")
    if not data.strip():
        raise _unreadable("empty_file", "Tệp rỗng. Xin chọn lại tệp danh sách.")
    if data.startswith(OLE):
        words = f"Tệp .xls cũ hoặc tệp đặt mật khẩu không đọc được. {SAVE_AS_XLSX}"
        raise WrongType(words, code="old_or_encrypted_workbook")
    if data.startswith(b"PK"):
        return _workbook(data)
    if filename.lower().endswith((".xlsx", ".xlsm", ".xls")):
        raise WrongType(f"Tệp không phải là bảng tính Excel. {SAVE_AS_XLSX}", code="not_a_workbook")
    return [Table("", _bounded(_csv_rows(data)))]


def _unreadable(code: str, words: str) -> Invalid:
    return Invalid([Fault("file", code, words)])


def _workbook(data: bytes) -> list[Table]:
    from openpyxl import load_workbook

    _check_archive(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [s for s in book.worksheets if s.sheet_state == "visible"][:SHEETS_AT_MOST]
        return [Table(sheet.title, _bounded(_sheet_rows(sheet))) for sheet in sheets]
    except (TooLarge, Invalid):
        raise
    except Exception as error:
        # openpyxl answers a broken file with whatever its parsing ran into, KeyError or worse.
        raise _unreadable(
            "broken_workbook", f"Tệp Excel bị hỏng, không đọc được. {SAVE_AS_XLSX}"
        ) from error


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            _check_contents(archive, entries)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OSError,
        EOFError,
        NotImplementedError,
    ) as error:
        raise _unreadable(
            "broken_workbook", f"Tệp Excel bị hỏng, không đọc được. {SAVE_AS_XLSX}"
        ) from error


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename.lower() for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise WrongType(f"Tệp đặt mật khẩu không đọc được. {SAVE_AS_XLSX}", code="encrypted_file")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise _macros()
    if "xl/workbook.xml" not in names:
        raise WrongType(f"Tệp không phải là bảng tính Excel. {SAVE_AS_XLSX}", code="not_a_workbook")
    if len(entries) > ENTRIES_AT_MOST or sum(e.file_size for e in entries) > INFLATED_AT_MOST:
        raise _bomb()
    if any(
        e.file_size > RATIO_COUNTS_FROM and e.file_size > RATIO_AT_MOST * max(e.compress_size, 1)
        for e in entries
    ):
        raise _bomb()


def _check_contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """What the entries really hold: sizes counted again, entities and macro types looked for."""
    left = INFLATED_AT_MOST
    for entry in entries:
        with archive.open(entry) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            raise _bomb()
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        if any(mark in content for mark in ENTITY_MARKS):
            raise WrongType(f"Tệp chứa khai báo thực thể XML. {SAVE_AS_XLSX}", code="xml_entities")
        if entry.filename == "[Content_Types].xml" and b"macroenabled" in content.lower():
            raise _macros()


def _bomb() -> TooLarge:
    return TooLarge("Tệp giải nén ra quá lớn. Xin chép danh sách sang một tệp mới rồi gửi lại.")


def _macros() -> WrongType:
    return WrongType(f"Không nhận tệp có macro. {SAVE_AS_XLSX}", code="macro_file")


def _sheet_rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()
    for line, row in enumerate(sheet.iter_rows(max_col=COLUMNS_AT_MOST + 1, values_only=True), 1):
        yield line, [_text(value) for value in row]


def _text(value: Any) -> str:
    """A cell as a person would type it: whole numbers without ".0", days as dd/mm/yyyy."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, dt.datetime | dt.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFC", str(value)).strip()


def _csv_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(data)
    delimiter = max(DELIMITERS, key=lambda sign: score(_first_rows(text, sign)))
    yield from _split(text, delimiter)


def _split(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            yield line, [cell.strip() for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        words = f"Không đọc được dòng {line} của tệp CSV. Xin kiểm tra dấu ngoặc kép rồi gửi lại."
        raise _unreadable("broken_csv", words) from error


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    head = "\n".join(text[:100_000].splitlines()[: 2 * SEARCHED_ROWS])
    try:
        return [row for _, row in _split(head, delimiter) if any(row)]
    except Invalid:
        return []


def _decoded(data: bytes) -> str:
    for coding in _codings(data):
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    raise _unreadable(
        "unknown_encoding", "Không đọc được chữ trong tệp. Xin lưu lại thành CSV UTF-8 hoặc .xlsx."
    )


def _codings(data: bytes) -> tuple[str, ...]:
    """Windows-1258 keeps some accents as marks of their own; NFC puts the letters together."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    head = data[:2000]
    if head[1::2].count(0) > len(head) // 5:
        return ("utf-16-le",)
    return ("utf-8-sig", "cp1258")


def _bounded(rows: Iterable[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """The rows that hold something, refused when there are more, or wider ones, than a list has."""
    kept: list[tuple[int, list[str]]] = []
    for line, row in rows:
        if not any(row):
            continue
        if any(row[COLUMNS_AT_MOST:]) or any(len(cell) > CELL_AT_MOST for cell in row):
            words = (
                f"Dòng {line} rộng quá {COLUMNS_AT_MOST} cột hoặc có ô quá {CELL_AT_MOST} ký tự."
            )
            raise TooLarge(f"{words} Xin xóa phần thừa rồi gửi lại.")
        if len(kept) == ROWS_AT_MOST:
            raise TooLarge(f"Danh sách dài quá {ROWS_AT_MOST} dòng. Xin chia nhỏ rồi gửi lại.")
        kept.append((line, _without_tail(row)))
    return kept


def _without_tail(row: list[str]) -> list[str]:
    width = max(index for index, cell in enumerate(row, 1) if cell)
    return row[:width]
