"""A worker that dies after the statement it is told: nothing more of it reaches MongoDB."""

import contextlib
import datetime as dt
import functools
import itertools
import re
import uuid

import pytest
from bson import ObjectId
from pymongo import MongoClient
from pymongo.monitoring import CommandListener

from service.app import create_app
from service.repositories import connection
from service.settings import Settings
from tests.conftest import empty, forget_audit
from tests.people import Person

# What a driver says of its own, which changes nothing.
NO_STATEMENTS = {"hello", "ping", "endSessions", "killCursors", "abortTransaction"}
# Written before what they are about, or kept for those who sign in: they may be there without it.
BESIDE = {"attempts", "data_keys", "sessions", "devices", "upload_quotas", "sealed_upload_quotas"}
LANES = "case_stamps"  # which of a counter's lanes counts is drawn by lot


class Crash(BaseException):
    """What no handler of the service catches, as none catches a lost process."""


class Death(CommandListener):
    """Counts statements, and after the ``fatal`` one lets no other reach MongoDB."""

    def __init__(self):
        self.revive()

    def revive(self, fatal=None):
        self.count, self.fatal, self.names = 0, fatal, []

    def started(self, event):
        if event.command_name not in {"hello", "ping"} and self.dead:
            raise Crash

    def succeeded(self, event):
        if event.command_name in NO_STATEMENTS:
            return
        self.count += 1
        self.names.append(event.command_name)
        if self.dead:
            raise Crash

    def failed(self, event):
        pass

    @property
    def dead(self):
        return self.fatal is not None and self.count >= self.fatal


@pytest.fixture(scope="session")
def death():
    return Death()


@pytest.fixture(scope="session")
def mortal_app(mongodb_uri, tmp_path_factory, session_app, death):
    """The same service on the same database, whose statements can be counted and cut off."""
    kept = connection.MongoClient
    connection.MongoClient = functools.partial(MongoClient, event_listeners=[death])
    try:
        folder = session_app.extensions["an-tru"].settings.data_dir
        settings = Settings(
            data_dir=folder, mongodb_uri=mongodb_uri, database="antru_app", demo=True
        )
        app = create_app(settings)
    finally:
        connection.MongoClient = kept
    app.testing = True
    yield app
    app.extensions["an-tru"].repos.database.client.close()


@pytest.fixture
def stage(session_app, mortal_app, server_owner, tokens, death):
    return Stage(session_app, mortal_app, server_owner, tokens, death)


class Stage:
    """Does the same from the same beginning, and dies a statement later each time."""

    def __init__(self, app, mortal_app, owner, tokens, death):
        self.app, self.mortal_app, self.owner = app, mortal_app, owner
        self.tokens, self.death = tokens, death

    def person(self, name):
        """Who is served by a worker that lives."""
        return Person(self.app, self.tokens[name])

    def mortal(self, name):
        """Who is served by the worker that dies."""
        return Person(self.mortal_app, self.tokens[name])

    def begin(self):
        empty(self.app)
        forget_audit(self.owner, "antru_app")
        self.app.extensions["an-tru"].anchor.path.unlink(missing_ok=True)
        self.mortal_app.extensions["an-tru"].anchor.path.unlink(missing_ok=True)

    def bury(self):
        """What a lost worker left open ends, as MongoDB ends it by itself after twenty seconds."""
        self.death.revive()
        self.owner.admin.command("killAllSessions", [])

    def seen(self):
        """Everything stored, without what is drawn by lot or told by the clock."""
        database = self.app.extensions["an-tru"].repos.database
        found = {}
        for name in sorted(database.list_collection_names()):
            if name in BESIDE or name.startswith("system.") or name.endswith(".chunks"):
                continue
            rows = list(database[name].find())
            if name == LANES:
                rows = [{"changes": sum(row["changes"] for row in rows)}]
            found[name] = sorted(repr(steady(row)) for row in rows)
        return found

    def walk(self, prepare, act, *, whole=True, seen=None):
        """Dies after each statement of ``act`` in turn, then sends the same again.

        Whatever the statement, the database holds all of the act or nothing of it, and the same
        again ends as if nothing had happened. What is not ``whole`` may be there in part till then;
        ``seen`` tells what to compare where it is not everything stored.
        """
        seen = seen or self.seen
        self.begin()
        given = prepare()
        before = seen()
        self.death.revive()
        self.mortal_act(act, given)
        after = seen()
        assert before != after
        ended, survived = set(), False
        for fatal in itertools.count(1):
            self.begin()
            given = prepare()
            self.death.revive(fatal)
            with contextlib.suppress(Crash):
                act(self.mortal, given)
                survived = True
            where = f"died after the {fatal}. of {self.death.names}"
            self.bury()
            left = seen()
            assert left in (before, after) or not whole, (where, difference(before, after, left))
            ended.add(left == after)
            answer = act(self.person, given)
            assert answer.status_code in (200, 201, 204), (where, answer.json)
            assert seen() == after, (where, difference(after, after, seen()))
            if survived:
                break
        assert ended == {True, False}

    def mortal_act(self, act, given):
        answer = act(self.mortal, given)
        assert answer.status_code in (200, 201, 204), answer.json


HEX = re.compile(r"^[0-9a-f]{32,64}$")
NUMBER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def steady(value):
    """The same for two that differ in ids, times and what is sealed alone."""
    match value:
        case dict():
            return {NUMBER.sub("id", str(key)): steady(each) for key, each in value.items()}
        case list():
            return [steady(each) for each in value]
        case dt.datetime():
            return "time"
        case uuid.UUID() | ObjectId():
            return "id"
        case bytes():
            return "bytes"
        case str() if HEX.match(value):
            return "hash"
        case str():
            return NUMBER.sub("id", value)
    return value


def difference(before, after, left):
    return {
        name: {"left": left.get(name), "before": before.get(name), "after": after.get(name)}
        for name in left
        if left.get(name) not in (before.get(name),) or before.get(name) != after.get(name)
    }
