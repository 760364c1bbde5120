"""The first pull of a whole province, and an empty one: bytes and time. ``python -m bench.pulls``

Server time is beside reading the same documents raw, in one run; no network in between.
"""

import gzip
import sys
import time
import uuid
from collections.abc import Callable
from statistics import median
from typing import Any

import orjson

from bench.stage import moment, set_stage
from service.api.compressed import LEVEL
from service.api.sync import _written
from service.domain.establishments import new_establishment
from service.usecases.register import store_all
from service.usecases.sync import Page, pull

WHO = {"username": "inspector", "unit": "SVHTTDL-QLDL", "areas": None, "device": None}
ROUNDS = 5
AT_ONCE = 200


def measured(repos: Any, count: int) -> dict[str, Any]:
    """Fill the register with ``count`` places over all communes, then pull."""
    filled = _timed(lambda: fill(repos, count))
    first = _pages(repos)
    bodies = [_written(page).get_data() for page in first]
    packed = [gzip.compress(body, LEVEL, mtime=0) for body in bodies]
    cursor = first[-1].cursor
    empty = _written(_page(repos, cursor)).get_data()
    raw = median(_timed(lambda: list(repos.establishments.rows.find().sort("_id", 1)))
                 for _ in range(ROUNDS))  # fmt: skip
    whole = median(_timed(lambda: [_written(page) for page in _pages(repos)])
                   for _ in range(ROUNDS))  # fmt: skip
    packing = median(_timed(lambda: [gzip.compress(body, LEVEL) for body in bodies])
                     for _ in range(ROUNDS))  # fmt: skip
    idle = median(_timed(lambda: _page(repos, cursor)) for _ in range(50))
    return {
        "establishments": count,
        "filling_s": round(filled, 2),
        "pages": len(first),
        "raw_bytes": sum(map(len, bodies)),
        "gzip_bytes": sum(map(len, packed)),
        "largest_page_gzip_bytes": max(map(len, packed)),
        "raw_find_ms": round(raw * 1000),
        "whole_pull_ms": round(whole * 1000),
        "ratio_to_raw_find": round(whole / raw, 2),
        "gzip_ms": round(packing * 1000),
        "empty_bytes": len(empty),
        "cursor_bytes": len(cursor),
        "empty_ms": round(idle * 1000, 1),
    }


def fill(repos: Any, count: int) -> None:
    """So many places over all communes, as tablets are told of them."""
    areas = [area["_id"] for area in repos.areas.listed("2025", "commune")]
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        assert store_all(repos, [_place(areas, number) for number in numbers], [], moment())


def _place(areas: list[str], number: int) -> dict[str, Any]:
    scheme, _, code = areas[number % len(areas)].partition(":")
    fields = {
        "name": f"Nhà nghỉ Hoa Đào {number}", "kind": "guesthouse", "status": "active",
        "stars": None, "rooms": number % 60, "area": {"scheme": scheme, "code": code},
        "address": f"số {number % 300} đường Hùng Vương",
        "point": {"type": "Point", "coordinates": [106.5 + number / 1e5, 21.6 + number / 1e5]},
        "owner": {"name": f"Chủ cơ sở minh họa {number}", "phone": f"0205 3{number:06}",
                  "email": ""},
        "licences": [{"kind": "Giấy chứng nhận", "number": f"{number}/GCN",
                      "issued_on": "2024-05-01", "valid_to": None}],
    }  # fmt: skip
    return new_establishment(uuid.uuid4(), fields, WHO, moment())


def _pages(repos: Any) -> list[Page]:
    pages = [_page(repos, None)]
    while pages[-1].more:
        pages.append(_page(repos, pages[-1].cursor))
    return pages


def _page(repos: Any, cursor: str | None) -> Page:
    return pull(repos, WHO, cursor, 1000, moment(), lambda _tag: False)


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    print(orjson.dumps(measured(set_stage().served, count), option=orjson.OPT_INDENT_2).decode())
