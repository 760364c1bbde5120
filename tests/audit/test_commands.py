"""``flask audit``: whole or not, signed where it ends, exported, held against an export."""

import json
from pathlib import Path

import pytest

from service.anchors import Anchor
from service.keys import read_keys, rotate_checkpoint_key
from service.repositories.audit import Audit
from service.repositories.privileges import append_role, place_commands
from tests.audit.conftest import NOW
from tests.builders import an_establishment

ROOT = Path(__file__).parents[2]


@pytest.fixture
def flask(app):
    """Runs a command; answers its exit code and all that it said."""

    def run(*words):
        done = app.test_cli_runner().invoke(args=["audit", *map(str, words)])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    return run


@pytest.fixture
def worked(admin, reviewer):
    """A little was done and written down."""
    for number in range(20):
        admin.put_new("/establishments", an_establishment(name=f"Nhà nghỉ {number}"))
    reviewer.get("/cases")


def test_a_whole_log_is_said_to_be_whole(flask, worked, repos):
    assert flask("checkpoint")[0] == 0
    code, said = flask("verify")
    assert code == 0
    assert said.endswith("checkpoints: whole.\n")
    assert said.startswith(f"{repos.audit.rows.count_documents({})} entries and ")


def test_what_is_wrong_is_said_line_by_line_and_the_exit_code_is_1(flask, worked, server_owner):
    victim = server_owner.antru_app_audit.entries.find_one_and_update({}, {"$set": {"by": "x\n"}})
    code, said = flask("verify")
    place = victim["_id"]
    assert code == 1
    assert said == (
        f"chain {place['chain']}, entry {place['seq']}: changed: its hash is not that of what it "
        "says\n"
    )


def test_an_export_is_held_against_what_is_there_later(flask, worked, server_owner, app, tmp_path):
    flask("checkpoint")
    out = tmp_path / "out.jsonl"
    code, said = flask("checkpoints", "--out", out)
    assert (code, said) == (0, f"{len(out.read_text().splitlines())} checkpoints in {out}.\n")
    assert flask("verify", "--against", out)[0] == 0
    for name in ("entries", "checkpoints"):
        server_owner.antru_app_audit[name].delete_many({})
    app.extensions["an-tru"].anchor.path.unlink()
    assert flask("verify")[0] == 0
    code, said = flask("verify", "--against", out)
    chains = {json.loads(line)["chain"] for line in out.read_text().splitlines()}
    assert (code, said.count("cut_off")) == (1, len(chains))


def test_an_export_is_never_written_over(flask, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("kept")
    assert flask("checkpoints", "--out", out)[0] == 1
    assert out.read_text() == "kept"


def test_what_an_earlier_key_signed_still_counts(tmp_path):
    keys = tmp_path / "keys.json"
    before = Anchor(read_keys(keys).checkpoint, tmp_path / "file")
    old = before.signed(1, 100, "0" * 64, NOW)
    name = rotate_checkpoint_key(keys)
    after = Anchor(read_keys(keys).checkpoint, tmp_path / "file")
    fresh = after.signed(1, 200, "0" * 64, NOW)
    assert fresh["kid"] == name != old["kid"]
    assert after.is_ours(old)
    assert after.is_ours(fresh)
    assert not before.is_ours(fresh)
    (_, *earlier) = json.loads(keys.read_text())["checkpoint"]
    assert all("d" not in key for key in earlier)


def test_a_key_file_of_before_gets_the_key_it_lacks(tmp_path):
    path = tmp_path / "keys.json"
    read_keys(path)
    kept = json.loads(path.read_text())
    del kept["checkpoint"]
    path.write_text(json.dumps(kept))
    made = read_keys(path).checkpoint
    assert [key.kid for key in made] == [key.kid for key in read_keys(path).checkpoint]
    assert json.loads(path.read_text())["token"] == kept["token"]


def test_the_commands_for_mongodb_make_what_the_service_needs(flask, server_owner, repos):
    code, said = flask("place")
    assert code == 0
    assert said.splitlines() == place_commands("antru_app")
    place = server_owner["antru_place_audit"]
    try:
        for line in place_commands("antru_place"):
            place.command(json.loads(line.partition("runCommand(")[2].removesuffix(")")))
        made = place.entries.index_information()
        assert set(made) == set(repos.audit.rows.index_information())
        assert place.command("rolesInfo", "appendOnly", showPrivileges=True)["roles"]
        assert set(made) == {"_id_", *(index.document["name"] for index in Audit.INDEXES)}
    finally:
        place.command("dropRole", "appendOnly")
        server_owner.drop_database(place.name)


def test_the_page_about_it_names_the_very_commands():
    page = (ROOT / "docs" / "audit.md").read_text()
    for line in place_commands("antru"):
        assert f"    {line}\n" in page
    assert append_role("antru_audit")["privileges"][0]["actions"] == [
        "find", "insert", "createCollection", "listCollections", "listIndexes",
    ]  # fmt: skip
