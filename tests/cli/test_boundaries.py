"""Boundaries by command: GeoJSON and GeoPackage, what is wrong told, points placed by them."""

import json
import shutil
import subprocess

import pytest

from service.domain.boundaries import fault_of, rings_of, simplified
from service.usecases.marks import area_at
from tests.builders import an_establishment

SQUARE = [[106.7, 21.8], [106.8, 21.8], [106.8, 21.9], [106.7, 21.9], [106.7, 21.8]]
BOW_TIE = [[106.9, 21.8], [107.0, 21.9], [107.0, 21.8], [106.9, 21.9], [106.9, 21.8]]


def a_feature(code, ring, kind="Polygon"):
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


@pytest.fixture
def imported(app, repos, tmp_path):
    def run(*features, path=None):
        file = path or tmp_path / "xa.geojson"
        if not path:
            told = {"type": "FeatureCollection", "features": list(features)}
            file.write_text(json.dumps(told), encoding="utf-8")
        return app.test_cli_runner().invoke(args=["areas", "import", str(file)])

    yield run
    fields = {"whole": "", "boundary": "", "bounds": ""}
    repos.areas.rows.update_many({}, {"$unset": fields})


def test_what_is_good_is_stored_and_what_is_not_is_told(imported, repos, inspector):
    told = imported(
        a_feature("05977", SQUARE), a_feature("06196", BOW_TIE), a_feature("99999", SQUARE),
        a_feature("06220", SQUARE[:-1], "MultiPolygon"),
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert "1 boundaries, 3 left out." in told.output
    for fault in ("06196 crosses itself", "99999 is no area", "06220 has a ring"):
        assert fault in told.output
    items = inspector.get("/ogc/collections/areas/items/2025:05977").json
    assert items["geometry"]["type"] == "Polygon"
    box = inspector.get("/ogc/collections/areas/items", bbox="106.75,21.85,106.76,21.86").json
    assert "2025:05977" in [each["id"] for each in box["features"]]


def test_a_point_belongs_where_it_lies_or_to_the_nearest_within_300_metres(imported, repos):
    imported(a_feature("05977", SQUARE))
    assert area_at(repos, 106.75, 21.85) == "2025:05977"
    assert area_at(repos, 106.8015, 21.85) == "2025:05977"
    assert area_at(repos, 106.81, 21.85) is None


def test_what_lies_elsewhere_than_its_address_says_is_listed(imported, inspector, hotel):
    far = an_establishment(name="Lạc chỗ", point={"type": "Point", "coordinates": [106.5, 21.5]})
    lost = inspector.put_new("/establishments", far).json
    assert inspector.get("/map/unsettled", why="area").json["items"] == []
    imported(a_feature("05977", SQUARE))
    (told,) = inspector.get("/map/unsettled", why="area").json["items"]
    assert (told["id"], told["area"], told["area_by_point"]) == (lost["id"], "2025:05977", None)


def test_a_geopackage_is_read_as_gdal_writes_it(imported, repos, tmp_path):
    source, target = tmp_path / "xa.geojson", tmp_path / "xa.gpkg"
    features = [a_feature("05977", SQUARE), a_feature("06220", SQUARE, "MultiPolygon")]
    source.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    found = shutil.which("ogr2ogr")
    assert found, "gdal-bin is missing: make system-packages installs it"
    subprocess.run([found, "-f", "GPKG", str(target), str(source)], check=True, timeout=60)
    told = imported(path=target)
    assert "2 boundaries, 0 left out." in told.output, told.output
    assert repos.areas.get("2025:05977")["whole"]["type"] in ("Polygon", "MultiPolygon")


def test_fewer_points_for_the_web_and_none_far_from_where_it_was():
    steps = [[106.7 + number / 1000, 21.8 + (number % 2) / 100_000] for number in range(100)]
    ring = [*steps, [106.8, 21.9], steps[0]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    (short,) = rings_of(simplified(shape))
    assert len(short) == 4
    assert fault_of({"type": "Polygon", "coordinates": [short]}) is None


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"features": [{"properties": {}}]}'])
def test_a_file_that_is_none_says_so(imported, tmp_path, text):
    path = tmp_path / "x.geojson"
    path.write_text(text)
    told = imported(path=path)
    assert told.exit_code == 1
    assert "Error" in told.output
