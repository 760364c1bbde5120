"""The master key is exchanged by command while two workers take in flagged visits."""

import os
import subprocess
import sys
import threading
import uuid
from pathlib import Path

import pytest

from service.domain.demo_cast import DEMO_PASSWORD
from tests.builders import CALLED, a_flag, a_visit, an_establishment

ROOT = Path(__file__).parents[2]
SENDERS, EXCHANGES = 3, 3


@pytest.mark.slow
def test_visits_come_in_and_cases_open_while_the_master_key_is_exchanged(server):
    def signed_in(name):
        body = {"username": name, "password": DEMO_PASSWORD}
        return server.call("POST", "/api/v1/auth/login", body)[1]["access_token"]

    inspector, reviewer = signed_in("inspector"), signed_in("reviewer")
    done, statuses, lock = threading.Event(), [], threading.Lock()

    def send():
        while not done.is_set():
            place = f"/api/v1/establishments/{uuid.uuid4()}"
            server.call("PUT", place, an_establishment(), inspector)
            visit = a_visit(place[-36:], flags=[a_flag()], emergency_call=CALLED)
            path = f"/api/v1/visits/{uuid.uuid4()}"
            with lock:
                statuses.append(server.call("PUT", path, visit, inspector)[0])

    senders = [threading.Thread(target=send) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    file = server.folder / "master.key"
    seen = [file.read_text()]
    for _ in range(EXCHANGES):
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "seal", "rotate"]
        environ = {**os.environ, "DATA_DIR": str(server.folder)}
        environ.pop("MONGODB_URI", None)
        told = subprocess.run(
            command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120, check=True
        )
        assert "wrapped anew" in told.stdout
        seen.append(file.read_text())
    done.set()
    for sender in senders:
        sender.join()
    assert len(set(seen)) == EXCHANGES + 1
    assert all(len(text.split()) == 1 for text in seen)
    assert len(statuses) > EXCHANGES
    assert set(statuses) == {201}
    cases, cursor = [], ""
    while cursor is not None:
        page = server.call("GET", f"/api/v1/cases?limit=200&cursor={cursor}", token=reviewer)[1]
        cases, cursor = cases + page["items"], page["next_cursor"]
    assert len(cases) == len(statuses)
    for case in cases:
        status, whole = server.call("GET", f"/api/v1/cases/{case['id']}", token=reviewer)
        assert (status, whole["visits"][0]["flags"][0]["place"]) == (200, "tầng 2")
