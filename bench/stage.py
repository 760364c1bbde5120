"""The stage: a throw-away data folder, its own mongod, and the service as it is served."""

import atexit
import datetime as dt
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pymongo import monitoring

from checklists import load_catalogue
from service import mongod
from service.domain.demo_cast import DEMO_PASSWORD
from service.keys import read_keys
from service.master_keys import MasterKeyFile
from service.repositories import Repositories
from service.repositories.connection import connect
from service.settings import Settings
from service.usecases.set_up import set_up

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
WORKERS, THREADS = 2, 32
READY_SECONDS = 120
SERVED, COUNTED = "antru", "antru_figures"


class Listener(monitoring.CommandListener):
    """Keeps the aggregations that are sent while somebody is listening."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] | None = None

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if self.heard is not None and event.command_name == "aggregate":
            self.heard.append(dict(event.command))

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Nothing to keep."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Nothing to keep; the caller hears of it."""

    def during(self, work: Callable[[], Any]) -> list[dict[str, Any]]:
        """The aggregations that ``work`` sends."""
        self.heard = []
        try:
            work()
            return self.heard
        finally:
            self.heard = None


@dataclass(slots=True)
class Stage:
    """``served`` is what gunicorn works on; ``counted`` holds the many visits of the figures."""

    folder: Path
    served: Any
    counted: Any
    listener: Listener
    port: int
    server: "subprocess.Popen[bytes] | None" = None

    def open_doors(self) -> str:
        """Start gunicorn and sign in; answers the access token."""
        environment = {name: each for name, each in os.environ.items() if name != "MONGODB_URI"}
        environment |= {"DATA_DIR": str(self.folder), "HOST": HOST, "PORT": str(self.port)}
        command = [
            sys.executable, "-m", "gunicorn", "wsgi:app", "--worker-class", "gthread",
            "--workers", str(WORKERS), "--threads", str(THREADS), "--keep-alive", "5",
            "--bind", f"{HOST}:{self.port}", "--log-level", "warning",
        ]  # fmt: skip
        self.server = subprocess.Popen(command, cwd=ROOT, env=environment)
        atexit.register(self.close_doors)
        self._wait()
        return self._sign_in()

    def close_doors(self) -> None:
        if self.server and self.server.poll() is None:
            self.server.terminate()
            self.server.wait(30)

    def worker_megabytes(self) -> list[float]:
        """The resident memory of each worker, from ``/proc``."""
        assert self.server
        pid = self.server.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return sorted(_resident(int(child)) for child in children)

    def _wait(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            try:
                if self._call("GET", "/readyz", None)[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"The server was not ready within {READY_SECONDS} s.")

    def _sign_in(self) -> str:
        body = json.dumps({"username": "inspector", "password": DEMO_PASSWORD}).encode()
        status, answer = self._call("POST", "/api/v1/auth/login", body)
        if status != 200:
            raise SystemExit(f"Signing in was answered {status}.")
        token: str = json.loads(answer)["access_token"]
        return token

    def _call(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


def set_stage() -> Stage:
    """A new data folder with both databases set up; all of it is gone when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="antru-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    listener = Listener()
    monitoring.register(listener)
    served, counted = (_repositories(folder, name) for name in (SERVED, COUNTED))
    return Stage(folder, served, counted, listener, _free_port())


def _repositories(folder: Path, name: str) -> Repositories:
    keys = read_keys(folder / "keys.json")
    master = MasterKeyFile(folder / "master.key")
    repos = Repositories(connect(mongod.start(folder, name), name), load_catalogue(), keys, master)
    set_up(repos, Settings(data_dir=folder, demo=True))
    return repos


def moment() -> dt.datetime:
    """Now, in whole milliseconds as MongoDB keeps it."""
    now = dt.datetime.now(dt.UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError(pid)
