"""Inspections and campaigns, which visits are tagged with."""

import uuid

import pytest

from tests.builders import a_visit

INSPECTION = {
    "name": "Kiểm tra quý IV",
    "kind": "planned",
    "from": "2026-10-01",
    "to": "2026-12-31",
}
CAMPAIGN = {"name": "Đợt cao điểm", "from": "2026-07-01", "to": "2026-09-30"}


@pytest.mark.parametrize(("path", "body"), [("/inspections", INSPECTION), ("/campaigns", CAMPAIGN)])
def test_a_window_is_made_once_and_listed(reporter, leader, path, body):
    body = {"id": str(uuid.uuid4()), **body}
    assert [reporter.post(path, body).status_code for _ in range(2)] == [201, 200]
    assert reporter.post(path, {**body, "name": "khác"}).status_code == 409
    (row,) = leader.get(path).json["items"]
    assert (row["id"], row["from"], row["to"]) == (body["id"], body["from"], body["to"])


def test_a_window_that_ends_before_it_begins_is_refused(reporter):
    answer = reporter.post("/campaigns", {**CAMPAIGN, "to": "2026-06-30"})
    assert answer.json["errors"]["to"][0]["code"] == "before_start"


@pytest.mark.parametrize(
    "targets",
    [{"a\0b": 1}, {"$inc": 1}, {"a.b": 1}, {"": 1}, {"x" * 101: 1}, {"visits": -1},
     {"visits": "5"}, {"visits": True}, {"visits": 10**10}, {str(n): n for n in range(51)}, []],
    ids=lambda part: str(part)[:20],
)  # fmt: skip
def test_targets_are_a_few_numbers_by_name(reporter, repos, targets):
    answer = reporter.post("/campaigns", {**CAMPAIGN, "targets": targets})
    assert answer.status_code == 422
    assert all(path.startswith("targets") for path in answer.json["errors"])
    assert repos.campaigns.rows.count_documents({}) == 0


def test_targets_come_back_as_they_were_sent(reporter, leader):
    targets = {"visits": 150, "Cơ sở ký cam kết": 60}
    assert reporter.post("/campaigns", {**CAMPAIGN, "targets": targets}).status_code == 201
    assert leader.get("/campaigns").json["items"][0]["targets"] == targets


def test_a_visit_is_tagged_with_its_inspection_and_counted(inspector, reporter, hotel):
    made = inspector.post("/inspections", INSPECTION).json
    visit = a_visit(hotel["id"], inspection_id=made["id"])
    assert inspector.put_new("/visits", visit).json["inspection_id"] == made["id"]
    told = reporter.get("/summaries/preview", period="2026-Q4").json
    assert told["figures"]["C1"]["value"] == 1
    assert told["figures"]["C1"]["by"]["kind"] == {"planned": 1}
    assert told["visits_without_inspection"] == 0
