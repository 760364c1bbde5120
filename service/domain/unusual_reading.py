"""Who reads far more of what is sealed than others of the same role do."""

from collections.abc import Mapping
from statistics import median
from typing import Any


def unusual(counts: Mapping[str, int], roles: Mapping[str, str], rule: Any) -> dict[str, int]:
    """Of the reads of a day by account, those that somebody must be told of.

    Told is who reads ``reads_a_day`` or more, or over ``times_peers`` the median of the others of
    the role who read that day, from ``reads_least`` on.
    """
    return {name: count for name, count in counts.items() if _is_unusual(name, counts, roles, rule)}


def _is_unusual(name: str, counts: Mapping[str, int], roles: Mapping[str, str], rule: Any) -> bool:
    count = counts[name]
    if count >= rule.reads_a_day:
        return True
    peers = [
        other for peer, other in counts.items()
        if peer != name and roles.get(peer) == roles.get(name)
    ]  # fmt: skip
    return bool(peers) and count >= rule.reads_least and count > rule.times_peers * median(peers)
