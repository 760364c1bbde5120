"""A database of before sealing starts: what lay in clear is sealed, once, and nothing is lost."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.repositories import Repositories, migrations
from service.repositories.sealed_slots import is_sealed
from tests.builders import CALLED, a_flag, a_visit, an_establishment

TEXT = "chỗ chỉ có ở đây"
SEALED = ("flag_sheets", "sealed_refused_copies", "cases")


class PulledPlug(Exception):
    """The process that migrates is gone."""


@pytest.fixture
def view(repos):
    """Makes another process's view of the database."""
    return lambda: Repositories(repos.database, repos.catalogue, repos.keys, repos.sealing.master)


def read(repos):
    return {
        name: {row["_id"]: getattr(repos, name).get(row["_id"]) for row in rows(repos, name)}
        for name in SEALED
    }


def rows(repos, name):
    return list(repos.database[name].find())


@pytest.fixture
def in_clear(inspector, reviewer, repos):
    """Flagged, amended and refused visits and a decided case, all in clear; answers what it was."""
    for number in range(6):
        place = inspector.put_new("/establishments", an_establishment(name=f"Nhà {number}")).json
        path = f"/visits/{uuid.uuid4()}"
        visit = a_visit(place["id"], flags=[a_flag(place=TEXT)], emergency_call=CALLED)
        inspector.put(path, visit)
        more = {**visit, "flags": [*visit["flags"], a_flag("REG-09", place=TEXT)]}
        inspector.put(path, more)
        body = {"id": str(uuid.uuid4()), "reason": "Bổ sung", "submission": more}
        inspector.post(f"{path}/amendments", body)
        inspector.put_new("/visits", a_visit(place["id"], emergency_call=CALLED))
    case = reviewer.get("/cases").json["items"][0]["id"]
    reviewer.post(f"/cases/{case}/claim")
    reviewer.post(f"/cases/{case}/decision", {"decision": "monitoring", "reason": TEXT})
    told = read(repos)
    for name in SEALED:
        for key, document in told[name].items():
            repos.database[name].replace_one({"_id": key}, document)
    repos.data_keys.rows.delete_many({})
    repos.migrations.rows.delete_many({})
    assert [len(told[name]) for name in SEALED] == [12, 6, 6]
    return told


def is_all_sealed(repos):
    return all(
        is_sealed(slot.holder[slot.key])
        for name in SEALED
        for document in rows(repos, name)
        for slot in getattr(repos, name).slots.slots_of(document)
    )


def test_what_lay_in_clear_is_sealed_and_reads_as_before(in_clear, repos, view):
    assert not is_all_sealed(repos)
    view().migrations.run(view())
    assert is_all_sealed(repos)
    assert TEXT not in str([rows(repos, name) for name in SEALED])
    assert read(repos) == in_clear
    assert repos.database.migrations.find_one({"_id": migrations.LOCK}) is None


def test_many_starts_at_once_are_one(in_clear, repos, view):
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda each: each.migrations.run(each), [view() for _ in range(6)]))
    assert is_all_sealed(repos)
    assert read(repos) == in_clear


def test_it_is_done_once(in_clear, repos, view, monkeypatch):
    view().migrations.run(view())
    monkeypatch.setattr(migrations.seal_flags, "run", lambda *_: pytest.fail("again"))
    view().migrations.run(view())


def test_who_is_killed_in_the_middle_is_followed_by_another(in_clear, repos, view, monkeypatch):
    monkeypatch.setattr(migrations, "LEASE_MILLISECONDS", 200)
    killed, beats = view(), []
    mine = killed.migrations._mine

    def dies(me):
        beats.append(me)
        if len(beats) == 8:
            raise PulledPlug
        return mine(me)

    monkeypatch.setattr(killed.migrations, "_mine", dies)
    with pytest.raises(PulledPlug):
        killed.migrations.run(killed)
    assert not is_all_sealed(repos)
    assert repos.database.migrations.find_one({"_id": migrations.LOCK})["holder"] == beats[0]
    view().migrations.run(view())
    assert is_all_sealed(repos)
    assert read(repos) == in_clear


def test_what_moves_while_it_is_sealed_is_sealed_as_it_moved(in_clear, repos):
    slots, stale = repos.cases.slots, repos.database.cases.find_one({"moves": {"$ne": []}})
    repos.database.cases.update_one({"_id": stale["_id"]}, {"$set": {"moves.0.by": "reviewer2"}})
    migrations.seal_flags._seal(repos.database.cases, slots, stale)
    assert repos.database.cases.find_one({"_id": stale["_id"]})["moves"][0]["reason"] == ""
    repos.migrations.run(repos)
    assert repos.cases.get(stale["_id"])["moves"][0]["by"] == "reviewer2"
    assert is_all_sealed(repos)


def test_marks_of_before_tallies_are_made_afresh(inspector, hotel, repos):
    assert len(inspector.get("/map", zoom=7).json["clusters"]) == 1
    gone = dict.fromkeys(("visited", "x", "y", "point_from", "area_by_point"), "")
    repos.marks.rows.update_many({}, {"$unset": gone})
    repos.clusters.rows.delete_many({})
    migrations.tally_marks.run(repos, lambda: None)
    (cluster,) = inspector.get("/map", zoom=7).json["clusters"]
    assert cluster["n"] == 1
    before = repos.marks.get(uuid.UUID(hotel["id"]))
    migrations.tally_marks.run(repos, lambda: pytest.fail("There was nothing to do."))
    assert repos.marks.get(uuid.UUID(hotel["id"])) == before
