"""Words planted in every confidential slot come out nowhere but where a reviewer reads the case."""

import io
import logging
from contextlib import contextmanager

import pytest
from pymongo import MongoClient

from service import mongod
from service.domain.demo_cast import DEMO_CAST
from tests.confidential.canaries import a_word, is_in, plant
from tests.confidential.sinks import SINKS, World, answers, paths, reads
from tests.conftest import empty
from tests.people import Person

pytestmark = pytest.mark.xdist_group("canaries")

EVERY_OPERATION = -1  # as the milliseconds from which mongod logs an operation with its document
USUAL_MILLISECONDS = 100


@pytest.fixture(scope="module")
def world(session_app, tokens, data_dir):
    """Everything planted and read, once, while each log tells as much as it can."""
    empty(session_app)
    cast = {m["role"]: Person(session_app, tokens[m["username"]]) for m in reversed(DEMO_CAST)}
    cast["colleague"] = Person(session_app, tokens["inspector2"])
    second = Person(session_app, tokens["reviewer2"])
    address = mongod.Place(data_dir / "mongod").uri("root")
    with MongoClient(address) as root, everything_logged() as log:
        root["antru_app"].command("profile", 0, slowms=EVERY_OPERATION)
        planted = plant({**cast, "second reviewer": second})
        read = list(reads(session_app, cast, planted.ids))
        root["antru_app"].command("profile", 0, slowms=USUAL_MILLISECONDS)
    return World(planted, read, data_dir, log.getvalue())


@contextmanager
def everything_logged():
    """The lines of every logger at its most talkative."""
    log, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(log), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield log
    finally:
        root.setLevel(level)
        root.removeHandler(handler)


@pytest.mark.parametrize("name", SINKS)
def test_no_confidential_word_comes_out_and_open_ones_do(world, name):
    sink, planted = SINKS[name], world.planted
    leaks, seen = [], set()
    for where, content in sink.comes_out(world):
        low = content.lower()
        seen |= {slot for slot, word in planted.open.items() if is_in(low, word)}
        leaks += [
            (slot, where)
            for slot, word in planted.hidden.items()
            if is_in(low, word) and where not in planted.readers[slot]
        ]
    assert leaks == []
    assert set(sink.control) <= seen


def test_each_word_that_was_accepted_is_read_where_it_may_be(world):
    expected = {(slot, *where) for slot, them in world.planted.readers.items() for where in them}
    found = {
        (slot, *where)
        for where, content in answers(world)
        for slot, word in world.planted.hidden.items()
        if is_in(content, word)
    }
    assert found == expected
    assert len(expected) >= 12


def test_every_rule_is_read_with_what_is_there(session_app, world):
    """A new GET route fails here until the canaries know real ids for it."""
    seen = {read.rule for read in world.reads if read.status == 200}
    assert seen == set(paths(session_app, world.planted.ids))


def test_a_word_in_a_sealed_place_would_be_found(world, session_app):
    """The search itself can fail: the same word put there in clear is seen in every store."""
    word = a_word()
    rows = session_app.extensions["an-tru"].repos.flag_sheets.rows
    rows.update_many({}, {"$set": {"flags.0.place": word}})
    for name in ("every document of every database", "the database's files"):
        content = b"".join(part for _, part in SINKS[name].comes_out(world))
        assert is_in(content, word)
