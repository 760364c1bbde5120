"""A file of the map out, streamed as it is read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from flask import Response

from service.documents import map_files
from service.documents.geopackage import geopackage
from service.domain.errors import NotFound

KINDS = {
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "kml": "application/vnd.google-earth.kml+xml",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
STREAMED: Mapping[str, Callable[[Any], Iterator[str] | Iterator[bytes]]] = {
    "geojson": map_files.geojson,
    "gpkg": geopackage,
    "kml": map_files.kml,
    "csv": map_files.csv_lines,
}


def map_answer(kind: str, features: Iterable[dict[str, Any]]) -> Response:
    """The features as a file of the kind."""
    if kind not in KINDS:
        raise NotFound
    body: Any = STREAMED[kind](features) if kind in STREAMED else map_files.xlsx(features)
    answer = Response(body, content_type=KINDS[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="ban-do.{kind}"'
    return answer
