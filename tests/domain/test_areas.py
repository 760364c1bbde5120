from datetime import date

import pytest

from service.domain.areas import (
    area_key,
    area_of_key,
    by_key,
    converted,
    converted_whole,
    scheme_on,
)


def link(scheme, code, share="full"):
    return {"scheme": scheme, "code": code, "share": share}


OLD = [link("legacy", "05977"), link("legacy", "05980")]
PARTS = [link("2025", "06613", "part"), link("2025", "06625", "part")]
AREAS = by_key(
    [
        {"scheme": "2025", "code": "05977", "predecessors": OLD},
        {"scheme": "legacy", "code": "05977", "successors": [link("2025", "05977")]},
        {"scheme": "legacy", "code": "06622", "successors": PARTS},
    ]
)  # fmt: skip


def test_a_key_holds_scheme_and_code_and_gives_them_back():
    area = {"scheme": "2025", "code": "05977"}
    assert area_key(area) == "2025:05977"
    assert area_of_key("2025:05977") == area


@pytest.mark.parametrize("text", ["05977", ":05977", "2025:", ""])
def test_a_code_without_its_scheme_is_no_key(text):
    with pytest.raises(ValueError, match="not an area key"):
        area_of_key(text)


@pytest.mark.parametrize(
    ("day", "scheme"),
    [(date(2025, 6, 30), "legacy"), (date(2025, 7, 1), "2025"), (date(2026, 11, 3), "2025")],
)
def test_the_scheme_changed_on_the_first_of_july_2025(day, scheme):
    assert scheme_on(day) == scheme


@pytest.mark.parametrize(
    ("key", "scheme", "expected"),
    [
        ("legacy:05977", "2025", ["2025:05977"]),
        ("2025:05977", "legacy", ["legacy:05977", "legacy:05980"]),
        ("legacy:06622", "2025", ["2025:06613", "2025:06625"]),
        ("2025:05977", "2025", ["2025:05977"]),
        ("legacy:99999", "2025", []),
    ],
)
def test_a_key_is_followed_into_the_other_scheme(key, scheme, expected):
    assert converted(key, scheme, AREAS) == expected


def test_a_split_unit_has_no_one_heir():
    assert converted_whole("legacy:06622", "2025", AREAS) is None
    assert converted_whole("legacy:05977", "2025", AREAS) == "2025:05977"
