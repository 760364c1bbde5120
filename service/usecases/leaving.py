"""An account that leaves: its records stay, its open work goes to another or back to the queue."""

import datetime as dt
from typing import Any

from service.domain.errors import Fault, Invalid
from service.domain.rights import RIGHTS, holds, may, scope_of
from service.usecases.who import public_account

LEAVES = "Bàn giao vì tài khoản trước đó đã đóng hoặc đổi vai trò."


def receiver_of(repos: Any, username: str | None, leaver: str) -> dict[str, Any] | None:
    """The account that takes the open cases over; :class:`Invalid` when it cannot take any."""
    if username is None:
        return None
    account = repos.accounts.get(username)
    active = account and account["status"] == "active" and username != leaver
    if not active or not may(account, "claim_case"):
        words = "Người nhận bàn giao phải là một người xét duyệt đang hoạt động."
        raise Invalid([Fault("hand_over_to", "not_a_reviewer", words)])
    return dict(public_account(repos, account))


def hand_over(
    repos: Any, leaver: dict[str, Any], receiver: dict[str, Any] | None, by: str,
    now: dt.datetime, session: Any,
) -> dict[str, int]:  # fmt: skip
    """Every open case that the leaver, as the account now stands, may no longer hold, in the
    transaction of the leaving; answers ``{handed_over, returned}``.

    The receiver takes those that lie within the areas and bar nobody of that name; the others go
    back to the queue.
    """
    counts = {"handed_over": 0, "returned": 0}
    for case in repos.cases.claimed_by(leaver["username"], session):
        if _may_hold(leaver, case):
            continue
        takes = receiver is not None and _may_hold(receiver, case)
        to = receiver["username"] if receiver and takes else None
        repos.cases.hand_over(case, to, by, LEAVES, now, session)
        counts["handed_over" if takes else "returned"] += 1
    return counts


def _may_hold(account: dict[str, Any], case: dict[str, Any]) -> bool:
    if account["status"] != "active" or not may(account, "claim_case"):
        return False
    scope = scope_of(RIGHTS["claim_case"], account)
    return holds(scope, case["area_key"]) and account["username"] not in case["barred"]
