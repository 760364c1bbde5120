"""The map's tallies are what a recount gives, whatever was changed, in which order, by how many."""

import random
import shutil
import subprocess
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.marks import tally_changes
from service.domain.rights import EVERYWHERE
from service.usecases.marks import bring_up_to_date
from tests.builders import a_visit, an_establishment, answers

OVERDUE = {"CL_02": {"value": "fail", "remedy": "Sửa", "remedy_by": "2026-11-04"}}
OTHER = {"scheme": "2025", "code": "06463"}
ALL = {"kind": None, "status": None, "area": None, "compliance": None, "bbox": None}


def at(chance, **changes):
    point = {"type": "Point", "coordinates": [chance.uniform(106.3, 107), chance.uniform(21.6, 22)]}
    return an_establishment(**{"point": point, **changes})


def recount(repos):
    found = tally_changes([], repos.marks.rows.find({"shown": True}))
    return {tuple(tally): sums for tally, sums in found.items()}


def kept(repos):
    names = ("area_key", "kind", "status", "x", "y", "visited", "open_by")
    return {
        tuple(row[name] for name in names): (row["n"], row["longitude"], row["latitude"])
        for row in repos.clusters.rows.find()
    }


def change_something(chance, person, places):
    place = chance.choice(places)
    changes = chance.choice(
        [{"point": at(chance)["point"]}, {"point": None}, {"kind": "homestay"}, {"area": OTHER}]
    )
    version = person.get(f"/establishments/{place}").json["version"]
    match = {"If-Match": f'"{version}"'}
    told = person.patch(f"/establishments/{place}", changes, headers=match)
    assert told.status_code == 200, told.json


@pytest.mark.parametrize("seed", range(3))
def test_tallies_are_a_recount_after_any_changes(inspector, repos, seed):
    chance = random.Random(seed)  # noqa: S311 - for a test.
    places = [inspector.put_new("/establishments", at(chance)).json["id"] for _ in range(6)]
    for _ in range(15):
        if chance.random() < 0.3:
            bad = OVERDUE if chance.random() < 0.5 else {}
            place = chance.choice(places)
            inspector.put_new("/visits", a_visit(place, answers=answers(**bad)))
        else:
            change_something(chance, inspector, places)
        if chance.random() < 0.5:
            bring_up_to_date(repos)
    bring_up_to_date(repos)
    assert kept(repos) == recount(repos)
    assert sum(n for n, _, _ in kept(repos).values()) == repos.marks.count({}, EVERYWHERE)


def test_two_who_mend_at_once_count_nothing_twice(inspector, repos):
    chance = random.Random(7)  # noqa: S311 - for a test.
    places = [inspector.put_new("/establishments", at(chance)).json["id"] for _ in range(30)]
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda _: bring_up_to_date(repos), range(8)))
    for _ in range(20):
        change_something(chance, inspector, places)
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda _: bring_up_to_date(repos), range(8)))
    assert repos.marks.stale(10) == {}
    assert kept(repos) == recount(repos)


def test_kept_tallies_tell_what_counting_now_tells(inspector, repos):
    chance = random.Random(11)  # noqa: S311 - for a test.
    for number in range(20):
        place = inspector.put_new("/establishments", at(chance)).json["id"]
        if number % 2:
            bad = OVERDUE if number % 4 == 1 else {}
            inspector.put_new("/visits", a_visit(place, answers=answers(**bad)))
    bring_up_to_date(repos)
    for zoom in (4, 7, 9):
        for asked in ({}, {"compliance": "overdue"}, {"bbox": [106.4, 21.6, 106.8, 21.9]}):
            query = {**ALL, **asked, "visited": None, "today": "2026-11-24"}
            ready = repos.clusters.told(zoom, query, EVERYWHERE, "2026-11-24")
            counted = repos.marks.clusters(zoom, query, EVERYWHERE, "2026-11-24")
            assert len(ready) == len(counted) > 0
            for one, other in zip(ready, counted, strict=True):
                for name in ("_id", "n", "none", "open", "overdue"):
                    assert one[name] == other[name]
                assert one["longitude"] / 1e6 == pytest.approx(other["longitude"], abs=1e-4)


def test_a_guessed_point_is_to_be_settled_until_somebody_confirms_it(inspector, repos, hotel):
    repos.establishments.rows.update_one({}, {"$set": {"point_from": "area", "to_map": True}})
    (told,) = inspector.get("/map/unsettled", why="guess").json["items"]
    assert (told["id"], told["point_from"]) == (hotel["id"], "area")
    assert inspector.get("/map/unsettled", why="area").json["items"] == []
    point = {"point": {"type": "Point", "coordinates": [106.77, 21.86]}}
    path = f"/establishments/{hotel['id']}"
    assert inspector.patch(path, point, headers={"If-Match": '"1"'}).status_code == 200
    assert inspector.get("/map/unsettled", why="guess").json["items"] == []


def test_a_geopackage_of_the_map_opens_in_gdal(inspector, hotel, tmp_path):
    inspector.put_new("/establishments", an_establishment(name="Nhà nghỉ Xa", kind="guesthouse"))
    path = tmp_path / "map.gpkg"
    path.write_bytes(inspector.get("/map/export.gpkg").data)
    found = shutil.which("ogrinfo")
    assert found, "gdal-bin is missing: make system-packages installs it"
    told = subprocess.run(
        [found, "-ro", "-al", str(path)], capture_output=True, text=True, timeout=60, check=True
    )
    assert "Warning" not in told.stderr
    for part in ("Feature Count: 2", "Geometry: Point", "WGS 84", hotel["name"], "106.7615"):
        assert part in told.stdout


def test_a_geopackage_of_nothing_is_still_one(inspector, tmp_path):
    told = inspector.get("/map/export.gpkg", kind="karaoke")
    assert told.data.startswith(b"SQLite format 3")


@pytest.mark.parametrize("wide", [0.01, 1, 7, 19.9])
@pytest.mark.parametrize("latitude", [-40, 8, 21.85, 60])
def test_a_box_holds_what_lies_on_its_edges(repos, wide, latitude):
    """The edges of a polygon on a sphere bulge; those of a box do not."""
    box = [100, latitude, 100 + wide, latitude + 0.02]
    steps = [(100 + wide * step / 20, edge) for step in range(21) for edge in (box[1], box[3])]
    marks = [
        {
            "_id": uuid.uuid4(),
            "shown": True,
            "point": {"type": "Point", "coordinates": [longitude, edge]},
            "longitude": longitude,
            "latitude": edge,
        }
        for longitude, edge in steps
    ]
    repos.marks.rows.insert_many(marks)
    assert set(repos.marks.places_in(box, 100)) == {mark["_id"] for mark in marks}
