"""Every answer's headers: each route, each kind of error, pages, files and health."""

import re

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from service.app import create_app
from service.domain.demo_cast import DEMO_PASSWORD
from service.settings import Settings

KEPT_FILES = ("/static/", "/swaggerui/", "/api/v1/assets/", "/favicon.ico")
OFF = ("microphone", "payment", "usb", "serial", "display-capture")
KEY = "0190a5c8-0000-7000-8000-000000000000"


def paths(app):
    """An address for every rule, with something put in its place."""
    values = {"filename": "css/base.css", "int": "1", "uuid": KEY, "string": "x", "path": "x"}
    for rule in app.url_map.iter_rules():
        path = re.sub(
            r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>",
            lambda found: values.get(found[2]) or values.get(found[1] or "string", "x"),
            rule.rule,
        )
        for method in sorted(rule.methods):
            yield method, path


def told(app, method, path, **kwargs):
    """Status and headers as a WSGI server sees them, over https unless told otherwise."""
    builder = EnvironBuilder(path, "https://antru.example", method=method, **kwargs)
    body, status, headers = run_wsgi_app(app, builder.get_environ(), buffered=True)
    list(body)
    body.close() if hasattr(body, "close") else None
    return int(status.split()[0]), headers


def assert_shut(headers, path=""):
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "*" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    permissions = headers["Permissions-Policy"]
    assert "geolocation=(self)" in permissions
    assert "camera=(self)" in permissions
    assert all(f"{name}=()" in permissions for name in OFF)
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    if not path.startswith(KEPT_FILES):
        assert headers["Cache-Control"] == "no-store", path
    assert [name for name, _ in headers if name.lower().startswith("access-control")] == []
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


def test_every_route_answers_with_them(app):
    seen = set()
    for method, path in paths(app):
        status, headers = told(app, method, path)
        assert status < 500, (method, path)
        assert_shut(headers, path)
        seen.add(status)
    assert {200, 401} <= seen


def test_every_kind_of_error_answers_with_them(app):
    login = {"path": "/api/v1/auth/login", "method": "POST"}
    for wanted, call in (
        (400, {**login, "data": b"{", "content_type": "application/json"}),
        (401, {"path": "/api/v1/me", "method": "GET"}),
        (404, {"path": "/nowhere", "method": "GET"}),
        (404, {"path": "/api/v1/nowhere", "method": "GET"}),
        (405, {"path": "/api/v1/me", "method": "DELETE"}),
        (405, {"path": "/", "method": "POST"}),
        (413, {**login, "data": b"x" * 6_000_000, "content_type": "application/json"}),
        (415, {**login, "data": b"x", "content_type": "text/plain"}),
        (422, {**login, "data": b"{}", "content_type": "application/json"}),
    ):
        status, headers = told(app, **call)
        assert status == wanted, call["path"]
        assert_shut(headers)


@pytest.fixture
def broken(tmp_path):
    """An app without a database, and with one route that has a fault."""
    away = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=1"
    app = create_app(Settings(data_dir=tmp_path, mongodb_uri=away), at_once=False)

    @app.get("/api/v1/faulty")
    def faulty():
        return {}["a secret in a traceback"]

    @app.get("/faulty")
    def faulty_page():
        return {}["a secret in a traceback"]

    return app


@pytest.mark.parametrize(("path", "status"), [("/api/v1/faulty", 500), ("/faulty", 500)])
def test_a_fault_answers_with_them_and_tells_nothing(broken, path, status):
    answer = broken.test_client().get(path, base_url="https://antru.example")
    assert answer.status_code == status
    assert_shut(answer.headers)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_plain_http_gets_no_hsts(app):
    headers = app.test_client().get("/healthz").headers
    assert "Strict-Transport-Security" not in headers


def test_no_page_and_no_style_needs_an_inline_exception(app):
    for path in ("/", "/sign-in", "/api/v1/", "/nowhere"):
        with app.test_client().get(path) as answer:
            text = answer.text
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", text)


def test_signing_out_clears_what_the_browser_kept_but_not_unsent_work(app):
    client = app.test_client()
    credentials = {"username": "inspector2", "password": DEMO_PASSWORD}
    signed_in = client.post("/api/v1/auth/login", json=credentials, headers={"X-An-Tru-Page": "1"})
    headers = {"X-CSRF-Token": signed_in.headers["X-CSRF-Token"]}
    answer = client.post("/api/v1/auth/logout", headers=headers)
    assert answer.status_code == 204
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert client.get("/api/v1/me").status_code == 401
