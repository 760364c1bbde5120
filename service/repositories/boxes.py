"""The condition that a point lies in a box of longitudes and latitudes."""

from service.repositories.collection import Document

WIDE_DEGREES = 20
# An edge along a parallel rises by its width squared times sin(2 latitude) / 16 (in radians), which
# is at most 0.44 degrees at twenty degrees of width; one along a meridian does not.
BULGE_DEGREES = 0.5
ROUNDING_DEGREES = 1e-4


def inside(box: list[float], point: str, longitude: str, latitude: str) -> Document:
    """Of a GeoJSON ``point`` and its two numbers, by the names of their fields.

    Edges on a sphere bulge poleward, so a wider polygon finds and the coordinates decide.
    """
    west, south, east, north = box
    exact = coordinates_within(box, longitude, latitude)
    if east - west > WIDE_DEGREES or north - south > WIDE_DEGREES:
        return exact
    bulge = BULGE_DEGREES * ((east - west) / WIDE_DEGREES) ** 2 + ROUNDING_DEGREES
    low, high = max(south - bulge, -90), min(north + bulge, 90)
    left, right = west - ROUNDING_DEGREES, east + ROUNDING_DEGREES
    ring = [[left, low], [right, low], [right, high], [left, high], [left, low]]
    polygon = {"type": "Polygon", "coordinates": [ring]}
    return {point: {"$geoWithin": {"$geometry": polygon}}, **exact}


def coordinates_within(box: list[float], longitude: str, latitude: str) -> Document:
    """Of the two numbers alone."""
    west, south, east, north = box
    return {longitude: {"$gte": west, "$lte": east}, latitude: {"$gte": south, "$lte": north}}
