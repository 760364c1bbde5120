"""Whether a point lies in the country, told by the centres of its communes and their areas."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

# A commune reaches this far from its centre: 1.5 radii of the circle of its area and a kilometre.
# Over Lạng Sơn's boundaries the farthest of 19,558 vertices needs 1.10; Pingxiang's centre, across
# the border, lies at 1.62.
REACH = 1.5
MARGIN_KM = 1.0
CELL_DEGREES = 0.25
KM_PER_DEGREE = 111.32

Centre = tuple[float, float, float]


class Country:
    """``(lon, lat, area_km2)`` of communes, gridded so that a question looks at one cell."""

    def __init__(self, centres: Iterable[Centre]) -> None:
        cells: dict[tuple[int, int], list[Centre]] = defaultdict(list)
        for lon, lat, area_km2 in centres:
            reach = REACH * math.sqrt(area_km2 / math.pi) + MARGIN_KM
            for cell in _cells_within(lon, lat, reach):
                cells[cell].append((lon, lat, reach * reach))
        self._cells = {cell: tuple(here) for cell, here in cells.items()}

    def holds(self, lon: float, lat: float) -> bool:
        """Whether the point lies within reach of a commune's centre.

        It tells swapped or mistyped coordinates and other countries' towns; it does not draw the
        border: a few kilometres beyond it still count as inside.
        """
        if not (math.isfinite(lon) and math.isfinite(lat)):
            return False
        width = KM_PER_DEGREE * math.cos(math.radians(lat))
        return any(
            ((lon - x) * width) ** 2 + ((lat - y) * KM_PER_DEGREE) ** 2 <= reach_squared
            for x, y, reach_squared in self._cells.get(_cell(lon, lat), ())
        )


def in_country(point: Sequence[float], centres: Iterable[Centre]) -> bool:
    """One question about ``[lon, lat]``; for more keep a :class:`Country`."""
    return Country(centres).holds(point[0], point[1])


def _cell(lon: float, lat: float) -> tuple[int, int]:
    return math.floor(lon / CELL_DEGREES), math.floor(lat / CELL_DEGREES)


def _cells_within(lon: float, lat: float, reach_km: float) -> Iterable[tuple[int, int]]:
    high = reach_km / KM_PER_DEGREE
    wide = high / math.cos(math.radians(abs(lat) + high))
    (west, south), (east, north) = _cell(lon - wide, lat - high), _cell(lon + wide, lat + high)
    return ((x, y) for x in range(west, east + 1) for y in range(south, north + 1))
