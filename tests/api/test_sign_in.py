"""Signing in: by token or by cookie, rotated, ended at once."""

import datetime as dt
import uuid

import pytest

from service.domain.demo_cast import DEMO_PASSWORD
from service.domain.errors import NotSignedIn
from service.repositories.migrations import end_early_sessions
from service.usecases.sign_in import Caller, sign_in
from service.usecases.sign_in import refresh as refresh_at
from service.usecases.who import account_for
from tests.people import Person

GOOD = {"username": "inspector", "password": DEMO_PASSWORD}


def open_session(app, username):
    """A session as the use case opens it, with the moment of its opening."""
    repos, now = app.extensions["an-tru"].repos, dt.datetime.now(dt.UTC)
    credentials = {"username": username, "password": DEMO_PASSWORD, "otp": None, "device": None}
    return {**sign_in(repos, repos.keys, credentials, Caller("192.0.2.1"), now), "now": now}


def refresh(repos, keys, token, device_id, now):
    """Renew at a moment of one's choice."""
    return refresh_at(repos, keys, token, device_id, Caller("192.0.2.1"), now)


@pytest.fixture
def opened(stranger):
    """A session of its own, as answered."""
    return stranger.post("/auth/login", GOOD).json


def test_the_right_password_opens_a_session(app, opened):
    assert set(opened) == {"access_token", "refresh_token", "account"}
    me = Person(app, opened["access_token"]).get("/me").json
    assert (me["username"], me["role"]) == ("inspector", "inspector")


@pytest.mark.parametrize(
    "wrong",
    [{"password": "antru-Demo"}, {"username": "nobody"}, {"username": "INSPECTOR"}],
)
def test_a_wrong_name_and_a_wrong_password_get_the_same_words(stranger, wrong):
    answer = stranger.post("/auth/login", {**GOOD, **wrong})
    assert answer.status_code == 401
    assert answer.json == stranger.post("/auth/login", {**GOOD, "password": "x"}).json


@pytest.mark.parametrize(
    "wrong",
    [{"password": {"$ne": None}}, {"username": {"$gt": ""}}, {"username": ["inspector"]},
     {"password": None}, {"role": "administrator"}],
)  # fmt: skip
def test_operators_and_extra_fields_are_refused(stranger, wrong):
    assert stranger.post("/auth/login", {**GOOD, **wrong}).status_code == 422


def test_a_refresh_token_has_one_successor_and_a_lost_answer_gets_it_again(stranger, opened):
    body = {"refresh_token": opened["refresh_token"]}
    first, again = (stranger.post("/auth/refresh", body).json for _ in range(2))
    assert first["refresh_token"] == again["refresh_token"] != opened["refresh_token"]


def test_an_old_refresh_token_used_late_ends_the_session(stranger, repos, opened):
    body = {"refresh_token": opened["refresh_token"]}
    successor = stranger.post("/auth/refresh", body).json["refresh_token"]
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5)
    repos.sessions.rows.update_many({"ended_at": None}, {"$set": {"rotated_at": long_ago}})
    assert stranger.post("/auth/refresh", body).status_code == 401
    assert stranger.post("/auth/refresh", {"refresh_token": successor}).status_code == 401


def test_a_token_of_long_ago_ends_the_session_too(stranger, opened):
    tokens = [opened["refresh_token"]]
    for _ in range(3):
        answer = stranger.post("/auth/refresh", {"refresh_token": tokens[-1]})
        tokens.append(answer.json["refresh_token"])
    assert stranger.post("/auth/refresh", {"refresh_token": tokens[0]}).status_code == 401
    assert stranger.post("/auth/refresh", {"refresh_token": tokens[-1]}).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "..", "0" * 32 + ".0.x", "é.1.x"])
def test_a_refresh_token_that_is_not_ours_renews_nothing(stranger, token):
    assert stranger.post("/auth/refresh", {"refresh_token": token}).status_code == 401


@pytest.mark.parametrize(
    ("username", "idle"),
    [("inspector", dt.timedelta(days=14)), ("reviewer", dt.timedelta(hours=12))],
)
def test_a_session_ends_when_it_idles_and_lives_on_while_it_is_used(app, repos, username, idle):
    opened = open_session(app, username)
    start, keys = opened["now"], repos.keys
    almost = start + idle - dt.timedelta(seconds=1)
    renewed = refresh(repos, keys, opened["refresh_token"], None, almost)
    token = renewed["refresh_token"]
    later = almost + idle - dt.timedelta(seconds=1)
    token = refresh(repos, keys, token, None, later)["refresh_token"]
    with pytest.raises(NotSignedIn):
        refresh(repos, keys, token, None, later + idle)


def test_no_session_outlives_its_longest_day(app, repos):
    opened = open_session(app, "inspector")
    token, day = opened["refresh_token"], opened["now"]
    for _ in range(29):
        day += dt.timedelta(days=1)
        token = refresh(repos, repos.keys, token, None, day)["refresh_token"]
    access = refresh(repos, repos.keys, token, None, day)["access_token"]
    with pytest.raises(NotSignedIn):
        refresh(repos, repos.keys, token, None, opened["now"] + dt.timedelta(days=30))
    with pytest.raises(NotSignedIn):
        account_for(repos, repos.keys, access, opened["now"] + dt.timedelta(days=30))


def test_over_https_the_cookies_say_so_by_their_names(app):
    client = app.test_client()
    answer = client.post("/api/v1/auth/login", json=GOOD, headers={"X-An-Tru-Page": "1"},
                         base_url="https://localhost")  # fmt: skip
    cookies = answer.headers.getlist("Set-Cookie")
    names = {cookie.partition("=")[0] for cookie in cookies}
    assert names == {"__Host-antru_access", "__Secure-antru_refresh", "__Secure-antru_device"}
    assert all("Secure" in cookie for cookie in cookies)
    assert client.get("/api/v1/me", base_url="https://localhost").status_code == 200
    renewed = client.post("/api/v1/auth/refresh", json={}, headers={"X-An-Tru-Page": "1"},
                          base_url="https://localhost")  # fmt: skip
    assert renewed.status_code == 200


def test_a_browser_is_known_again_after_signing_out(app, admin):
    client = app.test_client()
    for _ in range(2):
        told = client.post("/api/v1/auth/login", json=GOOD, headers={"X-An-Tru-Page": "1"})
        headers = {"X-CSRF-Token": told.headers["X-CSRF-Token"]}
        left = client.post("/api/v1/auth/logout", headers=headers)
        assert left.headers["Clear-Site-Data"] == '"cache"'
    assert len(admin.get("/devices").json["items"]) == 1


def test_a_page_s_refresh_cookie_is_worth_nothing_in_another_browser(app):
    client, thief = app.test_client(), app.test_client()
    client.post("/api/v1/auth/login", json=GOOD, headers={"X-An-Tru-Page": "1"})
    stolen = client.get_cookie("antru_refresh", path="/api/v1/auth").value
    thief.set_cookie("antru_refresh", stolen, path="/api/v1/auth")
    assert thief.post("/api/v1/auth/refresh", json={}).status_code == 401
    assert client.get("/api/v1/me").status_code == 401


def test_signing_out_ends_the_tokens_at_once(app, stranger, opened):
    person = Person(app, opened["access_token"])
    assert person.post("/auth/logout").status_code == 204
    assert person.get("/me").status_code == 401
    assert (
        stranger.post("/auth/refresh", {"refresh_token": opened["refresh_token"]}).status_code
        == 401
    )


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9."])
def test_a_token_that_is_not_ours_is_nobody(app, token):
    assert Person(app, token).get("/me").status_code == 401


def test_a_page_gets_cookies_that_scripts_cannot_read_and_needs_its_csrf_token(app):
    client = app.test_client()
    answer = client.post("/api/v1/auth/login", json=GOOD, headers={"X-An-Tru-Page": "1"})
    assert set(answer.json) == {"account"}
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 3
    assert all("HttpOnly" in cookie and "SameSite=Strict" in cookie for cookie in cookies)
    csrf = client.get("/api/v1/me").headers["X-CSRF-Token"]
    assert client.post("/api/v1/auth/logout").status_code == 403
    assert client.post("/api/v1/auth/logout", headers={"X-CSRF-Token": "x"}).status_code == 403
    assert client.post("/api/v1/auth/logout", headers={"X-CSRF-Token": csrf}).status_code == 204
    assert client.get("/api/v1/me").status_code == 401


def test_an_administrator_opens_changes_and_closes_an_account(app, admin, stranger):
    fields = {"username": "newcomer", "name": "Người mới", "role": "reporter",
              "unit": "SVHTTDL", "password": "mot-mat-khau-dai"}  # fmt: skip
    assert admin.post("/accounts", fields).status_code == 201
    assert admin.post("/accounts", fields).status_code == 409
    assert admin.post("/accounts", {**fields, "unit": "nowhere"}).status_code == 422
    session = stranger.post("/auth/login", {k: fields[k] for k in ("username", "password")}).json
    newcomer = Person(app, session["access_token"])
    assert newcomer.get("/accounts").status_code == 403
    admin.patch("/accounts/newcomer", {"role": "administrator"})
    session = stranger.post("/auth/login", {k: fields[k] for k in ("username", "password")}).json
    newcomer = Person(app, session["access_token"])
    assert newcomer.get("/accounts").status_code == 200
    admin.patch("/accounts/newcomer", {"status": "closed"})
    assert newcomer.get("/me").status_code == 401
    assert "password_hash" not in admin.get("/accounts").text


def test_a_session_of_an_earlier_version_is_over(repos):
    rows = repos.sessions.rows
    rows.insert_one({"_id": uuid.uuid4(), "username": "inspector", "refresh_hash": "x"})
    rows.create_index("previous_hash", name="previous")
    for _ in range(2):
        end_early_sessions.run(repos, lambda: None)
    assert rows.count_documents({"refresh_hash": "x"}) == 0
    assert "previous" not in rows.index_information()
