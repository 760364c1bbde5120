"""What the server does for a preview and for records: each command heard and explained."""

from copy import deepcopy

import pytest
from pymongo import MongoClient, monitoring

from service.repositories import Repositories
from service.repositories.connection import CODEC
from service.usecases.figure_records import records_behind
from service.usecases.preview_summary import preview_summary
from tests.figures.conftest import NOW, an_account
from tests.figures.recount import SPLITS
from tests.figures.world import DONG_KINH, a_random_world

COUNTED = (
    "visits",
    "flag_sheets",
    "inspections",
    "sanctions",
    "transfers",
    "referrals",
    "documents",
    "activities",
    "returns",
)
YEAR = ("2025-12-15", "2026-12-14")


class Ear(monitoring.CommandListener):
    """Keeps the reading commands that were sent."""

    def __init__(self):
        self.heard = []

    def started(self, event):
        name = event.command_name
        if name in ("aggregate", "find") and event.command[name] in COUNTED:
            kept = ("pipeline", "hint", "filter", "projection", "sort", "limit", "cursor")
            command = {part: event.command[part] for part in kept if part in event.command}
            self.heard.append(deepcopy({name: event.command[name], **command}))

    def succeeded(self, event):
        """Only what is asked matters."""

    def failed(self, event):
        """A command that failed raises where it was sent."""


@pytest.fixture
def explained(mongodb_uri, repos):
    """A stored world; ``explained(work)`` answers the plan of every command that work sends."""
    a_random_world(1).store(repos.database)
    ear = Ear()
    client = MongoClient(mongodb_uri, event_listeners=[ear], tz_aware=True)
    database = client.get_database(repos.database.name, codec_options=CODEC)
    watched = Repositories(database, repos.catalogue, None)

    def plans(work):
        work(watched)
        return [(command, explain(repos.database, command)) for command in list(ear.heard)]

    yield plans
    client.close()


def explain(database, command):
    asked = {"explain": command, "verbosity": "executionStats"}
    return database.command(asked, codec_options=CODEC)


def found_in(plan, name):
    """Every value of a key, however deep in an answer of explain."""
    if isinstance(plan, dict):
        own = [plan[name]] if name in plan else []
        return own + [hit for part in plan.values() for hit in found_in(part, name)]
    return [hit for part in plan for hit in found_in(part, name)] if isinstance(plan, list) else []


def docs_read(plan):
    return max(found_in(plan, "totalDocsExamined"))


def keys_read(plan):
    return max(found_in(plan, "totalKeysExamined"))


@pytest.mark.parametrize("areas", [None, [DONG_KINH]])
def test_a_preview_reads_indexes_and_opens_no_visit(explained, areas):
    who = an_account(areas=areas)
    found = explained(lambda repos: preview_summary(repos, who, "2026-Q3", "statutory", NOW))
    assert not any("COLLSCAN" in found_in(plan, "stage") for _, plan in found)
    of_visits = [plan for command, plan in found if command.get("aggregate") == "visits"]
    # Six roll-ups of the quarter, of the one a year earlier and of the year up to the quarter, and
    # the commitments up to the two last days of them.
    assert [docs_read(plan) for plan in of_visits] == [0] * 20
    sheets = [plan for command, plan in found if command.get("aggregate") == "flag_sheets"]
    assert [docs_read(plan) for plan in sheets] == [0, 0, 0]
    entered = [plan for command, plan in found
               if command.get("aggregate") in ("sanctions", "transfers")]  # fmt: skip
    assert [docs_read(plan) for plan in entered] == [0] * 9
    told = [plan for command, plan in found
            if {"referrals", "documents"} & set(map(str, command.values()))]  # fmt: skip
    assert [docs_read(plan) for plan in told] == [0] * 9
    sums = [plan for command, plan in found if command.get("aggregate") == "activities"]
    assert [docs_read(plan) for plan in sums] == [0, 0, 0]


def test_the_year_to_date_does_not_read_the_period_again(explained, repos):
    who = an_account()
    found = explained(lambda watched: preview_summary(watched, who, "2026-Q3", "statutory", NOW))
    sums = [plan for command, plan in found if "facts.leaflets" in str(command.get("pipeline"))]
    days = [("2025-06-15", "2025-09-14"), ("2025-12-15", "2026-09-14")]
    in_windows = sum(
        repos.database["visits"].count_documents(
            {"state": "standing", "facts.day": {"$gte": first, "$lte": last}}
        )
        for first, last in days
    )
    # One key past the end may be looked at in each of the parts.
    assert in_windows <= sum(keys_read(plan) for plan in sums) <= in_windows + len(sums)


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("violations", {"content.violations.record_no": {"$gt": ""}}),
        ("failed_items", {"failed_items": {"$ne": []}}),
    ],
)
def test_what_was_found_is_counted_without_a_look_at_other_visits(explained, repos, read, wanted):
    ((_, plan),) = explained(lambda watched: getattr(watched.figures, read)(YEAR))
    standing = {"state": "standing", "facts.day": {"$gte": YEAR[0], "$lte": YEAR[1]}}
    having = repos.database["visits"].count_documents(standing | wanted)
    assert 0 < having <= keys_read(plan) <= having + 1
    assert docs_read(plan) == 0


def test_the_last_visit_and_the_newest_commitment_are_stepped_to(explained):
    def ask(watched):
        watched.figures.last_visits(YEAR)
        watched.figures.commitments(YEAR[1])

    for _, plan in explained(ask):
        assert "DISTINCT_SCAN" in found_in(plan, "stage")
        assert docs_read(plan) == 0


@pytest.mark.parametrize("code", sorted(SPLITS))
def test_records_never_scan_a_collection(explained, code):
    who = an_account("reviewer")

    def turn_a_page(repos):
        page = records_behind(repos, who, code, "2026", "statutory", NOW, None, 3)
        records_behind(repos, who, code, "2026", "statutory", NOW, page["next_cursor"], 3)

    found = explained(turn_a_page)
    assert len(found) >= 2
    assert not any("COLLSCAN" in found_in(plan, "stage") for _, plan in found)


@pytest.mark.parametrize("code", ["C2a", "C3a", "F1", "D2"])
def test_a_page_of_visits_comes_sorted_out_of_the_index_alone(explained, code):
    who = an_account()
    found = explained(
        lambda repos: records_behind(repos, who, code, "2026", "statutory", NOW, None, 5)
    )
    (plan,) = (plan for command, plan in found if "aggregate" in command)
    assert docs_read(plan) == 0
    assert "SORT" not in found_in(plan, "stage")
