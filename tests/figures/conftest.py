"""A province in a real database, and who asks for its figures."""

from datetime import UTC, datetime

import pytest

from checklists import load_catalogue
from service.domain.rights import RIGHTS, scope_of
from service.repositories import Repositories

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture
def repos(database, catalogue):
    repositories = Repositories(database, catalogue, None)
    repositories.ensure_indexes()
    return repositories


def an_account(role="reporter", areas=None):
    account = {"username": role, "role": role, "unit": "so", "areas": areas}
    return account | {"scope": scope_of(RIGHTS["read_figures"], account)}
