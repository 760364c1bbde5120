"""Letters: one mail to one person that something waits; when it leaves and is tried again, and its
words, which say nothing of what waits."""

import datetime as dt
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

REASON_MOST = 200  # characters of what a mail server said

SUBJECT = "An Trú: có việc đang chờ"
BODY = """\
Có việc mới đang chờ anh/chị trong An Trú. Xin đăng nhập để xem:

{address}

Thư tự động, xin không trả lời. Vì lý do bảo mật, nội dung công việc không gửi qua thư.
Không muốn nhận thư nữa: vào trang Tài khoản của tôi.

--
Something new waits for you in An Trú. Please sign in at the address above to see it.
"""


class NotTaken(Exception):
    """A mail server did not take a letter; ``for_good`` when no later try will help, ``away`` when
    it did not answer as a mail server does, so that the next letter would fare no better."""

    def __init__(self, reason: str, *, for_good: bool = False, away: bool = False) -> None:
        printable = "".join(sign if sign.isprintable() else " " for sign in reason)
        self.reason = printable[:REASON_MOST]
        self.for_good = for_good
        self.away = away
        super().__init__(self.reason)


def leaves_at(now: dt.datetime, last: Mapping[str, Any] | None, rule: Any) -> dt.datetime:
    """When a letter begun now leaves: what comes within minutes goes with it, and it keeps its
    distance from the person's ``last`` one, which goes first if it still waits."""
    times = [now + dt.timedelta(minutes=rule.gather_minutes)]
    if last:
        times.append(last["leaves_at"] + dt.timedelta(minutes=rule.pause_minutes))
        times += [last["due_at"]] if last["state"] == "waiting" else []
    return max(times)


def tried_again_at(
    now: dt.datetime, tries: int, rule: Any, luck: float
) -> dt.datetime | None:  # fmt: skip
    """When a letter that was tried so often goes again, longer each time; ``None``: never.

    ``luck`` in [0, 1) spreads those that failed at one time.
    """
    if tries > len(rule.retry_minutes):
        return None
    minutes = rule.retry_minutes[tries - 1] * (1 + luck * rule.jitter_percent / 100)
    return now + dt.timedelta(minutes=minutes)


def mail_of(
    letter: Mapping[str, Any], to: str, sender: str, base: str, now: dt.datetime
) -> EmailMessage:
    """The mail; its Message-ID is the letter's at every try, so that two are known to be one."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"An Trú <{sender}>", to, SUBJECT
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{letter['_id']}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(BODY.format(address=f"{base}/notices"))
    return mail
