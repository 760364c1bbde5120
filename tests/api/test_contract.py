"""The contract as a whole: every route names its roles, Swagger renders, problems are problems."""

import json
import re

import pytest
from flask import Flask
from flask_restx import schemas as swagger_schemas

from service.api import routes

OPEN_ROUTES = {"POST /auth/login", "POST /auth/refresh"}


def test_only_signing_in_is_open_to_everybody():
    found = {f"{r.method} {r.path}" for r in routes() if not r.contract.right.who}
    assert found == OPEN_ROUTES


def test_every_api_url_is_a_contracted_resource(app: Flask):
    known = {route.path for route in routes()}
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


def test_swagger_names_the_arguments_as_they_are_sent(stranger, leader):
    paths = stranger.get("/swagger.json").json["paths"]
    told = {part["name"] for part in paths["/visits"]["get"]["parameters"]}
    assert {"from", "to", "establishment", "area", "limit", "cursor"} <= told
    assert not any(name.endswith("_") for name in told)
    assert leader.get("/visits", **{"from": "2026-01-01"}).status_code == 200


def test_swagger_tells_every_route_and_no_other(app: Flask, stranger):
    """No undocumented route (API9): the map of addresses is the document, method by method."""
    told = {
        (name.upper(), path)
        for path, item in stranger.get("/swagger.json").json["paths"].items()
        for name in item
        if name != "parameters"
    }
    served = {
        (method, re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1")))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and rule.endpoint.partition(".")[0] == "api"
        for method in rule.methods or ()
    }
    of_the_page = {"/", "/swagger.json", "/assets/{filename}"}
    heads = {(method, path) for method, path in served if method == "HEAD"}
    assert told - served == set()
    assert {(m, path) for m, path in served - heads if path not in of_the_page} == told - heads


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
