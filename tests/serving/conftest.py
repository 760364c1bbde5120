"""A real server: ``wsgi:app`` under gunicorn with two workers on a data folder of its own."""

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
from pathlib import Path

import pytest

from service import mongod

ROOT = Path(__file__).parents[2]
START_SECONDS = 60


def breathe():
    """Leaves the processor to whoever is asked again in a moment."""
    threading.Event().wait(0.02)


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
        environ["ANTRU_THREADS"] = "8"
        self.environ = environ
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
            breathe()

    def workers(self):
        told = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=True
        )
        names = {pid: Path(f"/proc/{pid}/cmdline").read_text() for pid in told.stdout.split()}
        return [int(pid) for pid, name in names.items() if "gunicorn" in name]

    def mongod(self):
        return int((self.folder / "mongod" / "mongod.pid").read_text())

    def command(self, *words, check=True, **environ):
        """A command under ``flask`` beside the server, on the same data folder."""
        told = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *map(str, words)],
            cwd=ROOT, env={**self.environ, **environ}, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert told.returncode == 0 or not check, told.stderr
        return told

    def kill(self, victim):
        """``kill -9`` of a worker or of MongoDB, which is started again at once."""
        pid = self.workers()[0] if victim == "worker" else self.mongod()
        os.kill(pid, signal.SIGKILL)
        while victim == "mongod" and not mongod.revive(self.folder):
            breathe()

    def stop(self):
        self.process.terminate()
        self.process.wait(60)
        mongod.stop(self.folder)


@pytest.fixture
def server(tmp_path):
    running = Server(tmp_path)
    try:
        running.wait()
        yield running
    finally:
        running.stop()
