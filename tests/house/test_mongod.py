"""The embedded MongoDB: one for a data folder, private, durable, cleanly stopped."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure, ServerSelectionTimeoutError

from service import mongod
from service.repositories.connection import connect
from tests.serving.conftest import breathe

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    yield tmp_path
    mongod.stop(tmp_path)


def written(uri):
    database = connect(uri, "antru")
    database.notes.insert_one({"_id": 1})
    return database


def test_it_takes_no_stranger_and_opens_no_port(folder):
    uri = mongod.start(folder)
    with (
        MongoClient(mongod.Place(folder / "mongod").uri()) as stranger,
        pytest.raises(OperationFailure),
    ):
        stranger.antru.notes.find_one()
    assert "mongod.sock" in uri
    pid = int((folder / "mongod" / "mongod.pid").read_text())
    assert not any(
        "0.0.0.0" in part for part in Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    )
    for name in ("keyfile", "secrets.json"):
        assert (folder / "mongod" / name).stat().st_mode & 0o077 == 0


def test_what_was_acknowledged_survives_kill_9(folder):
    database = written(mongod.start(folder))
    os.kill(int((folder / "mongod" / "mongod.pid").read_text()), signal.SIGKILL)
    while not mongod.revive(folder):
        breathe()
    assert database.notes.count_documents({}) == 1
    database.client.close()


def test_nobody_connects_to_one_that_is_not_in_its_set_yet(folder):
    uri = mongod.start(folder)
    place = mongod.Place(folder / "mongod")
    mongod.stop(folder)
    alone = subprocess.Popen(
        [mongod.binary(), "--dbpath", place.folder / "db", "--bind_ip", place.socket,
         "--nounixsocket", "--port", "27017", "--auth", "--logpath", place.folder / "alone.log"],
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        with MongoClient(place.uri(), serverSelectionTimeoutMS=20_000) as anybody:
            assert "setName" not in anybody.admin.command("hello")
        with (
            MongoClient(uri, serverSelectionTimeoutMS=500) as client,
            pytest.raises(ServerSelectionTimeoutError),
        ):
            client.antru.notes.find_one()
    finally:
        alone.terminate()
        alone.wait()


def test_a_later_caller_is_handed_the_same_one(folder):
    first = mongod.start(folder)
    pid = (folder / "mongod" / "mongod.pid").read_text()
    assert mongod.start(folder) == first
    assert (folder / "mongod" / "mongod.pid").read_text() == pid


def test_it_listens_on_its_own_socket_alone(folder):
    mongod.start(folder)
    pid = int((folder / "mongod" / "mongod.pid").read_text())
    held = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # A file that it closed meanwhile.
            held.add(os.readlink(handle))
    rows = [line.split() for line in Path("/proc/net/unix").read_text().splitlines()[1:]]
    listening = {row[7] for row in rows if f"socket:[{row[6]}]" in held and row[7:]}
    assert listening == {str(mongod.Place(folder / "mongod").socket)}


SCRIPT = """
import sys
from contextlib import suppress
from pathlib import Path
from service import mongod
from service.repositories.connection import connect
database = connect(mongod.start(Path(sys.argv[1])), "antru")
database.notes.insert_one({})
print(database.notes.count_documents({}))
database.client.close()
"""


def in_a_process_of_its_own(folder):
    command = [sys.executable, "-c", SCRIPT, str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    return int(done.stdout)


def test_the_last_to_leave_stops_it_and_its_data_stays(tmp_path):
    assert in_a_process_of_its_own(tmp_path) == 1
    pid = int((tmp_path / "mongod" / "mongod.pid").read_text())
    assert not mongod._alive(pid)
    assert in_a_process_of_its_own(tmp_path) == 2


def test_a_folder_that_was_moved_starts_where_it_is(tmp_path):
    assert in_a_process_of_its_own(tmp_path / "here") == 1
    (tmp_path / "here").rename(tmp_path / "there")
    assert in_a_process_of_its_own(tmp_path / "there") == 2


def test_where_it_cannot_run_one_line_says_what_to_set(monkeypatch):
    monkeypatch.setattr(mongod.platform, "machine", lambda: "arm64")
    with pytest.raises(mongod.MongodUnavailable, match="set MONGODB_URI") as told:
        mongod.binary()
    assert "\n" not in str(told.value)
