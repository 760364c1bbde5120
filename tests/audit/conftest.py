"""A chain of a database of its own, and its owner, who may do to it what the service may not."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from service.anchors import Anchor
from service.domain.audit import entry_of
from service.domain.audit_check import Finding, findings
from service.keys import read_keys
from service.repositories.audit import Audit, Checkpoints, audit_database

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
WHO = {"username": "reviewer", "role": "reviewer", "unit": "so", "session": "s", "device": None}


def an_entry(number: int = 0, **changes: Any) -> dict[str, Any]:
    at = NOW + dt.timedelta(seconds=number)
    facts = {"of": [f"case-{number}"], "address": "127.0.0.1", **changes}
    return entry_of("read_case", at, WHO, **facts)


def told(audit: Audit) -> list[Finding]:
    """What is wrong, by what lies in the database alone."""
    return list(findings(audit.everything(), audit.checkpoints.all()))


@pytest.fixture
def anchor(tmp_path: Path) -> Anchor:
    return Anchor(read_keys(tmp_path / "keys.json").checkpoint, tmp_path / "checkpoints.jsonl")


@pytest.fixture
def audit(database: Any, anchor: Anchor) -> Audit:
    place = audit_database(database)
    return Audit(place, Checkpoints(place), anchor)


@pytest.fixture
def rows(server_owner: Any, audit: Audit) -> Any:
    """The entries, in the hands of the owner of the database."""
    return server_owner[audit.rows.database.name].entries
