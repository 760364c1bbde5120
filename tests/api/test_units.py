"""Units kept by administrators: opened, changed by version, ended by a day."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.people import Person

UNIT = {
    "code": "XA-MOI", "name": "UBND xã Mới", "kind": "commune", "parent": "SVHTTDL",
    "valid_from": "2025-07-01", "valid_to": None, "areas": ["2025:05977"],
    "symbol": "VHXH", "superior": "UBND TỈNH LẠNG SƠN",
}  # fmt: skip
FIELDS = {name: value for name, value in UNIT.items() if name != "code"}


@pytest.fixture(autouse=True)
def cleared(repos):
    before = repos.units.all()
    yield
    repos.units.rows.delete_many({})
    repos.units.rows.insert_many(before)


def change(admin, changes, version=1, code="XA-MOI"):
    headers = {"If-Match": f'"{version}"'}
    return admin.put(f"/units/{code}", {**FIELDS, **changes}, headers=headers)


def test_a_unit_is_opened_once_and_tablets_are_told(admin, inspector, repos):
    first, again = admin.post("/units", UNIT), admin.post("/units", UNIT)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json == {**UNIT, "version": 1}
    assert first.headers["ETag"] == '"1"'
    assert admin.post("/units", {**UNIT, "name": "Xã khác"}).status_code == 409
    assert UNIT["code"] in [row["code"] for row in inspector.get("/units").json["items"]]
    assert repos.changes.rows.count_documents({"kind": "unit", "key": "XA-MOI"}) == 1


def test_a_change_names_the_version_it_saw(admin):
    admin.post("/units", UNIT)
    assert change(admin, {"valid_to": "2027-06-30"}).json["version"] == 2
    assert change(admin, {"name": "Tên khác"}).status_code == 412
    assert admin.put("/units/XA-MOI", FIELDS).status_code == 428
    assert change(admin, {}, code="nowhere").status_code == 404


def test_of_two_who_change_it_at_once_one_does(app, tokens, admin):
    admin.post("/units", UNIT)

    def attempt(number):
        return change(Person(app, tokens["admin"]), {"name": f"Tên {number}"}).status_code

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(attempt, range(8)))
    assert found == [200] + [412] * 7


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"parent": "nowhere"}, "parent"),
        ({"parent": "XA-CON"}, "parent"),
        ({"parent": "XA-MOI"}, "parent"),
        ({"areas": ["2025:99999"]}, "areas"),
        ({"valid_to": "2025-06-30"}, "valid_to"),
        ({"colour": "red"}, "colour"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_named(admin, changes, path):
    admin.post("/units", UNIT)
    admin.post("/units", {**UNIT, "code": "XA-CON", "parent": "XA-MOI"})
    assert list(change(admin, changes).json["errors"]) == [path]


@pytest.mark.parametrize("code", ["", "xã mới", "a/b", "-a", "a b"])
def test_a_code_can_stand_in_an_address(admin, code):
    assert list(admin.post("/units", {**UNIT, "code": code}).json["errors"]) == ["code"]


def test_what_its_people_may_see_follows_at_once(admin, reviewer, repos):
    unit = repos.units.get("SVHTTDL")
    fields = {name: unit[name] for name in FIELDS}
    assert reviewer.get("/me").json["areas"] is None
    told = change(admin, {**fields, "areas": ["2025:06463"]}, code="SVHTTDL")
    assert told.status_code == 200, told.json
    assert reviewer.get("/me").json["areas"] == ["2025:06463"]


def test_an_imported_unit_that_was_changed_meanwhile_is_not_overwritten_unseen(
    app: Any, admin, tmp_path
):
    admin.post("/units", UNIT)
    file = tmp_path / "units.json"
    file.write_bytes(app.json.dumps([{**UNIT, "name": "Từ danh sách"}]).encode())
    for version in (2, 2):
        assert app.test_cli_runner().invoke(args=["units", "import", str(file)]).exit_code == 0
        row = next(row for row in admin.get("/units").json["items"] if row["code"] == "XA-MOI")
        assert (row["version"], row["name"]) == (version, "Từ danh sách")
    assert change(admin, {"name": "Tên khác"}).status_code == 412
