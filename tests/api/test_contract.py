"""The contract as a whole: every route names its roles, Swagger renders, problems are problems."""

import json
from typing import Any

import pytest
from flask import Flask
from flask_restx import schemas as swagger_schemas

from schemas.vocabulary import ROLES
from service.api import NAMESPACES

OPEN_ROUTES = {"POST /auth/login", "POST /auth/refresh"}


def routes() -> list[tuple[str, str, Any]]:
    return [
        (name, namespace.path.rstrip("/") + url, getattr(resource, name.lower()))
        for namespace in NAMESPACES
        for resource, urls, *_ in namespace.resources
        for url in urls
        for name in sorted(resource.methods)
    ]


@pytest.mark.parametrize(
    ("method", "url", "handler"), routes(), ids=lambda part: part if isinstance(part, str) else ""
)
def test_every_route_names_who_may_call_it(method, url, handler):
    contract = getattr(handler, "contract", None)
    assert contract is not None, f"{method} {url} has no contract"
    assert contract.who or f"{method} {url}" in OPEN_ROUTES
    assert set(contract.who) <= set(ROLES)


@pytest.mark.parametrize(
    ("method", "url", "handler"), routes(), ids=lambda part: part if isinstance(part, str) else ""
)
def test_every_route_refuses_those_it_does_not_name(method, url, handler, cast, stranger):
    path = (
        url.replace("<uuid:establishment_id>", "0190a5c8-0000-7000-8000-000000000000")
        .replace("<uuid:visit_id>", "0190a5c8-0000-7000-8000-000000000000")
        .replace("<uuid:case_id>", "0190a5c8-0000-7000-8000-000000000000")
        .replace("<string:code>", "C1")
        .replace("<int:version>", "1")
        .replace("<string:username>", "nobody")
    )
    if not handler.contract.who:
        return
    assert stranger.call(method, path).status_code == 401
    if set(handler.contract.who) == set(ROLES):
        return
    for role, person in cast.items():
        answer = person.call(method, path)
        assert (answer.status_code == 403) == (role not in handler.contract.who), (
            role,
            answer.json,
        )


def test_every_api_url_is_a_contracted_resource(app: Flask):
    known = {url for _, url, _ in routes()}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/") and "assets" not in rule.rule:
            path = rule.rule.removeprefix("/api/v1")
            assert path in known | {"/swagger.json", "/"}, rule


def test_swagger_validates_and_every_reference_resolves(stranger):
    document = stranger.get("/swagger.json").json
    assert swagger_schemas.validate(document)
    text = json.dumps(document)
    names = {part.split('"')[0] for part in text.split('"#/definitions/')[1:]}
    assert names
    assert names <= set(document["definitions"])
    assert document["definitions"]["VisitPutBody"]["properties"]["answers"]["items"]["properties"]
    operations = [
        o for path in document["paths"].values() for n, o in path.items() if n != "parameters"
    ]
    assert len({operation["operationId"] for operation in operations}) == len(operations)


def test_swagger_page_and_its_assets_come_from_us(app: Flask):
    client = app.test_client()
    with client.get("/api/v1/") as page:
        assert page.status_code == 200
        text = page.text
    assert "https://" not in text
    for path in (
        "/swaggerui/swagger-ui.css",
        "/swaggerui/swagger-ui-bundle.js",
        "/api/v1/assets/swagger.js",
    ):
        assert path in text
        with client.get(path) as asset:
            assert asset.status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("DELETE", "/visits", 405), ("GET", "/visits/not-a-uuid", 404)],
)
def test_what_http_refuses_is_a_problem_too(inspector, method, path, status):
    answer = inspector.call(method, path)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json["detail"]


@pytest.mark.parametrize("path", ["/api/v1/swagger.json", "/api/v1/nowhere", "/healthz"])
def test_every_answer_carries_the_security_headers(app: Flask, path):
    headers = app.test_client().get(path).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
