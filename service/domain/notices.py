"""What somebody is to be told: that something waits, and where; never what it is about."""

import datetime as dt
import uuid
from typing import Any

NAMESPACE = uuid.UUID("0c0b7c7e-6b1c-5f0a-8a53-2d6c8b1f4e90")


def notice_of(
    kind: str, to_role: str, by: str, at: dt.datetime, *, about: str, **facts: Any
) -> dict[str, Any]:
    """A notice to a role about what ``by`` did; the same ``about`` makes the same notice."""
    return {
        "_id": uuid.uuid5(NAMESPACE, f"{kind}/{to_role}/{about}"),
        "kind": kind,
        "to_role": to_role,
        "by": by,
        "at": at,
        "delivered_at": None,
        **facts,
    }
