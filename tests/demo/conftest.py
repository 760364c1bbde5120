"""The demo world over the areas of the test's database; nothing of it is stored."""

import datetime as dt
from typing import Any

import pytest

from service.domain.demo_world import World, demo_world
from tests.builders import catalogue

DAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture
def world_of(repos: Any):
    """Builds a world; ``changes`` to the small one that the tests store."""

    def build(**changes: Any) -> World:
        size = {"seed": 138, "establishments": 12, "years": 1, "day": DAY, **changes}
        areas, holds = repos.areas.all(), repos.country.holds
        return demo_world(**size, areas=areas, holds=holds, catalogue=catalogue())

    return build


@pytest.fixture
def province(world_of) -> World:
    """The world in the size that the command makes."""
    return world_of(establishments=320, years=3)
