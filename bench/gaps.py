"""Writers against tablets: is a commit ever passed over? ``python -m bench.gaps [commits]``

Several processes enter, move and inspect establishments in a few areas at once, and abort some of
it, while tablets pull. In the end each tablet must hold every commit, and have been told of each
that did not change again exactly once.
"""

import datetime as dt
import json
import multiprocessing
import random
import sys
import threading
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from types import SimpleNamespace
from typing import Any

from bench.stage import SERVED, moment, set_stage
from service import mongod
from service.domain.establishments import changed_establishment, new_establishment
from service.repositories import Repositories
from service.repositories.connection import connect
from service.usecases.register import store_all
from service.usecases.sync import pull

AREAS = ("05977", "06463", "06187")
TABLETS = 3
PAGE = 200
WHO = {"username": "inspector", "unit": "SVHTTDL-QLDL", "areas": None, "device": None}
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Race:
    """``told_twice`` counts what did not change again and was told of more than once."""

    commits: int
    aborted: int
    seconds: float
    p99_ms: int
    slowest_ms: int
    pages: int
    missed: int
    told_twice: int
    strange: int


def race(address: str, database: str, commits: int, processes: int = 2, threads: int = 4) -> Race:
    """Run ``commits`` writes against the database; some of them abort."""
    with _repositories(address, database) as repos:
        return _raced(repos, address, commits, processes, threads)


def _raced(repos: Repositories, address: str, commits: int, processes: int, threads: int) -> Race:
    tablets = [_Tablet(repos) for _ in range(TABLETS)]
    over = threading.Event()
    started = time.monotonic()
    context = multiprocessing.get_context("spawn")
    with ThreadPoolExecutor(TABLETS) as pulling, ProcessPoolExecutor(processes, context) as writing:
        pulls = [pulling.submit(tablet.follow, over) for tablet in tablets]
        share = commits // processes
        try:
            written = [
                writing.submit(_write, address, repos.database.name, seed, share, threads)
                for seed in range(processes)
            ]
            wrote = [each.result() for each in written]
        finally:
            over.set()
        for each in pulls:
            each.result()
    seconds = time.monotonic() - started
    for tablet in tablets:
        tablet.pull()
    stays = Counter(dict(pair for each in wrote for pair in each[0].items()))
    waits = sorted(wait for each in wrote for wait in each[2])
    return Race(
        commits=sum(stays.values()),
        aborted=sum(each[1] for each in wrote),
        seconds=round(seconds, 1),
        p99_ms=round(waits[len(waits) * 99 // 100] * 1000),
        slowest_ms=round(waits[-1] * 1000),
        pages=sum(tablet.pages for tablet in tablets),
        missed=sum(len(stays.keys() - tablet.held) for tablet in tablets),
        told_twice=sum(
            tablet.told[key] != 1
            for tablet in tablets
            for key, count in stays.items()
            if count == 1
        ),
        strange=sum(len(tablet.held - stays.keys()) for tablet in tablets),
    )


class _Tablet:
    """What it holds of establishments and findings, and how often it was told of each."""

    def __init__(self, repos: Repositories) -> None:
        self.repos, self.cursor, self.pages = repos, None, 0
        self.held: set[Key] = set()
        self.told: Counter[Key] = Counter()
        self.pull()
        self.held.clear()
        self.told.clear()

    def follow(self, over: threading.Event) -> None:
        while not over.is_set():
            self.pull()

    def pull(self) -> None:
        more = True
        while more:
            page = pull(self.repos, WHO, self.cursor, PAGE, moment(), lambda _tag: False)
            self.cursor, more = page.cursor, page.more  # type: ignore[assignment]
            self.pages += 1
            for row in page.rows or ():
                key = (row["kind"], str(row["key"]))
                (self.held.discard if row["gone"] else self.held.add)(key)
                self.told[key] += not row["gone"]


def _write(
    address: str, database: str, seed: int, commits: int, threads: int
) -> tuple[dict[Key, int], int, list[float]]:
    """By key how many commits told of it; how many writes were aborted; how long each took."""
    with _repositories(address, database) as repos, ThreadPoolExecutor(threads) as pool:
        writers = [_Writer(repos, seed * 100 + number) for number in range(threads)]
        list(pool.map(lambda writer: writer.write(commits // threads), writers))
    stays = {key: count for writer in writers for key, count in writer.commits.items()}
    waits = [each for writer in writers for each in writer.seconds]
    return stays, sum(writer.aborted for writer in writers), waits


class _Writer:
    """Enters, moves, inspects; its clock runs anywhere, forward or back."""

    def __init__(self, repos: Repositories, seed: int) -> None:
        self.repos, self.random = repos, random.Random(seed)
        self.commits: Counter[Key] = Counter()
        self.places: list[dict[str, Any]] = []
        self.keys: dict[uuid.UUID, list[Key]] = defaultdict(list)  # what moves with a place
        self.aborted = 0
        self.seconds: list[float] = []

    def write(self, commits: int) -> None:
        acts = [self.enter] * 6 + [self.move, self.inspect, self.inspect, self.abort]
        for _ in range(commits):
            began = time.monotonic()
            (self.random.choice(acts) if self.places else self.enter)()
            self.seconds.append(time.monotonic() - began)

    def enter(self) -> None:
        place = self._place(uuid.uuid4())
        assert store_all(self.repos, [place], [], self._now())
        self.places.append(place)
        self._commit(place, ("establishment", str(place["_id"])))

    def move(self) -> None:
        place = self.places.pop(self.random.randrange(len(self.places)))
        to = {"area": {"scheme": "2025", "code": self.random.choice(AREAS)}}
        moved = changed_establishment(place, to, WHO, self._now())
        assert store_all(self.repos, [], [(place, moved)], self._now())
        self.places.append(moved)
        self.commits.update(self.keys[place["_id"]])

    def inspect(self) -> None:
        """A visit with something to re-check: one insert, as it is sent."""
        place = self.random.choice(self.places)
        key, finding = uuid.uuid4(), uuid.uuid4()
        row = {"_id": finding, "item": "CG-03", "remedy": "Khai báo", "remedy_by": None}
        assert self.repos.visits.insert(
            {"_id": key, "state": "standing", "version": 1, "to_tell": True,
             "findings": [{**row, "remedied_on": None}],
             "facts": {"establishment": place["_id"]}}
        )  # fmt: skip
        self._commit(place, ("finding", str(finding)))

    def abort(self) -> None:
        """The id is taken: the transaction has taken its number, and gives it back."""
        taken = self.random.choice(self.places)["_id"]
        entering = [self._place(uuid.uuid4()), self._place(taken)]
        assert not store_all(self.repos, entering, [], self._now())
        self.aborted += 1

    def _commit(self, place: dict[str, Any], key: Key) -> None:
        self.commits[key] += 1
        self.keys[place["_id"]].append(key)

    def _place(self, key: uuid.UUID) -> dict[str, Any]:
        area = {"scheme": "2025", "code": self.random.choice(AREAS)}
        fields = {"name": "Nhà nghỉ", "kind": "guesthouse", "status": "active", "area": area,
                  "address": ""}  # fmt: skip
        return new_establishment(key, fields, WHO, self._now())

    def _now(self) -> dt.datetime:
        return moment() + dt.timedelta(seconds=self.random.uniform(-1e6, 1e6))


@contextmanager
def _repositories(address: str, database: str) -> Iterator[Repositories]:
    keys = SimpleNamespace(content=b"bench")
    opened = connect(address, database)
    with opened.client:
        yield Repositories(opened, catalogue=None, keys=keys)


if __name__ == "__main__":
    stage = set_stage()
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    told = race(mongod.start(stage.folder), SERVED, wanted)
    print(json.dumps(asdict(told)))
    sys.exit(bool(told.missed or told.told_twice or told.strange))
