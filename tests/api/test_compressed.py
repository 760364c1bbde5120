"""Answers in gzip: where they are long, and where their length tells nothing of what is sealed."""

import gzip

import pytest

from schemas.vocabulary import ACCOUNTS, SEALED
from service.api import routes
from service.domain.rights import RIGHTS
from tests.builders import an_establishment

GZIP = {"Accept-Encoding": "gzip, br"}


def test_a_long_answer_is_packed_for_whoever_takes_it(inspector):
    plain = inspector.get("/indicators")
    packed = inspector.call("GET", "/indicators", headers=GZIP)
    assert plain.headers.get("Content-Encoding") is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) * 3 < len(plain.data)
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    for answer in (plain, packed):
        assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br"])
def test_nobody_is_given_gzip_who_does_not_take_it(inspector, accepted):
    answer = inspector.call("GET", "/indicators", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert answer.json["items"]


def test_a_short_answer_stays_as_it_is(inspector):
    answer = inspector.call("GET", "/inspections", headers=GZIP)
    assert "Content-Encoding" not in answer.headers


def test_an_answer_under_a_strong_etag_stays_as_it_is(inspector):
    """It names bytes; and it is what If-Match is given."""
    licences = [{"kind": "Giấy phép", "number": "1" * 90}] * 40
    place = inspector.put_new("/establishments", an_establishment(licences=licences)).json
    answer = inspector.call("GET", f"/establishments/{place['id']}", headers=GZIP)
    assert len(answer.data) > 2000
    assert "Content-Encoding" not in answer.headers


def test_nothing_sealed_and_no_token_is_ever_packed(app, cast, monkeypatch):
    """Whatever its length: compression would tell what it holds, bit by bit (BREACH)."""
    monkeypatch.setattr("service.api.compressed.LEAST", 0)
    packed = set()
    for route in routes():
        for person in cast.values():
            if route.method == "GET" and "<" not in route.path:
                answer = person.call("GET", route.path, headers=GZIP)
                if answer.headers.get("Content-Encoding"):
                    packed.add(route.contract.right.act)
    assert {"sync", "search_establishments", "read_catalogue"} <= packed
    assert not [act for act in packed if RIGHTS[act].carries & {SEALED, ACCOUNTS}]
