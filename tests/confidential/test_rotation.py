"""The master key is exchanged under running workers; afterwards the old one opens nothing."""

import datetime as dt
import shutil
import uuid

import pytest
from pymongo.errors import EncryptionError

from service.domain.errors import Conflict, Unopenable
from service.domain.sealed import account_owner, case_owner
from service.master_keys import MasterKeyFile
from service.repositories import Repositories, sealing
from service.usecases.seal_keys import rotate_master_key, sweep_data_keys
from tests.builders import CALLED, a_flag, a_visit

SECRET = "tầng 2, phòng cuối"


class PulledPlug(Exception):
    """The process that exchanges keys is gone."""


@pytest.fixture
def world(repos, tmp_path):
    """Makes a process's view of the database; all of them share a key file of this test's own."""

    def view(name="master.key"):
        master = MasterKeyFile(tmp_path / name)
        view = Repositories(repos.database, repos.catalogue, repos.keys, master)
        view.sealing.make_ready()
        return view

    return view


def old_copy(world, tmp_path):
    shutil.copy(world.sealing.master.path, tmp_path / "old.key")
    return MasterKeyFile(tmp_path / "old.key")


def told(heard):
    return lambda done, whole: heard.append((done, whole))


def owners(count):
    return [case_owner(uuid.uuid4()) for _ in range(count)]


def test_all_opens_with_the_new_key_and_nothing_with_the_old(world, repos, tmp_path, monkeypatch):
    monkeypatch.setattr(sealing, "REWRAP_AT_ONCE", 3)
    here, running = world(), world()
    sealed = {owner: running.sealing.seal(owner, "place", SECRET) for owner in owners(8)}
    old, heard = old_copy(here, tmp_path), []
    assert rotate_master_key(here, None, told(heard)) == 8
    assert heard == [(3, 8), (6, 8), (8, 8)]
    assert len(here.sealing.master.read().by_name) == 1
    assert here.sealing.master.path.stat().st_mode & 0o077 == 0
    holder = Repositories(repos.database, None, None, old).sealing
    for owner, value in sealed.items():
        for view in (running, world()):
            assert view.sealing.open_sealed(owner, "place", value) == SECRET
        with pytest.raises(Unopenable):
            holder.open_sealed(owner, "place", value)
        with pytest.raises(EncryptionError):
            holder.seal(owner, "place", SECRET)


def test_a_new_key_may_be_brought_along(world, tmp_path):
    here = world()
    brought = MasterKeyFile(tmp_path / "brought.key")
    brought.make_once()
    key = brought.read()
    rotate_master_key(here, key.by_name[key.current], told([]))
    assert here.sealing.master.read().current == key.current


def test_interrupted_it_goes_on_and_workers_go_on_meanwhile(world, tmp_path, monkeypatch):
    monkeypatch.setattr(sealing, "REWRAP_AT_ONCE", 3)
    here, running = world(), world()
    sealed = {owner: running.sealing.seal(owner, "place", SECRET) for owner in owners(7)}

    def pull(done, whole):
        raise PulledPlug

    with pytest.raises(PulledPlug):
        rotate_master_key(here, None, pull)
    begun = here.sealing.master.read()
    assert len(begun.by_name) == 2
    for view in (running, world()):
        assert all(view.sealing.open_sealed(o, "place", v) == SECRET for o, v in sealed.items())
    (late,) = owners(1)
    sealed[late] = running.sealing.seal(late, "place", SECRET)
    with pytest.raises(Conflict, match="begun with another key"):
        rotate_master_key(here, b"\x07" * 96, told([]))
    assert rotate_master_key(here, None, told([])) == 4
    assert list(here.sealing.master.read().by_name) == [begun.current]
    assert all(running.sealing.open_sealed(o, "place", v) == SECRET for o, v in sealed.items())


def test_a_data_key_made_by_who_had_not_heard_yet_is_wrapped_anew(world, monkeypatch):
    here, late = world(), world()
    unaware = late.sealing._engine()
    rotate_master_key(here, None, told([]))
    heard, engine = [], late.sealing._engine

    def first_unaware():
        heard.append(1)
        return unaware if len(heard) == 1 else engine()

    monkeypatch.setattr(late.sealing, "_engine", first_unaware)
    (owner,) = owners(1)
    sealed = late.sealing.seal(owner, "place", SECRET)
    assert here.sealing.can_open_all()
    assert world().sealing.open_sealed(owner, "place", sealed) == SECRET


def test_data_keys_of_an_unknown_master_key_stop_it_before_the_old_is_forgotten(
    world, repos, tmp_path
):
    here = world()
    here.sealing.seal(owners(1)[0], "place", SECRET)
    shutil.move(here.sealing.master.path, tmp_path / "away.key")
    here.sealing.master.make_once()
    with pytest.raises(Conflict, match="another line"):
        rotate_master_key(here, None, told([]))
    lines = here.sealing.master.path.read_text() + (tmp_path / "away.key").read_text()
    here.sealing.master.path.write_text(lines)
    assert rotate_master_key(here, None, told([])) == 1


def test_the_key_of_a_case_that_never_came_to_be_is_swept(world, inspector, repos, hotel):
    visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED)
    inspector.put_new("/visits", visit)
    repos.sealing.key_of(owners(1)[0])
    repos.sealing.key_of(account_owner("reviewer"))
    now = dt.datetime.now(dt.UTC)
    assert sweep_data_keys(repos, now) == 0
    assert sweep_data_keys(repos, now + dt.timedelta(days=2)) == 1
    (case,) = repos.cases.rows.find()
    kept = {name for key in repos.data_keys.rows.find() for name in key["keyAltNames"]}
    assert kept == {case_owner(case["_id"]), "account:reviewer"}
