import json
import math
import time
from pathlib import Path

import pytest

from service.documents.admin_units import country_centres
from service.domain.country import MARGIN_KM, REACH, Country, in_country

BOUNDARIES = Path(__file__).parents[3] / "shared" / "data" / "communes_2025.geojson"

INSIDE = {
    "Lạng Sơn": (106.7615, 21.8533),
    "Hữu Nghị": (106.710, 21.975),
    "Hà Nội": (105.8542, 21.0285),
    "Lũng Cú": (105.3167, 23.3667),
    "A Pa Chải": (102.19, 22.40),
    "Mũi Cà Mau": (104.73, 8.60),
    "Mộc Bài": (106.18, 11.08),
    "Phú Quốc": (103.991, 10.2751),
    "Côn Đảo": (106.6115, 8.6981),
    "Lý Sơn": (109.115, 15.385),
    "Trường Sa": (114.45, 9.71),
    "Trường Sa Lớn": (111.92, 8.645),
    "Song Tử Tây": (114.33, 11.43),
    "Hoàng Sa": (112.135, 16.568),
}
OUTSIDE = {
    "Bằng Tường": (106.7606, 22.0926),
    "Ninh Minh": (107.07, 22.13),
    "Long Châu": (106.85, 22.34),
    "Nam Ninh": (108.32, 22.82),
    "Viêng Chăn": (102.6, 17.9667),
    "Savannakhet": (104.75, 16.57),
    "Phnôm Pênh": (104.92, 11.55),
    "the Gulf of Tonkin": (107.9, 19.0),
    "Hainan": (109.5, 19.2),
    "Palawan": (118.0, 9.6),
    "nowhere": (0.0, 0.0),
    "Paris": (2.35, 48.85),
    "Lạng Sơn swapped": (21.8533, 106.7615),
    "not a number": (math.nan, 21.0),
}


@pytest.fixture(scope="module")
def country():
    return Country(country_centres())


@pytest.mark.parametrize("place", INSIDE)
def test_places_of_the_country_are_inside(country, place):
    assert country.holds(*INSIDE[place])


@pytest.mark.parametrize("place", OUTSIDE)
def test_other_places_are_outside(country, place):
    assert not country.holds(*OUTSIDE[place])


def test_every_vertex_of_the_provinces_boundaries_is_inside(country):
    if not BOUNDARIES.exists():
        pytest.skip("the boundaries are not beside the repository")
    features = json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]
    vertices = {v for f in features for v in vertices_of(f["geometry"]["coordinates"])}
    assert len(vertices) > 10_000
    assert [v for v in vertices if not country.holds(*v)] == []


def test_a_question_takes_less_than_a_millisecond(country):
    points = [*INSIDE.values(), *OUTSIDE.values()]
    started = time.perf_counter()
    for lon, lat in points * 20:
        country.holds(lon, lat)
    assert (time.perf_counter() - started) / (len(points) * 20) < 0.001


def test_a_commune_reaches_as_far_as_its_area_says():
    centre = (105.0, 20.0, 100 * math.pi)  # a circle of 10 km
    degree_km = 111.32
    reach = (REACH * 10 + MARGIN_KM) / degree_km
    assert in_country((105.0, 20.0 + 0.99 * reach), [centre])
    assert not in_country((105.0, 20.0 + 1.01 * reach), [centre])


def vertices_of(coordinates):
    if isinstance(coordinates[0], float | int):
        yield tuple(coordinates[:2])
    else:
        for part in coordinates:
            yield from vertices_of(part)
