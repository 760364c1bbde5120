"""Telling reviewers of referrals that nobody acknowledged in time."""

import datetime as dt
from typing import Any

from service.domain.notices import notice_of
from service.domain.rights import REVIEWER


def overdue_referrals(repos: Any, now: dt.datetime) -> tuple[int, int]:
    """How many referrals are overdue, and for how many of them a notice is new.

    Each has one notice however often this is called; it names case and referral, and nothing of
    what was referred.
    """
    count = fresh = 0
    for row in repos.referrals.overdue(now):
        count += 1
        notice = notice_of(
            "referral_overdue", REVIEWER, row["sent_by"], now, about=str(row["_id"]),
            case=row["case"], referral=row["_id"],
        )  # fmt: skip
        fresh += repos.notices.insert(notice)
    return count, fresh
