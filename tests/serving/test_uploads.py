"""Photos over a real network: cut at any byte, sent through kills, byte for byte what they were."""

import http.client
import random
import socket
import struct
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.demo_cast import DEMO_PASSWORD
from tests.builders import a_flag, a_visit, an_establishment, answers
from tests.pictures import a_photo, piece_headers, sha256_of
from tests.serving.conftest import breathe

UPLOADS = 60
CUTS = 5
SENDERS = 4
PIECE = 20_000  # bytes of a piece; a photo has several
RETRY_SECONDS = 90
STALLED = 14  # fewer than the server has threads, more than take uploads in


class Tablet:
    """Sends the photos of a visit as a tablet does, over connections that it may cut."""

    def __init__(self, server, token):
        self.server, self.token = server, token
        self.sent_again = 0

    def path(self, visit_id, data):
        return f"/api/v1/visits/{visit_id}/attachments/{sha256_of(data)}"

    def ask(self, method, path, body=None, headers=None):
        """The answer and its body, ``None`` where nobody answered."""
        headers = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer, answer.read()
        except (OSError, http.client.HTTPException):
            return None, b""
        finally:
            connection.close()

    def offset(self, visit_id, data, part):
        """How far the server is, and whether it is done; asks until it is told."""
        deadline = time.monotonic() + RETRY_SECONDS
        while time.monotonic() < deadline:
            answer, _ = self.ask("HEAD", self.path(visit_id, data), headers={"Upload-Part": part})
            if answer and answer.status == 404:
                return 0, False
            if answer and answer.status == 200:
                return int(answer.headers["Upload-Offset"]), (
                    answer.headers["Upload-Complete"] == "?1"
                )
        raise AssertionError("nobody answered")

    def head(self, visit_id, data, start, part):
        """What stands before a whole piece on the wire."""
        headers = {
            **piece_headers(data, start, part),
            "Content-Length": str(len(data[start : start + PIECE])),
            "Authorization": f"Bearer {self.token}",
            "Host": "127.0.0.1",
        }
        lines = [f"PATCH {self.path(visit_id, data)} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode()

    def cut(self, visit_id, data, part, start, kept, *, reset):
        """Promises a whole piece, sends ``kept`` bytes of it and hangs up."""
        head = self.head(visit_id, data, start, part)
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=60) as wire:
            wire.sendall(head + data[start : start + kept])
            if reset:
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def send(self, visit_id, data, part="open"):
        """Sends on from where the server is until it is done."""
        deadline = time.monotonic() + RETRY_SECONDS
        while time.monotonic() < deadline:
            at, whole = self.offset(visit_id, data, part)
            if whole:
                return
            headers = piece_headers(data, at, part)
            self.ask("PATCH", self.path(visit_id, data), data[at : at + PIECE], headers)
        raise AssertionError("not done")


@pytest.fixture
def tablet(server):
    credentials = {"username": "inspector", "password": DEMO_PASSWORD}
    _, session = server.call("POST", "/api/v1/auth/login", credentials)
    return Tablet(server, session["access_token"])


def naming(place, photo, hidden):
    named = answers(CL_01={"value": "pass", "attachments": [sha256_of(photo)]})
    flags = [a_flag("REG-09", attachments=[sha256_of(hidden)])]
    return a_visit(place, answers=named, flags=flags)


def a_place(server, token):
    place = str(uuid.uuid4())
    path = f"/api/v1/establishments/{place}"
    assert server.call("PUT", path, an_establishment(), token)[0] == 201
    return place


@pytest.mark.slow
def test_uploads_cut_at_any_byte_are_whole_in_the_end(server, tablet):
    place = a_place(server, tablet.token)
    lot = random.Random(138)  # noqa: S311

    def upload(number):
        photo, visit_id = a_photo(300, 200), uuid.uuid4()
        part = "sealed" if number % 3 == 0 else "open"
        lost = 0
        for _ in range(CUTS):
            at, _ = tablet.offset(visit_id, photo, part)
            kept = lot.randrange(0, min(PIECE, len(photo) - at))
            tablet.cut(visit_id, photo, part, at, kept, reset=lot.random() < 0.5)
            lost = max(lost, kept - (tablet.offset(visit_id, photo, part)[0] - at))
        tablet.send(visit_id, photo, part)
        other = a_photo()
        pair = (other, photo) if part == "sealed" else (photo, other)
        visit = naming(place, *pair)
        status, told = server.call("PUT", f"/api/v1/visits/{visit_id}", visit, tablet.token)
        assert status == 201
        assert told["missing_attachments"] == [sha256_of(other)]
        return tablet.ask("GET", tablet.path(visit_id, photo))[1] == photo, lost

    with ThreadPoolExecutor(SENDERS) as pool:
        done = list(pool.map(upload, range(UPLOADS)))
    assert [equal for equal, _ in done] == [True] * UPLOADS
    assert max(lost for _, lost in done) <= PIECE


@pytest.mark.slow
def test_what_a_receipt_covers_is_there_after_kills_of_worker_and_database(server, tablet):
    place = a_place(server, tablet.token)
    finished, lock = [], threading.Lock()

    def work(_):
        photo, hidden, visit_id = a_photo(300, 200), a_photo(), uuid.uuid4()
        tablet.send(visit_id, photo)
        visit = naming(place, photo, hidden)
        deadline = time.monotonic() + RETRY_SECONDS
        while time.monotonic() < deadline:
            path = f"/api/v1/visits/{visit_id}"
            if server.call("PUT", path, visit, tablet.token)[0] in (200, 201):
                break
        tablet.send(visit_id, hidden, "sealed")
        while time.monotonic() < deadline:
            status, told = server.call(
                "GET", f"/api/v1/visits/{visit_id}/receipt", token=tablet.token
            )
            if status == 200:
                assert told["missing_attachments"] == []
                with lock:
                    finished.append((visit_id, photo, hidden))
                return

    with ThreadPoolExecutor(SENDERS) as pool:
        running = [pool.submit(work, number) for number in range(24)]
        for count, victim in ((2, "mongod"), (6, "mongod"), (10, "worker"), (14, "worker")):
            while len(finished) < count and not all(each.done() for each in running):
                breathe()
            server.kill(victim)
        for each in running:
            each.result()
    assert len(finished) == 24
    for visit_id, *photos in finished:
        for photo in photos:
            assert tablet.ask("GET", tablet.path(visit_id, photo))[1] == photo


def test_bodies_that_stall_block_no_other_request(server, tablet):
    photo = a_photo(300, 200)
    wires = []
    for _ in range(STALLED):
        wire = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        wire.sendall(tablet.head(uuid.uuid4(), photo, 0, "open") + photo[:10])
        wires.append(wire)
    assert server.call("GET", "/api/v1/me", token=tablet.token)[0] == 200
    for wire in wires:
        answer = wire.recv(65_536)
        assert answer.startswith((b"HTTP/1.1 204", b"HTTP/1.1 503"))
        wire.close()
