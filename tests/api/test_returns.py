"""Returns: what a unit owes for a period, how it goes up and comes back, and what of it counts."""

import datetime as dt
import uuid

import pytest

from service.domain.periods import local_day
from service.domain.returns import covering
from service.usecases.remind_returns import remind_of_returns
from tests.builders import an_activity
from tests.people import Person

UNIT = "SVHTTDL-QLDL"
PATH = f"/returns/{UNIT}/2026-Q3"
TOLD = {"declared": {"B1": {"value": 3, "source": "Báo cáo giấy số 15"}}}


@pytest.fixture
def of_unit(app, repos) -> Person:
    """Who makes the reports of the unit below."""
    account = repos.accounts.get("reporter")
    repos.accounts.insert({**account, "_id": "reporter-below", "unit": UNIT})
    credentials = {"username": "reporter-below", "password": "antru-demo"}
    token = app.test_client().post("/api/v1/auth/login", json=credentials).json
    return Person(app, token["access_token"])


def tag(document):
    return {"If-Match": f'"{document["version"]}"'}


def written(person, path=PATH, **changes):
    answer = person.put(path, {**TOLD, **changes})
    assert answer.status_code == 201, answer.json
    return answer.json


def accepted(of_unit, reporter, path=PATH, **changes):
    written(of_unit, path, **changes)
    assert of_unit.post(f"{path}/submit").status_code == 200
    answer = reporter.post(f"{path}/accept")
    assert answer.status_code == 200, answer.json
    return answer.json


def test_a_return_begins_with_what_the_system_counted_for_its_unit(of_unit, reporter):
    of_unit.post("/activities", an_activity(times=4))
    reporter.post("/activities", an_activity(times=9, title="Việc của Sở"))
    told = of_unit.get(PATH).json
    assert (told["state"], told["version"], told["declared"]) == ("missing", 0, {})
    assert (told["from"], told["to"], told["due_on"]) == ("2026-06-15", "2026-09-14", "2026-09-19")
    assert {code: told["computed"][code]["value"] for code in ("B1", "B2", "C2a")} == {
        "B1": 4, "B2": 40, "C2a": 0,
    }  # fmt: skip


def test_it_goes_up_comes_back_with_a_reason_and_is_accepted(of_unit, reporter):
    written(of_unit, narrative={"assessment": "Đạt kế hoạch."})
    sent = of_unit.post(f"{PATH}/submit", {"id": str(uuid.uuid4())})
    assert sent.json["state"] == "submitted"
    assert of_unit.put(PATH, {}, headers=tag(sent.json)).status_code == 409
    back = reporter.post(f"{PATH}/send-back", {"reason": "Thiếu số liệu tờ rơi"})
    assert back.json["state"] == "sent_back"
    assert of_unit.get(PATH).json["steps"][-1]["reason"] == "Thiếu số liệu tờ rơi"
    changed = {**TOLD, "narrative": {"assessment": "Đã bổ sung."}}
    assert of_unit.put(PATH, changed, headers=tag(back.json)).status_code == 200
    of_unit.post(f"{PATH}/submit")
    done = reporter.post(f"{PATH}/accept").json
    assert [each["state"] for each in done["steps"]] == [
        "submitted", "sent_back", "submitted", "accepted",
    ]  # fmt: skip
    assert done["first_submitted_on"] == local_day(dt.datetime.now(dt.UTC))


def test_a_step_sent_twice_is_taken_once_and_two_at_once_do_not_both_win(of_unit, reporter):
    written(of_unit)
    step = {"id": str(uuid.uuid4())}
    first, again = (of_unit.post(f"{PATH}/submit", step) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert len(again.json["steps"]) == 1
    assert of_unit.post(f"{PATH}/submit").status_code == 409
    assert reporter.post(f"{PATH}/accept", headers={"If-Match": '"1"'}).status_code == 412
    assert reporter.post(f"{PATH}/accept", headers=tag(first.json)).status_code == 200
    assert reporter.post(f"{PATH}/accept").status_code == 409


def test_the_same_words_again_change_nothing_and_other_words_need_the_version(of_unit):
    first = written(of_unit)
    again = of_unit.put(PATH, TOLD)
    assert (again.status_code, again.json["version"]) == (200, 1)
    assert of_unit.put(PATH, {}).status_code == 428
    assert of_unit.put(PATH, {}, headers={"If-Match": '"7"'}).status_code == 412
    assert of_unit.put(PATH, {}, headers=tag(first)).json["version"] == 2


@pytest.mark.parametrize(
    ("declared", "path"),
    [
        ({"C2a": {"value": 3, "source": "Báo cáo"}}, "declared.C2a"),
        ({"B77": {"value": 3, "source": "Báo cáo"}}, "declared.B77"),
        ({"B1": {"value": 3}}, "declared.B1.source"),
        ({"B1": {"value": -3, "source": "Báo cáo"}}, "declared.B1.value"),
        ({"B1": {"value": 3, "source": "Báo cáo", "document_id": str(uuid.uuid4())}},
         "declared.B1.document_id"),
    ],
)  # fmt: skip
def test_only_part_b_is_declared_and_with_its_source(of_unit, declared, path):
    answer = of_unit.put(PATH, {"declared": declared})
    assert (answer.status_code, list(answer.json["errors"])) == (422, [path])


def test_the_unit_writes_and_the_unit_above_decides(of_unit, reporter, leader, inspector, admin):
    written(of_unit)
    of_unit.post(f"{PATH}/submit")
    assert of_unit.post(f"{PATH}/accept").status_code == 403
    assert of_unit.get("/returns/SVHTTDL/2026-Q3").status_code == 404
    assert of_unit.get("/returns/NOBODY/2026-Q3").status_code == 404
    for person in (leader, admin):
        assert person.get(PATH).json["may_accept"] is False
        assert person.post(f"{PATH}/accept").status_code == 403
    assert inspector.get(PATH).status_code == 403
    assert reporter.get(PATH).json["may_accept"] is True
    rows = of_unit.get("/returns", period="2026-Q3").json["items"]
    assert [row["unit"] for row in rows] == [UNIT]


def test_who_is_late_shows_at_a_glance(of_unit, leader):
    row = leader.get("/returns", period="2026-Q3").json["items"][0]
    today = dt.date.fromisoformat(local_day(dt.datetime.now(dt.UTC)))
    late = (today - dt.date(2026, 9, 19)).days
    assert (row["unit"], row["state"], row["days_late"]) == (UNIT, "missing", max(0, late))
    assert leader.get("/returns", period="2026-Q9").status_code == 422


def test_before_the_second_of_october_means_the_first_at_the_latest(of_unit, reporter):
    window = {"name": "Đợt cao điểm", "from": "2026-07-01", "to": "2026-09-30"}
    campaign = reporter.post("/campaigns", window).json["id"]
    told = of_unit.get(f"/returns/{UNIT}/campaign:{campaign}").json
    assert (told["to"], told["due_on"]) == ("2026-09-30", "2026-10-01")
    assert of_unit.get(f"/returns/{UNIT}/campaign:{uuid.uuid4()}").status_code == 404


def test_declared_numbers_count_beside_once_they_are_accepted(of_unit, reporter):
    of_unit.post("/activities", an_activity(times=4))
    written(of_unit)
    before = reporter.get("/summaries/preview", period="2026-Q3").json["figures"]["B1"]
    assert (before["value"], before["declared"], before["total"]) == (4, 0, 4)
    of_unit.post(f"{PATH}/submit")
    reporter.post(f"{PATH}/accept")
    told = reporter.get("/summaries/preview", period="2026-Q3").json["figures"]
    assert (told["B1"]["value"], told["B1"]["declared"], told["B1"]["total"]) == (4, 3, 7)
    assert told["B1"]["declared_by_unit"] == {UNIT: 3}
    assert (told["A2a"]["value"], told["A2b"]["value"]) == (1, 1)
    nine = reporter.get("/summaries/preview", period="2026-9M").json["figures"]["B1"]
    assert nine["declared"] == 3


def test_a_longer_return_takes_the_place_of_the_shorter_ones(of_unit, reporter):
    accepted(of_unit, reporter)
    more = {"declared": {"B1": {"value": 20, "source": "Báo cáo 9 tháng"}}}
    accepted(of_unit, reporter, f"/returns/{UNIT}/2026-9M", **more)
    nine = reporter.get("/summaries/preview", period="2026-9M").json["figures"]["B1"]
    assert nine["declared"] == 20


@pytest.mark.parametrize(
    ("code", "accepted", "cover"),
    [
        ("2026", ["2026", "2026-Q1"], ["2026"]),
        ("2026", ["2026-9M", "2026-Q3", "2026-Q4"], ["2026-9M", "2026-Q4"]),
        ("2026", ["2026-Q1", "2026-Q2", "2026-Q3"], ["2026-Q1", "2026-Q2", "2026-Q3"]),
        ("2026-9M", ["2026-H1", "2026-Q1", "2026-Q3"], ["2026-H1", "2026-Q3"]),
        ("2026-H1", ["2026-Q2", "2026-Q3"], ["2026-Q2"]),
        ("2026-Q1", ["2026-H1"], []),
        ("campaign:x", ["campaign:x", "2026"], ["campaign:x"]),
    ],
)
def test_what_counts_for_a_period_never_overlaps(code, accepted, cover):
    assert covering(code, accepted) == cover


def test_a_unit_is_reminded_before_the_day_and_told_once_that_it_is_late(repos, of_unit):
    """The quarter and the nine months end on the same day."""

    def told_on(day, hour=3):
        return remind_of_returns(repos, dt.datetime(2026, 9, day, hour, tzinfo=dt.UTC))

    assert (told_on(16), told_on(16, 9), told_on(18)) == (2, 0, 2)
    assert {each["unit"] for each in repos.notices.rows.find({"kind": "return_due"})} == {UNIT}
    assert (told_on(21), told_on(22)) == (4, 0)
    late = list(repos.notices.rows.find({"kind": "return_late", "period": "2026-Q3"}))
    assert {each["unit"] for each in late} == {UNIT, "SVHTTDL"}
    repos.notices.rows.update_many({}, {"$set": {"at": dt.datetime.now(dt.UTC)}})
    shown = [each for each in of_unit.get("/me/notices").json["items"] if each["path"] == PATH]
    assert [each["kind"] for each in shown].count("return_late") == 1
    written(of_unit)
    of_unit.post(f"{PATH}/submit")
    repos.notices.rows.delete_many({})
    told_on(22)
    assert repos.notices.rows.count_documents({"period": "2026-Q3"}) == 0
