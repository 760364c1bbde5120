from uuid import uuid4

import pytest

from service.domain.register_import import (
    compatible,
    described,
    register_fields,
    row_id,
    verdict_of,
)

DONG_KINH = {"scheme": "2025", "code": "05977"}
KY_LUA = {"scheme": "2025", "code": "06187"}


def a_row(**changes):
    return {
        "name": "Khách sạn Hoa Đào", "kind": "hotel", "status": None, "stars": None, "rooms": None,
        "address": "số 2 đường Hùng Vương", "owner_name": "", "phones": [], "email": None,
        "point": None, "licences": [], **changes,
    }  # fmt: skip


def fields_of(area=DONG_KINH, **changes):
    return register_fields(a_row(**changes), area)


def an_establishment(**changes):
    return {
        "_id": uuid4(), "name": "Khách sạn Hoa Đào", "kind": "hotel", "status": "active",
        "stars": 3, "rooms": 24, "area": DONG_KINH, "address": "số 2", "point": None,
        "owner": {"name": "", "phone": "", "email": ""}, "licences": [], **changes,
    }  # fmt: skip


def point(lon, lat):
    return {"type": "Point", "coordinates": [lon, lat]}


def test_a_row_that_nothing_is_like_is_created():
    fields = fields_of()
    verdict = verdict_of(fields, [an_establishment(name="Khách sạn Vạn Xuân")])
    assert (verdict.verdict, verdict.establishment_id) == ("created", row_id(fields))


def test_the_id_of_a_row_is_that_of_name_commune_and_kind():
    same = row_id(fields_of(name="KS. hoa đào", rooms=9))
    assert row_id(fields_of()) == same
    others = [fields_of(area=KY_LUA), fields_of(kind="karaoke"), fields_of(name="KS Hoa Mai")]
    assert len({same, *map(row_id, others)}) == 4


def test_the_same_name_in_the_same_commune_without_news_is_unchanged():
    known = an_establishment()
    verdict = verdict_of(fields_of(name="KS Hoa Đào", rooms=24, stars=3), [known])
    assert (verdict.verdict, verdict.establishment_id) == ("unchanged", known["_id"])


def test_rooms_stars_and_status_are_changed_and_the_empty_is_filled():
    known = an_establishment(address="", licences=[])
    licence = {"kind": "rank_decision", "number": "159/QĐ-SDL", "issued_on": None, "valid_to": None}
    fields = fields_of(
        rooms=30, stars=4, status="suspended", phones=["02053871868"], licences=[licence]
    )
    verdict = verdict_of(fields, [known])
    assert verdict.verdict == "updated"
    assert verdict.changes == {
        "rooms": 30,
        "stars": 4,
        "status": "suspended",
        "address": "số 2 đường Hùng Vương",
        "owner": {"name": "", "phone": "02053871868", "email": ""},
        "licences": [licence],
    }
    assert "số phòng: 30" in described(verdict.changes)


def test_what_stands_is_not_overwritten_nor_emptied_by_a_list():
    known = an_establishment(owner={"name": "Bà A", "phone": "0912345678", "email": ""})
    fields = fields_of(owner_name="Ông B", phones=["0987654321"], address="nơi khác")
    assert verdict_of(fields, [known]).verdict == "unchanged"


@pytest.mark.parametrize(
    ("row", "known", "why"),
    [
        ({"name": "Khách sạn Hoa Đàoo"}, {}, "a near name in the commune"),
        ({"name": "Khách sạn Hoà Đào"}, {}, "the name accented otherwise"),
        ({"name": "Khách sạn Mới", "phones": ["0912345678"]},
         {"owner": {"phone": "0205387 / 0912.345.678"}}, "one of its telephones"),
        ({"name": "Khách sạn Mới", "point": [106.7615, 21.8533]},
         {"point": point(106.7618, 21.8533)}, "31 metres away"),
    ],
)  # fmt: skip
def test_a_near_double_is_proposed_and_not_stored(row, known, why):
    stored = an_establishment(**known)
    verdict = verdict_of(fields_of(**row), [stored])
    assert (verdict.verdict, verdict.establishment_id) == ("duplicate", stored["_id"]), why
    assert [candidate.id for candidate in verdict.candidates] == [stored["_id"]]
    assert stored["name"] in verdict.faults[0].words


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ({}, {"area": KY_LUA}),
        ({}, {"kind": "karaoke"}),
        ({"name": "Khách sạn Hoa Đào 2"}, {"name": "Khách sạn Hoa Đào 3"}),
        ({"name": "Khách sạn Mới", "point": [106.7615, 21.8533]},
         {"point": point(106.7621, 21.8533)}),
        ({"name": "Khách sạn Mới", "phones": ["0912345678"]},
         {"kind": "karaoke", "owner": {"phone": "0912345678"}}),
    ],
)  # fmt: skip
def test_another_commune_kind_number_or_spot_is_another_place(row, known):
    assert verdict_of(fields_of(**row), [an_establishment(**known)]).verdict == "created"


def test_the_distance_of_a_double_is_geodesic_metres():
    stored = an_establishment(point=point(106.7618, 21.8533))
    verdict = verdict_of(fields_of(name="Hoa Đàoo", point=[106.7615, 21.8533]), [stored])
    assert verdict.candidates[0].distance_m == pytest.approx(31.0, abs=0.2)


def test_a_row_repeated_in_its_own_list_names_the_first_line():
    known = an_establishment()
    verdict = verdict_of(fields_of(), [known], {known["_id"]: 7})
    assert (verdict.verdict, verdict.establishment_id) == ("duplicate", known["_id"])
    assert "dòng 7" in verdict.faults[0].words


def test_two_places_of_the_very_name_are_left_to_a_person():
    twins = [an_establishment(), an_establishment()]
    verdict = verdict_of(fields_of(), twins)
    assert verdict.verdict == "duplicate"
    assert {c.id for c in verdict.candidates} == {t["_id"] for t in twins}


def test_a_row_without_a_kind_updates_a_known_place_and_creates_none():
    known = an_establishment()
    assert verdict_of(fields_of(kind=None, rooms=50), [known]).verdict == "updated"
    verdict = verdict_of(fields_of(kind=None), [])
    assert (verdict.verdict, verdict.faults[0].code) == ("refused", "kind_missing")


@pytest.mark.parametrize(
    ("kind", "other", "expected"),
    [
        ("hotel", "guesthouse", True),
        ("hotel", None, True),
        ("karaoke", "dance_hall", True),
        ("hotel", "karaoke", False),
        ("shopping", "sport", False),
    ],
)
def test_kinds_of_one_letter_may_be_one_place(kind, other, expected):
    assert compatible(kind, other) is expected
