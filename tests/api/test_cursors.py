"""Cursors come back from outside, so a forged one is refused and never reaches the database."""

import base64
import json

import pytest

UUID = "0190a5c8-0000-7000-8000-000000000000"
MOMENT = "2026-01-01T00:00:00+00:00"
FORGED = [
    ["\ud800", UUID], [{"$gt": ""}, UUID], [None, UUID], ["a"], None, {},
    [float("inf"), MOMENT, UUID], [10**30, MOMENT, UUID], [True, MOMENT, UUID], [-1, MOMENT, UUID],
    [float("inf")], [10**30], [-5], [True], ["5"], [1.5],
]  # fmt: skip


def forged(key):
    return base64.urlsafe_b64encode(json.dumps(key).encode()).rstrip(b"=").decode()


def refused(person, path, key, **query):
    answer = person.get(path, cursor=forged(key), **query)
    return answer.status_code == 422 and list(answer.json["errors"]) == ["cursor"]


@pytest.mark.parametrize("key", FORGED, ids=repr)
def test_a_forged_cursor_is_refused(reviewer, key):
    for path in ("/establishments", "/visits", "/cases", "/inspections", "/campaigns"):
        assert refused(reviewer, path, key), path


@pytest.mark.parametrize("key", FORGED, ids=repr)
def test_a_forged_place_in_a_search_by_distance_is_refused(reviewer, key):
    assert refused(reviewer, "/establishments", key, near="106.7,21.8")


def test_a_place_beyond_the_last_row_has_no_rows(reviewer):
    answer = reviewer.get("/establishments", cursor=forged([2**63 - 1]), near="106.7,21.8")
    assert (answer.status_code, answer.json["items"]) == (200, [])
