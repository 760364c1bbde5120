"""The keys of the sealed side: the master key exchanged, data keys of no case dropped."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from service.domain.errors import Conflict
from service.domain.sealed import case_of
from service.master_keys import fresh_key, name_of

Progress = Callable[[int, int], None]

# No transaction takes a day.
UNUSED_FOR = dt.timedelta(days=1)
OTHER_KEY = (
    "An exchange of the master key was begun with another key and is not finished. Run this again "
    "without --new-key-file to finish it first."
)
STRANGE_KEYS = (
    "Some data keys were wrapped by a master key that is not in the file. Add that key as another "
    "line of the file and run this again."
)


def rotate_master_key(repos: Any, new_key: bytes | None, progress: Progress) -> int:
    """Exchange the master key while workers go on; answers how many data keys were wrapped anew.

    The file first names the new key before the old one, so that every worker knows both; then each
    data key is wrapped anew; then the file forgets the old key, which opens nothing any more.
    Interrupted anywhere, it is gone on with by the next call. What is sealed is not touched.
    """
    sealing, master = repos.sealing, repos.sealing.master
    with master.alone():
        known = master.read()
        if len(known.by_name) == 1:
            master.put_first(new_key or fresh_key())
        elif new_key and name_of(new_key) != known.current:
            raise Conflict(OTHER_KEY)
        if not sealing.can_open_all():
            raise Conflict(STRANGE_KEYS)
        whole, done = sealing.count_to_rewrap(), 0
        while wrapped := sealing.rewrap_some():
            done += wrapped
            progress(done, max(done, whole))
        master.keep_first()
        return done


def sweep_data_keys(repos: Any, now: dt.datetime) -> int:
    """Drop the keys of cases that never came to be; answers how many.

    An attempt to open a case that was given up for good leaves one: the key is made before the
    transaction, and a case's id is drawn anew for the next submission.
    """
    swept = 0
    for owner in repos.data_keys.owners_before(now - UNUSED_FOR):
        case_id = case_of(owner)
        if case_id and not repos.cases.stands(case_id):
            swept += repos.sealing.shred(owner)
    return swept
