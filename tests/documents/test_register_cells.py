from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents import register_cells as cells
from service.documents.register_cells import Unclear


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 sao", 3), ("***", 3), ("★★", 2), ("Hạng 2 sao", 2), ("4", 4), ("ba sao", 3),
        ("ĐĐK", None), ("Không xếp hạng", None), ("hạng nhà nghỉ du lịch", None), ("", None),
    ],
)  # fmt: skip
def test_stars_are_read_in_every_way_they_are_written(text, expected):
    assert cells.stars(text) == expected


@pytest.mark.parametrize("text", ["7 sao", "******", "hạng 12"])
def test_impossible_stars_are_unclear(text):
    with pytest.raises(Unclear, match="1 sao đến 5 sao"):
        cells.stars(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("24", 24), ("24 phòng", 24), ("24 / 48 khách", 24), ("1.200", 1200), ("-", None), ("", None)],
)
def test_rooms_are_the_first_number(text, expected):
    assert cells.rooms(text) == expected


@pytest.mark.parametrize("text", ["nhiều", "99999", "-5"])
def test_impossible_rooms_are_unclear(text):
    with pytest.raises(Unclear, match="Số phòng"):
        cells.rooms(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0912 345 678", ["0912345678"]),
        ("912345678", ["0912345678"]),
        ("2053871868", ["02053871868"]),
        ("(0205) 3.871.868", ["02053871868"]),
        ("0205 - 3871868", ["02053871868"]),
        ("0205-3871868 / 0912.345.678", ["02053871868", "0912345678"]),
        ("02053871868; 0912345678", ["02053871868", "0912345678"]),
        ("02053871868 - 0912345678", ["02053871868", "0912345678"]),
        ("0912345678\n0987654321", ["0912345678", "0987654321"]),
        ("0912345678 0987654321", ["0912345678", "0987654321"]),
        ("+84 205 3871868, +84912345678", ["02053871868", "0912345678"]),
        ("0912345678 / 0912 345 678", ["0912345678"]),
        ("1900 1234", ["19001234"]),
        ("", []),
    ],
)
def test_telephones_are_parted_and_get_their_zero_back(text, expected):
    assert cells.phones(text) == expected


def test_a_number_without_its_area_code_is_told_and_the_others_kept():
    with pytest.raises(Unclear, match="3871 868"):
        cells.phones("3871 868 / 0912345678")
    assert cells.clear_phones("3871 868 / 0912345678") == ["0912345678"]


@pytest.mark.parametrize(
    "text",
    [
        "21.8533, 106.7615",
        "106.7615, 21.8533",
        "21,8533; 106,7615",
        "21,8533 106,7615",
        "(21.8533 N, 106.7615 E)",
        "21°51'11.9\"N 106°45'41.4\"E",
        "21° 51,198' 106° 45,69'",
    ],
)
def test_positions_are_read_in_decimals_and_in_degrees(text):
    assert cells.position(text) == pytest.approx([106.7615, 21.8533], abs=1e-4)


@pytest.mark.parametrize("text", ["21.8533", "48.85, 2.35", "gần chợ", "0, 0", "21.8, 106.7, 3"])
def test_what_is_no_position_in_the_country_is_unclear(text):
    with pytest.raises(Unclear, match="Tọa độ"):
        cells.position(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31/12/2022", "2022-12-31"), ("5-7-2024", "2024-07-05"), ("2024-07-05", "2024-07-05"),
        ("ngày 5 tháng 7 năm 2024", "2024-07-05"), ("45000", "2023-03-15"),
    ],
)  # fmt: skip
def test_days_stand_before_months(text, expected):
    assert cells.day(text) == expected


@pytest.mark.parametrize("text", ["31/02/2024", "2024", "mai"])
def test_what_is_no_day_is_unclear(text):
    with pytest.raises(Unclear, match="ngày/tháng/năm"):
        cells.day(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("159/QĐ-SDL", ("159/QĐ-SDL", None)),
        ("159/QĐ-SDL ngày 12/5/2022", ("159/QĐ-SDL", "2022-05-12")),
        ("Số 159/QĐ-SDL (12/5/2022)", ("159/QĐ-SDL", "2022-05-12")),
        ("QĐ số 12/QĐ-SVHTTDL", ("12/QĐ-SVHTTDL", None)),
    ],
)
def test_a_decision_may_carry_its_date(text, expected):
    assert cells.decision(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đang hoạt động", "active"),
        ("Tạm dừng hoạt động", "suspended"),
        ("NGỪNG HOẠT ĐỘNG", "closed"),
        ("chưa đăng ký", "unregistered"),
    ],
)
def test_statuses_are_known_words(text, expected):
    assert cells.status(text) == expected


def test_another_status_is_unclear():
    with pytest.raises(Unclear, match="Trạng thái"):
        cells.status("xem sau")


def test_an_email_is_the_first_address():
    assert cells.email("Mail: Hoa@Dao.vn; b@c.vn") == "hoa@dao.vn"
    with pytest.raises(Unclear, match="Thư điện tử"):
        cells.email("không có")


@given(st.text(max_size=200) | st.text("0123456789²٣.,;:/-+ °'\"*NE", max_size=2000))
def test_any_text_is_read_or_unclear_and_never_breaks_the_import(text):
    readers = (
        cells.stars, cells.rooms, cells.phones, cells.email, cells.day, cells.decision,
        cells.status, cells.position, cells.coordinate,
    )  # fmt: skip
    for read in readers:
        with suppress(Unclear):
            read(text)
