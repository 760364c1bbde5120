"""Geocoding: off by default, through geopy, its guesses marked as such."""

import datetime as dt
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from service.documents.geocoding import geocoder_of
from service.usecases.geocode_register import geocode_register
from tests.builders import an_establishment

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


def test_an_address_gets_a_point_that_is_marked_as_a_guess(inspector, repos, nominatim):
    for address in ("số 2 đường Hùng Vương", "Paris", "không ai biết"):
        inspector.put_new("/establishments", an_establishment(point=None, address=address))
    geocode = geocoder_of("nominatim", nominatim, delay=0)
    told = []
    now = dt.datetime.now(dt.UTC)
    counts = geocode_register(repos, geocode, now, lambda done, whole: told.append((done, whole)))
    assert counts == {"placed": 1, "not_found": 2}
    assert told[-1] == (3, 3)
    rows = inspector.get("/establishments").json["items"]
    assert [(row["point"]["coordinates"], row["point_from"]) for row in rows if row["point"]] == [
        ([106.76, 21.85], "geocoder")
    ]


def test_a_person_who_sets_the_point_makes_it_no_guess(inspector, hotel):
    point = {"type": "Point", "coordinates": [106.75, 21.85]}
    path = f"/establishments/{hotel['id']}"
    changed = inspector.patch(path, {"point": point}, headers={"If-Match": '"1"'})
    assert changed.json["point_from"] == "sender"


def test_a_provider_that_does_not_answer_finds_nothing():
    assert geocoder_of("nominatim", "http://127.0.0.1:9", delay=0)("Hùng Vương") is None
