"""Breaking the glass: a case outside one's areas, read in need for hours, and leaders told."""

import datetime as dt
import uuid
from typing import Any

from service.domain.errors import Conflict, NotFound
from service.domain.notices import notice_of
from service.domain.periods import local_day
from service.domain.rights import LEADER, acting
from service.usecases.cases import whole_case

WITHIN = "Hồ sơ này thuộc địa bàn của tài khoản. Xin mở như thường, không cần mở khẩn."


def break_glass(
    repos: Any, who: dict[str, Any], case_id: uuid.UUID, reason: str, now: dt.datetime
) -> dict[str, Any]:
    """Open one case to this reviewer for the hours of ``oversight.yaml``; answers it.

    Asked again within the time it changes nothing. Reading is all that it allows, of a closed case
    too. The case keeps who, when and why; the leaders' notice is stored with it and says nothing of
    the case. :class:`Conflict` for a case that is open to them anyway.
    """
    if repos.cases.get_within(case_id, acting(who, "read_case")["scope"]):
        raise Conflict(WITHIN, code="within-scope")
    if repos.cases.get(case_id) is None:
        raise NotFound
    rule = repos.catalogue.oversight.on(dt.date.fromisoformat(local_day(now)))
    until = now + dt.timedelta(hours=rule.glass_hours)
    opening = {"by": who["username"], "at": now, "until": until, "reason": reason}
    about = f"{case_id}/{who['username']}/{now.isoformat()}"
    notice = notice_of("glass_broken", LEADER, who["username"], now, about=about, case=case_id)

    def work(session: Any) -> None:
        if repos.cases.break_glass(case_id, opening, session):
            repos.notices.insert(notice, session)

    repos.in_transaction(work)
    return whole_case(repos, repos.cases.get(case_id))
