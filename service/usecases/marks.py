"""Keeping the marks of the map as true as the register and the visits are."""

import uuid
from collections import defaultdict
from typing import Any

from service.domain.marks import mark_of

AT_ONCE = 500
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
    repos.marks.put(_marks_of(repos, list(stale)), stale)
    return True


def _marks_of(repos: Any, places: list[uuid.UUID]) -> dict[uuid.UUID, Document | None]:
    known = repos.establishments.several(places)
    visits: dict[uuid.UUID, list[Document]] = defaultdict(list)
    for visit in repos.visits.of_places(places):
        visits[visit["facts"]["establishment"]].append(visit)
    return {
        place: mark_of(known[place], visits[place]) if place in known else None for place in places
    }
