"""Administrative units as keys, and their way from one scheme to the other."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

# Luật Tổ chức chính quyền địa phương 72/2025/QH15: two levels from this day.
TWO_LEVELS_FROM = date(2025, 7, 1)

Area = Mapping[str, Any]


def area_key(area: Area) -> str:
    """``"2025:05977"``: codes were reused in 2025, so a code alone names nothing."""
    return f"{area['scheme']}:{area['code']}"


def key_asked(area: str | None) -> str | None:
    """The key of an area as people ask for it: a bare code is one of today's."""
    return area if not area or ":" in area else f"2025:{area}"


def area_of_key(key: str) -> dict[str, str]:
    """``{"scheme", "code"}`` of a key; ``ValueError`` when it has no scheme."""
    scheme, colon, code = key.partition(":")
    if not (scheme and colon and code):
        raise ValueError(f"not an area key: {key!r}")
    return {"scheme": scheme, "code": code}


def scheme_on(day: date) -> str:
    """The scheme in force on a local day."""
    return "2025" if day >= TWO_LEVELS_FROM else "legacy"


def by_key(areas: Iterable[Area]) -> dict[str, Area]:
    """Area documents under their keys."""
    return {area_key(area): area for area in areas}


def converted(key: str, scheme: str, areas: Mapping[str, Area]) -> list[str]:
    """The keys in ``scheme`` of what ``key`` became or was made of; several when it was split.

    ``areas`` are the documents by key. A key of that scheme stays; an unknown one gives none.
    """
    if area_of_key(key)["scheme"] == scheme:
        return [key]
    area = areas.get(key)
    if area is None:
        return []
    return [
        area_key(link)
        for link in [*area.get("successors", ()), *area.get("predecessors", ())]
        if link["scheme"] == scheme
    ]


def converted_whole(key: str, scheme: str, areas: Mapping[str, Area]) -> str | None:
    """The one key in ``scheme`` that holds all of ``key``; None when split or unknown."""
    keys = converted(key, scheme, areas)
    return keys[0] if len(keys) == 1 else None
