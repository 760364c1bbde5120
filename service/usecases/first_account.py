"""Getting in from the machine itself: the first administrator, and when nobody else can help."""

import datetime as dt
from typing import Any

from service.domain.errors import NotFound
from service.usecases.accounts import given_password, known, open_account
from service.usecases.second_factor import reset_factor
from service.usecases.sign_in_events import note

COMMAND = "command"  # who does what is done on the machine itself
FIRST_UNIT = {
    "name": "Sở Văn hóa, Thể thao và Du lịch",
    "kind": "department",
    "parent": None,
    "valid_from": "2000-01-01",
    "valid_to": None,
    "areas": None,
}


def open_first_account(
    repos: Any, fields: dict[str, Any], now: dt.datetime
) -> tuple[dict[str, Any], bool]:
    """Open an account from the machine; answers it and whether its unit was made as well.

    An empty database has no unit to belong to, so the first one is made: the Department, for the
    whole province. A unit imported later under its code takes its place.
    """
    made = not repos.units.all() and repos.units.insert({"_id": fields["unit"], **FIRST_UNIT})
    account = open_account(repos, fields, now)
    note(repos, "account_opened", COMMAND, now, username=fields["username"])
    return account, bool(made)


def reset_account(repos: Any, username: str, password: str, now: dt.datetime) -> None:
    """Let somebody in again who cannot get in any more, by who holds the machine: a new password to
    be changed at once, no second factor, no session. Raises :class:`NotFound`."""
    kept = {**given_password(password, known(repos, username), now), "status": "active"}
    if repos.accounts.change(username, kept) is None:
        raise NotFound
    note(repos, "password_reset", COMMAND, now, username=username)
    reset_factor(repos, username, now, by=COMMAND)
