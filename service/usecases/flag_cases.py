"""How flags reach a reviewer: the sealed sheet of a visit, and the case it opens or joins."""

import uuid
from typing import Any

from service.domain.cases import highest, needs_revisit, rank
from service.domain.notices import notice_of
from service.domain.rights import INSPECTOR, REVIEWER
from service.domain.visits import people_of


def sheet_of(repos: Any, prepared: Any) -> dict[str, Any]:
    """The sealed document of a visit: its flags, its call, its level and the rules that fired.

    It keeps the versions of the indicators and rules it was triaged by.
    """
    visit, submission, found = prepared.visit, prepared.submission, prepared.triage
    facts = visit["facts"]
    return {
        "_id": visit["_id"],
        "state": visit["state"],
        "version": visit["version"],
        "establishment_id": facts["establishment"],
        "area": facts["area"],
        "day": facts["day"],
        "at": facts["at"],
        "by": visit["submitter"]["username"],
        "level": found.level,
        "rules": list(found.rules),
        "flags": submission["flags"],
        "emergency_call": submission["emergency_call"],
        "catalogue": [list(version) for version in repos.catalogue.versions.items()],
        "case": None,
        "earlier": [],
    }


def join_case(repos: Any, prepared: Any, session: Any) -> uuid.UUID:
    """Open or join the establishment's case with this visit; answers the case's id.

    Whoever was on the visit is barred from the case; a red one that nobody was called about leaves
    an alert on it. Reviewers have a notice of a red visit, once, with the visit or not at all.
    """
    visit, call = prepared.visit, prepared.submission["emergency_call"] or {}
    entry = {
        "visit": visit["_id"],
        "level": prepared.triage.level,
        "rules": list(prepared.triage.rules),
        "at": visit["facts"]["at"],
        "by": visit["submitter"]["username"],
        "withdrawn": False,
    }
    case = repos.cases.join(_fresh(prepared), entry, session)
    level = highest(case["visits"])
    changes: dict[str, Any] = {
        "$set": {
            "level": level,
            "rank": rank(level),
            "revisit": needs_revisit(case["visits"]),
            "last_flagged_at": visit["received_at"],
        },
        "$addToSet": {
            "barred": {"$each": people_of(visit["submitter"]["username"], visit["content"])}
        },
    }
    if call.get("not_called_because"):
        alert = {"kind": "nobody_called", "visit": visit["_id"], "at": visit["received_at"]}
        changes["$addToSet"]["alerts"] = alert
    repos.cases.settle(case["_id"], changes, session)
    if prepared.triage.level == "red":
        _tell_of_red(repos, visit, case["_id"], session)
    if prepared.triage.level == "orange":
        _tell_lead(repos, visit, session)
    return case["_id"]


def _tell_of_red(repos: Any, visit: dict[str, Any], case_id: uuid.UUID, session: Any) -> None:
    by, about = visit["submitter"]["username"], f"{case_id}/{visit['_id']}"
    at = visit["amendments"][-1]["at"] if visit["amendments"] else visit["received_at"]
    notice = notice_of("red_case", REVIEWER, by, at, about=about, case=case_id)
    repos.notices.insert_once(notice, session)  # An amended one was told of before.


def _tell_lead(repos: Any, visit: dict[str, Any], session: Any) -> None:
    """The team leader of an orange visit is told of it, once, and never decides."""
    by = visit["submitter"]["username"]
    for member in visit["content"]["team"]:
        if member["lead"] and member["account"]:
            notice = notice_of(
                "orange_visit", INSPECTOR, by, visit["received_at"],
                about=f"{visit['_id']}/{member['account']}", to_account=member["account"],
                visit=visit["_id"],
            )  # fmt: skip
            repos.notices.insert_once(notice, session)


def withdraw_from_case(repos: Any, visit_id: uuid.UUID, session: Any) -> None:
    """A withdrawn visit stays on its case, but no longer asks for another visit."""
    repos.cases.mark_withdrawn(visit_id, session)
    case = repos.cases.of_visit(visit_id, session)
    if case:
        changes = {"$set": {"revisit": needs_revisit(case["visits"])}}
        repos.cases.settle(case["_id"], changes, session)


def bar_people(repos: Any, case_id: uuid.UUID, visit: dict[str, Any], session: Any) -> None:
    """Whoever a correction names as having been on the visit is barred from its case as well."""
    people = people_of(visit["submitter"]["username"], visit["content"])
    repos.cases.settle(case_id, {"$addToSet": {"barred": {"$each": people}}}, session)


def _fresh(prepared: Any) -> dict[str, Any]:
    visit = prepared.visit
    return {
        "_id": prepared.case,
        "establishment_id": visit["facts"]["establishment"],
        "area_key": prepared.establishment["area_key"],
        "kind": visit["facts"]["kind"],
        "open": True,
        "state": "new",
        "level": prepared.triage.level,
        "rank": rank(prepared.triage.level),
        "revisit": False,
        "opened_at": visit["received_at"],
        "last_flagged_at": visit["received_at"],
        "claimed_by": None,
        "claimed_at": None,
        "moves": [],
        "glass": [],
        "alerts": [],
        "barred": [],
    }
