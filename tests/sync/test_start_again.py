"""A cursor that cannot be trusted answers "start again": never half a list."""

import datetime as dt
import uuid

import pytest

from service.usecases.compact_sync import compact
from tests.sync.conftest import HERE, NOW, THERE
from tests.sync.tablet import Tablet
from tests.sync.test_scopes import at, moved


def start_again(answer):
    return (
        answer.status_code == 409
        and answer.content_type == "application/problem+json"
        and answer.json["type"].endswith(":start-again")
    )


def other(letter):
    return "B" if letter == "A" else "A"


def test_a_cursor_is_good_for_its_account_only(tablet, inspector2, hotel):
    tablet.pull()
    thief = Tablet(inspector2)
    thief.cursor = tablet.cursor
    assert start_again(thief.ask())


def test_a_cursor_is_good_for_its_device_only(repos, sign_in, hotel):
    devices = [str(uuid.uuid4()) for _ in range(2)]
    first, second = (Tablet(sign_in("inspector", device)) for device in devices)
    second.cursor = first.pull().cursor
    assert start_again(second.ask())
    again = Tablet(sign_in("inspector", devices[0]))
    again.cursor, again.held = first.cursor, first.held
    assert again.news() == []


@pytest.mark.parametrize("place", [0, 10, 21, 22, 40, -1])
def test_a_cursor_that_was_tampered_with_is_no_cursor(tablet, hotel, place):
    whole = tablet.pull().cursor
    letters = list(whole)
    letters[place] = other(letters[place])
    tablet.cursor = "".join(letters)
    answer = tablet.ask()
    assert start_again(answer) or (
        place == -1 and answer.status_code == 200
    )  # spare bits of base64


@pytest.mark.parametrize("cursor", ["x", "AAAA", "!!!!", "A" * 3000, "ú", "null", "[]"])
def test_a_cursor_of_somebodys_own_making_is_no_cursor(tablet, cursor):
    tablet.cursor = cursor
    assert start_again(tablet.ask())


@pytest.mark.parametrize("query", [{"cursor": "A" * 4000}, {"limit": "0"}, {"limit": "5001"},
                                   {"limit": "many"}, {"since": "1"}])  # fmt: skip
def test_what_is_asked_wrongly_is_told(inspector, query):
    assert inspector.get("/sync", **query).status_code == 422


def test_after_a_restore_everybody_starts_again(repos, tablet, hotel):
    tablet.pull()
    repos.sync_state.begin_epoch(None)
    assert tablet.news() == []
    repos.restores.begin("backup-1", NOW)
    repos.restores.complete("backup-1", NOW)
    repos.sync_state.begin_epoch(repos.restores.last())
    assert start_again(tablet.ask())
    fresh = Tablet(tablet.person).pull()
    assert fresh.held == tablet.held
    repos.sync_state.begin_epoch(repos.restores.last())
    assert fresh.news() == []


def test_a_counter_that_went_back_is_found_even_within_an_epoch(repos, tablet, hotel):
    tablet.pull()
    repos.scopes.rows.update_one({"_id": f"area:2025:{HERE}"}, {"$inc": {"seq": -1}})
    assert start_again(tablet.ask())


def test_old_tombstones_are_dropped_and_whoever_missed_them_starts_again(
    repos, commune, admin, hotel
):
    seen, missed = (Tablet(commune(name, [HERE])).pull() for name in ("seen", "missed"))
    other = Tablet(commune("other", [THERE])).pull()
    moved(admin, hotel, THERE)
    seen.pull()
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)
    assert compact(repos, soon - dt.timedelta(hours=1)) == 0
    assert compact(repos, soon) == 1
    assert compact(repos, soon) == 0
    assert seen.news() == []
    assert [change["gone"] for change in other.news()] == [False]
    assert start_again(missed.ask())
    assert Tablet(missed.person).pull().held == seen.held


def test_whoever_begins_after_tombstones_were_dropped_pages_to_the_end(repos, commune, admin):
    person = commune("late", [HERE])
    places = [admin.put_new("/establishments", at(HERE, name=name)).json for name in "ABCDE"]
    for place in places[3:]:
        moved(admin, place, THERE)
    compact(repos, dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1))
    assert len(Tablet(person).pull(1).of("establishment")) == 3


def test_the_clock_of_the_server_has_no_part_in_it(repos, tablet, admin, hotel, monkeypatch):
    """A write that a clock puts before the last pull is told all the same."""
    tablet.pull()
    past = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
    monkeypatch.setattr("service.api.establishments.now", lambda: past)
    moved(admin, hotel, THERE)
    assert [change["id"] for change in tablet.news()] == [hotel["id"]]
