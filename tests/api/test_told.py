"""Who is told of what by the outbox: units of their tasks, team leaders of orange visits."""

import datetime as dt

import pytest

from service.usecases.remind_tasks import remind_of_tasks
from tests.builders import a_flag, a_visit, plan_bodies

ORANGE = [a_flag(indicator="REG-02"), a_flag(indicator="ROO-01"), a_flag(indicator="LAB-03")]
TASKS = "POST /documents/<uuid:document_id>/tasks"


@pytest.fixture
def task(reporter):
    """A task of the room of tourism, due strictly before 2 October."""
    bodies = plan_bodies("")
    document = reporter.post("/documents", bodies["POST /documents"]).json["id"]
    body = bodies[TASKS] | {"due_rule": "before"}
    answer = reporter.post(f"/documents/{document}/tasks", body)
    assert answer.status_code == 201, answer.json
    assert reporter.post(f"/documents/{document}/tasks", body).status_code == 200
    return answer.json


def kinds(person):
    return [each["kind"] for each in person.get("/me/notices").json["items"]]


def test_a_unit_is_told_of_its_task_once_and_others_are_not(task, inspector, reporter, reviewer):
    assert kinds(inspector) == ["task_set"]
    (notice,) = inspector.get("/me/notices").json["items"]
    assert (notice["path"], notice["day"]) == ("/tasks?unit=SVHTTDL-QLDL", "2026-10-01")
    assert kinds(reporter) == kinds(reviewer) == []


def test_it_is_reminded_before_the_day_and_told_once_that_it_is_late(task, repos):
    def told_on(month, day):
        return remind_of_tasks(repos, dt.datetime(2026, month, day, 3, tzinfo=dt.UTC))

    assert (told_on(9, 20), told_on(9, 25), told_on(9, 27), told_on(9, 30)) == (0, 2, 0, 2)
    assert (told_on(10, 2), told_on(10, 9), told_on(11, 20)) == (2, 0, 0)


def test_what_is_done_is_reminded_of_no_more(task, inspector, repos):
    done = {"text": "Đã xong", "percent": 100, "on": "2026-09-01"}
    assert inspector.post(f"/tasks/{task['id']}/progress", done).status_code == 201
    assert remind_of_tasks(repos, dt.datetime(2026, 10, 2, 3, tzinfo=dt.UTC)) == 0


def test_the_team_leader_of_an_orange_visit_is_told_and_nobody_else(
    inspector, inspector2, reviewer, hotel
):
    team = [{"name": "Trưởng đoàn", "account": "inspector2", "lead": True}]
    sent = inspector.put_new("/visits", a_visit(hotel["id"], team=team, flags=ORANGE))
    assert sent.json["triage"]["level"] == "orange"
    (notice,) = inspector2.get("/me/notices").json["items"]
    assert (notice["kind"], notice["path"]) == ("orange_visit", f"/visits/{sent.json['id']}")
    assert kinds(inspector) == []
    case = reviewer.get("/cases").json["items"][0]
    assert inspector2.get(f"/cases/{case['id']}").status_code == 403
