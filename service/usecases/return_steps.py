"""A return goes to the unit above, and comes back or is accepted."""

import datetime as dt
import uuid
from typing import Any

from service.domain.errors import NotAllowed, NotFound, Stale
from service.domain.notices import notice_of
from service.domain.periods import local_day
from service.domain.returns import check_step, return_id
from service.domain.rights import REPORTER
from service.usecases.returns import found, may_accept, read_return

NOT_ABOVE = "Báo cáo của đơn vị do người làm báo cáo của đơn vị cấp trên nhận hoặc trả lại."

Document = dict[str, Any]


def submit_return(
    repos: Any, who: Document, unit: str, period_code: str, version: int | None, fields: Document,
    now: dt.datetime,
) -> Document:  # fmt: skip
    """Hand a return to the unit above; the first time counts for whether it was in time."""
    hand_in(repos, who, unit, period_code, version, fields, now)
    return read_return(repos, who, unit, period_code, now)


def hand_in(
    repos: Any, who: Document, unit: str, period_code: str, version: int | None, fields: Document,
    now: dt.datetime,
) -> None:  # fmt: skip
    """The same without an answer."""
    _, period, place = found(repos, who, unit, period_code)
    stored = _stored(repos, unit, period.code)
    first = {"first_submitted_on": stored["first_submitted_on"] or local_day(now)}
    told = place["parent"] or unit
    _step(repos, who, stored, version, "submitted", fields, now, first, told)


def decide_return(
    repos: Any, who: Document, unit: str, period_code: str, version: int | None, state: str,
    fields: Document, now: dt.datetime,
) -> Document:  # fmt: skip
    """Accept a return, or send it back with a reason."""
    settle(repos, who, unit, period_code, version, state, fields, now)
    return read_return(repos, who, unit, period_code, now)


def settle(
    repos: Any, who: Document, unit: str, period_code: str, version: int | None, state: str,
    fields: Document, now: dt.datetime,
) -> None:  # fmt: skip
    """The same without an answer."""
    _, period, place = found(repos, who, unit, period_code)
    if not may_accept(repos, who, place):
        raise NotAllowed(NOT_ABOVE)
    stored = _stored(repos, unit, period.code)
    _step(repos, who, stored, version, state, fields, now, {}, unit)


def _stored(repos: Any, unit: str, period: str) -> Document:
    stored: Document | None = repos.returns.get(return_id(unit, period))
    if stored is None:
        raise NotFound
    return stored


def _step(
    repos: Any, who: Document, stored: Document, version: int | None, state: str, fields: Document,
    now: dt.datetime, more: Document, tell: str,
) -> None:  # fmt: skip
    """Take a step once: the same step of the same sender again changes nothing. Without a version
    the state alone decides."""
    step_id = fields["id"] or uuid.uuid4()
    if any(each["id"] == step_id and each["state"] == state for each in stored["steps"]):
        return
    if version is not None and stored["version"] != version:
        raise Stale
    check_step(stored["state"], state)
    step = {"id": step_id, "state": state, "reason": fields.get("reason", ""),
            "by": who["username"], "at": now}  # fmt: skip
    changes = {**more, "state": state, "steps": [*stored["steps"], step]}
    notice = notice_of(
        f"return_{state}", REPORTER, who["username"], now, about=f"{stored['_id']}/{step_id}",
        unit=tell, of_unit=stored["unit"], period=stored["period"],
    )  # fmt: skip

    def work(session: Any) -> None:
        if repos.returns.change(stored["_id"], stored["version"], changes, session) is None:
            raise Stale
        repos.notices.insert_once(notice, session)

    repos.in_transaction(work)
