"""Who holds a data folder: every process that uses it, until it leaves or is killed."""

import atexit
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_held: dict[Path, tuple[int, int]] = {}


def hold(folder: Path, last_leaves: Callable[[], None]) -> None:
    """Hold the folder until this process ends; the last holder then does ``last_leaves``.

    Locks are the kernel's, so a process that was killed holds nothing.
    """
    if folder in _held and _held[folder][0] == os.getpid():
        return
    handle = os.open(folder / "in-use.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_SH)
    _held[folder] = (os.getpid(), handle)
    atexit.register(_release, folder, last_leaves)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Whoever starts or stops what lies in the folder does it alone."""
    handle = os.open(folder / "starting.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _release(folder: Path, last_leaves: Callable[[], None]) -> None:
    pid, handle = _held.get(folder, (0, -1))
    if pid != os.getpid():
        return  # A forked child must not give up its parent's hold.
    del _held[folder]
    if not folder.exists():
        return
    with one_at_a_time(folder):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            last_leaves()
        os.close(handle)
