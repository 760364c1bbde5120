"""Boundaries of areas from a file: GeoJSON, or the features of a GeoPackage."""

import json
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CODE_NAMES = ("code", "ma", "ma_xa", "maxa", "ma_dvhc", "commune_code", "id")
POLYGON, MULTIPOLYGON = 3, 6  # of well-known binary (OGC 06-103r4)
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # GeoPackage 1.4, clause 2.1.3
WGS84 = 4326


class BadBoundaries(ValueError):
    """The file, or a feature of it, cannot be used; the words are for whoever imports it."""


def boundaries(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """``code`` and geometry (GeoJSON, longitude first) of each feature."""
    if path.suffix.lower() == ".gpkg":
        yield from _of_geopackage(path)
    else:
        yield from _of_geojson(path)


def _of_geojson(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        features = json.loads(path.read_text("utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError):
        raise BadBoundaries(f"{path.name} is no GeoJSON FeatureCollection.") from None
    for feature in features:
        properties = {str(k).lower(): v for k, v in (feature.get("properties") or {}).items()}
        yield _code_of({"id": feature.get("id"), **properties}), feature.get("geometry") or {}


def _of_geopackage(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as file:
        file.row_factory = sqlite3.Row
        try:
            asked = "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns"
            layers = file.execute(asked).fetchall()
        except sqlite3.DatabaseError:
            raise BadBoundaries(f"{path.name} is no GeoPackage.") from None
        for table, column, srs in layers:
            if srs != WGS84:
                raise BadBoundaries(f"{table} is in EPSG:{srs}; write it in EPSG:4326.")
            name = str(table).replace('"', '""')
            for row in file.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - quoted above.
                told = {key.lower(): row[key] for key in row.keys() if key != column}  # noqa: SIM118
                yield _code_of(told), _geometry(row[column])


def _code_of(properties: dict[str, Any]) -> str:
    for name in CODE_NAMES:
        text = str(properties.get(name) or "").strip()
        if text.isdigit() and len(text) <= 5:
            return text.zfill(5)
    raise BadBoundaries(f"A feature has no code of an area in any of {', '.join(CODE_NAMES)}.")


def _geometry(blob: bytes) -> dict[str, Any]:
    if not blob or blob[:2] != b"GP":
        raise BadBoundaries("A geometry is no GeoPackage geometry.")
    start = 8 + ENVELOPE_BYTES[(blob[3] >> 1) & 7]
    return _Binary(blob[start:]).geometry()


class _Binary:
    """Well-known binary, read from its beginning; heights and measures are passed over."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def geometry(self) -> dict[str, Any]:
        order = "<" if self._data[self._at] else ">"
        (kind,) = self._read(f"{order}xI")
        dimensions = 2 + (kind // 1000 in (1, 2)) + 2 * (kind // 1000 == 3)
        kind %= 1000
        if kind == POLYGON:
            return {"type": "Polygon", "coordinates": self._rings(order, dimensions)}
        if kind == MULTIPOLYGON:
            (count,) = self._read(f"{order}I")
            parts = [self.geometry()["coordinates"] for _ in range(count)]
            return {"type": "MultiPolygon", "coordinates": parts}
        raise BadBoundaries("A boundary is neither a polygon nor several.")

    def _rings(self, order: str, dimensions: int) -> list[list[list[float]]]:
        (rings,) = self._read(f"{order}I")
        return [self._ring(order, dimensions) for _ in range(rings)]

    def _ring(self, order: str, dimensions: int) -> list[list[float]]:
        (points,) = self._read(f"{order}I")
        numbers = self._read(f"{order}{points * dimensions}d")
        return [list(numbers[at : at + 2]) for at in range(0, len(numbers), dimensions)]

    def _read(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return found
