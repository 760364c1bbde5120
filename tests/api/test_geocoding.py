"""Geocoding: off by default, through geopy, its guesses marked as such."""

import datetime as dt
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from service.documents.geocoding import GeocoderAway, geocoder_of
from service.usecases.geocode_register import FAILURES_MOST, geocode_register
from tests.builders import a_visit, an_establishment

PLACES = {"Hùng Vương": ("21.85", "106.76"), "Paris": ("48.86", "2.35")}


@pytest.fixture
def nominatim():
    """A server on loopback that speaks Nominatim; answers its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked = parse_qs(urlsplit(self.path).query)["q"][0]
            found = [place for name, place in PLACES.items() if name in asked]
            body = orjson.dumps([{"lat": y, "lon": x, "display_name": asked} for y, x in found])
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Keep the test's output clean."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def run(repos, geocode, provider="nominatim", told=None):
    def progress(done, whole):
        if told is not None:
            told.append((done, whole))

    return geocode_register(repos, geocode, dt.datetime.now(dt.UTC), progress, provider)


def points(person):
    rows = person.get("/establishments").json["items"]
    return {
        row["address"]: (row["point"]["coordinates"], row["point_from"])
        for row in rows
        if row["point"]
    }


def centre(repos, key="2025:05977"):
    return repos.areas.get(key)["centre"]


def put(person, *addresses):
    for address in addresses:
        person.put_new("/establishments", an_establishment(point=None, address=address))


def test_an_address_gets_a_point_that_is_marked_as_a_guess(inspector, repos, nominatim):
    put(inspector, "số 2 đường Hùng Vương", "Paris", "không ai biết")
    told = []
    counts = run(repos, geocoder_of("nominatim", nominatim, delay=0), told=told)
    assert counts == {"placed": 1, "at_centre": 2, "left": 0, "unanswered": 0}
    assert told[-1] == (3, 3)
    assert points(inspector) == {
        "số 2 đường Hùng Vương": ([106.76, 21.85], "geocoder"),
        "Paris": (centre(repos), "area"),
        "không ai biết": (centre(repos), "area"),
    }


def test_an_answer_is_kept_and_not_asked_for_again(inspector, repos):
    asked = []

    def geocode(address):
        asked.append(address)

    put(inspector, "không ai biết", "Không ai  biết")
    run(repos, geocode)
    assert len(asked) == 1
    run(repos, geocode)
    assert len(asked) == 1
    run(repos, geocode, provider="photon")
    assert len(asked) == 2


def test_a_provider_that_is_away_is_left_alone_and_asked_another_time(inspector, repos):
    asked = []

    def away(address):
        asked.append(address)
        raise GeocoderAway

    put(inspector, *(f"số {number} Hùng Vương" for number in range(5)))
    counts = run(repos, away)
    assert len(asked) == FAILURES_MOST
    assert counts == {"placed": 0, "at_centre": 5, "left": 0, "unanswered": FAILURES_MOST}
    counts = run(repos, lambda _: [106.76, 21.85])
    assert counts["placed"] == 5
    assert {source for _, source in points(inspector).values()} == {"geocoder"}


def test_without_a_provider_the_centre_of_the_commune_stands_in_once(inspector, repos):
    put(inspector, "số 2")
    assert run(repos, None)["at_centre"] == 1
    assert points(inspector) == {"số 2": (centre(repos), "area")}
    assert run(repos, None) == {"placed": 0, "at_centre": 0, "left": 1, "unanswered": 0}


def test_a_guess_measures_no_distance_of_a_visit(inspector, repos):
    put(inspector, "số 2")
    run(repos, None)
    (place,) = inspector.get("/establishments").json["items"]
    visit = inspector.put_new("/visits", a_visit(place["id"])).json
    assert inspector.get(f"/visits/{visit['id']}").json["distance_m"] is None


def test_a_person_who_sets_the_point_makes_it_no_guess(inspector, hotel):
    point = {"type": "Point", "coordinates": [106.75, 21.85]}
    path = f"/establishments/{hotel['id']}"
    changed = inspector.patch(path, {"point": point}, headers={"If-Match": '"1"'})
    assert changed.json["point_from"] == "sender"


def test_a_provider_that_does_not_answer_is_told_apart_from_one_that_knows_nothing(nominatim):
    with pytest.raises(GeocoderAway):
        geocoder_of("nominatim", "http://127.0.0.1:9", delay=0)("Hùng Vương")
    assert geocoder_of("nominatim", nominatim, delay=0)("không ai biết") is None
