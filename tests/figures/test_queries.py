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

COUNTED = ("visits", "flag_sheets", "inspections")
# What an index does not hold whole: lists of items, of violations, of findings.
LISTS = ("$failed_items", "$content.violations", "$findings")
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


def reads_lists(command):
    return any(name in str(command["pipeline"]) for name in LISTS)


@pytest.mark.parametrize("areas", [None, [DONG_KINH]])
def test_a_preview_reads_indexes_and_only_the_documents_it_must(explained, areas):
    who = an_account(areas=areas)
    found = explained(lambda repos: preview_summary(repos, who, "2026-Q3", "statutory", NOW))
    assert not any("COLLSCAN" in found_in(plan, "stage") for _, plan in found)
    of_visits = [(command, plan) for command, plan in found if command.get("aggregate") == "visits"]
    covered = [plan for command, plan in of_visits if not reads_lists(command)]
    # Three windows with sums and inspections, and the commitments up to the two last days of them;
    # in each window three lists are opened as well.
    assert (len(of_visits), len(covered)) == (17, 8)
    assert [docs_read(plan) for plan in covered] == [0] * 8
    sheets = [plan for command, plan in found if command.get("aggregate") == "flag_sheets"]
    assert [docs_read(plan) for plan in sheets] == [0, 0, 0]


def test_recorded_violations_are_found_without_reading_other_visits(explained, repos):
    ((_, plan),) = explained(lambda watched: watched.figures.violations(YEAR))
    recorded = repos.database["visits"].count_documents(
        {
            "state": "standing",
            "facts.day": {"$gte": YEAR[0], "$lte": YEAR[1]},
            "content.violations.record_no": {"$gt": ""},
        }
    )
    assert 0 < recorded == docs_read(plan)


@pytest.mark.parametrize("code", sorted(SPLITS))
def test_records_never_scan_a_collection(explained, code):
    who = an_account("reviewer")

    def turn_a_page(repos):
        page = records_behind(repos, who, code, "2026", "statutory", NOW, None, 3)
        records_behind(repos, who, code, "2026", "statutory", NOW, page["next_cursor"], 3)

    found = explained(turn_a_page)
    assert len(found) >= 2
    assert not any("COLLSCAN" in found_in(plan, "stage") for _, plan in found)


@pytest.mark.parametrize("code", ["C2a", "C3a", "F1", "B7"])
def test_a_page_of_visits_comes_sorted_out_of_the_index_alone(explained, code):
    who = an_account()
    found = explained(
        lambda repos: records_behind(repos, who, code, "2026", "statutory", NOW, None, 5)
    )
    (plan,) = (plan for command, plan in found if "aggregate" in command)
    assert docs_read(plan) == 0
    assert "SORT" not in found_in(plan, "stage")
