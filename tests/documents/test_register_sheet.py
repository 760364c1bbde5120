import json
import struct
import unicodedata
from pathlib import Path

import pytest

from schemas.vocabulary import KINDS
from service.documents.register_headers import field_of
from service.documents.register_sheet import read_register
from service.domain.errors import Invalid, ServiceError, TooLarge, WrongType
from service.domain.names import kind_in_name
from tests.documents.lists import HEADER, ROW, changed_archive, csv, xlsx

FOUND = Path(__file__).parents[3] / "shared" / "data" / "import_headers.json"
GUESTS = [
    "STT",
    "Họ tên",
    "Ngày sinh",
    "Giới tính",
    "Quốc tịch",
    "Số hộ chiếu",
    "Tên CSLT",
    "Địa chỉ",
]


def read(*rows, **changes):
    return read_register(xlsx(*rows, **changes), "danh-sach.xlsx")


def only(sheet):
    assert len(sheet.rows) == 1
    return sheet.rows[0]


def test_a_plain_list_is_read_with_its_line_numbers():
    row = only(read(HEADER, ROW))
    assert row.line == 2
    assert row.cells == ROW
    assert row.fields == {
        "name": "Khách sạn Hoa Đào", "kind": "hotel", "stars": None, "rooms": 24,
        "address": "số 2, phường Chi Lăng, TP Lạng Sơn", "commune": "", "district_old": "",
        "phones": ["0912345678"], "email": None, "website": "", "owner_name": "", "code": "",
        "licences": [], "status": None, "point": None,
    }  # fmt: skip
    assert row.faults == row.notices == []


def test_title_rows_and_a_row_of_column_numbers_are_passed_over():
    sheet = read(
        ["SỞ VĂN HÓA"], ["DANH SÁCH CƠ SỞ LƯU TRÚ"], [], HEADER, ["(1)", "(2)", "(3)", "(4)"], ROW
    )
    assert only(sheet).line == 6


def test_a_header_merged_over_two_rows_is_one_header():
    sheet = read(
        ["STT", "Tên cơ sở", "", "Liên hệ", "", "Số\nphòng"],
        ["", "", "Địa chỉ", "Điện thoại", "Email", ""],
        ["1", "NN An Bình", "xã Thất Khê", "912345678", "a@b.vn", "8"],
        merged=[
            ("A1:A2", "STT"),
            ("B1:B2", "Tên cơ sở"),
            ("D1:E1", "Liên hệ"),
            ("F1:F2", "Số\nphòng"),
        ],
    )
    row = only(sheet)
    assert (row.line, row.fields["kind"], row.fields["rooms"]) == (3, "guesthouse", 8)
    assert (row.fields["phones"], row.fields["email"]) == (["0912345678"], "a@b.vn")


def test_section_rows_give_district_commune_and_kind_to_the_rows_below():
    sheet = read(
        ["TT", "Tên cơ sở", "Địa điểm"],
        ["I", "Huyện Cao Lộc"],
        ["1", "Khách sạn Một", "số 1"],
        ["Xã Hồng Phong"],
        ["2", "Khách sạn Hai", "số 2"],
        ["II. Huyện Bình Gia"],
        ["", "Nhà nghỉ"],
        ["3", "Ba Sao Đêm", "số 3"],
        ["Tổng cộng", "3"],
    )
    read_rows = [(r.line, r.fields["district_old"], r.fields["commune"]) for r in sheet.rows]
    assert read_rows[:2] == [(3, "Huyện Cao Lộc", ""), (5, "Huyện Cao Lộc", "Xã Hồng Phong")]
    assert read_rows[-1] == (8, "Huyện Bình Gia", "")
    assert [r.fields["kind"] for r in sheet.rows] == ["hotel", "hotel", "guesthouse"]


def test_a_section_of_a_kind_gives_the_kind_where_the_name_does_not():
    sheet = read(
        HEADER[:2] + HEADER[3:], ["A. NHÀ NGHỈ DU LỊCH"], ["1", "Bình Yên", "số 1", "5", ""]
    )
    assert only(sheet).fields["kind"] == "guesthouse"


def test_sections_tell_the_place_where_no_column_does():
    sheet = read(
        ["STT", "(tên)", "(hạng)"],
        ["I. Phường Tam Thanh"], ["1", "Khách sạn Một", "2 sao"],
        ["II. Huyện Bình Gia"], ["1", "Nhà nghỉ Hai", "nhà nghỉ du lịch"],
    )  # fmt: skip
    told = [(r.fields["name"], r.fields["commune"], r.fields["district_old"]) for r in sheet.rows]
    assert told == [
        ("Khách sạn Một", "Phường Tam Thanh", ""), ("Nhà nghỉ Hai", "", "Huyện Bình Gia"),
    ]  # fmt: skip


def test_a_row_names_its_own_district_over_the_sections():
    header = ["TT", "Tên cơ sở", "Huyện", "Xã"]
    sheet = read(header, ["Xã Hồng Phong"], ["1", "KS Một", "Chi Lăng", ""])
    assert (only(sheet).fields["district_old"], only(sheet).fields["commune"]) == ("Chi Lăng", "")


def test_rank_decision_status_owner_and_position_are_read():
    header = ["Tên CSLT", "Phường/Xã", "Hạng", "Số quyết định", "Hiệu lực đến", "Trạng thái",
              "Chủ cơ sở", "Vị trí tọa độ"]  # fmt: skip
    row = only(read(header, ["KS A", "Kỳ Lừa", "***", "159/QĐ-SDL ngày 1/2/2022", "31/12/2026",
                             "Tạm dừng", "Bà Trần Thị B", "21.8533, 106.7615"]))  # fmt: skip
    assert (row.fields["stars"], row.fields["status"]) == (3, "suspended")
    assert row.fields["licences"] == [
        {"kind": "rank_decision", "number": "159/QĐ-SDL",
         "issued_on": "2022-02-01", "valid_to": "2026-12-31"}
    ]  # fmt: skip
    assert row.fields["owner_name"] == "Bà Trần Thị B"
    assert row.fields["point"] == [106.7615, 21.8533]


def test_latitude_and_longitude_may_have_columns_of_their_own():
    row = only(read(["Tên cơ sở", "Địa chỉ", "Vĩ độ", "Kinh độ"], ["KS A", "x", 21.8533, 106.7615]))
    assert row.fields["point"] == [106.7615, 21.8533]


def test_what_is_unclear_becomes_faults_of_its_row_and_the_others_are_read():
    sheet = read(
        [*HEADER, "Hạng"],
        [*ROW[:4], "nhiều", "3871 868", "9 sao"],
        ["2", "", "Khách sạn", "xã Thất Khê", "3", "", ""],
        [*ROW, "3 sao"],
    )
    assert {fault.code for fault in sheet.rows[0].faults} == {"rooms_unclear", "stars_unclear"}
    assert [notice.code for notice in sheet.rows[0].notices] == ["phone_unclear"]
    assert [fault.code for fault in sheet.rows[1].faults] == ["name_missing"]
    assert sheet.rows[2].faults == []


def test_columns_not_used_and_sheets_not_read_are_told():
    sheet = read([*HEADER, "Ký hiệu lạ", "Website"], ROW, sheets=[("Huyện khác", [HEADER, ROW])])
    assert any("Ký hiệu lạ" in warning for warning in sheet.warnings)
    assert any("Website" in warning for warning in sheet.warnings)
    assert any("Huyện khác" in warning for warning in sheet.warnings)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_csv_is_read_in_every_usual_dress(delimiter, encoding):
    row = only(read_register(csv(HEADER, ROW, delimiter=delimiter, encoding=encoding), "a.csv"))
    assert (row.line, row.fields["name"], row.fields["rooms"]) == (2, "Khách sạn Hoa Đào", 24)
    assert row.fields["address"] == ROW[3]


def test_a_csv_in_windows_1258_is_put_together_to_nfc():
    data = "\r\n".join(",".join(row) for row in (HEADER, [c.replace(",", "") for c in ROW]))
    row = only(read_register(in_windows_1258(data), "a.csv"))
    assert row.fields["name"] == "Khách sạn Hoa Đào"
    assert unicodedata.is_normalized("NFC", "".join(row.cells))


def test_decomposed_text_is_stored_composed():
    decomposed = [unicodedata.normalize("NFD", cell) for cell in ROW]
    for row in (
        only(read(HEADER, decomposed)),
        only(read_register(csv(HEADER, decomposed), "a.csv")),
    ):
        assert row.fields["name"] == "Khách sạn Hoa Đào"


def test_a_quoted_cell_over_two_lines_keeps_the_line_numbers_right():
    data = 'Tên cơ sở,Địa chỉ\n"KS A","số 1\nphố B"\nKS C,số 2\n'.encode()
    assert [row.line for row in read_register(data, "a.csv").rows] == [2, 4]


@pytest.mark.parametrize(
    ("data", "error", "code"),
    [
        (b"", Invalid, "empty_file"),
        (b" \r\n \n", Invalid, "empty_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, WrongType, "old_or_encrypted_workbook"),
        (b"PK\x03\x04 broken", Invalid, "broken_workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", Invalid, "unknown_encoding"),
        (b"a" * (10 * 2**20 + 1), TooLarge, "too-large"),
        ("một,hai\nba,bốn".encode(), Invalid, "header_unknown"),
        ("Tên cơ sở,Số phòng\nKS A,3".encode(), Invalid, "header_incomplete"),
        ("Tên cơ sở,Địa chỉ\n".encode(), Invalid, "no_rows"),
        (",".join(GUESTS).encode(), WrongType, "list_of_guests"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_its_reason(data, error, code):
    with pytest.raises(error) as refusal:
        read_register(data, "a.csv")
    assert code_of(refusal.value) == code


def test_the_polices_list_of_guests_is_refused_as_personal_data_on_any_sheet():
    with pytest.raises(WrongType, match="dữ liệu cá nhân"):
        read(HEADER, ROW, sheets=[("Khách", [["DANH SÁCH"], GUESTS, ["1", "Người A"]])])


def test_a_workbook_with_macros_is_refused_by_either_sign():
    with_project = changed_archive(xlsx(HEADER, ROW), "xl/vbaProject.bin", lambda _: b"\0")
    macro_type = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    plain_type = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with_type = changed_archive(
        xlsx(HEADER, ROW), "[Content_Types].xml", lambda b: b.replace(plain_type, macro_type)
    )
    for data in (with_project, with_type):
        with pytest.raises(WrongType) as refusal:
            read_register(data, "a.xlsx")
        assert refusal.value.code == "macro_file"


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le"])
def test_xml_entities_are_refused(coding):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'.encode(coding)
    data = changed_archive(xlsx(HEADER, ROW), "xl/sharedStrings.xml", lambda b: bomb + b)
    with pytest.raises(WrongType) as refusal:
        read_register(data, "a.xlsx")
    assert refusal.value.code == "xml_entities"


@pytest.mark.parametrize("megabytes", [5, 70])
def test_a_bomb_is_refused_by_its_ratio_and_by_its_size(megabytes):
    data = changed_archive(xlsx(HEADER, ROW), "xl/bomb.xml", lambda _: b" " * (megabytes * 2**20))
    with pytest.raises(TooLarge):
        read_register(data, "a.xlsx")


def test_a_bomb_that_lies_about_its_size_is_refused():
    data = changed_archive(xlsx(HEADER, ROW), "xl/bomb.xml", lambda _: b" " * (70 * 2**20))
    lying = data.replace(struct.pack("<L", 70 * 2**20), struct.pack("<L", 1000))
    assert lying != data
    with pytest.raises(ServiceError):
        read_register(lying, "a.xlsx")


def test_more_rows_or_columns_than_a_list_has_are_refused():
    with pytest.raises(TooLarge, match="20000 dòng"):
        read_register(csv(HEADER, *[["1", "KS", "", "x"]] * 20_001), "a.csv")
    with pytest.raises(TooLarge, match="60 cột"):
        read(HEADER, [*ROW, *["x"] * 60])


def test_formats_on_a_million_empty_rows_do_not_make_a_list_too_long():
    data = csv(HEADER, ROW, *[["", ""]] * 30_000)
    assert only(read_register(data, "a.csv")).line == 2


def test_every_header_that_was_found_and_every_synonym_is_known():
    found = json.loads(shared(FOUND))
    for field, titles in found["suggested_synonyms"].items():
        assert {field_of(title) for title in titles} == {field}
    for entry in found["found"]:
        if "do not import" not in entry["id"] and entry["id"].startswith(("xlsx", "tourism")):
            assert all(field_of(title) for title in entry["header"])


def test_every_header_row_that_was_found_heads_a_list():
    for entry in json.loads(shared(FOUND))["found"]:
        if "do not import" in entry["id"]:
            continue
        named = [title for title in entry["header"] if field_of(title) == "name"]
        assert len(named) == 1, entry["header"]
        row = ["KS A" if title in named else "" for title in entry["header"]]
        assert only(read(entry["header"], ["Phường Tam Thanh"], row)).fields["name"] == "KS A"


def test_every_kind_that_was_found_has_a_kind_of_ours():
    unknown = {"Chưa xếp hạng"}
    for entry in json.loads(shared(FOUND))["found"]:
        values = entry.get("values", {})
        for word in {*values.get("phan_loai", ()), *values.get("loai_hinh", ())} - unknown:
            assert kind_in_name(word) in KINDS, word


def shared(path):
    if not path.exists():
        pytest.skip("the headers that were found are not beside the repository")
    return path.read_text(encoding="utf-8")


def code_of(error):
    return error.faults[0].code if isinstance(error, Invalid) else error.code


def in_windows_1258(text):
    """As old Vietnamese software wrote it: vowels of their own, tones as marks behind them."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = parted(letter)
            out += base.encode("cp1258") + tone.encode("cp1258")
    return out


def parted(letter):
    whole = unicodedata.normalize("NFD", letter)
    tone = next(c for c in whole if c in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", whole.replace(tone, "")), tone
