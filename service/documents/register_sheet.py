"""A list of establishments as offices keep it, read row by row with what is unclear in each."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from service.documents import register_cells as cells_
from service.documents.register_cells import Unclear
from service.documents.register_file import Table, tables_of
from service.documents.register_headers import Header, header_in, lists_guests, words
from service.domain.errors import Fault, Invalid, WrongType
from service.domain.names import bare_name, folded, kind_in_name

NAME_AT_MOST = 300  # characters, as the register holds
ADDRESS_AT_MOST = 500
OWNER_AT_MOST = 300

ROMAN = re.compile(r"^\s*(?:[IVXLC]+|[A-Z])\s*(?:[.):\-/]\s*|$)")
DISTRICT_FIRST = re.compile(r"^(huyen|thanh pho|tp|thi xa|tx|quan)\b")
COMMUNE_FIRST = re.compile(r"^(xa|phuong|thi tran|tt|dac khu)\b")
TOTAL_FIRST = re.compile(r"^(tong cong|tong so|tong|cong)\b")

NEEDED = (
    "Không thấy dòng tiêu đề. Cần ít nhất cột “Tên cơ sở lưu trú” và cột “Địa chỉ” hoặc "
    "“Phường/Xã”; nên có “Loại hình”, “Số phòng”, “Điện thoại”."
)


@dataclass(slots=True)
class SheetRow:
    """One establishment of the list.

    ``fields``: name, kind, stars, rooms, address, commune, district_old, phones (list), email,
    website, owner_name, code, licences, status, point ([lon, lat]); what the list leaves open is
    None or empty.
    ``faults`` refuse the row, ``notices`` tell what was left out of it.
    """

    line: int
    cells: list[str]
    fields: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """The rows under a header; ``columns`` gives the title of each field read."""

    rows: list[SheetRow]
    columns: dict[str, str]
    titles: list[str]
    warnings: list[str]


def read_register(data: bytes, filename: str) -> Sheet:
    """The first sheet with a header; refused whole when there is none or when it lists guests."""
    tables = tables_of(data, filename)
    if any(lists_guests(_first_cells(table)) for table in tables):
        raise WrongType(
            "Tệp này là danh sách khách, có dữ liệu cá nhân (hộ chiếu, quốc tịch): không được tải "
            "lên. Xin chọn danh sách cơ sở lưu trú.",
            code="list_of_guests",
        )
    for table in tables:
        header = header_in(_first_cells(table))
        if header is not None:
            return _sheet(table, header, tables)
    if not any(table.rows for table in tables):
        raise Invalid(
            [Fault("file", "empty_file", "Tệp không có dòng nào. Xin chọn lại tệp danh sách.")]
        )
    raise Invalid([Fault("file", "header_unknown", NEEDED)])


def _first_cells(table: Table) -> list[list[str]]:
    return [row for _, row in table.rows[:40]]


def _incomplete() -> Invalid:
    return Invalid([Fault("file", "header_incomplete", NEEDED)])


def _says_places(header: Header, rows: list[SheetRow]) -> bool:
    """Whether columns tell where the establishments are, or the sections that they stand in."""
    return bool({"address", "commune", "district_old"} & header.columns.keys()) or any(
        row.fields["commune"] or row.fields["district_old"] for row in rows
    )


def _sheet(table: Table, header: Header, tables: list[Table]) -> Sheet:
    if "name" not in header.columns:
        raise _incomplete()
    columns = {name: header.titles[indices[0]] for name, indices in header.columns.items()}
    rows = _Reader(header).rows(table.rows[header.first :])
    if not _says_places(header, rows):
        raise _incomplete()
    if not rows:
        words_ = "Dưới dòng tiêu đề không có cơ sở nào. Xin chọn lại tệp danh sách."
        raise Invalid([Fault("file", "no_rows", words_)])
    return Sheet(rows, columns, list(header.titles), _warnings(table, header, tables))


def _warnings(table: Table, header: Header, tables: list[Table]) -> list[str]:
    used = {index for indices in header.columns.values() for index in indices}
    unknown = [title for index, title in enumerate(header.titles) if title and index not in used]
    lost = [header.titles[header.columns[n][0]] for n in words()["not_kept"] if n in header.columns]
    warnings = [f"Cột “{title}” không dùng đến." for title in (*unknown, *lost)]
    others = [other.title for other in tables if other is not table and other.rows]
    if others:
        warnings.append(f"Chỉ đọc trang tính “{table.title}”; chưa đọc: {', '.join(others)}.")
    return warnings


class _Reader:
    """Goes down the rows and remembers the section they stand in."""

    def __init__(self, header: Header) -> None:
        self._columns = header.columns
        self._section: dict[str, str] = {}

    def rows(self, numbered: list[tuple[int, list[str]]]) -> list[SheetRow]:
        return [row for line, cells in numbered if (row := self._row(line, cells)) is not None]

    def _row(self, line: int, cells: list[str]) -> SheetRow | None:
        if _numbers_columns(cells) or self._is_section(cells) or self._is_total(cells):
            return None
        row = SheetRow(line, cells, {})
        _read_names(row, self._cells(cells), self._section)
        _read_values(row, self._cells(cells))
        _read_point(row, self._cells(cells))
        _read_licence(row, self._cells(cells))
        return row

    def _cells(self, cells: list[str]) -> Callable[[str], list[str]]:
        """What stands under a field: its cells that are not empty."""

        def under(name: str) -> list[str]:
            found = (cells[i] for i in self._columns.get(name, ()) if i < len(cells))
            return [text for text in (_clean(cell) for cell in found) if text]

        return under

    def _is_section(self, cells: list[str]) -> bool:
        """A row that heads others: one text alone, or a Roman numeral and a text; remembered."""
        filled = [(index, cell) for index, cell in enumerate(cells) if cell]
        numeral = bool(ROMAN.match(filled[0][1])) and filled[0][0] not in self._columns["name"]
        if numeral:  # a section's totals may stand behind its title
            filled = filled[:1] + [pair for pair in filled[1:] if not pair[1].isdigit()]
        if len(filled) > (2 if numeral else 1):
            return False
        index, text = filled[-1]
        title = ROMAN.sub("", text).strip() or text
        said = folded(title)
        named = DISTRICT_FIRST.match(said) or COMMUNE_FIRST.match(said) or _says_only_a_kind(title)
        if index in self._columns["name"] and not (numeral or named or ROMAN.match(text)):
            return False
        if TOTAL_FIRST.match(said) or said.isdigit() or index > max(self._columns["name"]):
            return True
        self._enter(title, said)
        return True

    def _enter(self, title: str, said: str) -> None:
        if COMMUNE_FIRST.match(said):
            self._section["commune"] = title
        elif not DISTRICT_FIRST.match(said) and kind_in_name(title):
            self._section["kind"] = title
        else:
            self._section.pop("commune", None)
            self._section["district_old"] = title

    def _is_total(self, cells: list[str]) -> bool:
        first = next(folded(cell) for cell in cells if cell)
        return bool(TOTAL_FIRST.match(first)) and not any(
            cells[i] and not (cells[i].isdigit() or TOTAL_FIRST.match(folded(cells[i])))
            for i in self._columns["name"] if i < len(cells)
        )  # fmt: skip


def _read_names(row: SheetRow, under: Callable[[str], list[str]], section: dict[str, str]) -> None:
    def first(name: str) -> str:
        return next(iter(under(name)), "")

    name, kind_cell = " ".join(first("name").split()), first("kind")
    own_district = first("district_old")
    row.fields |= {
        "name": name,
        "kind": _kind(kind_cell, name, first("rank"), section.get("kind", "")),
        "address": first("address"),
        # A section's commune lies in the section's district, not in one that the row names.
        "commune": first("commune") or ("" if own_district else section.get("commune", "")),
        "district_old": own_district or section.get("district_old", ""),
        "owner_name": first("owner"),
        "code": first("code"),
        "website": first("website"),
    }
    if not name:
        row.faults.append(Fault("name", "name_missing", "Chưa có tên cơ sở. Xin điền tên."))
    for part, most in (
        ("name", NAME_AT_MOST),
        ("address", ADDRESS_AT_MOST),
        ("owner_name", OWNER_AT_MOST),
    ):
        if len(row.fields[part]) > most:
            row.faults.append(Fault(part, "too_long", f"Ô dài quá {most} ký tự. Xin rút gọn."))


def _kind(cell: str, name: str, rank: str, section: str) -> str | None:
    """By the kind column, the name, the rank ("hạng nhà nghỉ du lịch") or the section."""
    return next(
        (kind for text in (cell, name, rank, section) if (kind := kind_in_name(text))), None
    )


def _read_values(row: SheetRow, under: Callable[[str], list[str]]) -> None:
    def read(
        name: str, parse: Callable[[str], Any], faults: list[Fault], default: Any = None
    ) -> Any:
        for text in under(name):
            try:
                return parse(text)
            except Unclear as unclear:
                faults.append(Fault(name, unclear.code, str(unclear)))
        return default

    stars = read("rank", cells_.stars, row.faults)
    kind_cell = " ".join(under("kind"))
    if stars is None and re.search(r"\d\s*sao", kind_cell):
        stars = cells_.stars(re.search(r"\d+\s*sao", kind_cell)[0])  # type: ignore[index]
    row.fields |= {
        "stars": stars,
        "rooms": read("rooms", cells_.rooms, row.faults),
        "status": read("status", cells_.status, row.faults),
        "email": read("email", cells_.email, row.notices),
        "phones": _phones(row, under("phone")),
    }


def _phones(row: SheetRow, texts: list[str]) -> list[str]:
    """Every number that can be read; the others are told and left out."""
    found: list[str] = []
    for text in texts:
        try:
            found += cells_.phones(text)
        except Unclear as unclear:
            row.notices.append(Fault("phone", unclear.code, str(unclear)))
            found += cells_.clear_phones(text)
    return list(dict.fromkeys(found))


def _read_point(row: SheetRow, under: Callable[[str], list[str]]) -> None:
    row.fields["point"] = None
    latitude, longitude, position = under("latitude"), under("longitude"), under("position")
    try:
        if latitude and longitude:
            both = f"{latitude[0]}, {longitude[0]}"
            lat, lon = cells_.coordinate(latitude[0]), cells_.coordinate(longitude[0])
            row.fields["point"] = cells_.point_of(lat, lon, both)
        elif position:
            row.fields["point"] = cells_.position(position[0])
    except Unclear as unclear:
        row.faults.append(Fault("point", unclear.code, str(unclear)))


def _read_licence(row: SheetRow, under: Callable[[str], list[str]]) -> None:
    number, issued_on = cells_.decision(under("decision")[0]) if under("decision") else ("", None)
    dates = {"decision_date": issued_on, "valid_to": None}
    for name in dates:
        try:
            dates[name] = cells_.day(under(name)[0]) if under(name) else dates[name]
        except Unclear as unclear:
            row.notices.append(Fault(name, unclear.code, str(unclear)))
    licence = {"kind": "rank_decision", "number": number,
               "issued_on": dates["decision_date"], "valid_to": dates["valid_to"]}  # fmt: skip
    row.fields["licences"] = [licence] if number else []


def _says_only_a_kind(text: str) -> bool:
    return kind_in_name(text) is not None and bare_name(text) == folded(text)


def _clean(text: str) -> str:
    """Without control characters, which the register does not hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text).strip()


def _numbers_columns(cells: list[str]) -> bool:
    """The row "(1) (2) (3)" that offices put under a header."""
    filled = [folded(cell) for cell in cells if cell]
    return len(filled) > 2 and filled == [str(number) for number in range(1, len(filled) + 1)]
