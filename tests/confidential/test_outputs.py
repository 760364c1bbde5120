"""Everything that goes out is listed: a new field, route, page or command fails until it is.

``outputs.yaml`` names, for every route, the confidential kinds that its answer carries and its
fields. Whoever adds an output lists it there, after asking who may see it.
"""

import pytest
import yaml

from service.api import routes
from tests.confidential.outputs import FILE, carried, commands, pages, told

LISTED = yaml.safe_load(FILE.read_text())
ROUTES = [pytest.param(route, id=f"{route.method} {route.path}") for route in routes()]


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_gives_what_is_listed_and_no_more(route):
    assert LISTED["routes"].get(f"{route.method} {route.path}") == told(route)


@pytest.mark.parametrize("route", ROUTES)
def test_an_answer_carries_no_more_than_its_right(route):
    assert carried(route.contract.gives) <= route.contract.right.carries


def test_nothing_is_listed_that_is_not_there():
    assert set(LISTED["routes"]) == {f"{route.method} {route.path}" for route in routes()}


def test_every_page_and_file_outside_the_api_is_listed(app):
    assert pages(app) == LISTED["pages"]


def test_every_command_is_listed():
    assert commands() == LISTED["commands"]
