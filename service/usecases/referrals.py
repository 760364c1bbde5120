"""Referrals of a case: to whom they may go, reading them, drafting and rewriting."""

import datetime as dt
import uuid
from typing import Any

from service.domain.areas import area_of_key, key_asked
from service.domain.errors import Conflict, Invalid, NotFound, Stale
from service.domain.fingerprint import fingerprint
from service.domain.periods import local_day
from service.domain.referrals import (
    CONTENT,
    MOVED,
    OTHER_CONTENT,
    check_writer,
    faults_of_draft,
)
from service.usecases.approvals import take_up
from service.usecases.cases import case_in_scope

BLANK = {
    "officer": "", "channel": None, "called_at": None, "urgency": None, "summary": "", "text": "",
    "indicators": [], "attachments": [],
}  # fmt: skip
NOT_YET = {
    "approved_by": None, "approved_at": None, "sent_by": None, "sent_at": None, "document_no": None,
    "due_at": None, "acknowledged_at": None, "acknowledgement": None, "result": None,
    "result_on": None, "people_received": None, "feedback": None,
}  # fmt: skip


def list_recipients(repos: Any, query: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    """Who receives referrals of the area on the day, with the numbers to call there."""
    key, day = key_asked(query["area"]), dt.date.fromisoformat(query["day"] or local_day(now))
    found = recipients_of(repos, key, day)
    numbers = {number.code: number for number in repos.catalogue.numbers_on(day)}
    items = [
        {
            "code": code,
            "name": name,
            "takes": one.takes,
            "numbers": [numbers[each].as_dict() for each in one.numbers if each in numbers],
            "sealed_by_key": one.age_key is not None,
        }
        for code, (one, name) in found.items()
    ]
    return {"items": items, "next_cursor": None}


def recipients_of(repos: Any, area_key: str, day: dt.date) -> dict[str, Any]:
    """By code: the recipient and its name for a case in the area on the day."""
    area = repos.areas.get(area_key)
    named = area["full_name"][:1].lower() + area["full_name"][1:] if area else ""
    found = repos.catalogue.recipients_on(area_key, day) if area else ()
    return {one.code: (one, one.named(named)) for one in found}


def list_referrals(
    repos: Any, who: dict[str, Any], case_id: uuid.UUID, now: dt.datetime
) -> dict[str, Any]:
    """All of a case, within the scope or behind broken glass."""
    case = repos.cases.get_for(case_id, who["scope"], who["username"], now)
    if case is None:
        raise NotFound
    return {"items": [told(row) for row in repos.referrals.of_case(case_id)], "next_cursor": None}


def draft_referral(
    repos: Any, who: dict[str, Any], case_id: uuid.UUID, fields: dict[str, Any], now: dt.datetime
) -> tuple[dict[str, Any], bool]:
    """Draft a referral under its sender's UUID; answers it and whether it is new."""
    case = case_in_scope(repos, who, case_id)
    sent = fingerprint({**fields, "case": case_id}, repos.keys.content)
    if known := repos.referrals.get(fields["id"]):
        return _again(known, who, sent), False
    check_writer(case, who["username"], must_hold=True)
    fresh = {
        "_id": fields["id"],
        "case": case_id,
        "establishment_id": case["establishment_id"],
        "area_key": case["area_key"],
        "state": "draft",
        "version": 1,
        "sent": sent,
        "by": who["username"],
        "at": now,
        "people": fields["people"] or [],
        "people_named": len(fields["people"] or []),
        "moves": [],
        "exports": [],
        "purged_at": None,
        **NOT_YET,
        **_written(repos, case, who, fields, now),
    }
    if repos.referrals.draft(fresh):
        return told(fresh), True
    return _again(repos.referrals.get(fields["id"]), who, sent), False


def rewrite_referral(
    repos: Any, who: dict[str, Any], case_id: uuid.UUID, key: uuid.UUID, version: int,
    fields: dict[str, Any], now: dt.datetime,
) -> dict[str, Any]:  # fmt: skip
    """Write a draft anew; :class:`Stale` for another version than the one that was read."""
    case = case_in_scope(repos, who, case_id)
    check_writer(case, who["username"], must_hold=True)
    referral = referral_of(repos, case_id, key)
    if referral["state"] != "draft":
        raise Conflict(MOVED)
    if referral["version"] != version:
        raise Stale
    changes = _written(repos, case, who, fields, now)
    rewritten = repos.referrals.rewrite(referral, changes, fields["people"])
    if rewritten is None:
        raise Conflict(MOVED)
    return told(rewritten)


def reveal_people(
    repos: Any, who: dict[str, Any], case_id: uuid.UUID, key: uuid.UUID, approval: uuid.UUID,
    now: dt.datetime,
) -> dict[str, Any]:  # fmt: skip
    """The identities, once, by what another person approved for this very referral."""
    case = case_in_scope(repos, who, case_id)
    check_writer(case, who["username"], must_hold=False)
    referral = referral_of(repos, case_id, key)
    take_up(repos, approval, "reveal_identity", str(key), who["username"], now)
    return {"people": repos.referrals.people(referral)}


def referral_of(repos: Any, case_id: uuid.UUID, key: uuid.UUID, session: Any = None) -> Any:
    """The referral of this case, or :class:`NotFound`."""
    referral = repos.referrals.of(case_id, key, session)
    if referral is None:
        raise NotFound
    return referral


def standing_sheets(repos: Any, case: dict[str, Any]) -> list[dict[str, Any]]:
    """The sheets of the case's visits that were not withdrawn."""
    return repos.flag_sheets.of_visits(  # type: ignore[no-any-return]
        [entry["visit"] for entry in case["visits"] if not entry["withdrawn"]]
    )


def told(referral: dict[str, Any]) -> dict[str, Any]:
    """A referral as it is answered, without the identities."""
    content = referral["content"] or BLANK
    document_no = referral["document_no"] or ""
    area = area_of_key(referral["area_key"])
    shown = {**referral, **content, "document_no": document_no, "area": area}
    return {name: value for name, value in shown.items() if name != "people"}


def _written(
    repos: Any, case: dict[str, Any], who: dict[str, Any], fields: dict[str, Any], now: dt.datetime
) -> dict[str, Any]:
    """The content of a draft, or :class:`Invalid`; the name of its recipient as of today."""
    day = dt.date.fromisoformat(local_day(now))
    one, name = recipients_of(repos, case["area_key"], day).get(fields["recipient"], (None, None))
    takes = one.takes if one else None
    if faults := faults_of_draft(fields, standing_sheets(repos, case), takes, now):
        raise Invalid(faults)
    return {
        "type": fields["type"],
        "recipient": {"code": fields["recipient"], "name": name},
        "content": {part: fields[part] for part in CONTENT},
        "written_by": who["username"],
        "written_at": now,
    }


def _again(known: dict[str, Any], who: dict[str, Any], sent: str) -> dict[str, Any]:
    """The same draft again changes nothing, whatever became of it."""
    if (known["by"], known["sent"]) != (who["username"], sent):
        raise Conflict(OTHER_CONTENT)
    return told(known)
