"""Generated requests over the whole contract: never a 5xx, never an undocumented answer."""

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.api import routes

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EACH = 12  # requests for each operation
OPERATIONS = [
    (route.method, re.sub(r"<\w+:(\w+)>", r"{\1}", route.path))
    for route in routes()
    if route.path != "/auth/logout"  # It would end the session that the others use.
]
ACCOUNT_OF_ROLE = {"administrator": "admin"}


def account_for(method, path):
    found = {(r.method, re.sub(r"<\w+:(\w+)>", r"{\1}", r.path)): r for r in routes()}
    roles = list(found[method, path].contract.right.who) or ["inspector"]
    role = "reviewer" if "reviewer" in roles and "inspector" not in roles else roles[0]
    return ACCOUNT_OF_ROLE.get(role, role)


@pytest.fixture(scope="module")
def schema(session_app):
    """The contract, read once."""
    return schemathesis.openapi.from_wsgi("/api/v1/swagger.json", session_app)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_generated_requests_are_answered_as_documented(schema, tokens, method, path):
    headers = {
        "Authorization": f"Bearer {tokens[account_for(method, path)]}",
        "Accept-Encoding": "identity",  # schemathesis does not open gzip over WSGI
    }

    @settings(max_examples=EACH, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=schema[path][method].as_strategy())
    def answered(case):
        response = case.call(headers=headers)
        case.validate_response(response, checks=CHECKS)

    answered()
