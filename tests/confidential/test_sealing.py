"""Sealing: a value opens for its owner and its field, nowhere else, and not without its keys."""

import datetime as dt
import logging
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from bson import encode
from bson.binary import Binary

from service.domain.errors import Unopenable
from service.domain.sealed import account_owner, case_owner
from service.master_keys import MasterKeyFile, MasterKeyUnusable
from service.repositories import Repositories
from service.repositories import sealing as module

SECRET = "tầng 2, phòng cuối"


@pytest.fixture
def sealing(repos):
    return repos.sealing


@pytest.fixture
def owner():
    return case_owner(uuid.uuid4())


@pytest.fixture
def worker(app, repos, tmp_path):
    """Makes another process's view of the same database, by default with the same key file."""

    def make(file=None):
        master = MasterKeyFile(file or repos.sealing.master.path)
        return Repositories(repos.database, repos.catalogue, repos.keys, master).sealing

    return make


@pytest.mark.parametrize(
    "value",
    [
        SECRET,
        "",
        None,
        [],
        {"label": "Người A", "under_18": True},
        dt.datetime(2026, 11, 3, 1, 2, 3, 4000, tzinfo=dt.UTC),
        uuid.UUID("0190a5c8-0000-7000-8000-000000000000"),
    ],
)
def test_what_was_sealed_opens_as_it_was(sealing, owner, value):
    sealed = sealing.seal(owner, "flags/0/place", value)
    assert (type(sealed), sealed.subtype) == (Binary, 6)
    assert SECRET.encode() not in encode({"sealed": sealed})
    assert sealing.open_sealed(owner, "flags/0/place", sealed) == value


def test_many_fields_are_sealed_and_opened_at_once(sealing, owner):
    values = {"place": SECRET, "person": None}
    assert sealing.open_all(owner, sealing.seal_all(owner, values)) == values
    assert sealing.seal_all(owner, {}) == {}


def test_the_same_value_twice_looks_different(sealing, owner):
    assert sealing.seal(owner, "place", SECRET) != sealing.seal(owner, "place", SECRET)


@pytest.mark.parametrize("moved", ["owner", "field"])
def test_a_value_that_was_moved_opens_nowhere(sealing, owner, caplog, moved):
    sealed = sealing.seal(owner, "flags/0/place", SECRET)
    there = case_owner(uuid.uuid4()) if moved == "owner" else owner
    field = "flags/1/place" if moved == "field" else "flags/0/place"
    with pytest.raises(Unopenable) as refused:
        sealing.open_sealed(there, field, sealed)
    assert f"{field} of {there} was sealed for another place" in caplog.text
    assert SECRET not in caplog.text + str(refused.value) + refused.value.where


@pytest.mark.parametrize("put", [SECRET, None, b"\x00", Binary(b"\x01" * 80, 6)])
def test_what_was_never_sealed_is_refused(sealing, owner, put):
    sealing.key_of(owner)
    with pytest.raises(Unopenable):
        sealing.open_sealed(owner, "place", put)


def test_a_changed_byte_is_refused(sealing, owner):
    sealed = bytearray(sealing.seal(owner, "place", SECRET))
    sealed[-1] ^= 1
    with pytest.raises(Unopenable):
        sealing.open_sealed(owner, "place", Binary(bytes(sealed), 6))


def test_what_cannot_be_stored_is_refused_without_its_words(sealing, owner):
    with pytest.raises(TypeError) as refused:
        sealing.seal(owner, "place", {"text": SECRET, "set": {SECRET}})
    assert SECRET not in str(refused.value)
    assert refused.value.__suppress_context__


def test_each_owner_has_one_key_however_many_make_it_at_once(sealing, worker, owner, repos):
    workers = [sealing, worker(), worker()]
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda n: workers[n % 3].key_of(owner), range(48)))
    assert len(keys) == 1
    assert repos.data_keys.rows.count_documents({"keyAltNames": owner}) == 1
    assert sealing.key_of(account_owner("reviewer")) not in keys


def test_a_shredded_owner_opens_in_no_process(sealing, worker, owner, monkeypatch):
    monkeypatch.setattr(module, "KEY_MILLISECONDS", 50)
    quick = worker()
    sealed = quick.seal(owner, "place", SECRET)
    other = quick.seal(account_owner("reviewer"), "totp_secret", SECRET)
    assert quick.open_sealed(owner, "place", sealed) == SECRET
    assert sealing.shred(owner) is True
    assert sealing.shred(owner) is False
    threading.Event().wait(0.06)
    for anybody in (quick, worker()):
        with pytest.raises(Unopenable):
            anybody.open_sealed(owner, "place", sealed)
    assert quick.open_sealed(account_owner("reviewer"), "totp_secret", other) == SECRET


def test_a_shredded_owner_that_comes_back_gets_a_key_that_stands(sealing, owner, repos):
    sealing.seal(owner, "place", SECRET)
    sealing.shred(owner)
    again = sealing.seal(owner, "place", SECRET)
    assert sealing.open_sealed(owner, "place", again) == SECRET
    assert repos.data_keys.rows.count_documents({"keyAltNames": owner}) == 1


def test_the_key_file_is_made_once_for_the_server_alone(tmp_path):
    files = [MasterKeyFile(tmp_path / "keys" / "master.key") for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda file: file.make_once(), files))
    assert len({file.read().current for file in files}) == 1
    assert files[0].path.stat().st_mode & 0o077 == 0
    assert [path.name for path in files[0].path.parent.iterdir()] == ["master.key"]


@pytest.mark.parametrize("text", ["", "not base64!", "c2hvcnQ=\n"])
def test_a_file_that_is_no_key_is_named_without_its_content(tmp_path, text):
    path = tmp_path / "master.key"
    path.write_text(text)
    with pytest.raises(MasterKeyUnusable, match=r"master\.key") as refused:
        MasterKeyFile(path).read()
    assert not text or text.strip() not in str(refused.value)


def test_keys_are_not_told_by_what_holds_them(sealing):
    keys = sealing.master.read()
    assert repr(keys.by_name[keys.current])[2:20] not in repr(keys)


def test_without_its_key_file_a_database_is_not_opened(sealing, worker, owner, tmp_path):
    sealing.seal(owner, "place", SECRET)
    with pytest.raises(MasterKeyUnusable, match="put the file back"):
        worker(tmp_path / "lost.key").make_ready()
    assert not (tmp_path / "lost.key").exists()
    other = MasterKeyFile(tmp_path / "other.key")
    other.make_once()
    with pytest.raises(MasterKeyUnusable, match="not the one"):
        worker(other.path).make_ready()


def test_an_error_of_sealing_is_a_problem_that_says_whom_to_tell(app):
    from service.api.problems import problem

    with app.app_context():
        answer = problem(Unopenable("place of case"))
    assert (answer.status_code, answer.json["type"]) == (
        500, "urn:an-tru:problem:sealed-value-refused",
    )  # fmt: skip


def test_debug_logs_of_sealing_hold_no_word_of_it(sealing, owner, caplog):
    with caplog.at_level(logging.DEBUG):
        sealing.open_sealed(owner, "place", sealing.seal(owner, "place", SECRET))
    assert "data_keys" in caplog.text
    assert SECRET not in caplog.text
