"""No address that somebody sends is ever called (API7, ASVS 13.2.4)."""

import socket
import sys
import uuid

import pytest

from tests.builders import CALLED, a_flag, a_visit, an_establishment

CALLED_OUT: list[object] = []
WATCHING: list[bool] = []


def watch(event, arguments):
    """Every attempt of this process to leave the machine; MongoDB's socket is a file."""
    if not WATCHING:
        return
    if event == "socket.connect" and arguments[0].family != socket.AF_UNIX:
        CALLED_OUT.append(arguments[1])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        CALLED_OUT.append(arguments)


sys.addaudithook(watch)  # Cannot be taken away again, so it looks only while it is asked to.


@pytest.fixture
def outbound():
    CALLED_OUT.clear()
    WATCHING.append(True)
    yield CALLED_OUT
    WATCHING.clear()


URLS = [
    "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:27017/", "http://[::1]/",
    "https://evil.example/x.png", "file:///etc/passwd", "gopher://evil.example/_x",
    r"\\evil.example\share", "ldap://evil.example/a", "=WEBSERVICE(\"http://evil.example\")",
]  # fmt: skip


def with_url_everywhere(value, url):
    """The body with the address in every text that is free."""
    kept = {"id", "establishment_id", "checklist", "started_at", "finished_at", "kind", "status",
            "area", "indicator", "seen_at", "called_at", "body", "item", "value", "type",
            "role", "phone", "email", "scheme", "code"}  # fmt: skip
    if isinstance(value, dict):
        return {name: part if name in kept else with_url_everywhere(part, url)
                for name, part in value.items()}  # fmt: skip
    if isinstance(value, list):
        return [with_url_everywhere(part, url) for part in value]
    return url if isinstance(value, str) else value


def test_the_watch_sees_a_call(outbound):
    with socket.socket() as probe:
        probe.settimeout(0.01)
        probe.connect_ex(("127.0.0.1", 1))
    assert outbound == [("127.0.0.1", 1)]


@pytest.mark.parametrize("url", URLS)
def test_an_address_in_any_field_is_only_text(inspector, reviewer, hotel, outbound, url):
    place = with_url_everywhere(an_establishment(), url)
    assert inspector.put_new("/establishments", place).status_code in (201, 422)
    visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED, remarks="x", opinion="x")
    stored = inspector.put(f"/visits/{uuid.uuid4()}", with_url_everywhere(visit, url))
    assert stored.status_code == 201, stored.json
    case = reviewer.get("/cases").json["items"][0]
    reviewer.post(f"/cases/{case['id']}/claim")
    reviewer.post(f"/cases/{case['id']}/decision", {"decision": "watching", "reason": url})
    inspector.get("/establishments", q=url)
    inspector.call("GET", "/me", headers={"Referer": url, "X-Forwarded-Host": url, "Origin": url})
    assert outbound == []


def test_an_imported_list_calls_nobody(reporter, outbound):
    rows = "\n".join(f"{n};{url.replace(';', '')};Nhà nghỉ;{url}" for n, url in enumerate(URLS))
    text = f"STT;Tên cơ sở lưu trú;Loại hình;Địa chỉ\n{rows}\n"
    answer = reporter.call(
        "POST", "/establishments/import", data=text.encode(), content_type="text/csv"
    )
    assert answer.status_code == 200
    assert outbound == []
