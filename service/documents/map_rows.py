"""A mark of the map as a row of a table."""

from collections.abc import Mapping
from typing import Any

COLUMNS = (
    "id", "name", "kind", "status", "address", "area", "longitude", "latitude", "point_is_guess",
    "visits", "last_visit", "compliance", "open_findings", "next_due",
)  # fmt: skip


def row_of(feature: Mapping[str, Any]) -> dict[str, Any]:
    """A feature as those columns."""
    longitude, latitude = feature["geometry"]["coordinates"]
    return {
        "id": feature["id"],
        "longitude": longitude,
        "latitude": latitude,
        **{name: value for name, value in feature["properties"].items() if name in COLUMNS},
    }
