"""Batches: many visits at once, each with a verdict of its own."""

import uuid

from tests.builders import CALLED, a_flag, a_visit


def test_a_batch_gives_each_its_verdict_in_the_order_sent(inspector, hotel):
    good, bad, flagged, poison = (uuid.uuid4() for _ in range(4))
    inspector.put(f"/visits/{good}", a_visit(hotel["id"]))
    items = [
        {"id": str(good), **a_visit(hotel["id"])},
        {"id": str(good), **a_visit(hotel["id"], remarks="khác")},
        {"id": str(bad), **a_visit(str(uuid.uuid4()))},
        {"id": str(flagged), **a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED)},
        {"id": str(poison), "nonsense": {"$where": "1"}},
        {"id": str(uuid.uuid4()), **a_visit(hotel["id"])},
        {"id": {"$gt": ""}},
        5,
        None,
    ]
    answer = inspector.post("/visits/batch", {"items": items})
    assert answer.status_code == 200
    told = answer.json["items"]
    assert [item["status"] for item in told] == [200, 409, 422, 201, 422, 201, 422, 422, 422]
    assert [item["id"] for item in told[:6]] == [item["id"] for item in items[:6]]
    assert told[3]["visit"]["triage"]["level"] == "red"
    assert told[2]["problem"]["errors"]["establishment_id"]
    again = inspector.post("/visits/batch", {"items": items}).json["items"]
    assert [item["status"] for item in again] == [200, 409, 422, 200, 422, 200, 422, 422, 422]


def test_the_same_visit_twice_in_a_batch_is_stored_once(inspector, repos, hotel):
    visit = {"id": str(uuid.uuid4()), **a_visit(hotel["id"])}
    told = inspector.post("/visits/batch", {"items": [visit, visit]}).json["items"]
    assert [item["status"] for item in told] == [201, 200]
    assert repos.visits.rows.count_documents({}) == 1


def test_a_batch_of_more_than_a_hundred_is_refused(inspector):
    items = [{"id": str(uuid.uuid4())}] * 101
    assert inspector.post("/visits/batch", {"items": items}).status_code == 422
