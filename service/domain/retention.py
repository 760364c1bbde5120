"""How long what is confidential or personal is kept, and what is left of it afterwards."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from service.domain.periods import LOCAL

NO_CONTACT = {"name": "", "phone": "", "email": ""}


def cutoffs(days: Mapping[str, int], until: dt.date) -> dict[str, dt.datetime]:
    """The moment before which each kind of data has run out, counted back from the end of the
    local day ``until``."""
    end = dt.datetime.combine(until + dt.timedelta(days=1), dt.time(), LOCAL)
    return {code: end - dt.timedelta(days=kept) for code, kept in days.items()}


def closed_since(establishment: Mapping[str, Any]) -> dt.datetime | None:
    """Since when it has been closed without a break; ``None`` while it is not, or was always."""
    since = None
    for state in establishment["history"]:
        if state["status"] != "closed":
            since = None
        elif since is None:
            since = state["from"]
    return since


def without_people(content: Mapping[str, Any]) -> dict[str, Any]:
    """The open content of a visit without the names of those who are not on the team."""
    return {
        **content,
        "representative": content["representative"] and {**content["representative"], "name": ""},
        "witnesses": [{**person, "name": ""} for person in content["witnesses"]],
        "signatures": [
            {**signature, "name": ""} if signature["role"] in ("establishment", "witness")
            else signature
            for signature in content["signatures"]
        ],
    }  # fmt: skip
