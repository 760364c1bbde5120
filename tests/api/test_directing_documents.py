"""Directing documents, the tasks they set, how far those are; campaigns and their targets."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.builders import a_visit
from tests.people import Person

DOCUMENT = {"number": "40/KH-BCĐ", "issued_on": "2026-02-22", "body": "Ban Chỉ đạo 138 tỉnh",
            "kind": "plan", "title": "Kế hoạch phòng, chống mua bán người năm 2026"}  # fmt: skip
TASK = {"unit": "SVHTTDL-QLDL", "what": "Báo cáo kết quả đợt cao điểm", "due": "2026-10-02",
        "due_rule": "before"}  # fmt: skip
CAMPAIGN = {"name": "Đợt cao điểm", "from": "2026-07-01", "to": "2026-12-31"}


@pytest.fixture
def document(reporter):
    return reporter.post("/documents", {"id": str(uuid.uuid4()), **DOCUMENT}).json


@pytest.fixture
def task(reporter, document):
    """Sets a task of the document, changed where a test asks."""

    def set_task(**changes):
        body = {"id": str(uuid.uuid4()), **TASK, **changes}
        answer = reporter.post(f"/documents/{document['id']}/tasks", body)
        assert answer.status_code == 201, answer.json
        return answer.json

    return set_task


def progress(person, task, **fields):
    body = {"id": str(uuid.uuid4()), "text": "Đã làm", **fields}
    return person.post(f"/tasks/{task['id']}/progress", body)


def test_a_document_is_registered_once_and_read_by_all(reporter, leader, inspector, document):
    again = {"id": document["id"], **DOCUMENT}
    assert reporter.post("/documents", again).status_code == 200
    assert reporter.post("/documents", {**again, "title": "khác"}).status_code == 409
    (row,) = leader.get("/documents").json["items"]
    assert (row["number"], row["body"], row["kind"]) == (
        DOCUMENT["number"], DOCUMENT["body"], "plan",
    )  # fmt: skip
    assert inspector.get(f"/documents/{document['id']}").json["may_change"] is False
    assert leader.get("/documents", kind="dispatch").json["items"] == []


def test_a_later_document_takes_the_place_of_an_earlier(reporter, document):
    body = {**DOCUMENT, "number": "41/KH-BCĐ", "replaces": [document["id"]]}
    later = reporter.post("/documents", body).json["id"]
    assert reporter.get(f"/documents/{document['id']}").json["replaced_by"] == [later]
    own = {"replaces": [later]}
    refused = reporter.patch(f"/documents/{later}", own, headers={"If-Match": '"1"'})
    assert refused.json["errors"]["replaces.0"][0]["code"] == "itself"
    body = {**body, "replaces": [str(uuid.uuid4())]}
    assert reporter.post("/documents", body).json["errors"]["replaces.0"]


def test_before_a_day_means_the_day_before(leader, task):
    made = task()
    assert (made["last_day"], made["state"]) == ("2026-10-01", "late")
    assert task(due_rule="by")["last_day"] == "2026-10-02"
    found = leader.get("/tasks", state="late", unit="SVHTTDL-QLDL").json["items"]
    assert [row["last_day"] for row in found] == ["2026-10-01", "2026-10-02"]
    assert leader.get("/documents").json["items"][0]["tasks"] == {"all": 2, "done": 0, "late": 2}


def test_a_task_counts_against_its_target_and_is_never_rounded_up(inspector, leader, task):
    made = task(target=150, measure="lượt", due="2030-01-01")
    assert progress(inspector, made, percent=40).json["errors"]["done"]
    assert progress(inspector, made, done=149).json["percent"] == 99
    told = progress(inspector, made, done=150, on="2026-11-20").json
    assert (told["state"], told["percent"], told["done_on"]) == ("done", 100, "2026-11-20")
    assert [entry["done"] for entry in told["progress"]] == [149, 150]
    assert leader.get("/tasks", state="done").json["items"][0]["id"] == made["id"]


def test_what_was_done_after_its_day_was_done_late(inspector, task, leader):
    made = task()
    assert progress(inspector, made, percent=100, on="2026-10-02").json["state"] == "done_late"
    assert [row["id"] for row in leader.get("/tasks", state="done_late").json["items"]] == [
        made["id"]
    ]
    assert leader.get("/tasks", state="done").json["items"] == []


def test_progress_sent_twice_is_one_entry_and_no_future(inspector, task):
    made, body = task(), {"id": str(uuid.uuid4()), "text": "Một nửa", "percent": 50}
    path = f"/tasks/{made['id']}/progress"
    assert [inspector.post(path, body).status_code for _ in range(2)] == [201, 200]
    assert inspector.post(path, {**body, "percent": 60}).status_code == 409
    assert progress(inspector, made, percent=60, on="2099-01-01").json["errors"]["on"]
    (row,) = inspector.get("/tasks").json["items"]
    assert len(row["progress"]) == 1


def test_many_who_report_at_once_lose_no_entry(app, tokens, inspector, task):
    made = task()

    def report(number):
        return progress(Person(app, tokens["inspector"]), made, percent=number).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(report, range(1, 5))) == {201}
    (row,) = inspector.get("/tasks").json["items"]
    assert sorted(entry["percent"] for entry in row["progress"]) == [1, 2, 3, 4]


def test_who_set_a_task_changes_it_and_takes_it_back(reporter, inspector, task):
    made = task()
    path = f"/tasks/{made['id']}"
    assert inspector.patch(path, {"what": "Khác"}, headers={"If-Match": '"1"'}).status_code == 404
    changed = reporter.patch(path, {"due": "2030-01-01"}, headers={"If-Match": '"1"'}).json
    assert (changed["last_day"], changed["state"]) == ("2029-12-31", "open")
    assert (
        reporter.patch(path, {"due": "2031-01-01"}, headers={"If-Match": '"1"'}).status_code == 412
    )
    gone = {"withdrawn_because": "Giao nhầm đơn vị"}
    assert reporter.patch(path, gone, headers={"If-Match": '"2"'}).json["state"] == "withdrawn"
    assert progress(inspector, made, percent=10).status_code == 409


def test_a_campaign_tells_how_far_its_targets_are(reporter, inspector, leader, hotel):
    targets = {"visits": 4, "commitments": 2, "leaflets": 0, "Bài hát": 3}
    made = reporter.post("/campaigns", {**CAMPAIGN, "targets": targets, "partners": ["Tỉnh đoàn"]})
    key = made.json["id"]
    guidance = {"given": True, "commitment_signed": True, "leaflets": 7}
    visit = a_visit(hotel["id"], campaign_id=key)
    visit["guidance"] = {**visit.get("guidance", {}), **guidance}
    assert inspector.put_new("/visits", visit).status_code == 201
    told = leader.get(f"/campaigns/{key}").json
    assert {row["name"]: (row["done"], row["percent"]) for row in told["progress"]} == {
        "visits": (1, 25.0), "commitments": (1, 50.0), "leaflets": (7, None),
        "Bài hát": (None, None),
    }  # fmt: skip
    changed = reporter.patch(f"/campaigns/{key}", {"note": "Ghi"}, headers={"If-Match": '"1"'})
    assert (changed.json["version"], changed.json["partners"]) == (2, ["Tỉnh đoàn"])
    stale = reporter.patch(f"/campaigns/{key}", {"note": "Khác"}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412


def test_a_link_to_what_is_not_there_is_refused(reporter):
    body = {**CAMPAIGN, "document_id": str(uuid.uuid4())}
    assert reporter.post("/campaigns", body).json["errors"]["document_id"]
