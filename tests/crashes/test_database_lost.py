"""The line to MongoDB goes dead before any statement: a plain answer, and nothing half done.

ASVS 5.0, 16.5.1 and 16.5.3. Nobody reads what is confidential without its entry in the audit log.
"""

import functools
import urllib.parse

import pytest
from pymongo import MongoClient

from service import mongod, repositories
from service.app import create_app
from service.domain.demo_cast import DEMO_PASSWORD
from service.repositories import audit, connection
from service.settings import Settings
from tests.builders import CALLED, a_flag, a_visit, an_establishment
from tests.crashes.conftest import Stage, difference
from tests.crashes.line import Line

PLACE = "0190a5c8-0000-7000-8000-00000000c0de"
KEY = "0190a5c8-0000-7000-8000-00000000face"
FLAGGED = a_visit(PLACE, flags=[a_flag()], emergency_call=CALLED)
TELLING = (
    "Traceback",
    "pymongo",
    "mongod",
    "127.0.0.1",
    "socket",
    "flag_sheets",
    "timeout",
    "Error",
)


@pytest.fixture(scope="module")
def line(data_dir, mongodb_uri):
    found = Line(mongod.Place(data_dir / "mongod").socket)
    yield found
    found.close()


@pytest.fixture(scope="module")
def far_app(mongodb_uri, session_app, data_dir, line):
    """The same service, whose MongoDB lies at the other end of the line."""
    place = urllib.parse.quote_plus(str(mongod.Place(data_dir / "mongod").socket))
    assert place in mongodb_uri
    uri = mongodb_uri.replace(place, f"127.0.0.1:{line.port}") + "&serverSelectionTimeoutMS=200"
    kept = connection.MongoClient
    connection.MongoClient = functools.partial(MongoClient, event_listeners=[line])
    try:
        folder = session_app.extensions["an-tru"].settings.data_dir
        app = create_app(
            Settings(data_dir=folder, mongodb_uri=uri, database="antru_app", demo=True)
        )
    finally:
        connection.MongoClient = kept
    yield app
    app.extensions["an-tru"].repos.database.client.close()


@pytest.fixture
def stage(session_app, far_app, server_owner, tokens, line, monkeypatch):
    monkeypatch.setattr(repositories, "TRANSACTION_SECONDS", 0.4)
    monkeypatch.setattr(audit, "APPEND_SECONDS", 0.4)
    return Stage(session_app, far_app, server_owner, tokens, line)


TIMES_MOST = 3


def sent_until_taken(stage, act, given):
    """Sent again as a 503 asks for: on a busy machine a fresh connection may come too late."""
    for _ in range(TIMES_MOST - 1):
        answer = act(stage.mortal, given)
        if answer.status_code != 503:
            return answer
    return act(stage.mortal, given)


def walk(stage, line, prepare, act):
    """Loses the line before each statement of ``act`` in turn; answers how often it was lost."""
    stage.begin()
    given = prepare()
    before = stage.seen()
    line.mend()
    assert act(stage.mortal, given).status_code in (200, 201)
    after = stage.seen()
    fatal, lost = 0, True
    while lost:
        fatal += 1
        stage.begin()
        given = prepare()
        line.mend(fatal)
        answer = act(stage.mortal, given)
        lost = line.dead
        line.mend()
        stage.owner.admin.command("killAllSessions", [])
        if lost:
            assert answer.status_code == 503, (fatal, answer.text)
            assert answer.mimetype == "application/problem+json"
            assert answer.json["type"].endswith("database-away")
            assert not [word for word in TELLING if word in answer.text]
        left = stage.seen()
        assert left in (before, after), (fatal, difference(before, after, left))
        again = sent_until_taken(stage, act, given)
        assert again.status_code in (200, 201), again.text
        assert stage.seen() == after
    return fatal - 1


@pytest.fixture
def flagged(stage):
    def put():
        place()
        assert stage.person("inspector").put(f"/visits/{KEY}", FLAGGED).status_code == 201
        (case,) = stage.person("reviewer").get("/cases").json["items"]
        return case["id"]

    def place():
        answer = stage.person("inspector").put(f"/establishments/{PLACE}", an_establishment())
        assert answer.status_code == 201

    put.place = place
    return put


def test_a_flagged_visit(stage, line, flagged):
    lost = walk(
        stage, line, flagged.place,
        lambda person, _: person("inspector").put(f"/visits/{KEY}", FLAGGED),
    )  # fmt: skip
    assert lost > 5


@pytest.mark.slow
def test_reading_a_case(stage, line, flagged):
    lost = walk(stage, line, flagged, lambda person, case: person("reviewer").get(f"/cases/{case}"))
    assert lost > 3


@pytest.mark.slow
def test_signing_in(stage, line):
    body = {"username": "reviewer", "password": DEMO_PASSWORD}
    assert (
        walk(
            stage,
            line,
            lambda: None,
            lambda person, _: person("reviewer").post("/auth/login", body),
        )
        > 3
    )
