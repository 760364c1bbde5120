"""``python -m bench.sealing``: what sealing adds to a visit and to reading its sheet.

The same use case on the same database, in turn with sealing and with a stand-in that seals nothing,
so that whatever else the machine does meets both alike.
"""

import time
import uuid
from collections.abc import Callable, Iterator
from itertools import cycle
from statistics import median
from typing import Any

from bench import bodies
from bench.stage import moment, set_stage
from schemas.visits import SubmissionShape
from service.repositories import Repositories
from service.repositories.sealing import Sealing
from service.usecases.demo import load_demo
from service.usecases.sign_in import public_account
from service.usecases.visits import submit_visit

SIZE = {"establishments": 80, "years": 1, "seed": 138}
TIMES = 400  # of each side
FLAGS = ("ROO-03", "REG-09", "GUE-01")

Work = Callable[[Repositories, Any], None]


class Clear(Sealing):
    """Seals nothing; for comparison only."""

    def seal_all(self, owner: str, values: Any) -> Any:  # noqa: ARG002
        return dict(values)

    def open_all(self, owner: str, sealed: Any) -> Any:  # noqa: ARG002
        return dict(sealed)


def main() -> None:
    """Measure and print the table."""
    stage, now = set_stage(), moment()
    load_demo(stage.served, **SIZE, now=now, progress=lambda *_: None)
    sides = {"sealed": stage.served, "clear": _in_clear(stage.served)}
    visits = [SubmissionShape().load(each) for each in bodies.submissions(stage.served, SIZE, now)]
    account = stage.served.accounts.get("inspector")
    bench = _Bench(sides, public_account(stage.served, account), now)
    flagged = [{**visit, "flags": _flags(visit)} for visit in visits]
    print("| what | sealed, ms | clear, ms | ratio |\n|---|---|---|---|")
    print(bench.row("a visit without flags", visits, bench.submit))
    print(bench.row("a visit with a flag that opens a case", flagged, bench.open_case, flags=1))
    print(bench.row("a visit with a flag that joins a case", flagged, bench.submit, flags=1))
    print(bench.row("a visit with three flags that joins a case", flagged, bench.submit))
    print(bench.row("reading a sheet of three flags", flagged, bench.read))


def _flags(visit: Any) -> list[dict[str, Any]]:
    (flag,) = bodies.flagged({})["flags"]
    rest = {"seen_at": visit["started_at"], "attachments": []}
    return [{**flag, **rest, "indicator": code} for code in FLAGS]


def _in_clear(repos: Repositories) -> Repositories:
    clear = Repositories(repos.database, repos.catalogue, repos.keys, repos.sealing.master)
    stand_in = Clear(repos.database, repos.data_keys, repos.sealing.master)
    for part in (clear.flag_sheets, clear.sealed_refused_copies, clear.cases):
        part.slots.sealing = stand_in
    clear.cases.sealing = stand_in
    return clear


class _Bench:
    """One run; both sides in turn, visit by visit."""

    def __init__(self, sides: dict[str, Repositories], who: Any, now: Any) -> None:
        self.sides, self.who, self.now = sides, who, now

    def row(self, what: str, visits: list[Any], work: Any, flags: int | None = None) -> str:
        seen: dict[str, list[float]] = {name: [] for name in self.sides}
        turning = cycle(visits)
        for _ in range(TIMES):
            visit = next(turning)
            if flags:
                visit = {**visit, "flags": visit["flags"][:flags]}
            for name, repos in self.sides.items():
                for seconds in work(repos, visit):
                    seen[name].append(seconds * 1000)
        sealed, clear = (median(seen[name]) for name in ("sealed", "clear"))
        return f"| {what} | {sealed:.2f} | {clear:.2f} | {sealed / clear:.2f} |"

    def submit(self, repos: Repositories, visit: Any) -> Iterator[float]:
        start = time.perf_counter()
        submit_visit(repos, self.who, uuid.uuid4(), visit, self.now)
        yield time.perf_counter() - start

    def open_case(self, repos: Repositories, visit: Any) -> Iterator[float]:
        repos.cases.rows.delete_many({"establishment_id": visit["establishment_id"]})
        yield from self.submit(repos, visit)

    def read(self, repos: Repositories, visit: Any) -> Iterator[float]:
        key = uuid.uuid4()
        submit_visit(repos, self.who, key, visit, self.now)
        start = time.perf_counter()
        repos.flag_sheets.get(key)
        yield time.perf_counter() - start


if __name__ == "__main__":
    main()
