"""Guessing is slowed, by account and by address, and locks nobody out who was here before."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from argon2 import PasswordHasher

from service.domain.demo_cast import DEMO_PASSWORD
from service.domain.errors import NotSignedIn, TooOften
from service.domain.throttle import ACCOUNT, ADDRESS, PAIR
from service.usecases import passwords
from service.usecases.sign_in import Caller, sign_in
from tests.people import Person

TABLET = {"id": uuid.UUID("8f14e45f-ceea-4672-9d2c-6a1f0b1c2d3e"), "name": "Máy 7"}
NOW = dt.datetime(2050, 1, 3, 1, 30, tzinfo=dt.UTC)  # counters of long ago are swept away
GUESS = {"username": "inspector", "password": "wrong", "otp": None, "device": None}
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def cheap(monkeypatch):
    """Hashes that cost nothing, so that thousands of guesses can be tried; counts comparisons."""
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    asked = []

    class Counting:
        def verify(self, stored, password):
            asked.append(stored)
            return weak.verify(stored, password)

        def hash(self, password):
            return weak.hash(password)

        def check_needs_rehash(self, _stored):
            return False

    monkeypatch.setattr(passwords, "HASHER", Counting())
    monkeypatch.setattr(passwords, "NOBODY_HASH", weak.hash("nobody"))
    return asked


@pytest.fixture
def attempt(repos, cheap):
    """Try a password at a moment; answers ``in``, ``wrong``, or the seconds to wait."""
    hashed = passwords.hashed(DEMO_PASSWORD)
    before = {row["_id"]: row["password_hash"] for row in repos.accounts.rows.find({})}
    repos.accounts.rows.update_many({}, {"$set": {"password_hash": hashed}})

    def attempt(at=NOW, *, address="192.0.2.7", **more):
        credentials = {**GUESS, **more}
        try:
            sign_in(repos, repos.keys, credentials, Caller(address), at)
        except TooOften as refused:
            return refused.retry_after
        except NotSignedIn:
            return "wrong"
        return "in"

    yield attempt
    for username, old in before.items():
        repos.accounts.rows.update_one({"_id": username}, {"$set": {"password_hash": old}})


def test_after_a_few_wrong_ones_an_address_must_wait_for_each_more(attempt):
    told = [attempt(NOW + n * SECOND) for n in range(PAIR.burst + 2)]
    assert told[: PAIR.burst] == ["wrong"] * PAIR.burst
    assert all(isinstance(wait, int) and 50 <= wait <= 60 for wait in told[PAIR.burst :])
    later = NOW + 61 * SECOND
    assert attempt(later, password=DEMO_PASSWORD) == "in"


def test_what_succeeds_is_given_back(attempt):
    told = [attempt(NOW, password=DEMO_PASSWORD) for _ in range(3 * PAIR.burst)]
    assert set(told) == {"in"}


def test_a_thousand_guesses_from_as_many_addresses_in_an_hour_are_a_hundred_and_forty(
    attempt, cheap
):
    for n in range(1_000):
        attempt(NOW + n * 3.6 * SECOND, address=f"10.0.{n // 256}.{n % 256}")
    assert len(cheap) <= ACCOUNT.burst + 3600 / ACCOUNT.every.total_seconds() + 1


def test_a_spray_over_many_names_is_slowed_by_its_address(attempt, cheap):
    told = [attempt(NOW, username=f"name{n}") for n in range(300)]
    assert told.count("wrong") == ADDRESS.burst
    assert attempt(NOW, username="inspector") not in ("wrong", "in")
    assert attempt(NOW, password=DEMO_PASSWORD, address="198.51.100.1") == "in"


def test_under_a_spray_its_owner_still_gets_in_from_a_known_device(attempt):
    assert attempt(NOW, password=DEMO_PASSWORD, device=TABLET) == "in"
    for n in range(100):
        attempt(NOW, address=f"10.0.{n // 256}.{n % 256}")
        attempt(NOW)
    own = partial(attempt, NOW, password=DEMO_PASSWORD)
    assert isinstance(own(address="198.51.100.9"), int)
    assert own(address="192.0.2.7", device=TABLET) == "in"


def test_a_device_known_to_one_account_helps_with_no_other(attempt):
    attempt(NOW, password=DEMO_PASSWORD, device=TABLET)
    told = [attempt(NOW, username="leader", device=TABLET) for _ in range(40)]
    assert told.count("wrong") == PAIR.burst


def test_many_at_once_are_no_more_than_the_allowance(attempt):
    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(lambda _: attempt(NOW), range(50)))
    assert told.count("wrong") == PAIR.burst


def test_known_and_unknown_names_are_told_apart_by_nothing(stranger, cheap):
    """The same answer, the same comparison of hashes, the same slowing."""

    def told(username):
        cheap.clear()
        rows = []
        for _ in range(PAIR.burst + 1):
            body = {"username": username, "password": "wrong"}
            answer = stranger.post("/auth/login", body)
            rows.append((answer.status_code, answer.data, sorted(dict(answer.headers))))
        return rows, len(cheap)

    known, unknown = told("inspector"), told("nobody-at-all")
    assert known == unknown
    assert known[0][-1][0] == 429


def test_a_closed_account_is_told_apart_from_an_unknown_one_by_nothing(stranger, repos, cheap):
    repos.accounts.change("inspector2", {"status": "closed"})
    answers = []
    for username in ("inspector2", "nobody-at-all"):
        cheap.clear()
        body = {"username": username, "password": DEMO_PASSWORD}
        answer = stranger.post("/auth/login", body)
        answers.append((answer.status_code, answer.data, dict(answer.headers), len(cheap)))
    repos.accounts.change("inspector2", {"status": "active"})
    assert answers[0] == answers[1]


def test_too_often_says_when_to_come_back(stranger):
    body = {"username": "inspector", "password": "wrong"}
    answers = [stranger.post("/auth/login", body) for _ in range(PAIR.burst + 1)]
    last = answers[-1]
    assert last.status_code == 429
    assert 1 <= int(last.headers["Retry-After"]) <= 60
    assert "đợi" in last.json["detail"]


def test_forged_refresh_tokens_are_slowed_and_true_ones_are_not(stranger):
    forged = [stranger.post("/auth/refresh", {"refresh_token": "x"}).status_code
              for _ in range(ADDRESS.burst + 1)]  # fmt: skip
    assert forged == [401] * ADDRESS.burst + [429]


def test_a_session_may_guess_at_its_password_only_so_often(app, stranger):
    opened = stranger.post("/auth/login", {"username": "inspector", "password": DEMO_PASSWORD}).json
    person = Person(app, opened["access_token"])
    bodies = [{"old": f"wrong {n}", "new": "con gà trống gáy sớm"} for n in range(6)]
    told = [person.post("/me/password", body).status_code for body in bodies]
    assert told == [422] * 5 + [429]
    assert person.post("/auth/step-up", {"password": "wrong"}).status_code == 429


def test_nothing_that_was_typed_at_the_door_is_kept(stranger, repos, caplog):
    canary = "chim-hoàng-yến-trong-hầm-mỏ"
    stranger.post("/auth/login", {"username": canary, "password": canary, "otp": canary[:20]})
    stranger.post("/auth/login", {"username": "inspector", "password": canary})
    stranger.post("/auth/refresh", {"refresh_token": canary})
    for name in repos.database.list_collection_names():
        for row in repos.database[name].find({}):
            assert canary not in str(row), name
    assert canary not in caplog.text
    entries = list(repos.audit.rows.find({"act": "sign_in_failed"}))
    assert len(entries) == 2
    assert canary not in str(entries)
