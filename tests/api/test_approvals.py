"""Four eyes: one asks, another approves, and what was approved is done once."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.approvals import OPEN_HOURS, TWO_PEOPLE
from service.domain.errors import Conflict, NotAllowed
from service.usecases.approvals import decide_approval, take_up
from tests.people import Person

NOW = dt.datetime(2026, 11, 24, 3, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=OPEN_HOURS, minutes=1)
PURGE = {"act": "purge", "subject": "2026-11-24", "reason": "Hết thời hạn lưu"}


@pytest.fixture
def admin2(app, tokens):
    """The second administrator."""
    return Person(app, tokens["admin2"])


@pytest.fixture
def asked(admin):
    """A purge that one administrator asked for, as answered."""
    return admin.post("/approvals", {"id": str(uuid.uuid4()), **PURGE}).json


def decide(person, asked, decision="approved"):
    return person.post(f"/approvals/{asked['id']}/decision", {"decision": decision})


def taken(repos, asked, subject=PURGE["subject"], now=None, act="purge"):
    moment = now or dt.datetime.fromisoformat(asked["asked_at"]) + dt.timedelta(hours=1)
    take_up(repos, uuid.UUID(asked["id"]), act, subject, "admin", moment)
    return True


def test_what_another_approved_is_done_once(admin2, asked, repos):
    assert decide(admin2, asked).json["decided_by"] == "admin2"
    assert taken(repos, asked)
    with pytest.raises(NotAllowed) as told:
        taken(repos, asked)
    assert told.value.code == "second-person-required"


def test_nobody_approves_his_own_request(admin, asked, repos):
    answer = decide(admin, asked)
    assert answer.status_code == 403
    assert answer.json["type"].endswith("own-request")
    with pytest.raises(NotAllowed):
        taken(repos, asked)


@pytest.mark.parametrize(
    "changes",
    [{"subject": "2026-11-25"}, {"act": "change_triage_rules"}, {"now": "late"}],
    ids=str,
)
def test_an_approval_holds_for_this_act_this_subject_and_its_time(admin2, asked, repos, changes):
    decide(admin2, asked)
    if changes.get("now"):
        asked_at = dt.datetime.fromisoformat(asked["asked_at"])
        changes = {"now": asked_at + dt.timedelta(hours=OPEN_HOURS, minutes=1)}
    with pytest.raises(NotAllowed):
        taken(repos, asked, **changes)


def test_what_was_refused_or_only_asked_is_not_done(admin2, asked, repos):
    with pytest.raises(NotAllowed):
        taken(repos, asked)
    decide(admin2, asked, "refused")
    with pytest.raises(NotAllowed):
        taken(repos, asked)
    assert decide(admin2, asked).status_code == 409


def test_the_same_decision_again_changes_nothing(admin2, asked):
    first = decide(admin2, asked).json
    assert decide(admin2, asked).json == first


def test_a_request_that_ran_out_is_not_approved(repos, asked):
    repos.approvals.rows.update_one({}, {"$set": {"until": NOW}})
    other = {"username": "admin2", "role": "administrator"}
    with pytest.raises(Conflict):
        decide_approval(repos, other, uuid.UUID(asked["id"]), "approved", LATER)


def test_the_same_request_sent_twice_is_one_and_other_content_is_refused(admin, asked, repos):
    again = admin.post("/approvals", {"id": asked["id"], **PURGE})
    assert (again.status_code, again.json["asked_at"]) == (200, asked["asked_at"])
    other = admin.post("/approvals", {"id": asked["id"], **PURGE, "subject": "2026-11-30"})
    assert other.status_code == 409
    assert repos.approvals.rows.count_documents({}) == 1


def test_of_many_who_take_it_up_at_once_one_does(admin2, asked, repos):
    decide(admin2, asked)

    def attempt(_):
        try:
            return taken(repos, asked)
        except NotAllowed:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(24))) == 1


@pytest.mark.parametrize("act", TWO_PEOPLE)
def test_each_act_is_asked_for_and_approved_by_its_roles_alone(app, cast, tokens, act, repos):
    for role, person in cast.items():
        answer = person.post("/approvals", {**PURGE, "act": act})
        assert (answer.status_code == 201) == (role in TWO_PEOPLE[act].asks), role
    seconds = {"administrator": "admin2", "reviewer": "reviewer2"}
    for role, person in cast.items():
        second = Person(app, tokens[seconds[role]]) if role in seconds else person
        for row in list(repos.approvals.rows.find({"act": act, "state": "asked"})):
            status = decide(second, {"id": row["_id"]}, "refused").status_code
            if role not in TWO_PEOPLE[act].approves:
                assert status in (403, 404), role


def test_who_has_no_part_in_an_act_does_not_see_its_requests(reviewer, reporter, admin, leader):
    reason = "Cần danh tính để chuyển tin báo"
    reviewer.post("/approvals", {"act": "reveal_identity", "subject": "x", "reason": reason})
    for person in (reviewer, leader):
        assert [row["reason"] for row in person.get("/approvals").json["items"]] == [reason]
    for person in (reporter, admin):
        assert person.get("/approvals").json["items"] == []


def test_the_reason_is_sealed_in_the_database(admin, asked, repos):
    assert PURGE["reason"].encode() not in repos.approvals.rows.find_one()["reason"]
    assert admin.get("/approvals").json["items"][0]["reason"] == PURGE["reason"]


def test_pages_hold_every_request_once(admin):
    for day in range(1, 6):
        admin.post("/approvals", {**PURGE, "subject": f"2026-11-0{day}"})
    found, cursor = [], None
    while True:
        page = admin.get("/approvals", limit=2, **({"cursor": cursor} if cursor else {})).json
        found += [row["subject"] for row in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert found == [f"2026-11-0{day}" for day in range(5, 0, -1)]
