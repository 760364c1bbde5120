"""The province is stored by the product's own use cases: once, whole, and never over another."""

import datetime as dt
from typing import Any

import pytest

from service.domain.errors import Conflict
from service.usecases.demo import is_demo_whole, load_demo
from tests.demo.conftest import NOW

STORED = (
    "establishments", "inspections", "campaigns", "visits", "flag_sheets", "cases", "amendments",
    "refused_copies", "remedies", "sanctions", "transfers", "referrals", "assignments",
    "documents", "tasks",
)  # fmt: skip
SMALL = {"establishments": 12, "years": 1, "now": NOW}
MEDIUM = {"establishments": 40, "years": 1, "seed": 96, "now": NOW}


class PulledPlug(Exception):
    """The process that loads is gone."""


def told_nobody(done: int, total: int) -> None:
    """Progress that nobody looks at."""


# Other on each run: a case's id, the hashes that take it in, and what stays sealed when opened.
DRAWN_BY_LOT = {"cases": {"_id"}, "referrals": {"sent", "moves", "people"}}

SEALED = ("flag_sheets", "cases", "referrals")


def contents(repos: Any) -> dict[str, list[str]]:
    """Everything stored, opened, but for the ids that are drawn by lot."""
    found = {}
    for name in STORED:
        left_out = {"case", "of"} | DRAWN_BY_LOT.get(name, set())
        opened = getattr(repos, name).slots.opened if name in SEALED else dict
        rows = map(opened, repos.database[name].find({}))
        found[name] = sorted(
            repr({part: value for part, value in row.items() if part not in left_out})
            for row in rows
        )
    return found


def test_a_small_world_is_stored_and_counted(repos, world_of):
    counts = load_demo(repos, **SMALL, progress=told_nobody)
    world = world_of()
    assert counts["establishments"] == repos.database["establishments"].count_documents({}) == 12
    assert counts["visits"] == repos.database["visits"].count_documents({}) == len(world.planned)
    assert counts["inspections"] == repos.database["inspections"].count_documents({})
    assert counts["flagged"] == repos.database["flag_sheets"].count_documents({})
    assert is_demo_whole(repos)


def test_what_was_stored_is_what_the_use_cases_make_of_it(repos, world_of):
    load_demo(repos, **SMALL, progress=told_nobody)
    for visit in world_of().visits():
        stored = repos.visits.get(visit.id)
        assert stored["received_at"] == visit.received_at
        assert stored["facts"]["establishment"] == visit.submission["establishment_id"]
        assert stored["submitter"]["username"] == visit.by


def test_corrections_and_casework_are_there(repos):
    counts = load_demo(repos, **MEDIUM, progress=told_nobody)
    database = repos.database
    assert counts["amendments"] == database["amendments"].count_documents({}) > 0
    assert counts["withdrawals"] == database["visits"].count_documents({"state": "withdrawn"}) > 0
    assert counts["flagged"] == database["flag_sheets"].count_documents({}) > 0
    assert database["cases"].count_documents({"claimed_by": "reviewer"}) > 0
    assert database["cases"].count_documents({"state": "new"}) > 0
    assert {"sent", "acknowledged", "result"} & set(database["referrals"].distinct("state"))
    assert database["cases"].count_documents({"state": "referred"}) > 0
    assert database["refused_copies"].count_documents({}) == 0


def test_what_followed_the_visits_is_there(repos):
    counts = load_demo(repos, **MEDIUM, progress=told_nobody)
    for name in ("remedies", "sanctions", "transfers"):
        assert counts[name] == repos.database[name].count_documents({}), name
    assert min(counts["remedies"], counts["sanctions"]) > 0
    visits = repos.database["visits"]
    assert visits.count_documents({"findings.remedied_on": {"$gt": ""}}) > 0


def test_progress_rises_to_the_whole(repos):
    told: list[tuple[int, int]] = []
    load_demo(repos, **SMALL, progress=lambda done, total: told.append((done, total)))
    done = [each for each, _ in told]
    assert done == sorted(done)
    assert done[0] == 0
    assert told[-1] == (told[0][1], told[0][1])


def test_twice_adds_nothing(repos):
    counts = load_demo(repos, **SMALL, progress=told_nobody)
    before = contents(repos)
    later = NOW + dt.timedelta(days=60)
    assert load_demo(repos, **(SMALL | {"now": later}), progress=told_nobody) == counts
    assert contents(repos) == before


def test_storing_it_all_again_adds_nothing_either(repos):
    load_demo(repos, **MEDIUM, progress=told_nobody)
    before = contents(repos)
    repos.database["meta"].delete_many({})
    load_demo(repos, **MEDIUM, progress=told_nobody)
    assert contents(repos) == before


@pytest.mark.parametrize(
    "steps", [60, *(pytest.param(steps, marks=pytest.mark.slow) for steps in (1, 30, 100))]
)
def test_what_was_interrupted_is_completed_for_the_day_it_began(repos, steps):
    counts = load_demo(repos, **MEDIUM, progress=told_nobody)
    whole = contents(repos)
    for name in (*STORED, "meta"):
        repos.database[name].delete_many({})

    def pull(done: int, total: int) -> None:
        if done >= steps:
            raise PulledPlug

    with pytest.raises(PulledPlug):
        load_demo(repos, **MEDIUM, progress=pull)
    assert not is_demo_whole(repos)
    later = NOW + dt.timedelta(days=60)
    assert load_demo(repos, **(MEDIUM | {"now": later}), progress=told_nobody) == counts
    assert contents(repos) == whole


def test_a_province_of_another_size_is_not_mixed_in(repos):
    load_demo(repos, **SMALL, progress=told_nobody)
    with pytest.raises(Conflict, match="DATA_DIR"):
        load_demo(repos, **(SMALL | {"seed": 139}), progress=told_nobody)


def test_without_the_cast_nothing_is_stored(repos):
    kept = repos.accounts.get("reviewer")
    repos.database["accounts"].delete_one({"_id": "reviewer"})
    try:
        with pytest.raises(Conflict, match="ANTRU_DEMO=1"):
            load_demo(repos, **SMALL, progress=told_nobody)
    finally:
        repos.accounts.insert(kept)
    assert repos.database["establishments"].count_documents({}) == 0
    assert not is_demo_whole(repos)
