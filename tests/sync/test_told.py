"""What was told agrees with what is there, whoever wrote it, and is mended where it does not."""

import uuid
from concurrent.futures import ThreadPoolExecutor

from service.domain.sync import BODIES, area_scope
from service.usecases.demo import load_demo
from service.usecases.geocode_register import geocode_register
from service.usecases.tell_all import settle, tell_differing, tell_province
from tests.builders import an_establishment
from tests.sync.conftest import HERE, NOW
from tests.sync.tablet import Tablet
from tests.sync.test_pull import sent, to_remedy


def quietly(_done, _whole):
    """Nobody looks."""


def agrees(repos):
    return tell_province(repos, NOW) == tell_differing(repos, NOW) == 0


def test_a_data_folder_of_before_sync_is_told_whole_at_the_start(
    repos, tablet, inspector, inspector2, reporter, hotel
):
    """As an upgrade finds it: documents without numbers, visits that have nothing marked."""
    path = sent(inspector, to_remedy(hotel))
    inspector.post(f"{path}/withdrawal", {"reason": "Nhầm cơ sở"})
    sent(inspector2, to_remedy(hotel))
    inspection = {"name": "Quý IV", "kind": "planned", "from": "2026-10-01", "to": "2026-12-31"}
    reporter.post("/inspections", {**inspection, "unit": "SVHTTDL"})
    before = Tablet(inspector).pull().held
    for collection in (repos.changes, repos.scopes, repos.sync_state):
        collection.rows.delete_many({})
    repos.visits.rows.update_many({}, {"$unset": {"to_tell": ""}})
    for _ in range(2):
        settle(repos, NOW)
    assert tablet.pull().held == before
    assert {"finding", "visit", "inspection"} <= set(tablet.digests())


def test_a_start_that_finds_nothing_new_tells_nothing(repos, tablet, hotel):
    tablet.pull()
    settle(repos, NOW)
    assert tablet.news() == []


def test_bodies_of_another_version_are_told_anew(repos, tablet, hotel):
    tablet.pull()
    row = {"kind": "establishment"}
    repos.changes.rows.update_one(row, {"$set": {"body": b'{"old": true}', "mark": 1}})
    repos.sync_state.settle(BODIES - 1)
    settle(repos, NOW)
    (change,) = tablet.news()
    assert change["body"]["id"] == hotel["id"]


def test_a_catalogue_that_changed_is_told_at_the_start(repos, tablet):
    tablet.pull()
    row = {"scope": "province", "kind": "checklist", "key": "homestay:1"}
    repos.changes.rows.update_one(row, {"$set": {"body": b"{}"}})
    settle(repos, NOW)
    assert [change["id"] for change in tablet.news()] == ["homestay:1"]


def test_what_is_told_of_and_not_there_goes(repos, tablet, hotel):
    tablet.pull()
    repos.establishments.rows.delete_one({"_id": uuid.UUID(hotel["id"])})
    assert tell_differing(repos, NOW) == 1
    assert [change["gone"] for change in tablet.news()] == [True]


def test_what_lies_in_another_area_than_was_told_is_moved(repos, tablet, hotel):
    there = {"area_key": "2025:06463", "area": {"scheme": "2025", "code": "06463"}}
    repos.establishments.rows.update_one({}, {"$set": there})
    assert tell_differing(repos, NOW) == 2
    assert repos.changes.standing({"scope": area_scope(f"2025:{HERE}")}) == []
    assert agrees(repos)


def test_a_walk_longer_than_a_chunk_finds_all(repos, inspector, hotel, monkeypatch):
    for name in "ABCDE":
        inspector.put_new("/establishments", an_establishment(name=name))
    repos.changes.rows.delete_many({"kind": "establishment"})
    monkeypatch.setattr("service.usecases.tell_all.AT_ONCE", 2)
    assert tell_differing(repos, NOW) == 6
    assert agrees(repos)


def test_every_writer_of_the_register_tells(repos, app):
    """The demo goes through the use cases; the geocoder is a writer of its own."""
    load_demo(repos, establishments=12, years=1, now=NOW, progress=quietly)
    repos.establishments.rows.update_one({}, {"$set": {"point": None}})
    tell_differing(repos, NOW)
    placed = geocode_register(repos, lambda _: [106.76, 21.85], NOW, quietly)
    assert placed == {"placed": 1, "at_centre": 0, "left": 0, "unanswered": 0}
    assert repos.visits.waiting_to_tell(1) == []
    assert repos.changes.rows.count_documents({"kind": "finding", "gone": False}) > 0
    assert agrees(repos)


def test_two_starts_at_once_agree(repos, hotel):
    for collection in (repos.changes, repos.scopes, repos.sync_state):
        collection.rows.delete_many({})
    with ThreadPoolExecutor(4) as starts:
        list(starts.map(lambda _: settle(repos, NOW), range(4)))
    assert agrees(repos)
