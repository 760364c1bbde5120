"""What the tests of the tablet need of the server: a place, and what is stored in the end."""

import hashlib
import json
import time
import urllib.request
import uuid
from typing import Any

import pytest

from service.domain.demo_cast import DEMO_PASSWORD
from tests.builders import an_establishment
from tests.serving.conftest import Server
from tests.tablet.device import Tablet

ANSWER_SECONDS = 60


class Office:
    """The server as somebody at a desk sees it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.token = self.token_of("inspector")

    def token_of(self, username: str) -> str:
        credentials = {"username": username, "password": DEMO_PASSWORD}
        status, session = self.server.call("POST", "/api/v1/auth/login", credentials)
        assert status == 200
        token: str = session["access_token"]
        return token

    def new_place(self, **changes: Any) -> str:
        """The id of a hotel that nobody has visited."""
        key = str(uuid.uuid4())
        name = f"Khách sạn {key[:8]}"
        told = an_establishment(**{"name": name, **changes})
        status, _ = self.server.call("PUT", f"/api/v1/establishments/{key}", told, self.token)
        assert status == 201
        return key

    def visits_at(self, place: str) -> list[dict[str, Any]]:
        """Every visit stored at the place, in full."""
        deadline = time.monotonic() + ANSWER_SECONDS
        path = f"/api/v1/visits?establishment={place}"
        while (answer := self.server.call("GET", path, token=self.token))[0] != 200:
            assert time.monotonic() < deadline, answer
        return [self.visit(row["id"]) for row in answer[1]["items"]]

    def visit(self, key: str) -> dict[str, Any]:
        status, told = self.server.call("GET", f"/api/v1/visits/{key}", token=self.token)
        assert status == 200
        found: dict[str, Any] = told
        return found

    def missing(self, key: str) -> list[str]:
        """Open and sealed files alike, which only the submitter is told."""
        status, told = self.server.call("GET", f"/api/v1/visits/{key}/receipt", token=self.token)
        assert status == 200
        found: list[str] = told["missing_attachments"]
        return found

    def levels_at(self, place: str) -> list[str]:
        """Of the cases of the place, as a reviewer sees them."""
        token = self.token_of("reviewer")
        status, told = self.server.call("GET", "/api/v1/cases?limit=200", token=token)
        assert status == 200
        return [case["level"] for case in told["items"] if case["establishment"]["id"] == place]

    def file(self, visit: str, digest: str) -> bytes:
        """The stored original."""
        url = f"http://127.0.0.1:{self.server.port}/api/v1/visits/{visit}/attachments/{digest}"
        request = urllib.request.Request(url, headers={"Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            body: bytes = answer.read()
        return body

    def device_of(self, username: str, name: str) -> dict[str, Any]:
        admin = self.token_of("admin")
        path = f"/api/v1/devices?account={username}"
        _, told = self.server.call("GET", path, token=admin)
        (found,) = [one for one in told["items"] if one["name"] == name]
        device: dict[str, Any] = found
        return device


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def sent_files(content: dict[str, Any]) -> list[str]:
    """The open files that a stored visit names."""
    named = [digest for answer in content["answers"] for digest in answer["attachments"]]
    return named + [mark["attachment"] for mark in content["signatures"] if mark["attachment"]]


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def until_sent(tablet: Tablet) -> None:
    """Send again until nothing waits, as the tablet does by itself with longer waits between."""
    for _ in range(10):
        if not tablet.send():
            return
    pytest.fail(str(tablet.send()))


def whole_on_the_server(
    office: Office, place: str, visit: str, hashed: dict[str, bytes]
) -> list[dict[str, object]]:
    """Exactly one visit, and every file byte for byte what the tablet hashed."""
    stored = office.visits_at(place)
    assert [row["id"] for row in stored] == [visit]
    assert office.missing(visit) == []
    assert set(sent_files(stored[0])) <= set(hashed)
    for digest, data in hashed.items():
        assert sha256(data) == digest
        assert office.file(visit, digest) == data
    return stored
