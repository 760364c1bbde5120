"""Campaigns: how far their targets are, counted from what carries their tag."""

from collections.abc import Mapping
from typing import Any


def progress_of(targets: Mapping[str, int], counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Each target with what is done of it; null where nothing recorded here counts it, percent
    against a target of nothing too."""
    return [
        {"name": name, "target": target, "done": done, "percent": _percent(done, target)}
        for name, target in targets.items()
        for done in [counts.get(name)]
    ]


def _percent(done: int | None, target: int) -> float | None:
    return None if done is None or not target else round(100 * done / target, 1)
