"""The cast and the stage: a real mongod for the session, an empty database for each test."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from pymongo import MongoClient

from service import mongod
from service.app import create_app
from service.domain.demo_cast import DEMO_CAST, DEMO_PASSWORD, DEMO_UNITS
from service.repositories.connection import Documents, connect
from service.settings import Settings
from tests.builders import an_establishment
from tests.chromium import CHROMIUM, FLAGS, PATIENCE_MS
from tests.people import Person
from tests.referrals import Work, work_on

expect.set_options(timeout=PATIENCE_MS)

SET_UP_ONCE = {"areas", "country", "units", "accounts", "sessions"}
CHOSEN = ("second_factor_since", "email", "told_by_mail")  # by the cast in a test


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def mongodb_uri(data_dir: Path) -> str:
    """The address of a real mongod of this test session's own."""
    for database in ("antru_rules", "antru_restored"):
        mongod.start(data_dir, database)
    return mongod.start(data_dir, "antru_app")


@pytest.fixture(scope="session")
def server_owner(mongodb_uri: str, data_dir: Path) -> Iterator["MongoClient[dict[str, Any]]"]:
    """Who owns the database, and may do what the service may not."""
    client = MongoClient(mongod.Place(data_dir / "mongod").uri("root"), tz_aware=True)
    yield client
    client.close()


def forget_audit(owner: "MongoClient[dict[str, Any]]", name: str) -> None:
    """An audit log that starts empty, as only the owner can make it."""
    for collection in ("entries", "checkpoints"):
        owner[f"{name}_audit"][collection].delete_many({})


@pytest.fixture(scope="session")
def session_database(mongodb_uri: str) -> Iterator[Documents]:
    database = connect(mongodb_uri, "antru_rules")
    yield database
    database.client.close()


@pytest.fixture
def database(session_database: Documents, server_owner: Any) -> Documents:
    """A database whose collections stand with their indexes and hold nothing."""
    for name in session_database.list_collection_names():
        session_database[name].delete_many({})
    forget_audit(server_owner, "antru_rules")
    return session_database


@pytest.fixture(scope="session")
def session_app(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One app for the session: every Api that restx makes stays alive."""
    folder: Path = tmp_path_factory.mktemp("house")
    app = create_app(
        Settings(data_dir=folder, mongodb_uri=mongodb_uri, database="antru_app", demo=True)
    )
    yield app
    app.extensions["an-tru"].repos.database.client.close()


def empty(app: Flask) -> None:
    """Leave places, units and the cast, and nothing that anybody wrote."""
    database = app.extensions["an-tru"].repos.database
    for name in database.list_collection_names():
        if name not in SET_UP_ONCE:
            database[name].delete_many({})
    known = [member["username"] for member in DEMO_CAST]
    database.accounts.delete_many({"_id": {"$nin": known}})
    database.units.delete_many({"_id": {"$nin": [unit["_id"] for unit in DEMO_UNITS]}})
    for unit in DEMO_UNITS:
        database.units.replace_one({"_id": unit["_id"]}, unit, upsert=True)
    database.accounts.update_many({}, {"$unset": dict.fromkeys(CHOSEN, "")})
    # Whoever signed in at the start of the session is still there, and has just shown who they are.
    database.sessions.delete_many({"of_cast": None})
    fresh = {"proved_at": dt.datetime.now(dt.UTC), "ended_at": None, "ended_because": None}
    database.sessions.update_many({}, {"$set": fresh})


@pytest.fixture
def app(session_app: Flask, server_owner: Any) -> Flask:
    """The app over places, units and the cast, and nothing that anybody wrote."""
    empty(session_app)
    forget_audit(server_owner, "antru_app")
    session_app.extensions["an-tru"].anchor.path.unlink(missing_ok=True)
    return session_app


@pytest.fixture
def repos(app: Flask) -> Any:
    return app.extensions["an-tru"].repos


@pytest.fixture(scope="session")
def tokens(session_app: Flask) -> dict[str, str]:
    """Each member of the cast signed in once."""
    found = {}
    for member in DEMO_CAST:
        credentials = {"username": member["username"], "password": DEMO_PASSWORD}
        answer = session_app.test_client().post("/api/v1/auth/login", json=credentials)
        found[member["username"]] = answer.json["access_token"]
    sessions = session_app.extensions["an-tru"].repos.sessions.rows
    sessions.update_many({"ended_at": None}, {"$set": {"of_cast": True}})
    return found


@pytest.fixture
def inspector(app: Flask, tokens: dict[str, str]) -> Person:
    """Who makes the visits."""
    return Person(app, tokens["inspector"])


@pytest.fixture
def inspector2(app: Flask, tokens: dict[str, str]) -> Person:
    """A colleague of the same unit."""
    return Person(app, tokens["inspector2"])


@pytest.fixture
def reviewer(app: Flask, tokens: dict[str, str]) -> Person:
    """Who works the cases."""
    return Person(app, tokens["reviewer"])


@pytest.fixture
def reviewer2(app: Flask, tokens: dict[str, str]) -> Person:
    """Another reviewer, who may want the same case."""
    return Person(app, tokens["reviewer2"])


@pytest.fixture
def reporter(app: Flask, tokens: dict[str, str]) -> Person:
    """Who draws the figures."""
    return Person(app, tokens["reporter"])


@pytest.fixture
def leader(app: Flask, tokens: dict[str, str]) -> Person:
    """Who reads the figures and issues the papers."""
    return Person(app, tokens["leader"])


@pytest.fixture
def admin(app: Flask, tokens: dict[str, str]) -> Person:
    """Who keeps accounts and units, and sees no flag."""
    return Person(app, tokens["admin"])


@pytest.fixture
def stranger(app: Flask) -> Person:
    """Somebody without an account."""
    return Person(app, None)


@pytest.fixture
def cast(app: Flask, tokens: dict[str, str]) -> dict[str, Person]:
    """One of each role, by role."""
    return {
        member["role"]: Person(app, tokens[member["username"]]) for member in reversed(DEMO_CAST)
    }


@pytest.fixture
def hotel(inspector: Person) -> dict[str, Any]:
    """A hotel in the register, as answered."""
    answer = inspector.put_new("/establishments", an_establishment())
    assert answer.status_code == 201, answer.json
    return answer.json


@pytest.fixture
def desk(inspector: Person, reviewer: Person, reviewer2: Person, hotel: dict[str, Any]) -> Work:
    """A red case that the first reviewer holds, and who works on it."""
    return work_on(inspector, reviewer, reviewer2, hotel)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Who drives browsers; there can be but one."""
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield found
    found.close()
