"""Entries come one after the other in their chains, whoever writes them and whatever happens."""

import datetime as dt
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pymongo.errors import OperationFailure

from service.domain.audit import CHAINS, CHECKPOINT_EVERY, entry_of, line_of
from service.repositories import Repositories
from service.repositories.audit import Audit, Checkpoints
from service.repositories.connection import named
from tests.audit.conftest import NOW, WHO, an_entry, told
from tests.builders import catalogue

ROOT = Path(__file__).parents[2]
THREADS, EACH = 8, 40

WRITER = """
import sys, threading
from service.domain.audit import entry_of
from service.repositories.audit import Audit, Checkpoints, audit_database
from service.repositories.connection import connect
from tests.audit.conftest import an_entry
place = audit_database(connect(sys.argv[1], "antru_rules"))
audit = Audit(place, Checkpoints(place))
def write():
    for number in range(int(sys.argv[2])):
        audit.append(an_entry(number))
        print("kept", flush=True)
threads = [threading.Thread(target=write) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def writer(uri: str, count: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", WRITER, uri, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def test_an_entry_is_kept_as_it_was_told(audit):
    place = audit.append(an_entry(7, asked=["level=red"]))
    (stored,) = audit.rows.find()
    assert f"{stored['_id']['chain']}:{stored['_id']['seq']}" == place
    assert (stored["by"], stored["act"], stored["of"]) == ("reviewer", "read_case", ["case-7"])
    assert stored["at"] == NOW + dt.timedelta(seconds=7)
    assert told(audit) == []


def test_threads_and_processes_leave_neither_gap_nor_fork(audit, mongodb_uri):
    others = [writer(mongodb_uri, EACH) for _ in range(2)]
    with ThreadPoolExecutor(THREADS) as pool:
        places = list(pool.map(lambda n: audit.append(an_entry(n)), range(THREADS * EACH)))
    said = [other.communicate()[0].count(b"kept") for other in others]
    assert said == [8 * EACH] * 2
    assert len(set(places)) == len(places)
    assert audit.rows.count_documents({}) == THREADS * EACH + sum(said)
    assert told(audit) == []


def test_a_writer_killed_in_the_middle_loses_nothing_that_was_kept(audit, mongodb_uri):
    for _ in range(3):
        victim = writer(mongodb_uri, 10_000)
        said = [victim.stdout.readline() for _ in range(60)]
        os.kill(victim.pid, signal.SIGKILL)
        said += victim.stdout.read().splitlines()
        victim.wait()
        victim.stdout.close()
        assert audit.rows.count_documents({}) >= len([line for line in said if line.strip()])
    audit.append(an_entry())
    assert told(audit) == []


@pytest.mark.parametrize("refuse", [False, True])
def test_in_a_transaction_an_entry_stands_or_falls_with_the_rest(database, refuse):
    repos = Repositories(database, catalogue(), None)
    repos.ensure_indexes()

    def work(session):
        repos.audit.append(an_entry(), session)
        repos.country.rows.insert_one({"_id": "act"}, session=session)
        if refuse:
            raise LookupError

    if refuse:
        with pytest.raises(LookupError):
            repos.in_transaction(work)
    else:
        repos.in_transaction(work)
    kept = 0 if refuse else 1
    assert repos.audit.rows.count_documents({}) == repos.country.rows.count_documents({}) == kept
    assert told(repos.audit) == []


def test_transactions_at_once_all_find_their_place(database):
    repos = Repositories(database, catalogue(), None)
    repos.ensure_indexes()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(
            lambda n: repos.in_transaction(lambda s: repos.audit.append(an_entry(n), s)), range(80)
        ))  # fmt: skip
    assert repos.audit.rows.count_documents({}) == 80
    assert told(repos.audit) == []


def test_what_a_request_says_cannot_break_a_line_or_a_terminal(audit):
    evil = 'x\r\n{"act": "x"}\x1b[2J\u2028\x85\x7f\x00"}'
    audit.append(entry_of("read_case", NOW, {**WHO, "device": evil}, of=[evil, "\ud800"]))
    (stored,) = audit.rows.find()
    line = line_of(stored)
    assert line.isascii()
    assert line.isprintable()
    assert len(line.splitlines()) == 1
    assert told(audit) == []


def test_long_words_are_cut(audit):
    audit.append(entry_of("read_case", NOW, WHO, of=["x" * 100_000]))
    assert len(audit.rows.find_one()["of"][0]) == 500


def test_every_hundredth_entry_of_a_chain_is_signed_inside_and_outside(audit, anchor, monkeypatch):
    monkeypatch.setattr("service.repositories.audit.secrets.randbelow", lambda _: 3)
    for number in range(2 * CHECKPOINT_EVERY):
        audit.append(an_entry(number))
    kept = list(audit.checkpoints.all())
    assert [(each["chain"], each["seq"]) for each in kept] == [(3, 100), (3, 200)]
    assert kept == anchor.kept()
    assert all(anchor.is_ours(each) for each in kept)


def test_a_checkpoint_that_cannot_be_written_down_refuses_nobody(
    audit, anchor, monkeypatch, caplog
):
    monkeypatch.setattr("service.repositories.audit.secrets.randbelow", lambda _: 0)
    monkeypatch.setattr(type(anchor), "keep", full_disk)
    for number in range(CHECKPOINT_EVERY):
        audit.append(an_entry(number))
    assert audit.rows.count_documents({}) == CHECKPOINT_EVERY
    assert "no checkpoint at 0:100" in caplog.text


def full_disk(*_):
    raise OSError


def test_heads_are_signed_once(audit):
    for number in range(3 * CHAINS):
        audit.append(an_entry(number))
    made = audit.checkpoint_heads(NOW)
    assert made
    assert audit.checkpoint_heads(NOW) == []


CHANGES = {
    "update": lambda rows: rows.update_one({}, {"$set": {"by": "x"}}),
    "replace": lambda rows: rows.replace_one({}, {"by": "x"}),
    "find and change": lambda rows: rows.find_one_and_update({}, {"$set": {"by": "x"}}),
    "upsert": lambda rows: rows.update_one({"_id": 1}, {"$set": {"by": "x"}}, upsert=True),
    "delete": lambda rows: rows.delete_one({}),
    "delete all": lambda rows: rows.delete_many({}),
    "drop": lambda rows: rows.drop(),
    "drop the database": lambda rows: rows.database.client.drop_database(rows.database.name),
    "rename": lambda rows: rows.rename("elsewhere"),
    "let expire": lambda rows: rows.create_index("at", expireAfterSeconds=1),
    "drop an index": lambda rows: rows.drop_index("by_id"),
    "cap": lambda rows: rows.database.command("convertToCapped", "entries", size=4096),
    "change the options": lambda rows: rows.database.command("collMod", "entries", validator={}),
    "write over by $out": lambda rows: rows.aggregate([{"$match": {}}, {"$out": "entries"}]),
    "write over by $merge": lambda rows: rows.aggregate(
        [{"$set": {"by": "x"}}, {"$merge": {"into": "entries", "whenMatched": "replace"}}]
    ),
    "a role of its own": lambda rows: rows.database.command(
        "createRole", "more", privileges=[], roles=["readWrite"]
    ),
    "a role for itself": lambda rows: rows.database.client.admin.command(
        "grantRolesToUser", "antru", roles=["root"]
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_services_account_can_only_read_and_append(audit, change):
    audit.append(an_entry())
    before = list(audit.rows.find())
    with pytest.raises(OperationFailure):
        change(audit.rows)
    assert list(audit.rows.find()) == before
    assert audit.changes_allowed() == []


def test_an_owner_could_and_is_told(server_owner):
    place = named(server_owner, "antru_rules_audit")
    able = Audit(place, Checkpoints(place)).changes_allowed()
    assert {"update", "remove", "dropCollection"} <= set(able)
