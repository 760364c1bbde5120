"""All of a file is there: it is checked whole, looked at, stored with its preview, and counts."""

import datetime as dt
import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from service.documents.images import examined
from service.domain.attachments import unnamed_until
from service.domain.errors import Unfit, WrongOffset, WrongType

BROKEN = "Tệp nhận được không khớp mã băm. Xin gửi lại tệp này từ đầu."
# A whole file, its sealed copy and a decoder at once are much memory, so a worker finishes one file
# at a time, in one thread: the memory that one has given back is the next one's.
ONE_AT_A_TIME = ThreadPoolExecutor(max_workers=1, thread_name_prefix="finish-upload")


def finish(repos: Any, store: Any, head: dict[str, Any], sha256: str, now: dt.datetime) -> None:
    """Make an upload whose every byte arrived a whole file.

    Safe to repeat after a crash at any point, and for two at once. What is refused is thrown away:
    :class:`Unfit` or :class:`WrongType`.
    """
    ONE_AT_A_TIME.submit(_finish, repos, store, head, sha256, now).result()


def _finish(repos: Any, store: Any, head: dict[str, Any], sha256: str, now: dt.datetime) -> None:
    limits = repos.catalogue.attachments
    data = store.arrived(head)
    if data is None:  # Some of it expired, or somebody else finished.
        _check_finished(store, head)
        return
    try:
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Unfit(BROKEN, code="hash-mismatch")
        facts, preview = examined(data, limits.kind(head["kind"]), limits.preview_side)
    except (Unfit, WrongType):
        store.forget(head)
        raise
    draft = store.write(head, {"original": data, "preview": preview}, now)
    facts |= {
        "preview_length": len(preview),
        "whole_at": now,
        "forget_after": unnamed_until(now, limits),
    }
    if not store.make_whole(head, draft, facts):
        _check_finished(store, head)


def _check_finished(store: Any, head: dict[str, Any]) -> None:
    """Somebody else was faster, with the same file or with another attempt at it; else what is
    left of this attempt goes, and it begins anew."""
    current = store.get(head["_id"])
    if current and current["state"] == "whole":
        return
    if current and current["state"] == "arriving" and current["upload"] != head["upload"]:
        raise WrongOffset(current["offset"])
    if current:
        store.forget(current)
    raise WrongOffset(0)
