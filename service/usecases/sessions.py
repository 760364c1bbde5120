"""Sessions listed and ended, one's own and, by an administrator, another's."""

import datetime as dt
import uuid
from typing import Any

from service.domain.errors import NotFound
from service.usecases.sign_in_events import note

BY_HAND = "by_hand"  # why a session was ended


def list_sessions(
    repos: Any, who: dict[str, Any], username: str, now: dt.datetime
) -> dict[str, Any]:
    """The sessions of an account that go on, newest first; ``current`` marks the asker's own."""
    if repos.accounts.get(username) is None:
        raise NotFound
    rows = repos.sessions.of_account(username, now)
    return {
        "items": [row | {"current": row["_id"] == who["session"]} for row in rows],
        "next_cursor": None,
    }


def end_session(
    repos: Any, who: dict[str, Any], username: str, session_id: uuid.UUID, now: dt.datetime
) -> None:
    """End one of an account's sessions; ended again, nothing changes."""
    session = repos.sessions.get(session_id)
    if session is None or session["username"] != username:
        raise NotFound
    if repos.sessions.end({"_id": session_id}, BY_HAND, now):
        note(repos, "session_ended", who["username"], now, session=session_id, username=username)
