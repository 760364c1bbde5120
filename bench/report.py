"""The results as a table for people and as JSON for whoever compares runs."""

import json
import os
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import tablet

RESULTS = Path(__file__).parent / "results" / "latest.json"
NAMES = {"one": "PUT /visits/{id}", "batch": "POST /visits/batch, 50", "flagged": "PUT, flagged"}

Row = dict[str, Any]


def machine(repos: Any) -> Row:
    """Where it ran; figures of two machines do not compare, ratios do a little."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "mongod": repos.database.client.server_info()["version"],
        "system": platform.platform(),
    }


def printed(results: Row) -> str:
    return "\n".join(_lines(results))


def written(results: Row) -> Path:
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2, default=str) + "\n")
    return RESULTS


def _lines(results: Row) -> Iterator[str]:
    body = results["body_bytes"]
    yield f"Visits a second, {results['answers']} answers, {body} bytes of JSON; bare: inserts only"
    yield f"{'':24}{'conn':>5}{'visits/s':>10}{'bare/s':>9}{'ratio':>7}{'p50 ms':>8}{'p95 ms':>8}  "
    for row in results["rates"]:
        yield (
            f"{NAMES[row['what']]:24}{row['connections']:5}{row['visits_per_second']:10.0f}"
            f"{row['bare_per_second']:9.0f}{row['ratio']:7.2f}{row['p50_ms']:8.1f}"
            f"{row['p95_ms']:8.1f}  {_beside(row)}"
        )
    yield ""
    yield from _audit_lines(results["audit"])
    yield ""
    yield f"Figures of a period, {results['visits']} visits in the database"
    for row in results["figures"]:
        yield (
            f"{row['period']:8} {row['visits']:7} visits: {row['preview_ms']:7.0f} ms, plain count "
            f"{row['plain_ms']:6.1f} ms, ratio {row['ratio']:.1f}; {len(row['aggregations'])} "
            f"aggregations read {sum(each['keys'] for each in row['aggregations'])} keys and "
            f"{sum(each['documents'] for each in row['aggregations'])} documents"
        )
    yield ""
    yield f"Photos of {results['photo_bytes'] / 1e6:.1f} MB; bare: puts into GridFS"
    for row in results["uploads"]:
        yield (
            f"{row['connections']} connections: {row['served_mb_per_second']:.1f} MB/s, bare "
            f"{row['bare_mb_per_second']:.1f} MB/s, ratio {row['ratio']:.2f}"
        )
    yield ""
    before, after, photos = (
        results["worker_mb"][when] for when in ("before", "after", "after_photos")
    )
    yield (
        f"Memory of a worker: {_megabytes(before)} before, {_megabytes(after)} after, "
        f"{_megabytes(photos)} after the photos"
    )
    yield ""
    yield from tablet.printed(results["tablet"])
    yield ""
    demo = results["demo"]
    yield f"Demo province: {demo['counts']['visits']} visits stored in {demo['seconds']:.1f} s"


def _audit_lines(results: Row) -> Iterator[str]:
    yield "Entries of the audit chain a second, from 2 processes; bare: insert_one of the same"
    for row in results["rates"]:
        yield (
            f"{row['threads']:3} threads each: {row['appends_per_second']:6.0f}, bare "
            f"{row['bare_per_second']:6.0f}, ratio {row['ratio']:.2f}"
        )
    verified = results["verified"]
    yield f"Verified {verified['entries']} at {verified['entries_per_second']:.0f} entries/s"


def _beside(row: Row) -> str:
    if "bare_transactions_per_second" in row:
        rate = row["bare_transactions_per_second"]
        return f"{row['visits_per_second'] / rate:.2f} of a bare transaction of two ({rate:.0f}/s)"
    rate = row["bare_with_indexes_per_second"]
    return f"{row['visits_per_second'] / rate:.2f} of bare with our indexes ({rate:.0f}/s)"


def _megabytes(workers: list[float]) -> str:
    return " and ".join(f"{each:.0f} MB" for each in workers)
