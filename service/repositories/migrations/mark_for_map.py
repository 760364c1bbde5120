"""Establishments and visits of before there was a map."""

from collections.abc import Callable
from typing import Any

NAME = "0004-mark-for-map"


def run(repos: Any, beat: Callable[[], Any]) -> None:
    """Mark every one, so that the map is made of them when it is first read."""
    for collection in (repos.establishments, repos.visits):
        collection.mark_all_to_map()
        beat()
