"""A period's figures over many visits, beside one plain count over the same days."""

import datetime as dt
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bench.stage import Stage
from service.domain.rights import acting
from service.repositories.figure_windows import standing
from service.usecases.preview_summary import preview_summary
from service.usecases.who import public_account

TIMES = 5
UNEXPLAINED = ("lsid", "$db", "$clusterTime", "readConcern", "$readPreference")

Row = dict[str, Any]


def periods(now: dt.datetime) -> list[str]:
    """The newest campaign quarter that is over, and the year that it lies in."""
    year = now.year if now.month > 9 else now.year - 1
    return [f"{year}-Q3", str(year)]


def measured(stage: Stage, period: str, now: dt.datetime) -> Row:
    """Median milliseconds of the use case and of the plain aggregation, what was read, the ratio.

    The use case answers the period, the same one a year earlier and the year to date; the plain
    aggregation is one ``$match`` and a counting ``$group`` over the period alone.
    """
    repos = stage.counted
    leader = acting(public_account(repos, repos.accounts.get("leader")), "read_figures")

    def preview() -> Row:
        return preview_summary(repos, leader, period, "statutory", now)

    window = preview()["period"]
    plain = _plain(repos, (window["from"], window["to"]))
    commands = stage.listener.during(preview)
    use_case_ms, plain_ms = _milliseconds(preview), _milliseconds(plain)
    return {
        "period": period,
        "window": [window["from"], window["to"]],
        "visits": plain(),
        "preview_ms": use_case_ms,
        "plain_ms": plain_ms,
        "ratio": use_case_ms / plain_ms,
        "aggregations": [_explained(repos.database, command) for command in commands],
    }


def _plain(repos: Any, window: tuple[str, str]) -> Callable[[], int]:
    stages = [{"$match": standing(window)}, {"$group": {"_id": None, "count": {"$sum": 1}}}]

    def count() -> int:
        found = list(repos.visits.rows.aggregate(stages))
        return int(found[0]["count"]) if found else 0

    return count


def _milliseconds(work: Callable[[], Any]) -> float:
    times = []
    for _ in range(TIMES):
        start = time.monotonic()
        work()
        times.append((time.monotonic() - start) * 1000)
    return median(times)


def _explained(database: Any, command: Row) -> Row:
    """How much an aggregation read: index keys and whole documents, and how long it took."""
    asked = {name: each for name, each in command.items() if name not in UNEXPLAINED}
    told = database.command("explain", asked, verbosity="executionStats")
    statistics = list(_found(told, "executionStats"))
    return {
        "collection": command["aggregate"],
        "hint": command.get("hint"),
        "keys": sum(each.get("totalKeysExamined", 0) for each in statistics),
        "documents": sum(each.get("totalDocsExamined", 0) for each in statistics),
        "ms": max((each.get("executionTimeMillis", 0) for each in statistics), default=0),
    }


def _found(told: Any, name: str) -> Any:
    if isinstance(told, dict):
        if name in told:
            yield told[name]
            return
        told = list(told.values())
    if isinstance(told, list):
        for each in told:
            yield from _found(each, name)
