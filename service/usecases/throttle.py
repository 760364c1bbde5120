"""Slowing down whoever is wrong too often."""

import datetime as dt
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from service.domain.errors import TooOften
from service.domain.throttle import Spent, counter_of


@contextmanager
def slowed(repos: Any, limits: list[Spent], now: dt.datetime) -> Iterator[Callable[[], None]]:
    """Take one of each limit before the attempt, and hand out what gives them back: call it when
    the attempt was right.

    Taken first, so that many at once are no more than the allowance. :class:`TooOften` when one of
    them is used up.
    """
    taken: list[Spent] = []

    def give_back() -> None:
        for limit, whom in taken:
            repos.attempts.give_back(counter_of((limit, whom), repos.keys.content), limit)

    for spent in limits:
        wait = repos.attempts.take(counter_of(spent, repos.keys.content), spent[0], now)
        if wait:
            give_back()
            raise TooOften(math.ceil(wait.total_seconds()))
        taken.append(spent)
    yield give_back
