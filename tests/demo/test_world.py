"""The province that is invented: plausible, marked, the same each time, and all in the past."""

import datetime as dt
import json
from collections import Counter
from typing import Any

import orjson
import pytest

from schemas.campaigns import NewCampaign
from schemas.documents import NewDocument, NewProgress, NewTask
from schemas.entries import NewRemedy, NewSanction, NewTransfer
from schemas.establishments import EstablishmentFields
from schemas.inspections import NewInspection
from schemas.visits import AmendmentShape, SubmissionShape
from schemas.vocabulary import LEVELS
from service.domain.demo_follow_up import follow_up_of
from service.domain.demo_later import later_of
from service.domain.demo_plans import documents, inspection_ahead
from service.domain.triage import triage
from tests.builders import catalogue
from tests.demo.conftest import DAY

LODGING = ("hotel", "guesthouse", "homestay", "villa", "apartment", "boat", "campsite")


def level_of(visit: Any) -> str:
    flags = visit.submission["flags"]
    return triage(flags, catalogue().indicators, catalogue().triage_rules).level


def as_sent(content: Any) -> Any:
    return json.loads(orjson.dumps(content))


def test_the_same_seed_and_day_give_the_same_world(world_of):
    one, other = world_of(), world_of()
    assert one.places == other.places
    assert one.inspections == other.inspections
    assert list(one.visits()) == list(other.visits())


@pytest.mark.parametrize("change", [{"seed": 139}, {"day": DAY - dt.timedelta(days=60)}])
def test_another_seed_or_day_gives_another_world(world_of, change):
    assert list(world_of().visits()) != list(world_of(**change).visits())


def test_everything_that_can_be_read_is_marked_as_invented(province):
    named = [place.at(province.end) for place in province.places]
    assert all("(minh họa)" in fields["name"] for fields in named)
    assert all("(minh họa)" in fields["owner"]["name"] for fields in named)
    assert all("Minh Họa" in fields["address"] for fields in named)
    assert all(
        "(minh họa)" in each["name"] for each in [*province.inspections, *province.campaigns]
    )


def test_no_telephone_or_mailbox_of_the_province_can_be_anybodys(province):
    owners = [place.fields["owner"] for place in province.places]
    assert all(owner["phone"].startswith("01") for owner in owners)
    assert all(owner["email"].endswith(".invalid") for owner in owners)


def test_flags_say_that_they_are_invented(province):
    flags = [flag for visit in province.visits() for flag in visit.submission["flags"]]
    assert flags
    assert all("minh họa" in flag["description"] for flag in flags)


def test_no_visit_begins_ends_or_arrives_in_the_future(province):
    for visit in province.visits():
        submission = visit.submission
        assert submission["started_at"] < submission["finished_at"] <= visit.received_at
        assert visit.received_at <= province.end


def test_nothing_follows_after_the_end_or_before_the_visit(province):
    for visit in province.visits():
        for later in later_of(province, visit):
            assert visit.received_at < later.at <= province.end


def test_every_level_occurs_and_most_visits_have_no_flag(province):
    visits = list(province.visits())
    levels = Counter(level_of(visit) for visit in visits if visit.submission["flags"])
    assert set(levels) == set(LEVELS)
    assert sum(levels.values()) < 0.1 * len(visits)


def test_a_call_goes_with_red_and_with_red_only(province):
    calls = {True: 0, False: 0}
    for visit in province.visits():
        call = visit.submission["emergency_call"]
        assert (call is not None) == (level_of(visit) == "red")
        if call:
            calls["called_at" in call] += 1
    assert all(calls.values())


def test_the_register_is_about_as_large_as_the_province(province):
    lodging = [place.fields for place in province.places if place.fields["kind"] in LODGING]
    rooms = sum(fields["rooms"] for fields in lodging)
    assert len({place.fields["name"] for place in province.places}) == 320
    assert 11 <= rooms / len(lodging) <= 16
    assert len({place.fields["kind"] for place in province.places}) >= 12
    assert len({place.fields["area"]["code"] for place in province.places}) >= 45


def test_some_places_closed_paused_or_became_something_else(province):
    turns = Counter(name for place in province.places for _, turn in place.changes for name in turn)
    assert turns["status"] > 5
    assert turns["kind"] > 2
    assert turns["area"] > 200


def test_no_place_is_visited_while_it_is_shut_or_unknown(province):
    for planned in province.planned:
        assert planned.place.is_open(planned.started_at)


def test_the_campaign_months_are_the_busiest(province):
    months = Counter(planned.started_at.month for planned in province.planned)
    busiest = {month for month, _ in months.most_common(3)}
    assert busiest == {7, 8, 9}
    assert [campaign["from_"][:4] for campaign in province.campaigns] == ["2024", "2025", "2026"]


def test_places_get_better_over_the_years(province):
    failed: dict[int, list[int]] = {0: [], 1: [], 2: []}
    for planned, visit in zip(province.planned, province.visits(), strict=True):
        answers = visit.submission["answers"]
        failed[int(planned.years_in)].append(sum(a["value"] == "fail" for a in answers))
    rates = [sum(numbers) / len(numbers) for numbers in failed.values()]
    assert rates[0] > rates[1] > rates[2]


def test_submissions_are_what_the_shape_would_have_loaded(province):
    shape = SubmissionShape()
    for number, visit in enumerate(province.visits()):
        if number % 10 == 0 or visit.submission["flags"]:
            assert shape.load(as_sent(visit.submission)) == visit.submission


def test_places_inspections_and_amendments_are_too(province):
    for place in province.places:
        assert EstablishmentFields().load(as_sent(place.fields)) == place.fields
    for shape, windows in (
        (NewInspection, [*province.inspections, inspection_ahead(138, DAY)]),
        (NewCampaign, province.campaigns),
    ):
        for window in windows:
            sent = {("from" if name == "from_" else name): each for name, each in window.items()}
            assert shape().load(as_sent(sent)) == window
    for document in documents(138, DAY):
        for task in document.pop("tasks"):
            for entry in task.pop("progress"):
                assert NewProgress().load(as_sent(entry)) == entry
            assert NewTask().load(as_sent(task)) == task
        assert NewDocument().load(as_sent(document)) == document
    amendments = [
        later.content
        for visit in province.visits()
        for later in later_of(province, visit)
        if later.kind == "amendment"
    ]
    assert amendments
    for amendment in amendments:
        assert AmendmentShape().load(as_sent(amendment)) == amendment


def test_what_follows_is_also_what_a_schema_loads(province):
    shapes = {"remedies": NewRemedy, "sanctions": NewSanction, "transfers": NewTransfer}
    entries = [each for visit in province.visits() for each in follow_up_of(province, visit)]
    assert {entry.kind for entry in entries} == set(shapes)
    for entry in entries:
        assert shapes[entry.kind]().load(as_sent(entry.content)) == entry.content
