"""Legal holds: placed by those who may see the object, kept from those who may not."""

import uuid

import pytest

from tests.builders import CALLED, a_flag, a_visit


@pytest.fixture
def case_id(inspector, reviewer, hotel):
    visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED)
    inspector.put_new("/visits", visit)
    return reviewer.get("/cases").json["items"][0]["id"]


def hold(person, of, key, **more):
    body = {"of": of, "key": key, "reason": "Đang điều tra", **more}
    return person.post("/legal-holds", body)


def test_a_hold_sent_twice_is_one_and_other_content_is_refused(leader, hotel, repos):
    key = str(uuid.uuid4())
    first = hold(leader, "establishment", hotel["id"], id=key)
    again = hold(leader, "establishment", hotel["id"], id=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    other = hold(leader, "establishment", hotel["id"], id=key, reason="Khác")
    assert other.status_code == 409
    assert repos.legal_holds.rows.count_documents({}) == 1


def test_a_hold_on_a_case_is_a_reviewer_s_alone(reviewer, leader, case_id):
    absent = hold(leader, "case", str(uuid.uuid4()))
    told = hold(leader, "case", case_id)
    assert (told.status_code, told.json) == (absent.status_code, absent.json)
    assert told.status_code == 404
    placed = hold(reviewer, "case", case_id).json
    assert [row["id"] for row in reviewer.get("/legal-holds").json["items"]] == [placed["id"]]
    assert leader.get("/legal-holds").json["items"] == []
    assert leader.post(f"/legal-holds/{placed['id']}/lifting").status_code == 404


def test_a_hold_is_lifted_once_and_says_by_whom(reviewer, reviewer2, case_id, repos):
    placed = hold(reviewer, "case", case_id).json
    assert repos.legal_holds.held([uuid.UUID(case_id)]) == {uuid.UUID(case_id)}
    lifted = reviewer2.post(f"/legal-holds/{placed['id']}/lifting").json
    assert lifted["lifted_by"] == "reviewer2"
    assert reviewer.post(f"/legal-holds/{placed['id']}/lifting").json == lifted
    assert repos.legal_holds.held([uuid.UUID(case_id)]) == set()


def test_the_reason_is_sealed_in_the_database(reviewer, case_id, repos):
    hold(reviewer, "case", case_id)
    assert "Đang điều tra".encode() not in repos.legal_holds.rows.find_one()["reason"]
