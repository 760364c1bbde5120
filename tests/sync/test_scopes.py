"""What leaves a tablet's scope is told as gone, what enters it is told, nothing else is."""

import uuid

import pytest

from tests.builders import an_establishment
from tests.sync.conftest import HERE, THERE
from tests.sync.tablet import Tablet
from tests.sync.test_pull import INSPECTION, sent, to_remedy


def at(area, **changes):
    return an_establishment(area={"scheme": "2025", "code": area}, **changes)


@pytest.fixture
def tablets(commune):
    """Of the one commune, of the other, of both."""
    areas = {"here": [HERE], "there": [THERE], "both": [HERE, THERE]}
    return {name: Tablet(commune(name, area)).pull() for name, area in areas.items()}


def moved(admin, place, area):
    body = {"area": {"scheme": "2025", "code": area}}
    version = admin.get(f"/establishments/{place['id']}").json["version"]
    answer = admin.patch(
        f"/establishments/{place['id']}", body, headers={"If-Match": f'"{version}"'}
    )
    assert answer.status_code == 200, answer.json


def told(tablet):
    return sorted((change["kind"], change["gone"]) for change in tablet.news(1))


def test_a_place_that_moves_is_gone_here_and_comes_there_with_its_findings(
    tablets, admin, inspector2, hotel
):
    sent(inspector2, to_remedy(hotel))
    assert told(tablets["here"]) == told(tablets["both"]) == [
        ("establishment", False), ("finding", False)]  # fmt: skip
    assert told(tablets["there"]) == []
    moved(admin, hotel, THERE)
    assert told(tablets["here"]) == [("establishment", True), ("finding", True)]
    assert told(tablets["there"]) == [("establishment", False), ("finding", False)]
    assert told(tablets["both"]) == [("establishment", False), ("finding", False)]
    assert tablets["both"].of("establishment")[hotel["id"]]["area"]["code"] == THERE


def test_a_place_that_moved_there_and_back_is_as_it_was(tablets, admin, hotel):
    for tablet in tablets.values():
        tablet.pull()
    moved(admin, hotel, THERE)
    moved(admin, hotel, HERE)
    assert told(tablets["here"]) == [("establishment", False)]
    assert told(tablets["there"]) == []
    moved(admin, hotel, THERE)
    assert told(tablets["here"]) == [("establishment", True)]
    assert told(tablets["there"]) == [("establishment", False)]


def test_a_visit_numbered_after_its_place_moved_is_told_where_the_place_is(
    tablets, admin, inspector2, hotel
):
    sent(inspector2, to_remedy(hotel))
    moved(admin, hotel, THERE)
    assert len(tablets["there"].pull().of("finding")) == 1
    assert tablets["here"].pull().of("finding") == {}


def test_a_closed_place_stays_and_says_so(tablets, admin, hotel):
    path = f"/establishments/{hotel['id']}"
    admin.patch(path, {"status": "closed"}, headers={"If-Match": '"1"'})
    assert tablets["here"].pull().of("establishment")[hotel["id"]]["status"] == "closed"


@pytest.mark.parametrize("limit", [1, 1000])
def test_an_area_that_a_unit_loses_is_told_as_gone(tablets, admin, repos, limit):
    tablet = tablets["both"]
    for area in (HERE, HERE, THERE, THERE, THERE):
        admin.put_new("/establishments", at(area, name=f"Nhà nghỉ {uuid.uuid4()}"))
    stays = admin.put_new("/establishments", at(THERE, name="Ở lại")).json
    tablet.pull()
    new = admin.put_new("/establishments", at(THERE, name="Tablet chưa biết")).json
    repos.units.rows.update_one({"_id": "XA-BOTH"}, {"$set": {"areas": [f"2025:{HERE}"]}})
    news = tablet.news(limit)
    assert [change["gone"] for change in news] == [True] * 4
    assert stays["id"] in {change["id"] for change in news}
    assert new["id"] not in {change["id"] for change in news}
    assert {body["area"]["code"] for body in tablet.of("establishment").values()} == {HERE}
    assert tablet.news() == []


def test_what_moved_out_of_a_lost_area_before_it_was_lost_is_kept(tablets, admin, repos):
    tablet = tablets["both"]
    place = admin.put_new("/establishments", at(THERE)).json
    tablet.pull()
    moved(admin, place, HERE)
    repos.units.rows.update_one({"_id": "XA-BOTH"}, {"$set": {"areas": [f"2025:{HERE}"]}})
    assert told(tablet) == [("establishment", False)]


def test_an_area_that_a_unit_gains_is_told_whole(tablets, admin, repos, hotel):
    tablet = tablets["there"].pull()
    repos.units.rows.update_one({"_id": "XA-THERE"}, {"$set": {"areas": [f"2025:{HERE}"]}})
    assert [change["id"] for change in tablet.news()] == [hotel["id"]]


def test_an_area_got_back_while_it_is_being_forgotten_begins_anew(tablets, admin, repos):
    tablet = tablets["both"]
    for name in "ABC":
        admin.put_new("/establishments", at(THERE, name=name))
    tablet.pull()
    repos.units.rows.update_one({"_id": "XA-BOTH"}, {"$set": {"areas": [f"2025:{HERE}"]}})
    tablet.take(tablet.ask(1).json)
    both = [f"2025:{HERE}", f"2025:{THERE}"]
    repos.units.rows.update_one({"_id": "XA-BOTH"}, {"$set": {"areas": both}})
    assert tablet.ask().json["type"].endswith("start-again")
    assert len(Tablet(tablet.person).pull().of("establishment")) == 3


def test_another_unit_means_other_inspections(tablets, admin, repos):
    tablet = tablets["here"]
    ids = {
        unit: admin.post("/inspections", {**INSPECTION, "unit": unit}).json["id"]
        for unit in ("XA-HERE", "XA-THERE")
    }
    assert set(tablet.pull().of("inspection")) == {ids["XA-HERE"]}
    repos.accounts.change("here", {"unit": "XA-THERE"})
    assert set(tablet.pull().of("inspection")) == {ids["XA-THERE"]}


def test_who_is_no_inspector_any_more_is_told_nothing(tablets, repos):
    repos.accounts.change("here", {"role": "reviewer"})
    assert tablets["here"].ask().status_code == 403


def test_the_whole_province_is_every_area_there_is(tablet, admin, repos):
    for area in (HERE, THERE):
        admin.put_new("/establishments", at(area))
    assert len(tablet.pull().of("establishment")) == 2
    admin.put_new("/establishments", at("06187"))
    assert told(tablet) == [("establishment", False)]
