"""How the demo's inspections go: their lists, whose they are, their end; documents and tasks."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from service.domain.demo_places import Place, local_moment
from service.domain.demo_plans import LEAD, MEMBER, documents, inspection_ahead
from service.domain.demo_world import World
from service.domain.inspections import is_open
from service.domain.periods import local_day, start_of
from service.usecases.assignments import assign_places, list_places
from service.usecases.documents import register_document
from service.usecases.inspections import make_inspection, move_inspection
from service.usecases.tasks import report_progress, set_task

RECENT = dt.timedelta(days=120)  # older ones were before there were lists
AHEAD_MOST, TO_LEAD, TO_MEMBER = 14, 8, 4
OFFICE = "admin"

Who = Callable[[str, str], dict[str, Any]]


def load_plans(repos: Any, who: Who, world: World) -> None:
    """Once all visits are there; what is there already stays as it is."""
    for inspection in world.inspections:
        _lists(repos, who, inspection, world.end)
        _moves(repos, who, inspection, world.end)
    _ahead(repos, who, world)
    for document in documents(world.seed, dt.date.fromisoformat(local_day(world.end))):
        _directs(repos, who, document)


def _lists(repos: Any, who: Who, inspection: dict[str, Any], end: dt.datetime) -> None:
    stored = repos.inspections.get(inspection["id"])
    if inspection["from_"] < local_day(end - RECENT) or not is_open(stored):
        return
    visited = sorted(place for _, place in repos.tagged.days([inspection["id"]], [], None))
    half = len(visited) // 2
    at = start_of(inspection["from_"])
    _list(repos, who, inspection["id"], visited, at)
    _give(repos, who, inspection["id"], {LEAD: visited[:half], MEMBER: visited[half:]}, at)


def _moves(repos: Any, who: Who, inspection: dict[str, Any], end: dt.datetime) -> None:
    """Begun on its first day, finished after its last."""
    steps = [("planned", "running", inspection["from_"])]
    if inspection["to"] < local_day(end):
        steps.append(("running", "finished", inspection["to"]))
    for state, wanted, day in steps:
        stored = repos.inspections.get(inspection["id"])
        if stored["state"] == state:
            move_inspection(
                repos, who(LEAD, "change_plan"), stored["_id"], stored["version"],
                {"state": wanted, "reason": ""}, local_moment(dt.date.fromisoformat(day)),
            )  # fmt: skip


def _ahead(repos: Any, who: Who, world: World) -> None:
    fields = inspection_ahead(world.seed, dt.date.fromisoformat(local_day(world.end)))
    at = world.end
    made, _ = make_inspection(repos, who(LEAD, "make_plan"), fields, at)
    ids = _open_places(world.places, at)
    _list(repos, who, made["_id"], ids, at)
    given = {LEAD: ids[:TO_LEAD], MEMBER: ids[TO_LEAD : TO_LEAD + TO_MEMBER]}
    _give(repos, who, made["_id"], given, at)


def _open_places(places: Sequence[Place], at: dt.datetime) -> list[uuid.UUID]:
    return [place.id for place in places if place.is_open(at)][:AHEAD_MOST]


def _list(
    repos: Any, who: Who, inspection: uuid.UUID, places: list[uuid.UUID], at: dt.datetime
) -> None:
    if places and not repos.assignments.counts([inspection]):
        wanted = {"establishments": places, "filter": None}
        list_places(repos, who(LEAD, "change_plan"), inspection, wanted, at)


def _give(
    repos: Any, who: Who, inspection: uuid.UUID, given: dict[str, list[uuid.UUID]], at: dt.datetime
) -> None:
    counts = repos.assignments.counts([inspection]).get(inspection, {"assigned": 0})
    if counts["assigned"] == sum(map(len, given.values())):
        return
    for account, places in given.items():
        if places:
            assign_places(repos, who(LEAD, "change_plan"), inspection, places, account, at)


def _directs(repos: Any, who: Who, document: dict[str, Any]) -> None:
    at = start_of(document["issued_on"])
    fields = {name: value for name, value in document.items() if name != "tasks"}
    register_document(repos, who(OFFICE, "make_plan"), fields, at)
    for task in document["tasks"]:
        content = {name: value for name, value in task.items() if name != "progress"}
        set_task(repos, who(OFFICE, "change_plan"), document["id"], content, at)
        for entry in task["progress"]:
            told = start_of(entry["on"])
            report_progress(repos, who(LEAD, "change_plan"), task["id"], entry, told)
