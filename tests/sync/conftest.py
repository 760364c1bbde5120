"""A tablet that pulls as docs/sync.md says, over a province that was told."""

import datetime as dt
from typing import Any

import pytest

from service.domain.demo_cast import DEMO_PASSWORD
from service.usecases.tell_all import settle
from tests.people import Person
from tests.sync.tablet import Tablet

NOW = dt.datetime(2026, 11, 3, 1, 30, tzinfo=dt.UTC)
HERE, THERE = "05977", "06463"


@pytest.fixture
def repos(repos: Any) -> Any:
    settle(repos, NOW)
    return repos


@pytest.fixture
def tablet(repos: Any, inspector: Person) -> Tablet:
    return Tablet(inspector)


@pytest.fixture
def sign_in(app: Any):
    """Signs somebody in, on a device where one is named."""

    def signed_in(username: str, device: Any = None) -> Person:
        credentials = {"username": username, "password": DEMO_PASSWORD, "device": device}
        answer = app.test_client().post("/api/v1/auth/login", json=credentials)
        assert answer.status_code == 200, answer.json
        return Person(app, answer.json["access_token"])

    return signed_in


@pytest.fixture
def commune(repos: Any, sign_in: Any):
    """Makes an inspector of a unit that has the areas; answers the person."""

    def made(name: str, areas: list[str] | None, parent: str | None = None) -> Person:
        unit = f"XA-{name.upper()}"
        row = {"_id": unit, "name": unit, "kind": "commune", "parent": parent,
               "valid_from": "2025-07-01", "valid_to": None,
               "areas": areas and [f"2025:{area}" for area in areas]}  # fmt: skip
        repos.units.put(row)
        known = repos.accounts.get("inspector")
        repos.accounts.insert({**known, "_id": name, "name": name, "unit": unit})
        return sign_in(name)

    yield made
    repos.units.rows.delete_many({"_id": {"$regex": "^XA-"}})
