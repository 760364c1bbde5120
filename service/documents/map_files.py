"""What a map shows as files: GeoJSON, KML, CSV, XLSX; a text is never a formula."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

from service.documents.map_rows import COLUMNS, row_of

Feature = Mapping[str, Any]

# What a spreadsheet would take for a formula (OWASP, CSV injection).
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"  # by which Excel knows UTF-8


def geojson(features: Iterable[Feature]) -> Iterator[str]:
    """A FeatureCollection (RFC 7946), a feature at a time."""
    yield '{"type": "FeatureCollection", "features": ['
    for number, feature in enumerate(features):
        yield (",\n" if number else "\n") + json.dumps(feature, ensure_ascii=False)
    yield "\n]}\n"


def kml(features: Iterable[Feature]) -> Iterator[str]:
    """KML 2.3 (OGC 12-007r2), a placemark at a time."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>An Trú</name>\n'
    for feature in features:
        row = row_of(feature)
        data = "".join(
            f'<Data name="{name}"><value>{escape(_text(row[name]))}</value></Data>'
            for name in COLUMNS
            if name != "name"
        )
        yield (
            f"<Placemark><name>{escape(row['name'])}</name><ExtendedData>{data}</ExtendedData>"
            f"<Point><coordinates>{row['longitude']},{row['latitude']}</coordinates></Point>"
            "</Placemark>\n"
        )
    yield "</Document></kml>\n"


def csv_lines(features: Iterable[Feature]) -> Iterator[str]:
    """CSV (RFC 4180) that Excel opens as UTF-8."""
    yield BOM
    yield _line(COLUMNS)
    for feature in features:
        row = row_of(feature)
        yield _line([_defused(_text(row[name])) for name in COLUMNS])


def xlsx(features: Iterable[Feature]) -> bytes:
    """One sheet, texts as texts."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, {**options, "in_memory": True}) as book:
        sheet = book.add_worksheet("Cơ sở")
        bold = book.add_format({"bold": True})
        for column, name in enumerate(COLUMNS):
            sheet.write_string(0, column, name, bold)
        for line, feature in enumerate(features, 1):
            row = row_of(feature)
            for column, name in enumerate(COLUMNS):
                value = row[name]
                if isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(line, column, value)
                else:
                    sheet.write_string(line, column, _text(value))
        sheet.freeze_panes(1, 0)
    return target.getvalue()


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(DANGEROUS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _line(cells: Iterable[str]) -> str:
    target = io.StringIO()
    csv.writer(target).writerow(cells)
    return target.getvalue()
