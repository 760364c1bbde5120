"""Other origins, other hosts, other methods: nothing for them (ASVS 3.5.1-3.5.3, 4.1.4)."""

import io

import pytest

from service.app import create_app
from service.domain.demo_cast import DEMO_PASSWORD
from service.settings import Settings

EVIL = "https://evil.example"


@pytest.fixture
def page(app):
    """A browser that is signed in by its cookie."""
    client = app.test_client()
    credentials = {"username": "inspector", "password": DEMO_PASSWORD}
    client.post("/api/v1/auth/login", json=credentials, headers={"X-An-Tru-Page": "1"})
    return client


@pytest.mark.parametrize("origin", [EVIL, "null", "http://localhost", "https://localhost.evil"])
@pytest.mark.parametrize(
    "sent",
    [
        {"json": {}},
        {"data": "{}", "content_type": "text/plain"},
        {"data": {"a": "b"}},
        {"data": {"file": (io.BytesIO(b"x"), "x")}},
    ],
    ids=["json", "plain", "form", "multipart"],
)
@pytest.mark.parametrize("csrf", [None, "guessed"])
def test_another_origin_changes_nothing_with_our_cookie(page, origin, sent, csrf):
    headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
    headers |= {"X-CSRF-Token": csrf} if csrf else {}
    sent = {**sent, "data": {"file": (io.BytesIO(b"x"), "x")}} if "file" in str(sent) else sent
    answer = page.post("/api/v1/inspections", headers=headers, **sent)
    assert answer.status_code in (403, 405, 415)
    answer = page.post("/api/v1/auth/logout", headers=headers)
    assert answer.status_code == 403
    assert page.get("/api/v1/me").status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/auth/login", "/", "/healthz"])
def test_no_answer_ever_lets_another_origin_read(page, method, path):
    preflight = {"Origin": EVIL, "Access-Control-Request-Method": "PUT",
                 "Access-Control-Request-Headers": "authorization"}  # fmt: skip
    answer = page.open(path, method=method, headers=preflight)
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-con")]
    assert method != "OPTIONS" or answer.status_code == 405


@pytest.mark.parametrize(
    "name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"]
)
def test_a_method_in_a_header_or_a_field_is_not_heard(inspector, name):
    answer = inspector.call("POST", "/me", headers={name: "GET"})
    assert answer.status_code == 405
    answer = inspector.call("GET", "/me", headers={name: "DELETE"})
    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND", "FOO", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/v1/me", "/", "/healthz", "/static/css/base.css"])
def test_a_method_that_a_route_does_not_have_is_refused(app, method, path):
    answer = app.test_client().open(path, method=method, headers={"X-Echo": "echoed"})
    assert answer.status_code == 405
    assert "echoed" not in answer.text


@pytest.mark.parametrize("path", ["/", "/api/v1", "/api/v1/", "//", "/nowhere", "/api/v1/me",
                                  "/api/v1/swagger.json", "/sign-in/", "/visits//x"])  # fmt: skip
def test_a_host_is_never_given_back(app, path):
    for headers in ({"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}):
        with app.test_client().get(path, headers=headers) as answer:
            assert "evil" not in answer.text
            assert "evil" not in str(answer.headers)


@pytest.fixture
def named(tmp_path):
    """A service that knows its name."""
    settings = Settings(data_dir=tmp_path, hosts=("antru.example", "10.0.0.5"), proxies=1)
    return create_app(settings, at_once=False).test_client()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("antru.example", 200), ("antru.example:8443", 200), ("10.0.0.5", 200),
        ("evil.example", 400), ("antru.example.evil", 400), ("127.0.0.1", 400),
        ("antru.example@evil", 400), ("", 400),
    ],
)  # fmt: skip
def test_a_foreign_host_is_refused_where_the_names_are_known(named, host, status):
    answer = named.get("/healthz", headers={"Host": host})
    assert answer.status_code == status
    assert "Content-Security-Policy" in answer.headers
    answer = named.get("/api/v1/swagger.json", headers={"Host": host})
    assert answer.status_code == status


def test_a_trusted_proxy_tells_scheme_and_address_and_only_the_last_one_does(named):
    told = {}
    named.application.before_request(lambda: told.update(_seen()))
    named.get("/healthz", headers={
        "Host": "antru.example", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example",
        "X-Forwarded-For": "6.6.6.6, 203.0.113.9",
    })  # fmt: skip
    assert told == {"secure": True, "address": "203.0.113.9", "host": "antru.example"}


def test_without_a_proxy_nobody_is_believed(tmp_path):
    client = create_app(Settings(data_dir=tmp_path), at_once=False).test_client()
    told = {}
    client.application.before_request(lambda: told.update(_seen()))
    client.get("/healthz", headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "6.6.6.6"})
    assert told == {"secure": False, "address": "127.0.0.1", "host": "localhost"}


def _seen():
    from flask import request

    return {"secure": request.is_secure, "address": request.remote_addr, "host": request.host}
