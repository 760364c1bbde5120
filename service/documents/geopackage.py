"""Points as a GeoPackage (OGC 12-128r19), the file that desktop GIS programs open at once."""

import sqlite3
import struct
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from service.documents.map_rows import COLUMNS, row_of

WGS84 = 4326
WGS84_WORDS = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
APPLICATION_ID = 0x47504B47  # "GPKG", clause 1.1.1.1.1
USER_VERSION = 10200  # 1.2: what older readers know, and no newer clause is used
LITTLE_ENDIAN_NO_ENVELOPE = 1
PIECE_BYTES = 65_536
TABLE = "establishments"
TYPES = {
    "longitude": "DOUBLE", "latitude": "DOUBLE", "point_is_guess": "BOOLEAN", "visits": "INTEGER",
    "open_findings": "INTEGER", "last_visit": "DATE", "next_due": "DATE",
}  # fmt: skip

# Tables of clauses 1.1.2, 1.1.3 and 2.1.5.
SCHEMA = f"""
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL
    DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name), column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
  z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
CREATE TABLE {TABLE} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT,
  {", ".join(f"{name} {TYPES.get(name, 'TEXT')}" for name in COLUMNS)});
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {USER_VERSION};
"""
SYSTEMS = [
    ("Undefined Cartesian", -1, "NONE", -1, "undefined", None),
    ("Undefined geographic", 0, "NONE", 0, "undefined", None),
    ("WGS 84", WGS84, "EPSG", WGS84, WGS84_WORDS, None),
]


def geopackage(features: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """One table of points; written to a file that is gone when it was read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.gpkg"
        with closing(sqlite3.connect(path)) as file:
            _fill(file, features)
        with path.open("rb") as written:
            while piece := written.read(PIECE_BYTES):
                yield piece


def _fill(file: sqlite3.Connection, features: Iterable[Mapping[str, Any]]) -> None:
    places = ", ".join("?" * (len(COLUMNS) + 1))
    told = f"INSERT INTO {TABLE} (geom, {', '.join(COLUMNS)}) VALUES ({places})"  # noqa: S608 - of names written here.
    with file:
        file.executescript(SCHEMA)
        file.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", SYSTEMS)
        file.executemany(told, map(_row, features))
        bounds = "SELECT min(longitude), min(latitude), max(longitude), max(latitude) FROM "
        box = file.execute(bounds + TABLE).fetchone()
        file.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, "
            "max_y, srs_id) VALUES (?, 'features', ?, ?, ?, ?, ?, ?)",
            (TABLE, TABLE, *box, WGS84),
        )
        layer = (TABLE, "geom", "POINT", WGS84, 0, 0)
        file.execute("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, ?)", layer)


def _row(feature: Mapping[str, Any]) -> tuple[Any, ...]:
    row = row_of(feature)
    return _point(row["longitude"], row["latitude"]), *(row[name] for name in COLUMNS)


def _point(longitude: float, latitude: float) -> bytes:
    """A geometry of clause 2.1.3: a head, then well-known binary."""
    head = struct.pack("<2sBBi", b"GP", 0, LITTLE_ENDIAN_NO_ENVELOPE, WGS84)
    return head + struct.pack("<BIdd", 1, 1, longitude, latitude)
