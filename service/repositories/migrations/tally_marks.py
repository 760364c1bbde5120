"""Marks of before they were counted in tallies are made afresh, as the map is next looked at."""

from collections.abc import Callable
from typing import Any

NAME = "0005-tally-marks"
EARLIER = {"shown": True, "visited": None}


def run(repos: Any, beat: Callable[[], Any]) -> None:
    """Marked first and deleted last, so that one killed in between begins again."""
    if repos.marks.rows.find_one(EARLIER, {"_id": 1}) is None:
        return
    repos.establishments.mark_all_to_map()
    beat()
    repos.clusters.rows.delete_many({})
    repos.marks.rows.delete_many({})
