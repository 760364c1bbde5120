"""Boundaries of areas: what is wrong with one, its box, and fewer points for the web."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

METRES_A_DEGREE = 111_195.0
WEB_METRES = 40.0  # what a point may be moved by on a map of a province
RING_LEAST = 4

Geometry = dict[str, Any]
Ring = Sequence[Sequence[float]]


def fault_of(geometry: Geometry) -> str | None:
    """Why a geometry is no boundary, in words for whoever imports it; None where it is one."""
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return "is neither a polygon nor several"
    for ring in rings_of(geometry):
        if len(ring) < RING_LEAST or list(ring[0][:2]) != list(ring[-1][:2]):
            return "has a ring that is not closed"
        if not all(_on_earth(point) for point in ring):
            return "has a point that is no longitude and latitude"
    return None


def _on_earth(point: Sequence[float]) -> bool:
    return (
        len(point) >= 2
        and all(isinstance(each, int | float) and math.isfinite(each) for each in point[:2])
        and -180 <= point[0] <= 180
        and -90 <= point[1] <= 90
    )


def rings_of(geometry: Geometry) -> Iterator[Ring]:
    """Every ring of every polygon."""
    several = geometry["type"] == "MultiPolygon"
    for polygon in geometry["coordinates"] if several else [geometry["coordinates"]]:
        yield from polygon


def bounds_of(geometry: Geometry) -> list[float]:
    """West, south, east, north."""
    points = [point for ring in rings_of(geometry) for point in ring]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]


def simplified(geometry: Geometry, metres: float = WEB_METRES) -> Geometry:
    """The same with fewer points, none moved further than ``metres`` from the line that it was on
    (Douglas and Peucker, 1973); a ring that would vanish stays as it is."""

    def shorter(ring: Ring) -> list[list[float]]:
        kept = _kept(ring, metres)
        told = kept if len(kept) >= RING_LEAST else ring
        return [[round(point[0], 5), round(point[1], 5)] for point in told]

    if geometry["type"] == "Polygon":
        rings = [shorter(ring) for ring in geometry["coordinates"]]
        return {"type": "Polygon", "coordinates": rings}
    polygons = [[shorter(ring) for ring in polygon] for polygon in geometry["coordinates"]]
    return {"type": "MultiPolygon", "coordinates": polygons}


def _kept(ring: Ring, metres: float) -> list[Sequence[float]]:
    keep, ahead = {0, len(ring) - 1}, [(0, len(ring) - 1)]
    while ahead:
        first, last = ahead.pop()
        far, at = 0.0, None
        for middle in range(first + 1, last):
            distance = _metres_off(ring[middle], ring[first], ring[last])
            if distance > far:
                far, at = distance, middle
        if at is not None and far > metres:
            keep.add(at)
            ahead += [(first, at), (at, last)]
    return [ring[place] for place in sorted(keep)]


def _metres_off(point: Sequence[float], one: Sequence[float], other: Sequence[float]) -> float:
    across = METRES_A_DEGREE * math.cos(math.radians(point[1]))
    x, y = (point[0] - one[0]) * across, (point[1] - one[1]) * METRES_A_DEGREE
    dx, dy = (other[0] - one[0]) * across, (other[1] - one[1]) * METRES_A_DEGREE
    length = math.hypot(dx, dy)
    if not length:
        return math.hypot(x, y)
    along = max(0.0, min(1.0, (x * dx + y * dy) / length**2))
    return math.hypot(x - along * dx, y - along * dy)
