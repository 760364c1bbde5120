"""What a client sends is a value to MongoDB, and never an operator: every route, every field."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from marshmallow import Schema, fields

from service.api import routes
from tests.confidential.test_rights import a_path

ROUTES = [pytest.param(route, id=f"{route.method} {route.path}") for route in routes()]
TEXTS = ("$antruplanted", "{'$antruplanted': 1}", "$$antruplanted", "a.$antruplanted")


def planted(schema: Schema | None, put: Callable[[str], Any]) -> dict[str, Any]:
    """A body that has every field of the schema, each with what was planted."""
    known = schema.load_fields if schema else {}
    return {field.data_key or name: filled(field, put, name) for name, field in known.items()}


def filled(field: fields.Field[Any], put: Callable[[str], Any], name: str) -> Any:
    if isinstance(field, fields.Nested):
        inner = planted(field.schema, put)
        return [inner] if field.many else inner
    if isinstance(field, fields.List):
        return [filled(field.inner, put, name)]
    return put(name)


BODIES = {
    "operators": lambda _: {"$antruplanted": 1, "$ne": None, "$where": "1"},
    "operators in lists": lambda _: [{"$antruplanted": {"$regex": ".*"}}],
    "operators as text": lambda name: TEXTS[len(name) % len(TEXTS)],
}


@pytest.fixture
def sent_commands(app: Any, server_owner: Any) -> Iterator[Callable[[], list[Any]]]:
    """What reached the database meanwhile, as its profiler wrote it down."""
    house = server_owner.antru_app
    house.command("profile", 0)
    house.drop_collection("system.profile")
    house.command("profile", 2)
    yield lambda: list(house["system.profile"].find())
    house.command("profile", 0)
    house.drop_collection("system.profile")


def keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner)


@pytest.mark.parametrize("route", ROUTES)
def test_no_field_and_no_parameter_of_a_route_becomes_an_operator(
    route: Any, cast: dict[str, Any], sent_commands: Callable[[], list[Any]]
) -> None:
    contract = route.contract
    role = next(iter(contract.right.who), "inspector")
    names = list(contract.query.load_fields) if contract.query else []
    asked = [(f"{name}[$antruplanted]", "1") for name in names]
    for body in BODIES.values():
        told = {"json": planted(contract.takes, body)} if contract.takes else {}
        asked_as_text = [(name, body(name)) for name in names if isinstance(body(name), str)]
        for query in ([], asked, asked_as_text):
            answer = cast[role].call(route.method, a_path(route), query_string=query, **told)
            assert answer.status_code < 500
    commands = sent_commands()
    assert "$antruplanted" not in set(keys_in(commands))
    assert "$where" not in set(keys_in(commands))


def test_what_is_planted_would_be_seen(repos: Any, sent_commands: Callable[[], list[Any]]) -> None:
    list(repos.visits.rows.find({"_id": {"$eq": {"$antruplanted": 1}}}))
    assert "$antruplanted" in set(keys_in(sent_commands()))
