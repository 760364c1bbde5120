"""What every command works with: what ``create_app`` built, this moment, a bar of progress."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app
from tqdm import tqdm


def house() -> Any:
    return current_app.extensions["an-tru"]


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Hands out ``progress(done, whole)``; shown on a terminal only."""
    with tqdm(total=1, desc=title, leave=False, disable=None) as shown:

        def progress(done: int, whole: int) -> None:
            shown.total = whole
            shown.update(done - shown.n)

        yield progress
