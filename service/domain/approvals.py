"""Four eyes: what one person asks for and another approves (ASVS 5.0, 2.3.5)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas.vocabulary import TWO_PERSON_ACTS
from service.domain.errors import NotAllowed
from service.domain.rights import ADMINISTRATOR, LEADER, REPORTER, REVIEWER

OPEN_HOURS = 72  # how long a request may be approved, and what was approved may be done

NEEDS_ANOTHER = (
    "Việc này cần hai người: hãy gửi đề nghị phê duyệt, để một người khác phê duyệt rồi làm lại."
)
NOT_ONE_S_OWN = "Không ai tự phê duyệt đề nghị của mình. Xin nhờ người khác có quyền."


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """Which roles may ask for an act, and which may approve it."""

    asks: tuple[str, ...]
    approves: tuple[str, ...]


TWO_PEOPLE: Mapping[str, TwoPeople] = dict(
    zip(
        TWO_PERSON_ACTS,
        (
            TwoPeople(asks=(REPORTER, LEADER), approves=(LEADER,)),
            TwoPeople(asks=(ADMINISTRATOR,), approves=(ADMINISTRATOR,)),
            TwoPeople(asks=(REVIEWER,), approves=(REVIEWER, LEADER)),
            TwoPeople(asks=(ADMINISTRATOR,), approves=(ADMINISTRATOR,)),
        ),
        strict=True,
    )
)


def acts_seen_by(account: Mapping[str, Any]) -> list[str]:
    """The acts whose requests this account may read: those it may ask for or approve."""
    role = account["role"]
    return [act for act, two in TWO_PEOPLE.items() if role in two.asks + two.approves]


def new_approval(
    approval_id: Any, fields: Mapping[str, Any], account: Mapping[str, Any], now: dt.datetime
) -> dict[str, Any]:
    """The request; :class:`NotAllowed` when this role may not ask for the act."""
    if account["role"] not in TWO_PEOPLE[fields["act"]].asks:
        raise NotAllowed
    return {
        "_id": approval_id,
        "act": fields["act"],
        "subject": fields["subject"],
        "reason": fields["reason"],
        "state": "asked",
        "asked_by": account["username"],
        "asked_at": now,
        "until": now + dt.timedelta(hours=OPEN_HOURS),
        "decided_by": None,
        "decided_at": None,
        "used_by": None,
        "used_at": None,
    }


def check_decider(approval: Mapping[str, Any], account: Mapping[str, Any]) -> None:
    """Only another person with the right role decides."""
    if account["role"] not in TWO_PEOPLE[approval["act"]].approves:
        raise NotAllowed
    if approval["asked_by"] == account["username"]:
        raise NotAllowed(NOT_ONE_S_OWN, code="own-request")
