"""Corrections of a visit: amended with a reason, or withdrawn; what it said before is kept."""

import datetime as dt
import uuid
from collections import Counter
from dataclasses import replace
from typing import Any

from service.domain import visits as rules
from service.domain.cases import rank
from service.domain.errors import Conflict, Fault, Invalid, NotAllowed
from service.domain.fingerprint import fingerprint
from service.domain.triage import Triage, triage
from service.usecases.flag_cases import bar_people, join_case, sheet_of, withdraw_from_case
from service.usecases.read_visits import visit_in_scope
from service.usecases.visit_answers import answer_to, shown
from service.usecases.visits import Prepared, prepare

FIXED = ("establishment_id", "checklist", "started_at")
# What was said before stays beside what is said now, in documents of a bounded size.
AMENDMENTS_MOST = 50
TOO_MANY_AMENDMENTS = (
    f"Lượt kiểm tra đã có {AMENDMENTS_MOST} bản đính chính. Xin rút lại lượt này rồi gửi lượt mới."
)
ONLY_SUBMITTER = "Chỉ người đã gửi lượt kiểm tra mới được đính chính hoặc rút lại."


def amend_visit(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, amendment: dict[str, Any],
    now: dt.datetime,
) -> tuple[dict[str, Any], bool]:  # fmt: skip
    """Put a whole new content in place of the old, which is kept; answers the visit and whether
    the amendment is new. The figures use the latest content.

    Raises :class:`Invalid` when it would move the visit to another place, checklist or time, or
    take a flag away; :class:`Conflict` when the id stands for another amendment or the visit moved.
    """
    stored = _own(repos, who, visit_id)
    submission = amendment["submission"]
    sent = fingerprint(submission, repos.keys.content)
    known = repos.amendments.get(amendment["id"])
    if known:
        mark = fingerprint(amendment, repos.keys.content)
        return _again(repos, known, stored, submission, mark, now)
    if len(stored["amendments"]) >= AMENDMENTS_MOST:
        raise Conflict(TOO_MANY_AMENDMENTS, code="too-many-amendments")
    if stored["state"] != "standing":
        raise Conflict("Lượt kiểm tra đã được rút lại nên không đính chính được nữa.")
    sheet = repos.flag_sheets.get(visit_id)
    faults = [*_faults_of_moving(stored, submission), *_faults_of_removal(sheet, submission)]
    if faults:
        raise Invalid(faults)
    prepared = _not_lower(_next(repos, who, stored, amendment, sent, now), sheet)
    try:
        _store(repos, stored, sheet, prepared, amendment, now)
    except Conflict:
        known = repos.amendments.get(amendment["id"])
        if known is None:
            raise
        mark = fingerprint(amendment, repos.keys.content)
        return _again(repos, known, repos.visits.get(visit_id), submission, mark, now)
    return answer_to(repos, prepared.visit, submission, prepared.triage, now), True


def withdraw_visit(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, reason: str, now: dt.datetime
) -> dict[str, Any]:
    """Take a visit out of the figures, with a reason; it stays readable, and stays on its case."""
    stored = _own(repos, who, visit_id)
    if stored["state"] == "withdrawn":
        if stored["withdrawal"]["reason"] == reason:
            return shown(repos, [stored])[0]
        raise Conflict("Lượt kiểm tra này đã được rút lại với lý do khác.")
    withdrawal = {"reason": reason, "at": now, "by": who["username"]}

    def work(session: Any) -> None:
        # Whoever comes second changes nothing, but waits for a majority to have what was first.
        if repos.visits.withdraw(visit_id, withdrawal, session):
            repos.flag_sheets.withdraw(visit_id, session)
            withdraw_from_case(repos, visit_id, session)
            for entries in (repos.sanctions, repos.transfers):
                entries.stop_counting(visit_id, session)

    repos.in_transaction(work)
    withdrawn = repos.visits.get(visit_id)
    if (withdrawn["withdrawal"] or {}).get("reason") != reason:
        raise Conflict
    return shown(repos, [withdrawn])[0]


def _own(repos: Any, who: dict[str, Any], visit_id: uuid.UUID) -> dict[str, Any]:
    stored = visit_in_scope(repos, who, visit_id)
    if stored["submitter"]["username"] != who["username"]:
        raise NotAllowed(ONLY_SUBMITTER)
    return stored


def _again(
    repos: Any, known: dict[str, Any], stored: dict[str, Any], submission: dict[str, Any],
    sent: str, now: dt.datetime,
) -> tuple[dict[str, Any], bool]:  # fmt: skip
    if known["visit"] != stored["_id"] or known["sent"] != sent:
        raise Conflict("Mã này đã dùng cho một bản đính chính khác. Xin dùng mã mới.")
    found = triage(submission["flags"], repos.catalogue.indicators, repos.catalogue.triage_rules)
    return answer_to(repos, stored, submission, found, now), False


def _faults_of_moving(stored: dict[str, Any], submission: dict[str, Any]) -> list[Fault]:
    words = "Đính chính không đổi được cơ sở, bảng kiểm, giờ bắt đầu. Xin rút lại rồi gửi mới."
    return [
        Fault(f"submission.{name}", "must_stay", words)
        for name in FIXED
        if submission[name] != stored["content"][name]
    ]


def _faults_of_removal(sheet: dict[str, Any] | None, submission: dict[str, Any]) -> list[Fault]:
    before = Counter(flag["indicator"] for flag in sheet["flags"]) if sheet else Counter()
    gone = before - Counter(flag["indicator"] for flag in submission["flags"])
    words = "Dấu hiệu đã ghi thì không bỏ đi được; chỉ thêm được dấu hiệu mới."
    faults = [Fault("submission.flags", "flag_taken_away", words)] if gone else []
    if sheet and sheet["emergency_call"] and not submission["emergency_call"]:
        words = "Cuộc gọi khẩn đã ghi thì không bỏ đi được. Xin ghi lại cuộc gọi đó."
        faults.append(Fault("submission.emergency_call", "call_taken_away", words))
    return faults


def _not_lower(prepared: Prepared, sheet: dict[str, Any] | None) -> Prepared:
    """Nothing lowers a level: the higher one stays, with the rules that fired for it."""
    if sheet is None or rank(sheet["level"]) <= rank(prepared.triage.level):
        return prepared
    fired = tuple(dict.fromkeys([*sheet["rules"], *prepared.triage.rules]))
    return replace(prepared, triage=Triage(sheet["level"], fired))


def _next(
    repos: Any, who: dict[str, Any], stored: dict[str, Any], amendment: dict[str, Any], sent: str,
    now: dt.datetime,
) -> Prepared:  # fmt: skip
    try:
        prepared = prepare(repos, who, stored["_id"], amendment["submission"], sent, now, None)
    except Invalid as error:
        raise Invalid(
            Fault(f"submission.{fault.path}", fault.code, fault.words) for fault in error.faults
        ) from None
    row = {"_id": amendment["id"], "reason": amendment["reason"], "at": now, "by": who["username"]}
    prepared.visit.update(
        version=stored["version"] + 1,
        submitter=stored["submitter"],
        received_at=stored["received_at"],
        clock_difference_ms=stored["clock_difference_ms"],
        first_sent=stored["first_sent"],
        amendments=[*stored["amendments"], row],
        to_tell=True,
    )
    prepared.visit["facts"]["unit"] = stored["facts"]["unit"]
    return prepared


def _store(
    repos: Any, stored: dict[str, Any], sheet: dict[str, Any] | None, prepared: Prepared,
    amendment: dict[str, Any], now: dt.datetime,
) -> None:  # fmt: skip
    before = {
        "_id": amendment["id"],
        "visit": stored["_id"],
        "number": len(stored["amendments"]) + 1,
        "reason": amendment["reason"],
        "at": now,
        "sent": fingerprint(amendment, repos.keys.content),
        "before": stored["content"],
    }

    def work(session: Any) -> None:
        if not repos.amendments.insert(before, session):
            raise Conflict
        _keep_remedies(repos, prepared.visit, session)
        if not repos.visits.replace(prepared.visit, stored["version"], session):
            raise Conflict
        if sheet or prepared.is_sealed:
            _store_sheet(repos, sheet, prepared, session)

    repos.in_transaction(work)


def _keep_remedies(repos: Any, visit: dict[str, Any], session: Any) -> None:
    """What was remedied stays so. It is read in the transaction: whoever confirms a remedy writes
    the visit too, so that one of both starts again."""
    remedied = repos.remedies.days_of(visit["_id"], session)
    visit["findings"] = rules.with_remedies(visit["findings"], remedied)
    visit["facts"]["due"] = rules.due_of(visit["findings"])


def _store_sheet(
    repos: Any, sheet: dict[str, Any] | None, prepared: Prepared, session: Any
) -> None:
    following = sheet_of(repos, prepared)
    if sheet:
        past = {name: sheet[name] for name in ("version", "flags", "emergency_call", "level")}
        following.update(case=sheet["case"], earlier=[*sheet["earlier"], past])
    if prepared.submission["flags"] and rules.sealed_part(prepared.submission) != _sealed(sheet):
        following["case"] = join_case(repos, prepared, session)
    elif following["case"]:
        bar_people(repos, following["case"], prepared.visit, session)
    repos.flag_sheets.put(following, session)


def _sealed(sheet: dict[str, Any] | None) -> dict[str, Any] | None:
    return rules.sealed_part(sheet) if sheet else None
