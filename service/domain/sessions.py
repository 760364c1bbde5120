"""How long a session lasts, and what a person must settle before they may work."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from service.domain.errors import NotAllowed, StepUpRequired
from service.domain.rights import ADMINISTRATOR, LEADER, REVIEWER, Right

ACCESS_MINUTES = 15
FRESH_MINUTES = 10
# A lost answer must not lock a tablet out, so the token before counts this long.
GRACE_SECONDS = 60
# An administrator knows it, so it should not lie about for long.
TEMPORARY_PASSWORD_HOURS = 72

NEED_SECOND_FACTOR = (REVIEWER, LEADER, ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class SignInPolicy:
    """What an office chose; in the demo everybody knows the password, and nothing need be settled.

    Inspectors and reporters idle for ``tablet_idle``, the others for ``desk_idle``; nobody stays
    signed in longer than ``longest``.
    """

    demo: bool = False
    tablet_idle: dt.timedelta = dt.timedelta(days=14)
    desk_idle: dt.timedelta = dt.timedelta(hours=12)
    longest: dt.timedelta = dt.timedelta(days=30)

    def idle_of(self, role: str) -> dt.timedelta:
        return self.desk_idle if role in NEED_SECOND_FACTOR else self.tablet_idle

    def unsettled(self, account: dict[str, Any]) -> dict[str, bool]:
        """What of the two this account, as stored, must still do."""
        factor = account["role"] in NEED_SECOND_FACTOR and not account.get("second_factor_since")
        return {
            "must_change_password": not self.demo and account.get("must_change_password", False),
            "must_enrol_second_factor": not self.demo and factor,
        }


def check_settled(right: Right, account: dict[str, Any]) -> None:
    """Before somebody has a password and a second factor of their own, they may do little else."""
    if right.before_settled:
        return
    if account["must_change_password"]:
        raise NotAllowed(
            "Xin đổi mật khẩu được cấp sang mật khẩu của riêng mình trước khi làm việc khác.",
            code="password-change-required",
        )
    if account["must_enrol_second_factor"]:
        raise NotAllowed(
            "Xin bật bước xác minh thứ hai bằng ứng dụng trên điện thoại trước khi làm việc khác.",
            code="second-factor-enrolment-required",
        )


def check_fresh(right: Right, proved_at: dt.datetime | None, now: dt.datetime) -> None:
    """A delicate act needs a second factor (in the demo: the password) of the last ten minutes."""
    if right.fresh and not is_fresh(proved_at, now):
        raise StepUpRequired


def is_fresh(proved_at: dt.datetime | None, now: dt.datetime) -> bool:
    return proved_at is not None and now - proved_at <= dt.timedelta(minutes=FRESH_MINUTES)
