"""What happens at the door is written down: the one place that does, for signing in and out."""

import datetime as dt
from typing import Any

from service.domain.audit import entry_of

NOBODY = "nobody"  # who tries to sign in is not known before it worked


def note(
    repos: Any, what: str, by: str | None, now: dt.datetime, *, address: str | None = None,
    session: Any = None, device: Any = None, **of: Any,
) -> None:  # fmt: skip
    """Write an entry: ``by`` did ``what`` to ``of``; never a password, code or token in it.

    A name that was typed at the door is told only when it is an account's: a password typed into
    the wrong field must not be kept.
    """
    who = {"username": by or NOBODY, "session": session, "device": device}
    told = [value for value in of.values() if value is not None]
    repos.audit.append(entry_of(what, now, who, address=address, of=told))
