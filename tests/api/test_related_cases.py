"""Cases of places that belong together by owner, telephone or address, within the scope."""

import re

import pytest

from tests.builders import CALLED, a_flag, a_visit, an_establishment

OWNER = {"name": "Lê Thị Minh Họa", "phone": "0205 3000 111", "email": ""}
STRANGER = {"name": "Người khác", "phone": "0205 3999 999", "email": ""}


@pytest.fixture
def flagged(inspector):
    """Makes an establishment with a red visit; answers its id."""

    def make(name, **changes):
        fields = {"address": f"ngõ của {name}", "owner": STRANGER, **changes}
        place = inspector.put_new("/establishments", an_establishment(name=name, **fields)).json
        visit = a_visit(place["id"], flags=[a_flag()], emergency_call=CALLED)
        assert inspector.put_new("/visits", visit).status_code == 201
        return place["id"]

    return make


def case_of(person, establishment):
    (case,) = person.get("/cases", establishment=establishment).json["items"]
    return case["id"]


def related(person, establishment):
    answer = person.get(f"/cases/{case_of(person, establishment)}/related")
    assert answer.status_code == 200, answer.json
    return {row["establishment"]["name"]: row["reasons"] for row in answer.json["items"]}


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"owner": {**STRANGER, "name": "LÊ THỊ MINH HỌA"}}, ["owner"]),
        ({"owner": {**STRANGER, "phone": "0999 / 02053000111"}}, ["phone"]),
        ({"address": "Số 9, Đường Trần Đăng Ninh"}, ["address"]),
        ({"address": "so 9 duong tran dang ninh", "owner": OWNER},
         ["owner", "phone", "address"]),
    ],
)  # fmt: skip
def test_a_case_is_related_with_its_reason(reviewer, flagged, changes, reasons):
    one = flagged("Một", owner=OWNER, address="số 9 đường Trần Đăng Ninh")
    flagged("Hai", **changes)
    assert related(reviewer, one) == {"Hai": reasons}


@pytest.mark.parametrize(
    "changes",
    [
        {"owner": {**STRANGER, "name": "Lê Thị Minh Hoa"}},
        {"address": "số 9 đường Trần Đăng Ninh, tầng 2"},
        {"address": "số 9 đường Trần Đăng Ninh", "area": {"scheme": "2025", "code": "06463"}},
        {"owner": {"name": "", "phone": "", "email": ""}, "address": ""},
    ],
)
def test_what_only_looks_alike_is_not_related(reviewer, flagged, changes):
    one = flagged("Một", owner=OWNER, address="số 9 đường Trần Đăng Ninh")
    flagged("Hai", **changes)
    assert related(reviewer, one) == {}


def test_what_is_empty_on_both_sides_is_nothing_in_common(reviewer, flagged):
    empty = {"owner": {"name": "", "phone": "", "email": ""}, "address": ""}
    one = flagged("Một", **empty)
    flagged("Hai", **empty)
    assert related(reviewer, one) == {}


def test_a_place_without_a_case_is_not_told(inspector, reviewer, flagged):
    one = flagged("Một", owner=OWNER)
    inspector.put_new("/establishments", an_establishment(name="Hai", owner=OWNER))
    assert related(reviewer, one) == {}


def test_what_agrees_is_told_never_what_it_reads(reviewer, flagged):
    one = flagged("Một", owner=OWNER)
    flagged("Hai", owner=OWNER)
    told = reviewer.get(f"/cases/{case_of(reviewer, one)}/related").text
    assert OWNER["name"] not in told
    assert re.search(r"3000[\W_]*111", told) is None


def test_a_case_outside_the_scope_is_not_told(repos, reviewer, flagged):
    one = flagged("Một", owner=OWNER)
    flagged("Hai", owner=OWNER, area={"scheme": "2025", "code": "06463"})
    assert related(reviewer, one) == {"Hai": ["owner", "phone"]}
    unit = reviewer.get("/me").json["unit"]
    before = repos.units.get(unit)
    repos.units.put({**before, "areas": ["2025:05977"]})
    try:
        assert related(reviewer, one) == {}
    finally:
        repos.units.put(before)
