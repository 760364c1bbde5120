"""Whose turn it is at a counter, among the threads of one process.

MongoDB does not let a transaction wait for another: the later one is thrown back and tries again,
and of many at one counter some would never be through. So threads queue here first, and only
processes meet in the database. Nothing depends on it: who waited too long goes on without a turn.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from zlib import crc32

WAITED_MOST_SECONDS = 5
LANES = 64


class Turns:
    """Scopes share a fixed number of lanes, so that none has to be forgotten again."""

    def __init__(self) -> None:
        self._lanes = [threading.Lock() for _ in range(LANES)]

    @contextmanager
    def at(self, scopes: Iterable[str]) -> Iterator[None]:
        """Wait for all of them, always in the same order."""
        mine = []
        try:
            for number in sorted({crc32(scope.encode()) % LANES for scope in scopes}):
                lane = self._lanes[number]
                if lane.acquire(timeout=WAITED_MOST_SECONDS):
                    mine.append(lane)
            yield
        finally:
            for lane in mine:
                lane.release()
