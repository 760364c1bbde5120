"""Sessions of before devices were known are over: whoever had one signs in once more."""

from collections.abc import Callable
from typing import Any

NAME = "0002-end-early-sessions"
EARLY_INDEXES = ("refresh", "previous", "username")


def run(repos: Any, beat: Callable[[], Any]) -> None:
    """Delete what has no ``generation``, and the indexes that only they needed."""
    rows = repos.sessions.rows
    rows.delete_many({"generation": None})
    for name in set(EARLY_INDEXES) & set(rows.index_information()):
        rows.drop_index(name)
        beat()
