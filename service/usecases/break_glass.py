"""Breaking the glass: a case outside one's areas, read in need for hours, and leaders told."""

import datetime as dt
import uuid
from typing import Any

from service.domain.errors import NotFound
from service.usecases.cases import whole_case

# HL7 EHR-FM TI.2.1.2.8: a reason, a short time, and somebody who is told.
GLASS_HOURS = 3
NOTICES = uuid.UUID("0c0b7c7e-6b1c-5f0a-8a53-2d6c8b1f4e90")  # namespace of the notices' ids


def break_glass(
    repos: Any, who: dict[str, Any], case_id: uuid.UUID, reason: str, now: dt.datetime
) -> dict[str, Any]:
    """Open one case to this reviewer for :data:`GLASS_HOURS`; answers it.

    Asked again within the time it changes nothing. Reading is all that it allows. The case keeps
    who, when and why; the leaders' notice is stored with it and says nothing of the case.
    """
    if repos.cases.get(case_id) is None:
        raise NotFound
    until = now + dt.timedelta(hours=GLASS_HOURS)
    opening = {"by": who["username"], "at": now, "until": until, "reason": reason}

    def work(session: Any) -> None:
        if repos.cases.break_glass(case_id, opening, session):
            repos.notices.insert(_notice(case_id, who, now), session)

    repos.in_transaction(work)
    return whole_case(repos, repos.cases.get(case_id))


def _notice(case_id: uuid.UUID, who: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    key = f"{case_id}/{who['username']}/{now.isoformat()}"
    return {
        "_id": uuid.uuid5(NOTICES, key),
        "kind": "glass_broken",
        "to_role": "leader",
        "case": case_id,
        "by": who["username"],
        "at": now,
        "delivered_at": None,
    }
