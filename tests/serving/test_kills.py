"""Acknowledged means kept: several workers on one database, killed while visits come in."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import pytest

from service import mongod
from service.domain.demo_cast import DEMO_PASSWORD
from service.repositories.connection import connect
from tests.builders import CALLED, a_flag, a_visit, an_establishment

ROOT = Path(__file__).parents[2]
SENDERS = 4
VISITS_EACH = 30
START_SECONDS = 60
RETRY_SECONDS = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """``wsgi:app`` under gunicorn with two workers on a data folder of its own."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        environ = {**os.environ, "DATA_DIR": str(folder), "PORT": str(self.port)}
        environ.pop("MONGODB_URI", None)
        command = [sys.executable, "-m", "gunicorn", "wsgi:app", "--workers", "2", "--threads", "8"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.DEVNULL)

    def call(self, method, path, body=None, token=None):
        """Status and JSON; status 0 where nobody answered."""
        headers = {"Content-Type": "application/json"}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        data = json.dumps(body).encode() if body is not None else None
        url = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(url, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, None
        except (OSError, http.client.HTTPException):
            return 0, None

    def wait(self):
        deadline = time.monotonic() + START_SECONDS
        while self.call("GET", "/readyz")[0] != 200:
            assert time.monotonic() < deadline
            assert self.process.poll() is None

    def workers(self):
        told = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=True
        )
        names = {pid: Path(f"/proc/{pid}/cmdline").read_text() for pid in told.stdout.split()}
        return [int(pid) for pid, name in names.items() if "gunicorn" in name]

    def mongod(self):
        return int((self.folder / "mongod" / "mongod.pid").read_text())


@pytest.fixture
def server(tmp_path):
    running = Server(tmp_path)
    try:
        running.wait()
        yield running
    finally:
        running.process.terminate()
        running.process.wait(60)
        mongod.stop(tmp_path)


def test_what_was_acknowledged_is_there_once_after_kills_of_worker_and_database(server):
    _, session = server.call(
        "POST", "/api/v1/auth/login", {"username": "inspector", "password": DEMO_PASSWORD}
    )
    token = session["access_token"]
    place = str(uuid.uuid4())
    assert (
        server.call("PUT", f"/api/v1/establishments/{place}", an_establishment(), token)[0] == 201
    )
    acknowledged, lock = set(), threading.Lock()

    def send(sender):
        for number in range(VISITS_EACH):
            key = uuid.uuid4()
            flagged = {"flags": [a_flag()], "emergency_call": CALLED} if number % 3 == 0 else {}
            visit = a_visit(place, remarks=f"{sender}-{number}", **flagged)
            deadline = time.monotonic() + RETRY_SECONDS
            while time.monotonic() < deadline:
                status, _body = server.call("PUT", f"/api/v1/visits/{key}", visit, token)
                if status in (200, 201):
                    with lock:
                        acknowledged.add(key)
                    break

    senders = [threading.Thread(target=send, args=(n,)) for n in range(SENDERS)]
    for thread in senders:
        thread.start()
    for count, victim in ((10, "worker"), (30, "mongod"), (60, "worker"), (80, "mongod")):
        while len(acknowledged) < count and any(thread.is_alive() for thread in senders):
            threading.Event().wait(0.005)
        os.kill(server.workers()[0] if victim == "worker" else server.mongod(), signal.SIGKILL)
        while victim == "mongod" and not mongod.revive(server.folder):
            pass
    for thread in senders:
        thread.join()
    database = connect(mongod.Place(server.folder / "mongod").uri("antru"), "antru")
    stored = [row["_id"] for row in database.visits.find({}, {"_id": 1})]
    sheets = {row["_id"] for row in database.flag_sheets.find({}, {"_id": 1})}
    (case,) = database.cases.find()
    database.client.close()
    assert len(acknowledged) == SENDERS * VISITS_EACH
    assert acknowledged == set(stored)
    assert len(stored) == len(set(stored))
    assert sheets == {entry["visit"] for entry in case["visits"]}
    assert len(sheets) == SENDERS * VISITS_EACH // 3
