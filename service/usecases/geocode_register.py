"""Establishments without a point get one from a geocoder, marked as its guess."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from service.domain.establishments import changed_establishment
from service.usecases.register import store_all

AT_ONCE_MOST = 1000


def geocode_register(
    repos: Any, geocode: Callable[[str], list[float] | None], now: dt.datetime,
    progress: Callable[[int, int], None],
) -> dict[str, int]:  # fmt: skip
    """Ask for each address; answers how many were ``placed`` and ``not_found``.

    A guess outside the country is none. Whatever somebody changed meanwhile is left alone.
    """
    waiting = repos.establishments.without_point(AT_ONCE_MOST)
    names = {area["_id"]: area["full_name"] for area in repos.areas.all()}
    placed = 0
    for number, document in enumerate(waiting, 1):
        point = geocode(_address(document, names))
        if point and repos.country.holds(*point):
            changes = {"point": {"type": "Point", "coordinates": point}, "point_from": "geocoder"}
            changed = changed_establishment(document, changes, {"username": "geocoder"}, now)
            placed += store_all(repos, [], [(document, changed)], now)
        progress(number, len(waiting))
    return {"placed": placed, "not_found": len(waiting) - placed}


def _address(document: dict[str, Any], names: dict[str, str]) -> str:
    parts = [document["address"], names.get(document["area_key"], ""), "Việt Nam"]
    return ", ".join(part for part in parts if part)
