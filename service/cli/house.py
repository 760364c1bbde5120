"""What every command works with: what ``create_app`` built, this moment, a bar of progress."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import current_app
from tqdm import tqdm

from service.domain.backup import BackupRefused
from service.domain.errors import Invalid, ServiceError
from service.master_keys import MasterKeyUnusable


def house() -> Any:
    return current_app.extensions["an-tru"]


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@contextmanager
def faults_told() -> Iterator[None]:
    """A refusal is told place by place instead of as a traceback."""
    try:
        yield
    except Invalid as refusal:
        lines = [f"{fault.path}: {fault.words}" for fault in refusal.faults]
        raise click.ClickException("\n".join([refusal.words, *lines])) from None
    except ServiceError as refusal:
        raise click.ClickException(refusal.words) from None
    except (BackupRefused, MasterKeyUnusable) as refusal:
        raise click.ClickException(str(refusal)) from None


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Hands out ``progress(done, whole)``; shown on a terminal only."""
    with tqdm(total=1, desc=title, leave=False, disable=None) as shown:

        def progress(done: int, whole: int) -> None:
            shown.total = whole
            shown.update(done - shown.n)

        yield progress
