"""Cases: opened by flags, queued by level and age, worked by reviewers who were not there."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.rights import EVERYWHERE, Scope
from tests.builders import CALLED, a_flag, a_visit, an_establishment, answers
from tests.people import Person


@pytest.fixture
def place(inspector):
    """Makes a further establishment; answers its id."""

    def make(**changes):
        return inspector.put_new("/establishments", an_establishment(**changes)).json["id"]

    return make


@pytest.fixture
def flag(inspector):
    """Sends a flagged visit to a place; answers the visit's id."""

    def send(place_id, *indicators, **changes):
        path = f"/visits/{uuid.uuid4()}"
        flags = [a_flag(code) for code in indicators]
        visit = a_visit(place_id, flags=flags, emergency_call=CALLED, **changes)
        answer = inspector.put(path, visit)
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    return send


def test_no_flag_no_case(inspector, reviewer, hotel):
    inspector.put_new("/visits", a_visit(hotel["id"]))
    assert reviewer.get("/cases").json["items"] == []


def test_the_queue_is_by_level_then_by_age(reviewer, place, flag):
    white, orange, red, younger = (place(name=f"Nhà nghỉ {n}") for n in range(4))
    flag(white, "REG-09")
    flag(orange, "REG-02")
    flag(red, "ROO-04")
    flag(younger, "REG-02")
    queue = reviewer.get("/cases").json["items"]
    assert [case["establishment"]["id"] for case in queue] == [red, orange, younger, white]
    assert [case["level"] for case in queue] == ["red", "orange", "orange", "white"]
    first = reviewer.get("/cases", limit=3).json
    rest = reviewer.get("/cases", limit=3, cursor=first["next_cursor"]).json
    assert [case["id"] for case in first["items"] + rest["items"]] == [case["id"] for case in queue]
    assert [case["id"] for case in reviewer.get("/cases", level="red").json["items"]] == [
        queue[0]["id"]
    ]
    assert len(reviewer.get("/cases", area="05977").json["items"]) == 4
    assert reviewer.get("/cases", area="05983").json["items"] == []


def test_flags_join_the_open_case_at_the_highest_level(reviewer, hotel, flag):
    flag(hotel["id"], "ROO-04")
    flag(hotel["id"], "REG-09")
    (case,) = reviewer.get("/cases").json["items"]
    assert case["level"] == "red"
    assert len(reviewer.get(f"/cases/{case['id']}").json["visits"]) == 2


def test_many_first_flags_at_once_open_one_case(app, tokens, hotel, repos):
    def send(_):
        visit = a_visit(hotel["id"], flags=[a_flag("REG-02")])
        return Person(app, tokens["inspector"]).put_new("/visits", visit).status_code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(send, range(24))) == [201] * 24
    (case,) = repos.cases.rows.find()
    assert len(case["visits"]) == 24


def test_yellow_twice_at_one_place_asks_for_a_revisit(reviewer, hotel, flag):
    yellow = ("REG-09", "GUE-01", "ROO-05")
    flag(hotel["id"], *yellow)
    assert reviewer.get("/cases").json["items"][0]["revisit"] is False
    flag(hotel["id"], *yellow)
    (case,) = reviewer.get("/cases").json["items"]
    assert (case["revisit"], case["level"]) == (True, "yellow")


def test_a_withdrawn_visit_no_longer_asks_for_a_revisit(inspector, reviewer, hotel):
    yellow = [a_flag(code) for code in ("REG-09", "GUE-01", "ROO-05")]
    paths = [f"/visits/{uuid.uuid4()}" for _ in range(2)]
    for path in paths:
        inspector.put(path, a_visit(hotel["id"], flags=yellow))
    assert reviewer.get("/cases").json["items"][0]["revisit"] is True
    inspector.post(f"{paths[0]}/withdrawal", {"reason": "Nhầm"})
    case = reviewer.get("/cases").json["items"][0]
    assert (case["revisit"], case["level"]) == (False, "yellow")


def test_the_open_queue_leaves_out_what_is_settled(reviewer, hotel, flag):
    flag(hotel["id"], "ROO-04")
    path = f"/cases/{reviewer.get('/cases').json['items'][0]['id']}"
    reviewer.post(f"{path}/claim")
    assert len(reviewer.get("/cases", open="true").json["items"]) == 1
    reviewer.post(f"{path}/decision", {"decision": "closed", "reason": "Đã xong"})
    assert reviewer.get("/cases", open="true").json["items"] == []
    assert len(reviewer.get("/cases", open="false").json["items"]) == 1
    assert len(reviewer.get("/cases").json["items"]) == 1


def test_a_red_visit_that_nobody_was_called_about_leaves_an_alert(inspector, reviewer, hotel):
    call = {"not_called_because": "không có sóng"}
    inspector.put_new("/visits", a_visit(hotel["id"], flags=[a_flag()], emergency_call=call))
    (case,) = reviewer.get("/cases").json["items"]
    assert [alert["kind"] for alert in case["alerts"]] == ["nobody_called"]


def test_the_queue_is_asked_by_kind_and_by_who_holds_it(reviewer, place, flag):
    flag(place(), "ROO-04")
    flag(place(kind="guesthouse"), "REG-02", answers=answers(kind="guesthouse"))
    red = reviewer.get("/cases", level="red").json["items"][0]
    reviewer.post(f"/cases/{red['id']}/claim")

    def asked(**query):
        return [case["level"] for case in reviewer.get("/cases", **query).json["items"]]

    assert asked(kind="guesthouse") == ["orange"]
    assert asked(assignee="reviewer") == ["red"]
    assert asked(assignee="reviewer2") == []
    assert asked(establishment=red["establishment"]["id"]) == ["red"]


def test_a_case_says_when_it_is_late_while_nobody_has_it(reviewer, place, flag):
    flag(place(), "ROO-04")
    flag(place(), "REG-02")
    flag(place(), "REG-09")
    cases = reviewer.get("/cases").json["items"]
    moment = dt.datetime.fromisoformat
    late = [
        case["late_at"] and moment(case["late_at"]) - moment(case["opened_at"]) for case in cases
    ]
    assert late == [dt.timedelta(hours=1), dt.timedelta(hours=24), None]
    assert all(case["waiting_since"] == case["opened_at"] for case in cases)
    taken = reviewer.post(f"/cases/{cases[0]['id']}/claim").json
    assert taken["late_at"] is None


def test_counts_are_of_all_whatever_is_asked(reviewer, place, flag):
    flag(place(), "ROO-04")
    flag(place(), "REG-02")
    red = reviewer.get("/cases", level="red").json["items"][0]
    reviewer.post(f"/cases/{red['id']}/claim")
    told = reviewer.get("/cases", level="white").json
    assert told["items"] == []
    assert told["counts"] == [
        {"level": "orange", "state": "new", "claimed_by": None, "count": 1},
        {"level": "red", "state": "claimed", "claimed_by": "reviewer", "count": 1},
    ]
    assert told["last_red_at"] == red["last_flagged_at"]


def again(person, tag, **query):
    headers = {"If-None-Match": tag}
    return person.call("GET", "/cases", headers=headers, query_string=query)


def test_a_queue_that_did_not_change_is_304_and_nothing_is_written_down(
    reviewer, reviewer2, repos, hotel, flag
):
    flag(hotel["id"], "ROO-04")
    first = reviewer.get("/cases")
    tag = first.headers["ETag"]
    written = repos.audit.rows.count_documents({})
    same = again(reviewer, tag)
    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", tag)
    assert repos.audit.rows.count_documents({}) == written
    assert again(reviewer, tag, level="red").status_code == 200
    path = f"/cases/{first.json['items'][0]['id']}"
    changes = [
        lambda: reviewer2.post(f"{path}/claim"),
        lambda: reviewer2.post(f"{path}/decision", {"decision": "monitoring", "reason": "Chờ"}),
        lambda: flag(hotel["id"], "REG-09"),
    ]
    for change in changes:
        change()
        changed = again(reviewer, tag)
        assert changed.status_code == 200
        tag = changed.headers["ETag"]
        assert again(reviewer, tag).status_code == 304


def test_a_change_elsewhere_is_not_told_by_the_tag(repos, hotel, flag):
    flag(hotel["id"], "ROO-04")
    here = Scope(areas=("2025:05977",))
    there = Scope(areas=("2025:06463",))
    assert repos.case_stamps.sum_of(here) == repos.case_stamps.sum_of(EVERYWHERE) > 0
    assert repos.case_stamps.sum_of(there) == 0


def test_one_claims_the_other_hears_that_it_is_taken(reviewer, reviewer2, hotel, flag):
    flag(hotel["id"], "ROO-04")
    path = f"/cases/{reviewer.get('/cases').json['items'][0]['id']}"
    claimed = reviewer.post(f"{path}/claim")
    assert (claimed.status_code, claimed.json["claimed_by"]) == (200, "reviewer")
    assert reviewer.post(f"{path}/claim").status_code == 200
    assert reviewer2.post(f"{path}/claim").status_code == 409


def test_of_many_claims_at_once_one_wins(app, tokens, reviewer, hotel, flag):
    flag(hotel["id"], "ROO-04")
    path = f"/cases/{reviewer.get('/cases').json['items'][0]['id']}/claim"
    names = ["reviewer", "reviewer2"]

    def claim(name):
        return Person(app, tokens[name]).post(path).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(claim, names)) == [200, 409]


@pytest.mark.parametrize("decision", ["monitoring", "referred", "unfounded", "closed"])
def test_who_claimed_it_decides_with_a_reason(reviewer, reviewer2, hotel, flag, decision):
    flag(hotel["id"], "ROO-04")
    path = f"/cases/{reviewer.get('/cases').json['items'][0]['id']}"
    body = {"decision": decision, "reason": "Đã xác minh với Công an xã."}
    assert reviewer.post(f"{path}/decision", body).status_code == 409
    reviewer.post(f"{path}/claim")
    assert reviewer2.post(f"{path}/decision", body).status_code == 409
    assert reviewer.post(f"{path}/decision", {**body, "reason": ""}).status_code == 422
    moved = reviewer.post(f"{path}/decision", body).json
    assert (moved["state"], moved["moves"][-1]["reason"]) == (decision, body["reason"])
    again = reviewer.post(f"{path}/decision", body)
    assert (again.status_code, again.json["moves"]) == (200, moved["moves"])


@pytest.fixture
def settled(reviewer, hotel, flag):
    """A case that was found to be unfounded; its path."""
    flag(hotel["id"], "ROO-04")
    path = f"/cases/{reviewer.get('/cases').json['items'][0]['id']}"
    reviewer.post(f"{path}/claim")
    reviewer.post(f"{path}/decision", {"decision": "unfounded", "reason": "Nhầm phòng."})
    return path


REOPENED = {"decision": "reopened", "reason": "Có tin mới từ Công an phường."}


def test_another_reopens_what_was_settled_and_it_waits_in_the_queue_again(
    reviewer, reviewer2, settled
):
    moved = reviewer2.post(f"{settled}/decision", REOPENED)
    assert moved.status_code == 200, moved.json
    assert (moved.json["state"], moved.json["claimed_by"]) == ("reopened", None)
    assert moved.json["moves"][-1]["reason"] == REOPENED["reason"]
    assert moved.json["waiting_since"] == moved.json["moves"][-1]["at"]
    assert len(reviewer.get("/cases", open="true").json["items"]) == 1
    assert reviewer.post(f"{settled}/claim").status_code == 200
    assert reviewer.post(f"{settled}/decision", REOPENED).status_code == 409


def test_a_case_is_not_reopened_beside_another_open_one(reviewer, hotel, flag, settled):
    flag(hotel["id"], "REG-02")
    refused = reviewer.post(f"{settled}/decision", REOPENED)
    assert refused.status_code == 409
    assert "hồ sơ khác chưa kết thúc" in refused.json["detail"]
    assert len(reviewer.get("/cases", open="true").json["items"]) == 1


def test_a_purged_case_is_not_reopened(reviewer, repos, settled):
    repos.cases.rows.update_one({}, {"$set": {"purged_at": repos.cases.rows.find_one()["opened_at"],
                                              "moves": [], "visits.0.rules": []}})  # fmt: skip
    assert reviewer.post(f"{settled}/decision", REOPENED).status_code == 409


def test_of_reopening_and_a_new_flag_at_once_one_case_is_open(
    app, tokens, reviewer, repos, hotel, settled
):
    def reopen():
        return Person(app, tokens["reviewer"]).post(f"{settled}/decision", REOPENED).status_code

    def flag_anew():
        visit = a_visit(hotel["id"], flags=[a_flag("REG-02")])
        return Person(app, tokens["inspector"]).put_new("/visits", visit).status_code

    with ThreadPoolExecutor(2) as pool:
        opened, sent = pool.submit(reopen), pool.submit(flag_anew)
        assert sent.result() == 201
        assert opened.result() in (200, 409)
    assert repos.cases.rows.count_documents({"open": True}) == 1


def test_a_flag_after_the_closing_opens_a_new_case(reviewer, hotel, flag):
    flag(hotel["id"], "ROO-04")
    path = f"/cases/{reviewer.get('/cases').json['items'][0]['id']}"
    reviewer.post(f"{path}/claim")
    reviewer.post(f"{path}/decision", {"decision": "closed", "reason": "Đã giải quyết xong."})
    flag(hotel["id"], "REG-02")
    states = {case["state"]: case["level"] for case in reviewer.get("/cases").json["items"]}
    assert states == {"closed": "red", "new": "orange"}


def test_nobody_named_on_the_visit_claims_or_decides_its_case(reviewer, reviewer2, hotel, flag):
    team = [{"name": "Người xét duyệt một", "account": "reviewer"}]
    flag(hotel["id"], "ROO-04", team=team)
    path = f"/cases/{reviewer.get('/cases').json['items'][0]['id']}"
    assert reviewer.post(f"{path}/claim").status_code == 403
    assert reviewer2.post(f"{path}/claim").status_code == 200


def test_who_comes_onto_a_claimed_case_by_a_later_visit_no_longer_decides(reviewer, hotel, flag):
    flag(hotel["id"], "ROO-04")
    path = f"/cases/{reviewer.get('/cases').json['items'][0]['id']}"
    reviewer.post(f"{path}/claim")
    flag(hotel["id"], "REG-09", team=[{"name": "Người xét duyệt một", "account": "reviewer"}])
    body = {"decision": "closed", "reason": "Đã giải quyết xong."}
    assert reviewer.post(f"{path}/decision", body).status_code == 403


def test_every_read_of_a_case_is_written_down_first(reviewer, repos, hotel, flag, monkeypatch):
    flag(hotel["id"], "ROO-04")
    case_id = reviewer.get("/cases").json["items"][0]["id"]
    reviewer.get(f"/cases/{case_id}")
    reviewer.get("/summaries/preview/figures/E1a/records", period="2026-Q4")
    found = repos.audit.rows.find({"by": "reviewer"}).sort("at", 1)
    entries = [entry["act"] for entry in found]
    assert entries == ["list_cases", "read_case", "read_figure_records"]

    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(repos.audit, "append", fail)
    answer = reviewer.get(f"/cases/{case_id}")
    assert answer.status_code == 500
    assert "flags" not in answer.text


def test_every_rule_that_fires_is_told_in_words(inspector, reviewer, hotel):
    child = {"label": "Người B", "under_18": True}
    visit = a_visit(hotel["id"], flags=[a_flag("REG-02", person=child)])
    visit["emergency_call"] = CALLED
    inspector.put_new("/visits", visit)
    case = reviewer.get(f"/cases/{reviewer.get('/cases').json['items'][0]['id']}").json
    told = {row["code"]: row for row in reviewer.get("/triage-rules").json["items"]}
    (fired,) = [entry["rules"] for entry in case["visits"]]
    assert [told[code]["level"] for code in fired] == ["orange", None]
    assert all(told[code]["words"]["vi"] for code in fired)
