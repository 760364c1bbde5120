"""Acknowledged means kept: several workers on one database, killed while visits come in."""

import threading
import time
import uuid
from pathlib import Path

from service import mongod
from service.domain.demo_cast import DEMO_PASSWORD
from service.repositories.connection import connect
from tests.builders import CALLED, a_flag, a_visit, an_establishment
from tests.serving.conftest import breathe

ROOT = Path(__file__).parents[2]
SENDERS = 4
VISITS_EACH = 30
START_SECONDS = 60
RETRY_SECONDS = 60


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
                breathe()

    senders = [threading.Thread(target=send, args=(n,)) for n in range(SENDERS)]
    for thread in senders:
        thread.start()
    for count, victim in ((10, "worker"), (30, "mongod"), (60, "worker"), (80, "mongod")):
        while len(acknowledged) < count and any(thread.is_alive() for thread in senders):
            breathe()
        server.kill(victim)
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
