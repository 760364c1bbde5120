"""Establishments without a point get one, marked as a guess until somebody confirms it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from service.documents.geocoding import Geocode, GeocoderAway
from service.domain.establishments import changed_establishment
from service.usecases.register import store_all

AT_ONCE = 500
FAILURES_MOST = 3  # in a row, before the provider is taken to be away

Document = dict[str, Any]


@dataclass
class Guesser:
    """Asks a provider what it was not asked lately; without one, or away, it knows nothing."""

    repos: Any
    geocode: Geocode | None
    provider: str
    failures: int = 0

    def point(self, address: str, now: dt.datetime) -> list[float] | None:
        """Where the provider puts an address; what lies outside the country is no place."""
        known, point = self.repos.geocodes.known(self.provider, address)
        if not known:
            if self.geocode is None or self.failures >= FAILURES_MOST:
                return None
            try:
                point = self.geocode(address)
            except GeocoderAway:
                self.failures += 1
                return None
            self.failures = 0
            self.repos.geocodes.keep(self.provider, address, point, now)
        return point if point and self.repos.country.holds(*point) else None


def geocode_register(
    repos: Any, geocode: Geocode | None, now: dt.datetime, progress: Callable[[int, int], None],
    provider: str = "",
) -> dict[str, int]:  # fmt: skip
    """How many were ``placed`` by the provider, put ``at_centre`` of their commune because it knew
    nothing, was away or none is set, ``left`` without a point, and what was ``unanswered``.

    Those at a centre are asked for again; whatever somebody changed meanwhile is left alone.
    """
    guesser, areas = (
        Guesser(repos, geocode, provider),
        {row["_id"]: row for row in repos.areas.all()},
    )
    counts = Counter({"placed": 0, "at_centre": 0, "left": 0})
    whole = repos.establishments.how_many_to_place()
    for done, document in enumerate(_waiting(repos), 1):
        guess = _guess(guesser, document, areas, now)
        counts["left" if guess is None else _stored(repos, document, guess, now)] += 1
        progress(done, whole)
    return {**counts, "unanswered": guesser.failures}


def _waiting(repos: Any) -> Iterator[Document]:
    key = None
    while page := repos.establishments.to_place(key, AT_ONCE):
        yield from page
        key = page[-1]["_id"]


def _guess(
    guesser: Guesser, document: Document, areas: dict[str, Document], now: dt.datetime
) -> tuple[list[float], str] | None:
    area = areas.get(document["area_key"], {})
    point = guesser.point(_address(document, area), now)
    if point:
        return point, "geocoder"
    centre = area.get("centre")
    return (centre, "area") if centre and not document.get("point") else None


def _stored(
    repos: Any, document: Document, guess: tuple[list[float], str], now: dt.datetime
) -> str:
    coordinates, source = guess
    changes = {"point": {"type": "Point", "coordinates": coordinates}, "point_from": source}
    changed = changed_establishment(document, changes, {"username": "geocoder"}, now)
    if not store_all(repos, [], [(document, changed)], now):
        return "left"
    return "placed" if source == "geocoder" else "at_centre"


def _address(document: Document, area: Document) -> str:
    parts = [document["address"], area.get("full_name", ""), "Việt Nam"]
    return ", ".join(part for part in parts if part)
