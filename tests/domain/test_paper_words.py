"""Days, numbers and names as a clerk writes them."""

import datetime as dt

import pytest

from service.domain.paper_words import HEAD_CHARACTERS, clock, day, figure, head_lines


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-02-03T01:05:00+00:00", ("08", "05", "03", "02", "2026")),
        ("2026-03-31T17:30:00+00:00", ("00", "30", "01", "4", "2026")),
        ("2026-12-31T20:00:00+07:00", ("20", "00", "31", "12", "2026")),
    ],
)
def test_days_and_months_1_and_2_get_a_leading_zero_and_others_none(moment, told):
    assert tuple(clock(dt.datetime.fromisoformat(moment)).values()) == told


def test_a_day_is_written_for_people_and_local():
    assert day("2026-11-03") == "03/11/2026"
    assert day(dt.datetime(2026, 11, 2, 18, tzinfo=dt.UTC)) == "03/11/2026"


@pytest.mark.parametrize(
    ("value", "told"),
    [(0, "0"), (1234, "1.234"), (1234.5, "1.234,5"), ("chữ", "chữ"), (True, "True")],
)
def test_figures_have_our_separators(value, told):
    assert figure(value) == told


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("", [""]),
        ("UBND xã Ba Sơn", ["UBND xã Ba Sơn"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao", "và Du lịch"]),
        ("Phòng Quản lý du lịch (minh họa)", ["Phòng Quản lý du lịch", "(minh họa)"]),
        ("Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh Lạng Sơn",
         ["Trung tâm Xúc tiến", "đầu tư, thương mại", "và du lịch tỉnh Lạng Sơn"]),
        ("Mộttừrấtdàikhôngcóchỗnàođểngắtdòngcả", ["Mộttừrấtdàikhôngcóchỗnàođểngắtdòngcả"]),
    ],
)  # fmt: skip
def test_a_long_name_is_broken_into_lines_of_like_length(name, lines):
    assert head_lines(name).split("\n") == lines
    assert all(len(line) <= HEAD_CHARACTERS or " " not in line for line in lines)
