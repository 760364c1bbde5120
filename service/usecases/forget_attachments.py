"""What nobody finished or named goes when its time is over; what a visit names never does."""

import datetime as dt
from typing import Any

from schemas.vocabulary import ATTACHMENT_PARTS
from service.usecases.named_attachments import named_by

# No upload takes that long to finish: what was begun earlier, a crash left behind.
DRAFT_HOURS = 1


def forget_all_due(repos: Any, now: dt.datetime) -> int:
    """Everything that is due, in both parts; answers how many files went."""
    gone = 0
    for part in ATTACHMENT_PARTS:
        while True:
            done, looked_at = forget_due(repos, part, now, 100)
            gone += done
            if not looked_at:
                break
    return gone


def forget_due(repos: Any, part: str, now: dt.datetime, limit: int) -> tuple[int, int]:
    """The next files of a part that are due; answers how many went, and how many were looked at."""
    store = repos.attachments[part]
    due = store.due(now, limit)
    gone = sum(_forgotten(repos, store, part, head) for head in due)
    crashed = store.with_drafts(now - dt.timedelta(hours=DRAFT_HOURS), limit)
    for head in crashed:
        for draft in head["drafts"]:
            if draft["at"] < now - dt.timedelta(hours=DRAFT_HOURS):
                store.drop_draft(head, draft)
    return gone, len(due) + len(crashed)


def _forgotten(repos: Any, store: Any, part: str, head: dict[str, Any]) -> bool:
    if head["state"] == "whole" and _is_named(repos, store, part, head):
        store.keep_one(head)
        return False
    return bool(store.forget(head))


def _is_named(repos: Any, store: Any, part: str, head: dict[str, Any]) -> bool:
    """A visit may have been stored by a process that was killed before it could say so."""
    visit = repos.visits.get(head["visit"])
    if visit is None or visit["submitter"]["username"] != head["by"]:
        return False
    named = named_by(repos, visit)[part]
    return head["_id"] in {store.key_of(head["visit"], head["by"], digest) for digest in named}
