"""Activities: what was done to inform people, under the sender's id, and never counted twice."""

import uuid

import pytest

from tests.builders import AN_INSTITUTION, an_activity, an_establishment

HERE = {"scheme": "2025", "code": "05977"}


def recorded(person, **changes):
    answer = person.post("/activities", an_activity(**changes))
    assert answer.status_code == 201, answer.json
    return answer.json


def tag(document):
    return {"If-Match": f'"{document["version"]}"'}


def figures(person, period="2026-Q3"):
    return person.get("/summaries/preview", period=period).json["figures"]


def test_what_is_sent_twice_is_stored_once_and_other_content_is_refused(inspector, repos):
    body = {**an_activity(), "id": str(uuid.uuid4())}
    first, again = inspector.post("/activities", body), inspector.post("/activities", body)
    assert (first.status_code, again.status_code) == (201, 200)
    other = inspector.post("/activities", {**body, "times": 9})
    assert other.status_code == 409
    assert repos.activities.rows.count_documents({}) == 1


def test_it_is_shown_with_the_names_of_who_signed_and_who_took_part(inspector, hotel):
    place = inspector.post("/institutions", AN_INSTITUTION).json
    made = recorded(inspector, signed=[hotel["id"]], institutions=[place["id"]], area=HERE,
                    slogans=["national_day"])  # fmt: skip
    assert made["unit"] == "SVHTTDL-QLDL"
    assert made["signed"] == [{"id": hotel["id"], "name": hotel["name"]}]
    assert made["institutions"] == [{"id": place["id"], "name": place["name"]}]
    assert inspector.get(f"/activities/{made['id']}").json == made
    row = inspector.get("/activities", area="05977").json["items"][0]
    assert (row["id"], row["area"]) == (made["id"], "2025:05977")


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"form": "film"}, "form"),
        ({"times": 0}, "times"),
        ({"held_on": "2050-01-01"}, "held_on"),
        ({"slogans": ["unheard_of"]}, "slogans.0"),
        ({"signed": [str(uuid.uuid4())]}, "signed.0"),
        ({"institutions": [str(uuid.uuid4())]}, "institutions.0"),
        ({"area": {"scheme": "2025", "code": "99999"}}, "area"),
        ({"campaign_id": str(uuid.uuid4())}, "campaign_id"),
        ({"attendance": {"ghosts": 4}}, "attendance.ghosts"),
        ({"numbers": {"leaflets": -1}}, "numbers.leaflets"),
        ({"unit": "NOBODY"}, "unit"),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(inspector, repos, changes, path):
    answer = inspector.post("/activities", an_activity(**changes))
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [path]
    assert repos.activities.rows.count_documents({}) == 0


def test_what_counts_nothing_is_stored_and_told(inspector):
    news = recorded(inspector, form="news", attendance={})
    assert [each["path"] for each in news["warnings"]] == ["numbers.news_items"]
    empty = recorded(inspector, attendance={}, title="Buổi không ai dự")
    assert [each["code"] for each in empty["warnings"]] == ["nobody_came"]


def test_a_change_of_an_older_version_is_told_and_loses_nothing(inspector, inspector2):
    made = recorded(inspector)
    path = f"/activities/{made['id']}"
    assert inspector2.patch(path, {"times": 5}).status_code == 428
    assert inspector2.patch(path, {"times": 5}, headers=tag(made)).json["times"] == 5
    late = inspector.patch(path, {"note": "Sửa sau"}, headers=tag(made))
    assert late.status_code == 412
    assert inspector.get(path).json["times"] == 5


def test_it_belongs_to_a_unit_and_only_that_or_one_above_changes_it(
    inspector, reporter, reviewer, leader
):
    made = recorded(reporter)
    path = f"/activities/{made['id']}"
    assert made["unit"] == "SVHTTDL"
    assert inspector.patch(path, {"times": 5}, headers=tag(made)).status_code == 404
    assert inspector.post("/activities", an_activity(unit="SVHTTDL")).status_code == 403
    for person in (reviewer, leader):
        assert person.get(path).json["may_change"] is False
        assert person.patch(path, {"times": 5}, headers=tag(made)).status_code == 403
    below = recorded(reporter, unit="SVHTTDL-QLDL", title="Họp ở phòng")
    assert inspector.get(f"/activities/{below['id']}").json["may_change"] is True


def test_figures_count_it_until_it_is_withdrawn(inspector, reporter, hotel):
    place = inspector.post("/institutions", AN_INSTITUTION).json
    made = recorded(inspector, signed=[hotel["id"]], institutions=[place["id"]], area=HERE,
                    numbers={"leaflets": 30, "news_items": 1})  # fmt: skip
    told = figures(reporter)
    found = {code: told[code]["value"] for code in ("B1", "B2", "B3a", "B7", "B10", "D1a", "D1b")}
    assert found == {"B1": 2, "B2": 40, "B3a": 1, "B7": 30, "B10": 1, "D1a": 1, "D1b": 100.0}
    assert told["B1"]["by"] == {"form": {"session": 2}, "area": {"2025:05977": 2},
                                "unit": {"SVHTTDL-QLDL": 2}}  # fmt: skip
    records = reporter.get("/summaries/preview/figures/B1/records", period="2026-Q3").json["items"]
    assert [(each["activity"]["id"], each["amount"]) for each in records] == [(made["id"], 2)]
    path = f"/activities/{made['id']}"
    gone = inspector.post(f"{path}/withdrawal", {"reason": "Ghi nhầm"}, headers=tag(made))
    assert (gone.status_code, gone.json["state"]) == (200, "withdrawn")
    assert {code: figures(reporter)[code]["value"] for code in found if code != "D1b"} == {
        code: 0 for code in found if code != "D1b"
    }
    assert inspector.patch(path, {"times": 5}, headers=tag(gone.json)).status_code == 409


def test_an_entry_made_twice_is_proposed_and_merged_without_losing_who_signed(
    inspector, reporter, hotel
):
    other = inspector.put_new("/establishments", an_establishment(name="Nhà nghỉ Sao")).json
    one = recorded(inspector, signed=[hotel["id"]], title="Tuyên truyền ở chợ Kỳ Lừa")
    two = recorded(reporter, signed=[other["id"]], title="Tuyên truyền ở chợ Kỳ Lừa",
                   held_on="2026-08-11")  # fmt: skip
    assert [each["id"] for each in two["doubles"]] == [one["id"]]
    merged = {"reason": "Ghi hai lần", "same_as": one["id"]}
    path = f"/activities/{two['id']}/withdrawal"
    assert reporter.post(path, merged, headers=tag(two)).status_code == 200
    kept = inspector.get(f"/activities/{one['id']}").json
    assert {each["id"] for each in kept["signed"]} == {hotel["id"], other["id"]}
    assert (kept["times"], kept["doubles"], kept["version"]) == (2, [], 2)
    assert figures(reporter)["D1a"]["value"] == 2


def test_what_only_looks_alike_is_said_to_be_apart_once(inspector):
    one, two = (recorded(inspector, title="Phát thanh buổi sáng") for _ in range(2))
    path = f"/activities/{two['id']}"
    apart = inspector.patch(path, {"apart_from": [one["id"]]}, headers=tag(two)).json
    assert apart["doubles"] == []
    assert inspector.get(f"/activities/{one['id']}").json["doubles"] == []
    assert recorded(inspector, title="Hội nghị khác hẳn")["doubles"] == []


def test_an_institution_is_found_without_accents_and_keeps_its_versions(inspector, reporter):
    made = inspector.post("/institutions", AN_INSTITUTION).json
    found = reporter.get("/institutions", q="nha thon").json["items"]
    assert [each["id"] for each in found] == [made["id"]]
    path = f"/institutions/{made['id']}"
    ended = reporter.patch(path, {"valid_to": "2026-12-31"}, headers=tag(made))
    assert (ended.status_code, ended.json["version"]) == (200, 2)
    assert reporter.patch(path, {"name": "Khác"}, headers=tag(made)).status_code == 412
    wrong = reporter.patch(path, {"valid_from": "2027-01-01"}, headers=tag(ended.json))
    assert list(wrong.json["errors"]) == ["valid_to"]
