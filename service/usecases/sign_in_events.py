"""What happens at the door is written down: the one place that does, for signing in and out."""

import datetime as dt
from typing import Any

NOBODY = "nobody"  # who tries to sign in is not known before it worked


def note(repos: Any, what: str, by: str | None, now: dt.datetime, **of: Any) -> None:
    """Write an entry: ``by`` did ``what`` to ``of``; never a password, code or token in it.

    A name that was typed at the door is told only when it is an account's: a password typed into
    the wrong field must not be kept.
    """
    told = {name: str(value) for name, value in of.items() if value is not None}
    repos.audit.read({"username": by or NOBODY}, what, told or None, now)
