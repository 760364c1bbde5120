"""Entries appended to the audit chain beside bare inserts of the same documents, and verification.

``python -m bench.audit URI DATABASE WHAT THREADS COUNT`` is one of the processes that write.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from service.domain.audit import entry_of, placed
from service.domain.audit_check import findings
from service.repositories.audit import Audit, Checkpoints, audit_database
from service.repositories.connection import connect

ROOT = Path(__file__).parent.parent
PROCESSES = 2
THREADS = (1, 4, 16)  # in each process
WHO = {
    "username": "reviewer", "role": "reviewer", "unit": "so",
    "session": "0190a5c8-0000-7000-8000-000000000000", "device": None,
}  # fmt: skip
AT = datetime(2026, 11, 24, tzinfo=UTC)
BARE = "bench_bare"

Row = dict[str, Any]


def rates(uri: str, database: str, each: int, rounds: int) -> list[Row]:
    """Appends and bare inserts a second; ``each`` is how many a thread writes in a round."""
    return [_row(uri, database, threads, each, rounds) for threads in THREADS]


def verified(repos: Any) -> Row:
    """Entries a second of the chain as the rates left it."""
    start = time.monotonic()
    found = list(findings(repos.audit.everything(), ()))
    seconds = time.monotonic() - start
    if found:
        raise SystemExit(f"The chain is not whole: {found[0]}")
    count = repos.audit.rows.count_documents({})
    return {"entries": count, "entries_per_second": count / seconds}


def _row(uri: str, database: str, threads: int, each: int, rounds: int) -> Row:
    bare, chained = [], []
    for _ in range(rounds):
        bare.append(_rate(uri, database, "bare", threads, each))
        chained.append(_rate(uri, database, "chain", threads, each))
    return {
        "threads": threads,
        "appends_per_second": median(chained),
        "bare_per_second": median(bare),
        "ratio": median(one / other for one, other in zip(chained, bare, strict=True)),
    }


def _rate(uri: str, database: str, what: str, threads: int, each: int) -> float:
    """All processes begin when the last is ready; a rate each, summed."""
    command = [sys.executable, "-m", "bench.audit", uri, database, what, str(threads), str(each)]
    writers = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(PROCESSES)
    ]
    for writer in writers:
        assert writer.stdout
        writer.stdout.readline()
    start = time.monotonic()
    for writer in writers:
        writer.communicate(b"begin\n")
    return PROCESSES * threads * each / (time.monotonic() - start)


def _write(uri: str, database: str, what: str, threads: int, each: int) -> None:
    place = audit_database(connect(uri, database))
    audit = Audit(place, Checkpoints(place))
    audit.append(entry_of("read_case", AT, WHO))
    write = _appending(audit) if what == "chain" else _bare(place[BARE])
    lines = [threading.Thread(target=write, args=(number, each)) for number in range(threads)]
    print("ready", flush=True)
    sys.stdin.readline()
    for line in lines:
        line.start()
    for line in lines:
        line.join()


def _appending(audit: Audit) -> Callable[[int, int], None]:
    def write(line: int, count: int) -> None:
        for number in range(count):
            audit.append(entry_of("read_case", AT, WHO, of=[f"{line}-{number}"]))

    return write


def _bare(rows: Any) -> Callable[[int, int], None]:
    def write(line: int, count: int) -> None:
        for number in range(count):
            entry = placed(entry_of("read_case", AT, WHO, of=[f"{line}-{number}"]), 0, 1, "0" * 64)
            rows.insert_one({key: value for key, value in entry.items() if key != "_id"})

    return write


if __name__ == "__main__":
    _write(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
