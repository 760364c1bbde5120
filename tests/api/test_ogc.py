"""OGC API - Features, and the marks behind it: true after every change, and nobody's flag."""

import base64
import io
import shutil
import subprocess
import threading
import uuid

import pytest
from openpyxl import load_workbook
from werkzeug.serving import make_server

from service.usecases.marks import bring_up_to_date
from tests.builders import CALLED, a_flag, a_remedy, a_visit, an_establishment, answers

TO_REMEDY = {"CL_02": {"value": "fail", "remedy": "Sửa", "remedy_by": "2026-12-31"}}
OVERDUE = {"CL_02": {"value": "fail", "remedy": "Sửa", "remedy_by": "2026-11-04"}}
ITEMS = "/ogc/collections/establishments/items"


def at(longitude, latitude, **changes):
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    return an_establishment(point=point, **changes)


def features(person, path=ITEMS, **query):
    answer = person.get(path, **query)
    assert answer.status_code == 200, answer.json
    assert answer.mimetype == "application/geo+json"
    return answer.json["features"]


def properties(person, place):
    (found,) = [each for each in features(person) if each["id"] == place["id"]]
    return found["properties"]


def test_it_says_what_it_is_and_where_everything_stands(inspector):
    landing = inspector.get("/ogc/").json
    assert {each["rel"] for each in landing["links"]} == {
        "self", "service-desc", "conformance", "data",
    }  # fmt: skip
    conforms = inspector.get("/ogc/conformance").json["conformsTo"]
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in conforms
    api = inspector.get("/ogc/api")
    assert api.json["openapi"].startswith("3.0")
    assert api.content_type == "application/vnd.oai.openapi+json;version=3.0"
    told = inspector.get("/ogc/collections").json["collections"]
    assert [each["id"] for each in told] == ["establishments", "visits", "areas"]
    assert inspector.get("/ogc/collections/flags").status_code == 404


def test_compliance_follows_every_change(inspector, hotel):
    assert properties(inspector, hotel)["compliance"] == "none"
    visit = str(uuid.uuid4())
    inspector.put(f"/visits/{visit}", a_visit(hotel["id"], answers=answers(**OVERDUE)))
    assert properties(inspector, hotel)["compliance"] == "overdue"
    later = a_visit(hotel["id"], answers=answers(**TO_REMEDY))
    inspector.post(
        f"/visits/{visit}/amendments",
        {"id": str(uuid.uuid4()), "reason": "Sai hạn", "submission": later},
    )
    told = properties(inspector, hotel)
    assert (told["compliance"], told["next_due"]) == ("open", "2026-12-31")
    finding = inspector.get("/findings").json["items"][0]["id"]
    assert inspector.post(f"/findings/{finding}/remedy", a_remedy()).status_code in (200, 201)
    assert properties(inspector, hotel)["compliance"] == "met"
    inspector.post(f"/visits/{visit}/withdrawal", {"reason": "Nhầm cơ sở"})
    assert properties(inspector, hotel)["compliance"] == "none"


def test_a_place_that_moves_or_loses_its_point_follows(inspector, hotel):
    path = f"/establishments/{hotel['id']}"
    moved = {"point": {"type": "Point", "coordinates": [106.9, 21.7]}}
    inspector.patch(path, moved, headers={"If-Match": '"1"'})
    (feature,) = features(inspector)
    assert feature["geometry"]["coordinates"] == [106.9, 21.7]
    inspector.patch(path, {"point": None}, headers={"If-Match": '"2"'})
    assert features(inspector) == []


def test_what_was_begun_and_died_is_finished_by_the_next(repos, inspector, hotel, monkeypatch):
    class Dies(Exception):
        """The worker was killed."""

    def killed(*_args):
        raise Dies

    with monkeypatch.context() as patched:
        patched.setattr(repos.marks, "put", killed)
        with pytest.raises(Dies):
            bring_up_to_date(repos)
    assert [each["id"] for each in features(inspector)] == [hotel["id"]]


def test_of_two_who_mend_one_mark_the_later_wins(repos, hotel):
    old, new = uuid.uuid4(), uuid.uuid4()
    key = uuid.UUID(hotel["id"])
    bring_up_to_date(repos)
    repos.marks.make_stale([key], old)
    repos.marks.make_stale([key], new)

    def held(token):
        return list(repos.in_transaction(lambda session: repos.marks.held({key: token}, session)))

    assert (held(old), held(new)) == ([], [key])
    bring_up_to_date(repos)
    assert repos.marks.get(key)["name"] == hotel["name"]


def test_boxes_days_and_properties_narrow_and_pages_tile(inspector, hotel):
    east = inspector.put_new("/establishments", at(107.2, 21.6, name="Nhà nghỉ Đông")).json
    inspector.put_new("/establishments", at(106.5, 22.2, name="Karaoke Bắc", kind="karaoke"))
    inspector.put_new("/visits", a_visit(east["id"]))
    assert len(features(inspector)) == 3
    names = lambda **query: sorted(  # noqa: E731
        each["properties"]["name"] for each in features(inspector, **query)
    )
    assert names(bbox="107,21.5,107.5,21.7") == ["Nhà nghỉ Đông"]
    assert names(bbox="107,21.5,0,107.5,21.7,900") == ["Nhà nghỉ Đông"]
    assert names(kind="karaoke") == ["Karaoke Bắc"]
    assert names(datetime="2026-11-01/..") == ["Nhà nghỉ Đông"]
    assert names(datetime="../2026-10-31") == []
    assert names(compliance="met") == ["Nhà nghỉ Đông"]
    seen, page = [], inspector.get(ITEMS, limit=2).json
    assert (page["numberMatched"], page["numberReturned"]) == (3, 2)
    while page:
        seen += [each["id"] for each in page["features"]]
        following = [each["href"] for each in page["links"] if each["rel"] == "next"]
        page = (
            inspector.client.get(following[0], headers=inspector.headers).json if following else 0
        )
    assert len(set(seen)) == len(seen) == 3


@pytest.mark.parametrize(
    "query",
    [
        {"bbox": "1,2,3"}, {"bbox": "9,9,1,1"}, {"datetime": "soon"}, {"limit": "0"},
        {"datetime": "2026-02-01/2026-01-01"}, {"limit": "x"}, {"unheard": "of"},
        {"kind": "castle"},
    ],
    ids=str,
)  # fmt: skip
def test_a_bad_parameter_is_a_400(inspector, query):
    assert inspector.get(ITEMS, **query).status_code == 400


def test_a_flagged_visit_and_one_that_is_not_read_the_same(inspector, reviewer, leader, hotel):
    other = inspector.put_new("/establishments", at(106.9, 21.9, name="Nhà nghỉ Sao")).json
    inspector.put_new("/visits", a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED))
    inspector.put_new("/visits", a_visit(other["id"]))
    for person in (inspector, reviewer, leader):
        one, two = (properties(person, place) for place in (hotel, other))
        assert {**one, "name": "", "address": ""} == {**two, "name": "", "address": ""}
        visits = features(person, "/ogc/collections/visits/items")
        told = [{**each["properties"], "establishment": "", "name": ""} for each in visits]
        assert told[0] == told[1]


def test_levels_are_for_reviewers_alone(inspector, reviewer, leader, admin, hotel):
    inspector.put_new("/visits", a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED))
    box = {"bbox": "106,21,108,23"}
    features(inspector)
    (level,) = reviewer.get("/map/levels", **box).json["items"]
    assert (level["establishment"], level["level"]) == (hotel["id"], "red")
    assert reviewer.get("/map/levels", bbox="100,10,101,11").json["items"] == []
    for person in (inspector, leader, admin):
        assert person.get("/map/levels", **box).status_code == 403


def test_clusters_count_and_comply_and_points_stand_alone(inspector, hotel):
    near = inspector.put_new("/establishments", at(106.7616, 21.8534, name="Bên cạnh")).json
    inspector.put_new("/visits", a_visit(near["id"], answers=answers(**OVERDUE)))
    told = inspector.get("/map", zoom=7).json
    (cluster,) = told["clusters"]
    assert {name: cluster[name] for name in ("n", "none", "met", "open", "overdue")} == {
        "n": 2, "none": 1, "met": 0, "open": 0, "overdue": 1,
    }  # fmt: skip
    assert cluster["point"] == pytest.approx([106.7616, 21.8534], abs=1e-3)
    near_by = inspector.get("/map", zoom=12, bbox="106.7,21.8,106.8,21.9").json
    assert sorted(each["name"] for each in near_by["points"]) == ["Bên cạnh", hotel["name"]]
    assert inspector.get("/map", zoom=7, kind="karaoke").json["clusters"] == []
    listed = inspector.get("/map/marks", compliance="overdue").json["items"]
    assert [each["id"] for each in listed] == [near["id"]]


def basic(name, key):
    told = base64.b64encode(f"{name}:{key}".encode()).decode()
    return {"Authorization": f"Basic {told}"}


def test_a_personal_key_opens_the_features_and_nothing_else_until_it_is_ended(
    app, inspector, inspector2, hotel, repos
):
    made = inspector.post("/me/keys", {"name": "QGIS ở phòng"}).json
    client = app.test_client()
    opened = client.get(f"/api/v1{ITEMS}", headers=basic("inspector", made["key"]))
    assert [each["id"] for each in opened.json["features"]] == [hotel["id"]]
    for name, key in (("inspector2", made["key"]), ("inspector", "x" * 43), ("nobody", "")):
        assert client.get(f"/api/v1{ITEMS}", headers=basic(name, key)).status_code == 401
    elsewhere = client.get("/api/v1/visits", headers=basic("inspector", made["key"]))
    assert elsewhere.status_code == 401
    assert made["key"] not in str(list(repos.personal_keys.rows.find()))
    (listed,) = inspector.get("/me/keys").json["items"]
    assert "key" not in listed
    assert listed["last_used_at"]
    assert inspector2.call("DELETE", f"/me/keys/{made['id']}").status_code == 404
    assert inspector.call("DELETE", f"/me/keys/{made['id']}").status_code == 204
    again = client.get(f"/api/v1{ITEMS}", headers=basic("inspector", made["key"]))
    assert again.status_code == 401


@pytest.fixture
def served(app):
    """The app behind a real port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/v1/ogc"
    server.shutdown()
    thread.join()
    server.server_close()


def gdal(command, *arguments, key):
    found = shutil.which(command)
    assert found, "gdal-bin is missing: make system-packages installs it"
    config = [
        "--config",
        "GDAL_HTTP_USERPWD",
        f"inspector:{key}",
        "--config",
        "GDAL_HTTP_AUTH",
        "BASIC",
    ]
    told = subprocess.run(
        [found, *config, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_gdal_reads_it_unmodified(served, inspector, hotel, tmp_path):
    """The driver that QGIS uses as well; it pages by the next links and pushes a box down."""
    for number in range(6):
        inspector.put_new("/establishments", at(107.0 + number / 100, 21.7, name=f"Số {number}"))
    inspector.put_new("/visits", a_visit(hotel["id"]))
    key = inspector.post("/me/keys", {"name": "ogr"}).json["key"]
    layers = gdal("ogrinfo", "-ro", f"OAPIF:{served}", key=key)
    for layer in ("establishments", "visits", "areas"):
        assert layer in layers
    pages = ["-oo", "PAGE_SIZE=2"]
    told = gdal("ogrinfo", "-ro", "-so", *pages, f"OAPIF:{served}", "establishments", key=key)
    assert "Feature Count: 7" in told
    assert "compliance: String" in told
    box = ["-spat", "107.005", "21.6", "107.035", "21.8"]
    out = str(tmp_path / "out.gpkg")
    gdal("ogr2ogr", "-f", "GPKG", out, *pages, f"OAPIF:{served}", "establishments", *box, key=key)
    copied = gdal("ogrinfo", "-ro", "-so", out, "establishments", key=key)
    assert "Feature Count: 3" in copied


def test_what_is_filtered_goes_out_as_files_and_no_cell_is_a_formula(inspector, hotel):
    inspector.put_new("/establishments", at(107.2, 21.6, name="=HYPERLINK(1)", kind="karaoke"))
    told = inspector.get("/map/export.geojson").json
    assert len(told["features"]) == 2
    lines = inspector.get("/map/export.csv", kind="karaoke").get_data(as_text=True).splitlines()
    assert len(lines) == 2
    assert ",'=HYPERLINK(1)," in lines[1]
    book = load_workbook(io.BytesIO(inspector.get("/map/export.xlsx").data))
    names = {row[1].value: row[1].data_type for row in book.active.iter_rows(min_row=2)}
    assert names == {hotel["name"]: "s", "=HYPERLINK(1)": "s"}
    placemarks = inspector.get("/map/export.kml").get_data(as_text=True)
    assert placemarks.count("<Placemark>") == 2
    assert inspector.get("/map/export.exe").status_code == 404
