"""The condition that a point lies in a box of longitudes and latitudes."""

from service.repositories.collection import Document

WIDE_DEGREES = 20
BULGE_DEGREES = 0.5  # more than an edge of twenty degrees rises at the latitudes of the country


def inside(box: list[float], point: str, longitude: str, latitude: str) -> Document:
    """Of a GeoJSON ``point`` and its two numbers, by the names of their fields.

    Edges on a sphere bulge poleward, so a wider polygon finds and the coordinates decide.
    """
    west, south, east, north = box
    exact = coordinates_within(box, longitude, latitude)
    if east - west > WIDE_DEGREES or north - south > WIDE_DEGREES:
        return exact
    low, high = max(south - BULGE_DEGREES, -90), min(north + BULGE_DEGREES, 90)
    left, right = west - BULGE_DEGREES, east + BULGE_DEGREES
    ring = [[left, low], [right, low], [right, high], [left, high], [left, low]]
    polygon = {"type": "Polygon", "coordinates": [ring]}
    return {point: {"$geoWithin": {"$geometry": polygon}}, **exact}


def coordinates_within(box: list[float], longitude: str, latitude: str) -> Document:
    """Of the two numbers alone."""
    west, south, east, north = box
    return {longitude: {"$gte": west, "$lte": east}, latitude: {"$gte": south, "$lte": north}}
