"""Dropping old tombstones: a tablet that was away for longer starts again."""

import datetime as dt
from typing import Any


def compact(repos: Any, before: dt.datetime) -> int:
    """Drop the tombstones of before the moment, a scope at a time; answers how many."""
    return sum(
        repos.in_transaction(
            lambda session, scope=scope: repos.changes.purge(scope, before, session)
        )
        for scope in repos.changes.with_old_tombstones(before)
    )
