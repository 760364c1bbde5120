"""How the demo works its cases: claimed, decided, referred, unless they moved on already."""

import uuid
from collections.abc import Callable
from typing import Any

from service.domain.cases import CLAIMABLE
from service.domain.demo_later import Later
from service.domain.referrals import HELD_STATES
from service.usecases.cases import claim_case, decide_case
from service.usecases.referral_steps import (
    acknowledge_referral,
    approve_referral,
    conclude_referral,
    send_referral,
)
from service.usecases.referrals import draft_referral

REVIEWER, REVIEWER2 = "reviewer", "reviewer2"

# How each step of a referral is taken, by whom, by which right, and in which state it stands then.
REFERRED: dict[str, tuple[Any, str, str, str]] = {
    "approval": (approve_referral, REVIEWER2, "approve_referral", "draft"),
    "sending": (send_referral, REVIEWER, "send_referral", "approved"),
    "acknowledgement": (acknowledge_referral, REVIEWER, "follow_referral", "sent"),
    "result": (conclude_referral, REVIEWER, "follow_referral", "acknowledged"),
}

Who = Callable[[str, str], dict[str, Any]]


def work_case(repos: Any, who: Who, later: Later) -> None:
    """Do to the case that the visit is on what its day brought; ``who(username, act)``."""
    case = repos.cases.get(repos.flag_sheets.case_of(later.visit))
    reviewer, key, holds = who(REVIEWER, "decide_case"), case["_id"], case["state"] in HELD_STATES
    if later.kind == "claim" and case["state"] in CLAIMABLE:
        claim_case(repos, reviewer, key, later.at)
    elif later.kind == "decision" and case["state"] == "claimed":
        decide_case(repos, reviewer, key, later.content, later.at)
    elif later.kind == "draft" and holds and _stands(case, later.visit):
        draft_referral(repos, reviewer, key, later.content, later.at)
    elif later.kind in REFERRED and _stands(case, later.visit):
        _refer(repos, who, case, later)


def _refer(repos: Any, who: Who, case: dict[str, Any], later: Later) -> None:
    step, username, act, state = REFERRED[later.kind]
    content = {name: value for name, value in later.content.items() if name != "referral"}
    referral = repos.referrals.get(later.content["referral"])
    held = later.kind != "sending" or case["state"] in HELD_STATES
    if referral and referral["state"] == state and held:
        step(repos, who(username, act), case["_id"], referral["_id"], content, later.at)


def _stands(case: dict[str, Any], visit: uuid.UUID) -> bool:
    return any(each["visit"] == visit and not each["withdrawn"] for each in case["visits"])
