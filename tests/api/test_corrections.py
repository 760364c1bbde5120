"""Corrections: an amendment keeps what was said, a withdrawal keeps the visit."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.builders import CALLED, a_flag, a_visit, answers
from tests.people import Person


@pytest.fixture
def sent(inspector, hotel):
    """A visit with one sign, as it was sent, and its path."""
    path = f"/visits/{uuid.uuid4()}"
    visit = a_visit(hotel["id"], flags=[a_flag("REG-09")])
    assert inspector.put(path, visit).status_code == 201
    return path, visit


def amendment(submission, reason="Ghi nhầm số khách", key=None):
    return {"id": str(key or uuid.uuid4()), "reason": reason, "submission": submission}


def test_an_amendment_shows_the_latest_and_keeps_the_first(inspector, repos, sent):
    path, visit = sent
    changed = {**visit, "remarks": "đã sửa", "answers": answers(CL_01="fail")}
    answer = inspector.post(f"{path}/amendments", amendment(changed))
    assert answer.status_code == 201, answer.json
    read = inspector.get(path).json
    assert (read["remarks"], read["failed_items"], read["version"]) == ("đã sửa", ["CL-01"], 2)
    assert [row["reason"] for row in read["amendments"]] == ["Ghi nhầm số khách"]
    assert repos.amendments.rows.find_one()["before"]["remarks"] == ""


def test_the_same_amendment_twice_is_one(inspector, repos, sent):
    path, visit = sent
    body = amendment({**visit, "remarks": "đã sửa"})
    statuses = [inspector.post(f"{path}/amendments", body).status_code for _ in range(2)]
    assert statuses == [201, 200]
    assert repos.amendments.rows.count_documents({}) == 1
    other = {**body, "reason": "lý do khác"}
    assert inspector.post(f"{path}/amendments", other).status_code == 409


def test_the_first_content_sent_again_after_an_amendment_is_welcome(inspector, sent):
    path, visit = sent
    inspector.post(f"{path}/amendments", amendment({**visit, "remarks": "đã sửa"}))
    answer = inspector.put(path, visit)
    assert (answer.status_code, answer.json["remarks"]) == (200, "đã sửa")


@pytest.mark.parametrize(
    "moved",
    [
        {"started_at": "2026-11-04T08:30:00+07:00", "finished_at": "2026-11-04T09:30:00+07:00"},
        {"checklist": {"code": "homestay", "version": 1}},
        {"establishment_id": str(uuid.uuid4())},
    ],
)
def test_an_amendment_moves_neither_place_nor_checklist_nor_time(inspector, sent, moved):
    path, visit = sent
    answer = inspector.post(f"{path}/amendments", amendment({**visit, **moved}))
    assert answer.status_code == 422
    assert {f"submission.{name}" for name in moved} & set(answer.json["errors"])


def test_flags_may_be_added_not_taken_away(inspector, reviewer, sent):
    path, visit = sent
    gone = inspector.post(f"{path}/amendments", amendment({**visit, "flags": []}))
    assert gone.json["errors"]["submission.flags"][0]["code"] == "flag_taken_away"
    more = {**visit, "flags": [*visit["flags"], a_flag()], "emergency_call": CALLED}
    answer = inspector.post(f"{path}/amendments", amendment(more))
    assert (answer.status_code, answer.json["triage"]["level"]) == (201, "red")
    (case,) = reviewer.get("/cases").json["items"]
    assert case["level"] == "red"
    whole = reviewer.get(f"/cases/{case['id']}").json
    assert len(whole["visits"]) == 1
    assert [flag["indicator"] for flag in whole["visits"][0]["flags"]] == ["REG-09", "ROO-04"]


def test_one_of_two_flags_of_an_indicator_does_not_go_unnoticed(inspector, hotel):
    path = f"/visits/{uuid.uuid4()}"
    visit = a_visit(hotel["id"], flags=[a_flag("REG-09"), a_flag("REG-09", place="tầng 3")])
    inspector.put(path, visit)
    fewer = amendment({**visit, "flags": visit["flags"][:1]})
    assert inspector.post(f"{path}/amendments", fewer).status_code == 422


def test_a_flag_first_added_by_an_amendment_opens_a_case(inspector, reviewer, hotel):
    path = f"/visits/{uuid.uuid4()}"
    visit = a_visit(hotel["id"])
    inspector.put(path, visit)
    inspector.post(f"{path}/amendments", amendment({**visit, "flags": [a_flag("REG-02")]}))
    assert [case["level"] for case in reviewer.get("/cases").json["items"]] == ["orange"]


def test_a_wrong_amendment_is_told_below_its_submission(inspector, sent):
    path, visit = sent
    wrong = {**visit, "answers": answers(CL_01=None)}
    answer = inspector.post(f"{path}/amendments", amendment(wrong))
    assert answer.status_code == 422
    assert "submission.answers" in answer.json["errors"]


def test_only_the_submitter_amends_and_withdraws(inspector2, sent):
    path, visit = sent
    assert inspector2.post(f"{path}/amendments", amendment(visit)).status_code == 403
    assert inspector2.post(f"{path}/withdrawal", {"reason": "không phải"}).status_code == 403


def test_a_withdrawn_visit_stays_readable_and_stays_on_its_case(inspector, reviewer, sent):
    path, visit = sent
    body = {"reason": "Nhầm cơ sở"}
    assert inspector.post(f"{path}/withdrawal", body).json["state"] == "withdrawn"
    assert inspector.post(f"{path}/withdrawal", body).status_code == 200
    assert inspector.post(f"{path}/withdrawal", {"reason": "lý do khác"}).status_code == 409
    assert inspector.get(path).json["withdrawal"]["reason"] == "Nhầm cơ sở"
    assert inspector.post(f"{path}/amendments", amendment(visit)).status_code == 409
    (case,) = reviewer.get("/cases").json["items"]
    entry = reviewer.get(f"/cases/{case['id']}").json["visits"][0]
    assert entry["withdrawn"] is True


def test_a_reviewer_whom_an_amendment_names_no_longer_claims(inspector, reviewer, sent):
    path, visit = sent
    team = [{"name": "Người xét duyệt một", "account": "reviewer"}]
    inspector.post(f"{path}/amendments", amendment({**visit, "team": team}))
    (case,) = reviewer.get("/cases").json["items"]
    assert reviewer.post(f"/cases/{case['id']}/claim").status_code == 403


def test_an_amendment_lowers_no_level_and_takes_no_call_away(inspector, reviewer, hotel):
    path = f"/visits/{uuid.uuid4()}"
    young = a_flag("REG-02", person={"label": "Người A", "under_18": True})
    visit = a_visit(hotel["id"], flags=[young], emergency_call=CALLED)
    assert inspector.put(path, visit).json["triage"]["level"] == "red"
    milder = {**visit, "flags": [a_flag("REG-02", person=None, description="")]}
    gone = inspector.post(f"{path}/amendments", amendment({**milder, "emergency_call": None}))
    assert gone.json["errors"]["submission.emergency_call"][0]["code"] == "call_taken_away"
    assert inspector.post(f"{path}/amendments", amendment(milder)).json["triage"]["level"] == "red"
    (case,) = reviewer.get("/cases").json["items"]
    assert case["level"] == "red"
    entry = reviewer.get(f"/cases/{case['id']}").json["visits"][0]
    assert entry["earlier"][0]["flags"][0]["person"]["under_18"] is True


def test_many_equal_amendments_and_withdrawals_at_once_are_one(app, tokens, sent, repos):
    path, visit = sent
    body = amendment({**visit, "remarks": "đã sửa"})

    def amend(_):
        return Person(app, tokens["inspector"]).post(f"{path}/amendments", body).status_code

    def withdraw(_):
        person = Person(app, tokens["inspector"])
        return person.post(f"{path}/withdrawal", {"reason": "Nhầm cơ sở"}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(amend, range(16))) == [200] * 15 + [201]
        assert set(pool.map(withdraw, range(16))) == {200}
    assert repos.amendments.rows.count_documents({}) == 1


def test_a_visit_takes_a_bounded_number_of_amendments(inspector, sent, monkeypatch):
    path, visit = sent
    monkeypatch.setattr("service.usecases.corrections.AMENDMENTS_MOST", 1)
    first = amendment({**visit, "remarks": "một"})
    assert inspector.post(f"{path}/amendments", first).status_code == 201
    second = inspector.post(f"{path}/amendments", amendment({**visit, "remarks": "hai"}))
    assert second.status_code == 409
    assert second.json["type"].endswith("too-many-amendments")
    assert inspector.post(f"{path}/amendments", first).status_code == 200
