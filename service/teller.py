"""The telling that goes on beside serving: a round again and again, in a thread of each worker.

A thread of a worker dies with it and comes back with it, and rounds of several are safe, so nothing
else need be kept alive.
"""

import datetime as dt
import logging
import random
import threading
from collections import Counter
from typing import Any

from service.usecases.periodic import run_due
from service.usecases.tell import tell

log = logging.getLogger(__name__)

PAUSE_SECONDS = 15.0


def one_round(house: Any, now: dt.datetime) -> Counter[str]:
    """What is due, then the letters; answers what became of them."""
    run_due(house.repos, now)
    return tell(house.repos, house.post, now)


def keep_telling(house: Any, stop: threading.Event, pause: float = PAUSE_SECONDS) -> None:
    """Rounds until told to stop; one that fails is told in the log, and the next one comes."""
    while not stop.wait(pause * random.uniform(0.5, 1.5)):  # noqa: S311 - not a secret.
        try:
            one_round(house, dt.datetime.now(dt.UTC))
        except Exception:
            log.exception("telling")


def tell_beside(house: Any) -> None:
    """Begin in a thread that ends with the process."""
    threading.Thread(
        target=keep_telling, args=(house, threading.Event()), name="telling", daemon=True
    ).start()
