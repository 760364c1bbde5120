"""Restoring: into what is empty, all or marked as half, with the rights an office gives."""

from contextlib import contextmanager

import pytest
from pymongo.errors import OperationFailure

from service.app import create_app
from service.domain.backup import BackupRefused
from service.repositories.connection import connect
from service.repositories.holdings import Holdings
from service.settings import Settings
from tests.backup.conftest import RESTORED, everything, no_bar, quiet

RESTORES = ("app/restores",)


class PowerCut(Exception):
    """The machine goes off."""


def cut_in(title):
    """A bar whose step of this title ends the restore at its third call."""

    @contextmanager
    def bar(shown):
        calls = []

        def progress(_done, _whole):
            calls.append(1)
            if len(calls) == 3:
                raise PowerCut

        yield progress if shown == title else quiet

    return bar


def test_it_never_mixes_with_what_is_there(kept, back_up, put_back, empty):
    file = back_up()
    empty.databases["app"].visits.insert_one({"_id": 1})
    with pytest.raises(BackupRefused, match=r"not empty: app/visits \(1\).*--into NAME"):
        put_back(file)
    assert empty.filled() == {"app/visits": 1}


def test_a_restore_that_is_there_already_is_not_made_twice(kept, back_up, put_back):
    file = back_up()
    put_back(file)
    with pytest.raises(BackupRefused, match="not empty"):
        put_back(file)


@pytest.mark.parametrize("step", ["Restoring", "Comparing"])
def test_a_half_restore_keeps_the_service_shut_until_the_same_file_ends_it(
    kept, back_up, put_back, empty, mongodb_uri, tmp_path, step
):
    file, other = back_up(), back_up(name="other.backup")
    with pytest.raises(PowerCut):
        put_back(file, bar=cut_in(step))
    settings = Settings(data_dir=tmp_path / "new-data", mongodb_uri=mongodb_uri, database=RESTORED)
    house = create_app(settings, at_once=False).extensions["an-tru"]
    with pytest.raises(BackupRefused, match="run `flask restore` again with the same file"):
        _ = house.repos
    house.database.client.close()
    with pytest.raises(BackupRefused, match="restore of another backup"):
        put_back(other)
    put_back(file)
    assert everything(empty, but=RESTORES) == everything(kept.holdings(), but=RESTORES)


def test_what_changed_under_its_hands_is_told(kept, back_up, put_back, empty):
    @contextmanager
    def meddled(title):
        if title == "Comparing":
            empty.databases["app"].visits.delete_one({})
        yield quiet

    with pytest.raises(BackupRefused, match="app/visits differ"):
        put_back(back_up(), bar=meddled)
    assert empty.restores.under_way()


def test_a_damaged_file_changes_nothing(kept, back_up, put_back, empty, tmp_path):
    file = back_up()
    file.write_bytes(file.read_bytes()[:-5000])
    with pytest.raises(BackupRefused):
        put_back(file)
    assert empty.filled() == {}
    assert not (tmp_path / "new-data").exists()


def test_the_server_s_keys_are_put_where_none_are(kept, back_up, put_back, tmp_path):
    put_back(back_up())
    own = kept.settings.data_dir / "keys.json"
    restored = tmp_path / "new-data" / "keys.json"
    assert restored.read_bytes() == own.read_bytes()
    assert restored.stat().st_mode & 0o077 == 0


def test_other_keys_are_never_written_over(kept, back_up, put_back, empty, tmp_path):
    other = tmp_path / "new-data" / "keys.json"
    other.parent.mkdir()
    other.write_text("another server's")
    with pytest.raises(BackupRefused, match="holds another key than the backup"):
        put_back(back_up())
    assert other.read_text() == "another server's"
    assert empty.filled() == {}


def test_rights_to_append_are_enough_for_the_audit_log(
    kept, back_up, put_back, empty, root, mongodb_uri, tmp_path
):
    """The app's user of a MongoDB set up as docs/own-server.md says."""
    file = back_up()
    log = {"db": f"{RESTORED}_audit", "collection": ""}
    actions = ["find", "insert", "createCollection", "createIndex", "listCollections",
               "listIndexes", "collStats"]  # fmt: skip
    privileges = [{"resource": log, "actions": actions}]
    root.admin.command("createRole", "test_append", privileges=privileges, roles=[])
    roles = [{"role": "readWrite", "db": RESTORED}, "test_append"]
    root.admin.command("createUser", "test_app", pwd="x", roles=roles)
    address = mongodb_uri.partition("@")[2]
    uri = f"mongodb://test_app:x@{address}"
    database = connect(uri, RESTORED)
    try:
        with pytest.raises(OperationFailure, match="not authorized"):
            Holdings(database).databases["audit"].kept_entries.delete_many({})
        put_back(file, holdings=Holdings(database), bar=no_bar)
        assert everything(empty, but=RESTORES) == everything(kept.holdings(), but=RESTORES)
        settings = Settings(data_dir=tmp_path / "new-data", mongodb_uri=uri, database=RESTORED)
        house = create_app(settings, at_once=False).extensions["an-tru"]
        assert house.repos.answers()
        house.database.client.close()
    finally:
        database.client.close()
        root.admin.command("dropUser", "test_app")
        root.admin.command("dropRole", "test_append")


def test_what_the_database_was_filled_from_is_remembered(kept, back_up, put_back, empty):
    told = put_back(back_up())
    (remembered,) = empty.databases["app"].restores.find()
    assert (remembered["_id"], remembered["state"]) == (told["head"]["id"], "complete")
