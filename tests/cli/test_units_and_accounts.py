"""Commands that set up a real house: what makes no sense is told and stores nothing."""

import json

import pytest

UNIT = {
    "code": "XA-THU", "name": "UBND xã Thử", "kind": "commune", "parent": "SVHTTDL",
    "valid_from": "2025-07-01", "areas": ["2025:05977"], "symbol": "UBND", "superior": "",
}  # fmt: skip


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    yield lambda *words, **more: runner.invoke(args=list(words), **more)
    app.extensions["an-tru"].repos.units.rows.delete_many({"_id": {"$regex": "^XA-"}})


@pytest.fixture
def import_units(run, tmp_path):
    def import_units(text):
        path = tmp_path / "units.json"
        path.write_text(text if isinstance(text, str) else json.dumps(text))
        return run("units", "import", str(path))

    return import_units


def test_units_are_imported_and_seen(import_units, leader):
    told = import_units([UNIT, {**UNIT, "code": "XA-CON", "parent": "XA-THU", "areas": None}])
    assert (told.exit_code, told.output.split()) == (0, ["XA-THU", "XA-CON"])
    (seen,) = [row for row in leader.get("/units").json["items"] if row["code"] == "XA-THU"]
    assert seen == {**UNIT, "valid_to": None, "version": 1}
    assert import_units([UNIT]).exit_code == 0


@pytest.mark.parametrize(
    ("units", "named"),
    [
        ([{**UNIT, "areas": ["05977"]}], "0.areas"),
        ([{**UNIT, "areas": ["2025:99999"]}], "0.areas"),
        ([{name: UNIT[name] for name in UNIT if name != "areas"}], "0.areas"),
        ([{name: UNIT[name] for name in UNIT if name != "code"}], "0.code"),
        ([{**UNIT, "parent": "nowhere"}], "0.parent"),
        ([{**UNIT, "valid_from": "1/7/2025"}], "0.valid_from"),
        ([{**UNIT, "colour": "red"}], "0.colour"),
        ({"code": "XA-THU"}, "JSON"),
        ("[{", "JSON"),
    ],
)
def test_a_list_with_one_wrong_unit_stores_none(import_units, repos, units, named):
    good = [{**UNIT, "code": "XA-TOT"}]
    told = import_units([*units, *good] if isinstance(units, list) else units)
    assert told.exit_code == 1
    assert named in told.output
    assert repos.units.get("XA-TOT") is None


@pytest.mark.parametrize(
    "change", [("--role", "king"), ("--unit", "nowhere"), ("--password", "short")]
)
def test_an_account_that_makes_no_sense_is_told(run, repos, change):
    words = {"--name": "A", "--role": "administrator", "--unit": "SVHTTDL",
             "--password": "a-long-enough-one", change[0]: change[1]}  # fmt: skip
    told = run("accounts", "create", "chief", *(part for pair in words.items() for part in pair))
    assert told.exit_code == 1
    assert change[0].removeprefix("--") in told.output
    assert repos.accounts.get("chief") is None
