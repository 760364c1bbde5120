"""The register: entered once, changed by version, found without accents."""

import unicodedata
import uuid

import pytest

from tests.builders import an_establishment


def at(*coordinates):
    return {"type": "Point", "coordinates": coordinates}


HOA_BINH = {"name": "Khách sạn Hoà Bình", "address": "đường Trần Đăng Ninh"}


def test_an_establishment_is_entered_and_answered_with_id_and_version(inspector):
    key = str(uuid.uuid4())
    answer = inspector.put(f"/establishments/{key}", an_establishment())
    assert answer.status_code == 201
    assert (answer.json["id"], answer.json["version"]) == (key, 1)
    assert answer.headers["ETag"] == '"1"'
    assert inspector.get(f"/establishments/{key}").json["name"] == "Khách sạn Hoa Đào"


def test_the_same_content_again_is_welcome_and_other_is_a_conflict(inspector):
    path = f"/establishments/{uuid.uuid4()}"
    statuses = [
        inspector.put(path, an_establishment(**changes)).status_code
        for changes in ({}, {}, {"rooms": 25})
    ]
    assert statuses == [201, 200, 409]
    assert inspector.get(path).json["rooms"] == 24


def test_a_post_with_its_own_id_is_safe_to_send_twice(inspector):
    body = {"id": str(uuid.uuid4()), **an_establishment()}
    assert [inspector.post("/establishments", body).status_code for _ in range(2)] == [201, 200]


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"kind": "casino"}, "kind", "not_allowed"),
        ({"name": ""}, "name", "length"),
        ({"rooms": "24"}, "rooms", "wrong_type"),
        ({"stars": 6}, "stars", "range"),
        ({"area": {"scheme": "2025", "code": "99999"}}, "area.code", "unknown_area"),
        ({"point": at(2.35, 48.86)}, "point.coordinates", "outside_country"),
        ({"point": at(21.8533, 106.7615)}, "point.coordinates", "range"),
        ({"point": at(0, 0)}, "point.coordinates", "outside_country"),
        ({"role": "administrator"}, "role", "unknown_field"),
        ({"version": 9}, "version", "unknown_field"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_place(inspector, repos, changes, path, code):
    answer = inspector.put_new("/establishments", an_establishment(**changes))
    assert answer.status_code == 422
    assert answer.json["errors"][path][0]["code"] == code
    assert repos.establishments.rows.count_documents({}) == 0


def test_a_change_needs_the_version_it_was_made_on(inspector, hotel):
    path = f"/establishments/{hotel['id']}"
    assert inspector.patch(path, {"rooms": 30}).status_code == 428
    assert inspector.patch(path, {"rooms": 30}, headers={"If-Match": '"7"'}).status_code == 412
    changed = inspector.patch(path, {"rooms": 30}, headers={"If-Match": '"1"'})
    assert (changed.json["rooms"], changed.json["version"]) == (30, 2)
    assert inspector.patch(path, {"rooms": 31}, headers={"If-Match": '"1"'}).status_code == 412


def test_a_new_telephone_leaves_the_owners_name_where_it_was(inspector, hotel):
    path = f"/establishments/{hotel['id']}"
    changed = inspector.patch(path, {"owner": {"phone": "0912"}}, headers={"If-Match": '"1"'})
    assert changed.json["owner"] == {**hotel["owner"], "phone": "0912"}
    assert inspector.get(path).json["owner"] == changed.json["owner"]


def test_kind_status_and_area_keep_their_history_with_dates(inspector, hotel):
    path = f"/establishments/{hotel['id']}"
    inspector.patch(path, {"status": "closed"}, headers={"If-Match": '"1"'})
    past, today = inspector.get(path).json["history"]
    assert (past["since"], past["status"]) == (None, "active")
    assert today["status"] == "closed"
    assert today["since"] is not None


@pytest.mark.parametrize(
    "query", ["hoa binh", "Hòa Bình", "Hoà bình", "BÌNH hoà", "hòa b", "tran dang"]
)
def test_search_needs_no_accents_and_takes_either_tone_spelling(inspector, query):
    inspector.put_new("/establishments", an_establishment(**HOA_BINH))
    inspector.put_new("/establishments", an_establishment())
    found = inspector.get("/establishments", q=unicodedata.normalize("NFD", query)).json["items"]
    assert [row["name"] for row in found] == [HOA_BINH["name"]]


def test_search_by_kind_area_status_box_and_nearness(inspector):
    far = {"type": "Point", "coordinates": [106.60, 21.65]}
    inspector.put_new("/establishments", an_establishment(name="Gần"))
    inspector.put_new(
        "/establishments",
        an_establishment(name="Xa", kind="karaoke", status="closed", point=far,
                         area={"scheme": "2025", "code": "05983"}),
    )  # fmt: skip

    def found(**query):
        return [row["name"] for row in inspector.get("/establishments", **query).json["items"]]

    assert found() == ["Gần", "Xa"]
    assert found(kind="karaoke") == ["Xa"]
    assert found(area="05983") == found(area="2025:05983") == ["Xa"]
    assert found(area="legacy:05983") == []
    assert found(status="active") == ["Gần"]
    assert found(bbox="106.5,21.6,106.7,21.7") == ["Xa"]
    assert found(near="106.60,21.66") == ["Xa", "Gần"]
    assert found(near="106.60,21.66", radius_m="3000") == ["Xa"]
    assert found(near="106.60,21.66", q="gan") == ["Gần"]


def test_pages_hold_every_row_once(inspector):
    for number in range(7):
        inspector.put_new("/establishments", an_establishment(name=f"Nhà nghỉ {number % 3}"))
    for query in ({}, {"near": "106.76,21.85"}):
        seen, cursor = [], None
        while True:
            page = inspector.get(
                "/establishments", limit=2, **query, **({"cursor": cursor} if cursor else {})
            ).json
            seen += [row["id"] for row in page["items"]]
            cursor = page["next_cursor"]
            if not cursor:
                break
        assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize(
    "query",
    [{"limit": "0"}, {"limit": "201"}, {"limit": "x"}, {"near": "1"}, {"near": "a,b"},
     {"near": "nan,21"}, {"bbox": "106,21,nan,22"},
     {"bbox": "1,2,3"}, {"radius_m": "5"}, {"colour": "red"}, {"cursor": "x"}, {"kind": "casino"}],
)  # fmt: skip
def test_a_search_that_makes_no_sense_is_refused(inspector, query):
    answer = inspector.get("/establishments", **query)
    assert answer.status_code == 422
    assert answer.json["errors"]


@pytest.mark.parametrize("words", [".*", "$where", "(a+)+$", "^", '{"$gt": ""}'])
def test_words_of_a_search_are_words_and_nothing_else(inspector, hotel, words):
    answer = inspector.get("/establishments", q=words)
    assert answer.status_code == 200


def test_an_owners_telephone_is_for_those_who_need_it(inspector, leader, hotel):
    assert inspector.get(f"/establishments/{hotel['id']}").json["owner"]["phone"]
    assert "owner" not in leader.get(f"/establishments/{hotel['id']}").json
    assert "owner" not in inspector.get("/establishments").json["items"][0]


def test_another_units_areas_are_out_of_sight(inspector, repos, hotel):
    repos.units.rows.update_one({"_id": "SVHTTDL-QLDL"}, {"$set": {"areas": ["2025:05983"]}})
    try:
        gone = inspector.get(f"/establishments/{hotel['id']}")
        never = inspector.get(f"/establishments/{uuid.uuid4()}")
        assert (gone.status_code, gone.data) == (404, never.data)
        assert inspector.get("/establishments").json["items"] == []
        assert inspector.put_new("/establishments", an_establishment()).status_code == 403
    finally:
        repos.units.rows.update_one({"_id": "SVHTTDL-QLDL"}, {"$set": {"areas": None}})
