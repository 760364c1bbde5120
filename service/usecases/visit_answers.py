"""What is told of a visit: to whoever reads it, and to its submitter."""

import datetime as dt
from typing import Any

from service.domain import visits as rules
from service.domain.triage import Triage
from service.usecases.named_attachments import missing_of, open_missing
from service.usecases.receipts import receipt_for

ENTRIES = ("remedies", "sanctions", "transfers")


def answer_to(
    repos: Any, visit: dict[str, Any], submission: dict[str, Any], found: Triage, now: dt.datetime
) -> dict[str, Any]:
    """The open visit, the triage, what is missing, a signed receipt."""
    missing = missing_of(repos, visit, rules.sealed_attachments(submission["flags"]))
    return {
        **_flat(visit),
        "warnings": [*visit["warnings"], *rules.sealed_warnings(submission)],
        "missing_attachments": missing,
        "triage": {"level": found.level, "rules": list(found.rules)},
        "receipt": receipt_for(repos.keys, visit, missing, now),
    }


def shown(repos: Any, visits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Open visits, flat as the contract has them, with what followed."""
    keys = [visit["_id"] for visit in visits]
    followed = {name: getattr(repos, name).of_visits(keys) for name in ENTRIES}
    return [
        {
            **_flat(visit),
            **{name: entries[visit["_id"]] for name, entries in followed.items()},
            "missing_attachments": missing,
        }
        for visit, missing in zip(visits, open_missing(repos, visits), strict=True)
    ]


def _flat(visit: dict[str, Any]) -> dict[str, Any]:
    return {
        **visit["content"],
        **{name: value for name, value in visit.items() if name not in ("content", "_id")},
        "id": visit["_id"],
    }
