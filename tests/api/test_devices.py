"""Devices: known by an id of their own, held to it, listed, named, revoked and told to wipe."""

import datetime as dt
import uuid

import pytest

from service.domain.demo_cast import DEMO_PASSWORD
from tests.people import Person

TABLET = "8f14e45f-ceea-4672-9d2c-6a1f0b1c2d3e"
OTHER = "0c9a1b2e-1111-4222-8333-444455556666"
NOBODYS = "0190a5c8-0000-7000-8000-000000000000"


def credentials(username="inspector", **more):
    return {"username": username, "password": DEMO_PASSWORD, **more}


@pytest.fixture
def opened(stranger):
    """A session on a tablet that made an id for itself, as answered."""
    body = credentials(device={"id": TABLET, "name": "Máy tính bảng 7"})
    return stranger.post("/auth/login", body).json


@pytest.fixture
def on_tablet(app, opened):
    return Person(app, opened["access_token"])


def refresh(stranger, token, **more):
    return stranger.post("/auth/refresh", {"refresh_token": token, **more})


def is_told_to_wipe(answer):
    return (
        answer.status_code == 401
        and answer.json["type"].endswith("device-revoked")
        and answer.json["wipe"] is True
        and answer.headers["Clear-Site-Data"] == '"*"'
    )


def test_a_device_is_listed_with_whose_it_is_and_since_when(opened, admin):
    (row,) = admin.get("/devices").json["items"]
    told = {name: row[name] for name in ("id", "name", "account", "unit", "kind", "status")}
    assert told == {
        "id": TABLET,
        "name": "Máy tính bảng 7",
        "account": "inspector",
        "unit": "SVHTTDL-QLDL",
        "kind": "browser",
        "status": "active",
    }
    assert row["first_seen"] == row["last_seen"]
    assert row["revoked_by"] is row["revoked_at"] is None


def test_a_plain_name_makes_one_device_of_the_account_however_often(stranger, admin):
    for _ in range(2):
        stranger.post("/auth/login", credentials(device="Máy cũ"))
    stranger.post("/auth/login", credentials("inspector2", device="Máy cũ"))
    stranger.post("/auth/login", credentials())
    rows = admin.get("/devices").json["items"]
    assert sorted(row["account"] for row in rows) == ["inspector", "inspector2"]


def test_devices_are_found_by_account_and_status_and_paged(stranger, admin):
    for name in ("một", "hai", "ba"):
        stranger.post("/auth/login", credentials(device=name))
    first = admin.get("/devices", account="inspector", limit=2).json
    rest = admin.get("/devices", account="inspector", limit=2, cursor=first["next_cursor"]).json
    names = [row["name"] for row in first["items"] + rest["items"]]
    assert sorted(names) == ["ba", "hai", "một"]
    assert rest["next_cursor"] is None
    assert admin.get("/devices", account="reviewer").json["items"] == []
    assert admin.get("/devices", status="revoked").json["items"] == []


def test_a_session_is_renewed_only_from_the_device_it_was_opened_on(stranger, opened):
    renewed = refresh(stranger, opened["refresh_token"], device_id=TABLET)
    assert renewed.status_code == 200
    stolen = renewed.json["refresh_token"]
    assert refresh(stranger, stolen, device_id=OTHER).status_code == 401
    assert refresh(stranger, stolen, device_id=TABLET).status_code == 401


def test_a_session_without_its_device_named_counts_as_stolen(stranger, opened, on_tablet, repos):
    assert refresh(stranger, opened["refresh_token"]).status_code == 401
    assert on_tablet.get("/me").status_code == 401
    assert repos.audit.rows.count_documents({"act": "refresh_token_stolen"}) == 1


def test_a_revoked_tablet_hears_at_whatever_it_asks_that_it_must_wipe(
    stranger, opened, on_tablet, admin
):
    answer = admin.patch(f"/devices/{TABLET}", {"status": "revoked"})
    assert (answer.json["status"], answer.json["revoked_by"]) == ("revoked", "admin")
    assert is_told_to_wipe(on_tablet.get("/me"))
    assert is_told_to_wipe(on_tablet.get("/establishments"))
    assert is_told_to_wipe(refresh(stranger, opened["refresh_token"], device_id=TABLET))
    assert is_told_to_wipe(refresh(stranger, "anything", device_id=TABLET))
    own = {"device": {"id": TABLET}}
    assert is_told_to_wipe(stranger.post("/auth/login", credentials(**own)))
    wrong = {**credentials(**own), "password": "wrong"}
    assert is_told_to_wipe(stranger.post("/auth/login", wrong))


def test_a_device_named_only_by_a_word_is_revoked_as_well(app, stranger, admin):
    opened = stranger.post("/auth/login", credentials(device="Máy cũ")).json
    (row,) = admin.get("/devices").json["items"]
    admin.patch(f"/devices/{row['id']}", {"status": "revoked"})
    assert is_told_to_wipe(Person(app, opened["access_token"]).get("/me"))
    assert is_told_to_wipe(refresh(stranger, opened["refresh_token"]))
    assert is_told_to_wipe(stranger.post("/auth/login", credentials(device="Máy cũ")))
    assert stranger.post("/auth/login", credentials()).status_code == 200


def test_a_device_let_in_again_signs_in_anew(stranger, opened, on_tablet, admin):
    admin.patch(f"/devices/{TABLET}", {"status": "revoked"})
    again = admin.patch(f"/devices/{TABLET}", {"status": "active"}).json
    assert (again["status"], again["revoked_by"]) == ("active", None)
    told = on_tablet.get("/me")
    assert told.status_code == 401
    assert "wipe" not in told.json
    body = credentials(device={"id": TABLET})
    assert stranger.post("/auth/login", body).status_code == 200


def test_a_revocation_sent_twice_keeps_who_revoked_first(opened, admin, repos):
    first = admin.patch(f"/devices/{TABLET}", {"status": "revoked"}).json
    again = admin.patch(f"/devices/{TABLET}", {"status": "revoked"}).json
    assert first == again


def test_people_see_name_and_revoke_their_own_devices_and_no_others(opened, inspector, inspector2):
    (row,) = inspector.get("/me/devices").json["items"]
    assert row["id"] == TABLET
    named = inspector.patch(f"/me/devices/{TABLET}", {"name": "Máy của tổ một"})
    assert named.json["name"] == "Máy của tổ một"
    assert inspector2.get("/me/devices").json["items"] == []
    foreign = inspector2.patch(f"/me/devices/{TABLET}", {"status": "revoked"})
    absent = inspector2.patch(f"/me/devices/{NOBODYS}", {"status": "revoked"})
    assert (foreign.status_code, foreign.data) == (404, absent.data)
    assert inspector.patch(f"/me/devices/{TABLET}", {"status": "revoked"}).status_code == 200
    reopened = inspector.patch(f"/me/devices/{TABLET}", {"status": "active"})
    assert reopened.json["errors"]["status"][0]["code"] == "not_allowed"


@pytest.mark.parametrize("change", [{}, {"status": "lost"}, {"account": "x"}, {"name": ""}])
def test_a_change_that_makes_no_sense_is_told(opened, admin, change):
    assert admin.patch(f"/devices/{TABLET}", change).status_code == 422


@pytest.mark.parametrize("device", [{"name": "x"}, {"id": "x"}, {"id": TABLET, "os": "x"}, 7, []])
def test_a_device_that_is_none_is_refused(stranger, device):
    assert stranger.post("/auth/login", credentials(device=device)).status_code == 422


def test_sessions_are_listed_and_ended_by_their_owner(app, stranger, inspector, inspector2):
    opened = stranger.post("/auth/login", credentials(device="Máy cũ")).json
    person = Person(app, opened["access_token"])
    rows = person.get("/me/sessions").json["items"]
    assert [row["device_name"] for row in rows if row["current"]] == ["Máy cũ"]
    (own,) = [row["id"] for row in rows if row["current"]]
    assert inspector2.call("DELETE", f"/me/sessions/{own}").status_code == 404
    for _ in range(2):
        assert inspector.call("DELETE", f"/me/sessions/{own}").status_code == 204
    assert person.get("/me").status_code == 401


def test_an_administrator_lists_and_ends_sessions_of_an_account(app, stranger, admin):
    opened = stranger.post("/auth/login", credentials("leader", device="Máy bàn")).json
    rows = admin.get("/accounts/leader/sessions").json["items"]
    (key,) = [row["id"] for row in rows if row["device_name"] == "Máy bàn"]
    assert admin.call("DELETE", f"/accounts/inspector/sessions/{key}").status_code == 404
    assert admin.call("DELETE", f"/accounts/leader/sessions/{key}").status_code == 204
    assert Person(app, opened["access_token"]).get("/me").status_code == 401
    assert admin.get("/accounts/nobody/sessions").status_code == 404


def test_an_act_that_must_be_fresh_is_refused_when_the_proof_is_old(admin, repos, opened):
    old = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=11)
    repos.sessions.rows.update_many({"username": "admin"}, {"$set": {"proved_at": old}})
    refused = admin.patch(f"/devices/{TABLET}", {"status": "revoked"})
    assert refused.status_code == 401
    assert refused.json["type"].endswith("step-up-required")
    assert admin.get("/devices").json["items"][0]["status"] == "active"


def test_two_who_sign_in_on_one_new_tablet_at_once_share_it(app, admin):
    from concurrent.futures import ThreadPoolExecutor

    def login(username):
        body = credentials(username, device={"id": str(uuid.UUID(OTHER)), "name": "Chung"})
        return app.test_client().post("/api/v1/auth/login", json=body).status_code

    names = ["inspector", "inspector2"] * 4
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(login, names)) == {200}
    assert len(admin.get("/devices").json["items"]) == 1
