"""Keeping the marks of the map as true as the register and the visits are."""

import uuid
from collections import defaultdict
from typing import Any

from service.domain.marks import mark_of, tally_changes

AT_ONCE = 500
NEAR_METRES = 300  # how far a point may lie outside every boundary and still belong to the nearest
ROUNDS_MOST = 2_000  # a million establishments and visits

Document = dict[str, Any]


def bring_up_to_date(repos: Any) -> None:
    """Make the marks of everything that was written since; safe for several at once, and to be
    killed in the middle: what was begun is stale, and is finished by the next who comes."""
    for _ in range(ROUNDS_MOST):
        if not _one_round(repos):
            return


def _one_round(repos: Any) -> bool:
    """Whether there was something to do."""
    token = uuid.uuid4()
    sources = ((repos.establishments, "_id"), (repos.visits, "facts.establishment"))
    for collection, place in sources:
        waiting = collection.waiting_to_map(place, AT_ONCE)
        repos.marks.make_stale(set(waiting.values()), token)
        if waiting:
            collection.mapped(list(waiting))
    stale = repos.marks.stale(AT_ONCE)
    if not stale:
        return False
    _put(repos, _marks_of(repos, list(stale)), stale)
    return True


def _put(repos: Any, marks: dict[uuid.UUID, Document | None], tokens: dict[uuid.UUID, Any]) -> None:
    """The marks and how many there are of each, in one step."""

    def work(session: Any) -> None:
        before = repos.marks.held(tokens, session)
        after = {place: marks[place] for place in before}
        shown = [mark for mark in before.values() if mark.get("shown")]
        repos.marks.put(after, session)
        repos.clusters.add(tally_changes(shown, filter(None, after.values())), session)

    repos.in_transaction(work)


def _marks_of(repos: Any, places: list[uuid.UUID]) -> dict[uuid.UUID, Document | None]:
    known = repos.establishments.several(places)
    visits: dict[uuid.UUID, list[Document]] = defaultdict(list)
    for visit in repos.visits.of_places(places):
        visits[visit["facts"]["establishment"]].append(visit)
    bounded = repos.areas.has_boundaries()
    return {
        place: mark_of(known[place], visits[place], _area_of(repos, known[place], bounded))
        if place in known
        else None
        for place in places
    }


def area_at(repos: Any, longitude: float, latitude: float) -> str | None:
    """The key of the commune a point lies in, or of the nearest within 300 m."""
    found: str | None = repos.areas.at(longitude, latitude, NEAR_METRES)
    return found


def _area_of(repos: Any, place: Document, bounded: bool) -> str | None:
    if not bounded or not place.get("point"):
        return None
    return area_at(repos, *place["point"]["coordinates"]) or ""
