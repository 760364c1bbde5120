"""The country's units before and after 2025-07-01, from the data of vietnamadminunits."""

import importlib.util
import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LIBRARY = "vietnamadminunits"
LEGACY_UNTIL = "2025-06-30"
NEW_FROM = "2025-07-01"

MEAN_COMMUNE_KM2 = 100.0  # 331,000 km2 over 3,321 communes, where the library has no area
OLD_COMMUNE_KM2 = 50.0  # an old commune has no area in the library
OLD_COMMUNE_AT_MOST_KM2 = 400.0
# The library counts the land alone; these reach over the sea between their islands: 200 and 310 km.
ARCHIPELAGO_KM2 = {"20333": 55_000.0, "22736": 133_000.0}  # Hoàng Sa, Trường Sa

Row = dict[str, Any]
Links = dict[str, list[str]]


def areas_of(province_code: str) -> list[dict[str, Any]]:
    """Every unit of today's province in both schemes; an unknown code gives none.

    ``{scheme, code, name, full_name, type, level, parent, valid_from, valid_to, centre: [lon, lat]
    | null, area_km2 | null}`` and ``successors`` (legacy) or ``predecessors`` (2025), each
    ``{scheme, code, share: "full" | "part"}``. Old communes carry ``aliases``, the unspaced folded
    names of communes that they took in before 2025.
    """
    new = _rows("admin_units", [province_code])
    if not new:
        return []
    merges = _merges(new[0]["provinceKey"])
    old = _rows("admin_units_legacy", merges.old_province_codes)
    return [*_new_areas(new, old, merges.successors), *_old_areas(new, old, merges.successors)]


def country_centres() -> list[tuple[float, float, float]]:
    """``(lon, lat, area_km2)`` of all 3,321 communes of today and of the communes before 2025.

    The old ones, three times as many, say more of where the border runs; their areas are estimates
    from the distance to the nearest neighbour.
    """
    with _database() as database:
        new = database.execute(
            "SELECT wardCode, wardLon, wardLat, wardAreaKm2 FROM admin_units"
        ).fetchall()
        old = database.execute(
            "SELECT DISTINCT wardLon, wardLat FROM admin_units_legacy WHERE wardLat IS NOT NULL"
        ).fetchall()
    today = [
        (lon, lat, ARCHIPELAGO_KM2.get(code) or area or MEAN_COMMUNE_KM2)
        for code, lon, lat, area in new
    ]
    return today + _with_estimated_areas([(lon, lat) for lon, lat in old])


@dataclass(frozen=True, slots=True)
class _Merges:
    """What became of the old units of one of today's provinces, by the library's keys."""

    old_province_codes: list[str]
    successors: Links


def _data(name: str) -> Path:
    # The package is found, not imported: importing it takes 0.7 s and makes a client of a geocoder.
    spec = importlib.util.find_spec(LIBRARY)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(LIBRARY)
    return Path(spec.submodule_search_locations[0]) / "data" / name


@contextmanager
def _database() -> Iterator[sqlite3.Connection]:
    """The library's SQLite file, opened read-only and closed again."""
    connection = sqlite3.connect(f"file:{_data('dataset.db')}?mode=ro", uri=True)
    try:
        yield connection
    finally:
        connection.close()


def _rows(table: str, province_codes: list[str]) -> list[Row]:
    marks = ",".join("?" * len(province_codes))
    with _database() as database:
        database.row_factory = sqlite3.Row
        query = f"SELECT * FROM {table} WHERE provinceCode IN ({marks})"  # noqa: S608 - our own words
        return [dict(row) for row in database.execute(query, province_codes)]


def _merges(province_key: str) -> _Merges:
    data = json.loads(_data("converter_2025.json").read_text(encoding="utf-8"))
    old_keys = data["DICT_PROVINCE"][province_key]
    successors: Links = {}
    for new, olds in data["DICT_PROVINCE_WARD_NO_DIVIDED"][province_key].items():
        successors |= {old: [new] for old in olds}
    for old, news in data["DICT_PROVINCE_WARD_DIVIDED"].get(province_key, {}).items():
        successors[old] = [new["newWardKey"] for new in news]
    with _database() as database:
        codes = dict(database.execute("SELECT provinceKey, provinceCode FROM admin_units_legacy"))
    return _Merges([codes[key] for key in old_keys], _without_namesakes(successors))


def _without_namesakes(successors: Links) -> Links:
    """The links without those that the library drew between two old communes of one name.

    Hồng Phong of Bình Gia is "divided" there with Đồng Đăng, which took in Hồng Phong of Cao Lộc
    whole: a new unit is not a part's heir when it wholly holds a namesake from elsewhere and
    nothing else of the part's own district.
    """
    whole = defaultdict(set)
    for old, news in successors.items():
        if len(news) == 1:
            whole[news[0]].add(tuple(old.rsplit("_", 1)))
    districts = {new: {district for district, _ in olds} for new, olds in whole.items()}

    def is_heir(old: str, new: str) -> bool:
        district, name = old.rsplit("_", 1)
        namesake = any(name == other for _, other in whole[new])
        return not namesake or district in districts.get(new, ())

    return {
        old: [new for new in news if len(news) == 1 or is_heir(old, new)] or news
        for old, news in successors.items()
    }


def _key(row: Row) -> str:
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


def _old_areas(new: list[Row], old: list[Row], successors: Links) -> Iterator[dict[str, Any]]:
    codes = {row["wardKey"]: row["wardCode"] for row in new}
    for row in _distinct(old, "provinceCode"):
        links = [_link("2025", new[0]["provinceCode"], "full")]
        yield _area("legacy", "province", row, None, successors=links)
    for row in _distinct(old, "districtCode"):
        links = _old_links(row, codes, successors) if row["wardCode"] is None else []
        yield _area("legacy", "district", row, row["provinceCode"], successors=links)
    for row in old:
        if row["wardCode"] is not None:
            links = _old_links(row, codes, successors)
            area = _area("legacy", "commune", row, row["districtCode"], successors=links)
            yield area | {"aliases": json.loads(row["wardAlias"] or "[]")}


def _old_links(row: Row, codes: dict[str, str], successors: Links) -> list[dict[str, str]]:
    news = successors.get(_key(row), [])
    return [_link("2025", codes[new], "full" if len(news) == 1 else "part") for new in news]


def _new_areas(new: list[Row], old: list[Row], successors: Links) -> Iterator[dict[str, Any]]:
    links = [_link("legacy", row["provinceCode"], "full") for row in _distinct(old, "provinceCode")]
    yield _area("2025", "province", new[0], None, predecessors=links)
    predecessors = defaultdict(list)
    for row in old:
        news = successors.get(_key(row), [])
        for heir in news:
            code = row["wardCode"] or row["districtCode"]
            link = _link("legacy", code, "full" if len(news) == 1 else "part")
            predecessors[heir].append(link)
    for row in new:
        links = sorted(predecessors[row["wardKey"]], key=lambda link: link["code"])
        yield _area("2025", "commune", row, row["provinceCode"], predecessors=links)


_COLUMN = {"province": "province", "district": "district", "commune": "ward"}


def _area(
    scheme: str, level: str, row: Row, parent: str | None, **links: list[dict[str, str]]
) -> dict[str, Any]:
    column = _COLUMN[level]
    full_name, name = row[column], row[f"{column}Short"]
    lon, lat = row[f"{column}Lon"], row[f"{column}Lat"]
    return {
        "scheme": scheme,
        "code": row[f"{column}Code"],
        "name": name,
        "full_name": full_name,
        "type": full_name.removesuffix(name).strip(),
        "level": level,
        "parent": parent,
        "valid_from": NEW_FROM if scheme == "2025" else None,
        "valid_to": None if scheme == "2025" else LEGACY_UNTIL,
        "centre": None if lat is None else [lon, lat],
        "area_km2": (row.get("wardAreaKm2") or None) if level == "commune" else None,
        **links,
    }


def _link(scheme: str, code: str, share: str) -> dict[str, str]:
    return {"scheme": scheme, "code": code, "share": share}


def _distinct(rows: Iterable[Row], column: str) -> list[Row]:
    return list({row[column]: row for row in rows}.values())


def _with_estimated_areas(
    points: list[tuple[float, float]],
) -> list[tuple[float, float, float]]:
    cells = defaultdict(list)
    for point in points:
        cells[_cell(point)].append(point)
    return [(*point, _estimated_area(point, cells)) for point in points]


def _estimated_area(
    point: tuple[float, float], cells: dict[tuple[int, int], list[tuple[float, float]]]
) -> float:
    """The circle that reaches the nearest neighbour, within the two bounds."""
    x, y = _cell(point)
    around = (cells.get((x + dx, y + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    distances = [_flat_km(point, other) for cell in around for other in cell if other != point]
    nearest = min(distances, default=0.0)
    return min(max(OLD_COMMUNE_KM2, math.pi * nearest**2), OLD_COMMUNE_AT_MOST_KM2)


def _cell(point: tuple[float, float]) -> tuple[int, int]:
    return math.floor(point[0] * 8), math.floor(point[1] * 8)  # 0.125 degrees, about 13 km


def _flat_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    return math.hypot((a[0] - b[0]) * 111.32 * math.cos(math.radians(a[1])), (a[1] - b[1]) * 110.6)
