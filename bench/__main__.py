"""``python -m bench``: everything in one run, on a throw-away database."""

import argparse
import sys
import time
from typing import Any

import orjson

from bench import audit, bodies, figures, many, report, tablet, uploads
from bench import map as map_marks
from bench.rates import FULL, QUICK, Rates
from bench.stage import SERVED, Stage, moment, set_stage
from service import mongod
from service.usecases.demo import load_demo

SEED = 138
SHARED = ("establishments", "inspections", "campaigns")


def main() -> None:
    """Measure, print the table, write the results."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small numbers, under a minute")
    parser.add_argument(
        "only", nargs="?", choices=["tablet", "map", "figures"], help="one of them alone"
    )
    asked = parser.parse_args()
    alone = {"tablet": _tablet_alone, "map": _map_alone, "figures": _figures_alone}
    alone.get(asked.only, _everything)(quick=asked.quick)


def _everything(*, quick: bool) -> None:
    size = {"establishments": 80 if quick else 320, "years": 1 if quick else 3, "seed": SEED}
    now = moment()
    stage = set_stage()
    try:
        results = {"at": now, "quick": quick, "machine": report.machine(stage.served)}
        results |= _demo(stage, size, now)
        results |= _rates(stage, size, now, quick=quick)
        results |= _audit(stage, quick=quick)
        results |= _figures(stage, now, 5_000 if quick else 100_000)
        results |= _tablet(stage, quick=quick)
    finally:
        stage.close_doors()
    print(report.printed(results))
    print(f"\n{report.written(results)}")


def _demo(stage: Stage, size: dict[str, int], now: Any) -> dict[str, Any]:
    """The demo province into one database, its places into the other."""
    _say("loading the demo province")
    start = time.monotonic()
    counts = load_demo(stage.counted, **size, now=now, progress=_quietly)
    seconds = time.monotonic() - start
    for name in SHARED:
        stage.served.database[name].delete_many({})
        stage.served.database[name].insert_many(list(stage.counted.database[name].find({})))
    return {"demo": {"counts": counts, "seconds": seconds}}


def _rates(stage: Stage, size: dict[str, int], now: Any, *, quick: bool) -> dict[str, Any]:
    visits = bodies.submissions(stage.served, size, now)
    _say("starting the server")
    token = stage.open_doors()
    before = stage.worker_megabytes()
    _say("sending visits")
    rows = Rates(stage, token, visits).table(QUICK if quick else FULL, 1 if quick else 3)
    memory = {"before": before, "after": stage.worker_megabytes()}
    _say("sending photos")
    cases = uploads.QUICK if quick else uploads.FULL
    photos = uploads.measured(stage, token, cases, 1 if quick else 3)
    memory["after_photos"] = stage.worker_megabytes()
    stage.close_doors()
    return {
        **photos,
        "answers": len(visits[0]["answers"]),
        "body_bytes": len(orjson.dumps(visits[0])),
        "rates": rows,
        "worker_mb": memory,
    }


def _audit(stage: Stage, *, quick: bool) -> dict[str, Any]:
    _say("appending to the audit chain")
    rates = audit.rates(
        mongod.start(stage.folder, SERVED), SERVED, 40 if quick else 200, 1 if quick else 3
    )
    return {"audit": {"rates": rates, "verified": audit.verified(stage.served)}}


def _figures(stage: Stage, now: Any, wanted: int) -> dict[str, Any]:
    _say(f"filling up to {wanted} visits")
    many.fill(stage.counted, wanted, SEED)
    _say("drawing the figures")
    rows = [figures.measured(stage, period, now) for period in figures.periods(now)]
    return {"visits": wanted, "figures": rows}


def _tablet(stage: Stage, *, quick: bool) -> dict[str, Any]:
    _say("opening the tablet's app")
    stage.open_doors()
    return {"tablet": tablet.measured(stage, quick=quick)}


def _tablet_alone(*, quick: bool) -> None:
    stage = set_stage()
    try:
        told = _tablet(stage, quick=quick)["tablet"]
    finally:
        stage.close_doors()
    print("\n".join(tablet.printed(told)))


def _map_alone(*, quick: bool) -> None:
    """``quick`` changes nothing: it takes a minute."""
    del quick
    print("\n".join(map_marks.printed(map_marks.measured(set_stage()))))


def _figures_alone(*, quick: bool) -> None:
    """The figures over 10,000 and 100,000 visits, and over a million where it is not ``quick``."""
    stage, now = set_stage(), moment()
    _demo(stage, {"establishments": 320, "years": 3, "seed": SEED}, now)
    for wanted in (10_000, 100_000, *(() if quick else (1_000_000,))):
        for row in _figures(stage, now, wanted)["figures"]:
            print(
                wanted,
                {name: value for name, value in row.items() if name != "explained"},
                flush=True,
            )


def _quietly(done: int, total: int) -> None:
    """Nobody looks at a bar here."""


def _say(words: str) -> None:
    print(f"{words} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
