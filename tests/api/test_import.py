"""The register's lists: a dry run first, a verdict for each row, nothing twice."""

import base64
import io
import unicodedata

import openpyxl
import pytest

HEADER = ["STT", "Tên cơ sở lưu trú", "Loại hình", "Địa chỉ", "Số điện thoại", "Số phòng"]
ROWS = [
    [
        1,
        "Khách sạn Mẫu Một",
        "Khách sạn",
        "số 2 đường Hùng Vương, phường Đông Kinh",
        "0912000001",
        24,
    ],
    [2, "Nhà nghỉ Mẫu Hai", "Nhà nghỉ du lịch", "phường Chi Lăng, thành phố Lạng Sơn", "", 8],
    [3, "", "Khách sạn", "phường Đông Kinh", "", 5],
]


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def sent(person, data, name="danh-sach.xlsx", **query):
    return person.call(
        "POST", "/establishments/import", query_string=query,
        data={"file": (io.BytesIO(data), name)}, content_type="multipart/form-data",
    )  # fmt: skip


def test_a_dry_run_tells_and_stores_nothing_and_the_run_stores(reporter, repos):
    data = workbook([["DANH SÁCH CƠ SỞ LƯU TRÚ"], HEADER, *ROWS])
    dry = sent(reporter, data, dry_run="true")
    assert dry.status_code == 200, dry.json
    assert dry.json["counts"] == {
        "created": 2, "updated": 0, "unchanged": 0, "duplicate": 0, "refused": 1,
    }  # fmt: skip
    assert repos.establishments.rows.count_documents({}) == 0
    done = sent(reporter, data)
    assert done.json["counts"] == dry.json["counts"]
    assert repos.establishments.rows.count_documents({}) == 2
    found = reporter.get("/establishments", q="mau hai").json["items"]
    assert [row["area"] for row in found] == [{"scheme": "2025", "code": "05983"}]


def test_the_same_list_again_stores_nothing_twice(reporter, repos):
    data = workbook([HEADER, *ROWS])
    sent(reporter, data)
    again = sent(reporter, data).json
    assert again["counts"]["unchanged"] == 2
    assert repos.establishments.rows.count_documents({}) == 2


def test_what_was_not_stored_comes_back_as_a_workbook(reporter):
    answer = sent(reporter, workbook([HEADER, *ROWS])).json
    book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(answer["error_file"])))
    lines = list(book.active.iter_rows(values_only=True))
    assert len(lines) == 2
    refused = next(row for row in answer["rows"] if row["verdict"] == "refused")
    assert refused["faults"][0]["words"] in " ".join(str(cell) for cell in lines[1])


def test_a_near_double_is_proposed_instead_of_stored(reporter, inspector, hotel, repos):
    row = [1, "K.S Hoa Đào", "Nhà nghỉ", "phường Đông Kinh", "0205 3000 000", 24]
    answer = sent(reporter, workbook([HEADER, row])).json
    assert [told["verdict"] for told in answer["rows"]] == ["duplicate"]
    assert answer["rows"][0]["candidates"][0]["id"] == hotel["id"]
    assert repos.establishments.rows.count_documents({}) == 1


def test_a_csv_in_windows_1258_is_understood(reporter):
    text = "Tên cơ sở;Loại hình;Địa chỉ\nKhách sạn Mẫu Ba;Khách sạn;phường Đông Kinh\n"
    marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    parted = []
    for character in text:
        pieces = unicodedata.normalize("NFD", character)
        tones = "".join(mark for mark in pieces if mark in marks)
        rest = unicodedata.normalize("NFC", "".join(m for m in pieces if m not in marks))
        parted.append(rest + tones)
    answer = sent(reporter, "".join(parted).encode("cp1258"), "danh-sach.csv")
    assert answer.json["counts"]["created"] == 1, answer.json
    assert answer.json["rows"][0]["name"] == "Khách sạn Mẫu Ba"


GUESTS = ["STT", "Họ tên", "Ngày sinh", "Giới tính", "Quốc tịch", "Số hộ chiếu", "Tên CSLT"]


@pytest.mark.parametrize(
    ("data", "name", "status"),
    [
        (b"", "rong.xlsx", 422),
        (b"PK\x03\x04 not a zip", "hong.xlsx", 422),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cu.xls", 415),
        (workbook([GUESTS, [1, "A", "1990", "Nam", "Lào", "P123", "KS"]]), "khach.xlsx", 422),
        (workbook([["màu", "cỡ"], ["đỏ", 3]]), "khac.xlsx", 422),
    ],
    ids=["empty", "broken", "old format", "police list of guests", "no register at all"],
)
def test_what_is_no_list_is_refused_and_stores_nothing(reporter, repos, data, name, status):
    answer = sent(reporter, data, name)
    assert answer.status_code in (status, 415, 422)
    assert answer.json["detail"]
    assert repos.establishments.rows.count_documents({}) == 0


def test_a_body_that_is_no_file_is_refused(reporter):
    assert reporter.post("/establishments/import", {}).status_code == 415
    answer = reporter.call("POST", "/establishments/import", data={"x": "y"},
                           content_type="multipart/form-data")  # fmt: skip
    assert answer.json["errors"]["file"][0]["code"] == "required"
