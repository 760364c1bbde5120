"""Signing in: by token or by cookie, rotated, ended at once."""

import datetime as dt

import pytest

from service.domain.demo_cast import DEMO_PASSWORD
from tests.people import Person

GOOD = {"username": "inspector", "password": DEMO_PASSWORD}


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
    assert len(cookies) == 2
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
    assert newcomer.get("/accounts").status_code == 200
    admin.patch("/accounts/newcomer", {"status": "closed"})
    assert newcomer.get("/me").status_code == 401
    assert "password_hash" not in admin.get("/accounts").text
