"""Accounts: opened with a password to be changed, closed with their open work handed over."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.demo_cast import DEMO_PASSWORD
from service.usecases.passwords import is_expired
from tests.builders import CALLED, a_flag, a_visit
from tests.people import Person

GOOD = "bốn cái ghế màu cam bay"
NEW = {"username": "moi", "name": "Người mới", "role": "reviewer", "unit": "SVHTTDL"}


@pytest.fixture(autouse=True)
def cast_as_it_was(app, repos, tokens):
    """Whoever a test closed or changed is back for the next, and still signed in."""
    accounts, sessions = list(repos.accounts.rows.find()), list(repos.sessions.rows.find())
    yield
    for collection, rows in ((repos.accounts, accounts), (repos.sessions, sessions)):
        collection.rows.delete_many({})
        collection.rows.insert_many(rows)


@pytest.fixture
def held(inspector, reviewer, hotel):
    """A case that the reviewer has claimed; its id."""
    visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED)
    inspector.put_new("/visits", visit)
    case_id = reviewer.get("/cases").json["items"][0]["id"]
    assert reviewer.post(f"/cases/{case_id}/claim").status_code == 200
    return case_id


def close(admin, username="reviewer", **more):
    return admin.patch(f"/accounts/{username}", {"status": "closed", **more})


def test_a_new_account_must_change_its_password_within_days(admin, repos):
    assert admin.post("/accounts", {**NEW, "password": GOOD}).status_code == 201
    stored = repos.accounts.get("moi")
    assert stored["must_change_password"] is True
    now = dt.datetime.now(dt.UTC)
    assert not is_expired(stored, now)
    assert is_expired(stored, now + dt.timedelta(days=8))


@pytest.mark.parametrize("password", ["matkhau12345", "quantri-2026", "aaaaaaaaaaaaaaaa"])
def test_a_password_that_is_guessed_early_is_refused(admin, repos, password):
    answer = admin.post("/accounts", {**NEW, "password": password})
    assert answer.json["errors"]["password"][0]["code"] == "common_password"
    changed = admin.patch("/accounts/reviewer2", {"password": password})
    assert changed.status_code == 422
    assert repos.accounts.get("moi") is None


def test_who_leaves_hands_the_open_cases_to_another(admin, reviewer, reviewer2, held):
    answer = close(admin, hand_over_to="reviewer2")
    assert answer.json["open_work"] == {"handed_over": 1, "returned": 0, "unassigned": 0}
    assert reviewer.get("/me").status_code == 401
    case = reviewer2.get(f"/cases/{held}").json
    assert (case["state"], case["claimed_by"]) == ("claimed", "reviewer2")
    assert case["moves"][-1]["by"] == "admin"
    decision = {"decision": "closed", "reason": "Đã xong"}
    assert reviewer2.post(f"/cases/{held}/decision", decision).status_code == 200


def test_without_a_receiver_the_cases_go_back_to_the_queue(admin, reviewer2, held):
    assert close(admin).json["open_work"] == {"handed_over": 0, "returned": 1, "unassigned": 0}
    assert reviewer2.get(f"/cases/{held}").json["state"] == "reopened"
    assert reviewer2.post(f"/cases/{held}/claim").status_code == 200


def test_a_receiver_who_was_on_the_visit_does_not_get_its_case(
    admin, inspector, reviewer, reviewer2, hotel
):
    team = [{"name": "Người xét duyệt hai", "account": "reviewer2"}]
    visit = a_visit(hotel["id"], team=team, flags=[a_flag()], emergency_call=CALLED)
    inspector.put_new("/visits", visit)
    case_id = reviewer.get("/cases").json["items"][0]["id"]
    reviewer.post(f"/cases/{case_id}/claim")
    answer = close(admin, hand_over_to="reviewer2")
    assert answer.json["open_work"] == {"handed_over": 0, "returned": 1, "unassigned": 0}


@pytest.mark.parametrize("receiver", ["inspector", "nobody", "reviewer"])
def test_only_another_reviewer_receives(admin, repos, held, receiver):
    answer = close(admin, hand_over_to=receiver)
    assert answer.json["errors"]["hand_over_to"][0]["code"] == "not_a_reviewer"
    assert repos.accounts.get("reviewer")["status"] == "active"


def test_who_no_longer_reviews_hands_over_as_well(admin, reviewer, reviewer2, held):
    answer = admin.patch("/accounts/reviewer", {"role": "reporter", "hand_over_to": "reviewer2"})
    assert answer.json["open_work"] == {"handed_over": 1, "returned": 0, "unassigned": 0}
    assert reviewer.get("/cases").status_code == 401
    assert reviewer2.get(f"/cases/{held}").json["claimed_by"] == "reviewer2"


@pytest.mark.parametrize(("area", "returned"), [("2025:05977", 0), ("2025:06463", 1)])
def test_who_moves_to_another_unit_keeps_what_lies_in_its_areas(admin, repos, held, area, returned):
    repos.units.put(repos.units.get("SVHTTDL") | {"_id": "XA-THU", "areas": [area]})
    answer = admin.patch("/accounts/reviewer", {"unit": "XA-THU"})
    repos.units.rows.delete_one({"_id": "XA-THU"})
    assert answer.json["open_work"] == {"handed_over": 0, "returned": returned, "unassigned": 0}


@pytest.mark.parametrize("change", [{"role": "reporter"}, {"unit": "SVHTTDL-QLDL"}], ids=str)
def test_another_role_or_unit_ends_sessions_and_another_name_does_not(admin, leader, change):
    admin.patch("/accounts/leader", {"name": "Tên khác"})
    assert leader.get("/me").status_code == 200
    admin.patch("/accounts/leader", change)
    assert leader.get("/me").status_code == 401


def test_a_device_of_who_left_is_told_to_wipe(app, admin):
    body = {"username": "inspector", "password": DEMO_PASSWORD, "device": {"id": str(uuid.uuid4())}}
    opened = app.test_client().post("/api/v1/auth/login", json=body).json
    close(admin, "inspector")
    told = Person(app, opened["access_token"]).get("/me")
    assert (told.status_code, told.json["wipe"]) == (401, True)


def test_a_closing_sent_twice_changes_nothing_more(admin, held):
    assert close(admin).json["open_work"] == {"handed_over": 0, "returned": 1, "unassigned": 0}
    assert close(admin).json["open_work"] is None


def test_records_of_who_left_stay(admin, inspector, inspector2, hotel):
    visit_id = inspector.put_new("/visits", a_visit(hotel["id"])).json["id"]
    assert close(admin, "inspector").status_code == 200
    assert inspector2.get(f"/visits/{visit_id}").json["submitter"]["username"] == "inspector"


def test_the_devices_of_who_left_are_revoked_and_a_shared_one_is_not(app, admin, repos):
    own, shared = str(uuid.uuid4()), str(uuid.uuid4())
    for username, device in (("inspector", own), ("inspector2", shared), ("inspector", shared)):
        body = {"username": username, "password": DEMO_PASSWORD, "device": {"id": device}}
        assert app.test_client().post("/api/v1/auth/login", json=body).status_code == 200
    close(admin, "inspector")
    status = {str(row["_id"]): row["status"] for row in repos.devices.rows.find()}
    assert (status[own], status[shared]) == ("revoked", "active")


@pytest.mark.parametrize(
    "change",
    [{"status": "closed"}, {"role": "leader"}, {"unit": "SVHTTDL-QLDL"}, {"password": GOOD}],
    ids=str,
)
def test_nobody_closes_moves_or_resets_themselves(admin, repos, change):
    answer = admin.patch("/accounts/admin", change)
    assert answer.status_code == 403
    assert answer.json["type"].endswith("own-account")
    assert repos.accounts.get("admin")["role"] == "administrator"


def test_two_administrators_who_close_each_other_at_once_leave_one(app, tokens, repos):
    def close_other(names):
        by, other = names
        return Person(app, tokens[by]).patch(f"/accounts/{other}", {"status": "closed"})

    for _ in range(5):
        repos.accounts.rows.update_many({}, {"$set": {"status": "active"}})
        repos.sessions.rows.update_many({}, {"$set": {"ended_at": None}})
        with ThreadPoolExecutor(2) as pool:
            told = list(pool.map(close_other, [("admin", "admin2"), ("admin2", "admin")]))
        assert sorted(answer.status_code for answer in told)[0] == 200
        query = {"role": "administrator", "status": "active"}
        assert repos.accounts.rows.count_documents(query) == 1


def test_a_closing_is_all_or_nothing(admin, repos, held, monkeypatch):
    def dies(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(repos.cases, "hand_over", dies)
        with pytest.raises(KeyboardInterrupt):
            close(admin)
    assert repos.accounts.get("reviewer")["status"] == "active"
    assert repos.cases.get(uuid.UUID(held))["claimed_by"] == "reviewer"


def test_the_first_administrator_is_opened_on_an_empty_database(app, repos):
    units = list(repos.units.rows.find())
    repos.units.rows.delete_many({})
    repos.accounts.rows.delete_many({})
    told = app.test_cli_runner().invoke(args=["accounts", "create", "chief", "--password", GOOD])
    made = repos.units.get("SVHTTDL")
    repos.units.rows.delete_many({})
    repos.units.rows.insert_many(units)
    assert told.exit_code == 0, told.output
    assert (made["kind"], made["areas"]) == ("department", None)
    assert "SVHTTDL was made" in told.output
    chief = repos.accounts.get("chief")
    assert (chief["role"], chief["must_change_password"]) == ("administrator", True)


def test_the_commands_open_and_reset(app, repos, reviewer):
    run = app.test_cli_runner().invoke
    args = ["accounts", "create", "moi", "--name", "Người mới", "--role", "administrator"]
    told = run(args=[*args, "--unit", "SVHTTDL", "--password", GOOD])
    assert told.exit_code == 0, told.output
    assert "must be changed" in told.output
    again = run(args=["accounts", "reset", "reviewer", "--password", GOOD])
    assert again.exit_code == 0, again.output
    assert repos.accounts.get("reviewer")["must_change_password"] is True
    assert reviewer.get("/me").status_code == 401
    assert run(args=["accounts", "reset", "nobody", "--password", GOOD]).exit_code == 1
