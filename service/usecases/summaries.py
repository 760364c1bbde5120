"""Summaries: drafted by the system, edited by a person, approved by a second, issued, corrected."""

import datetime as dt
import uuid
from typing import Any

from service.domain.errors import Conflict, Fault, Invalid, NotAllowed, NotFound, Stale
from service.domain.fingerprint import fingerprint
from service.domain.periods import Period, local_day, period_of
from service.domain.rights import areas_of
from service.domain.summaries import (
    IN_WORK,
    check_approval,
    check_approved,
    check_corrects,
    check_draft,
)
from service.domain.summary_text import (
    differences,
    drafted,
    subject_of,
)
from service.usecases.count_period import find_period
from service.usecases.count_summary import counted_figures, counted_summary
from service.usecases.number_papers import number_of
from service.usecases.plans import checked_version
from service.usecases.summary_words import faults_of_words, typed_in

OF_PROVINCE = "Báo cáo tổng hợp của tỉnh do người làm báo cáo của Sở soạn."

Document = dict[str, Any]


def draft_summary(
    repos: Any, who: Document, fields: Document, now: dt.datetime
) -> tuple[Document, bool]:
    """Draft the summary of a period, or the correction of an issued one; answers it and whether it
    is new. One is in work for a period at a time."""
    _check_province(who)
    period = find_period(repos, fields["period"], fields["basis"])
    corrects = _corrected(repos, fields["corrects"])
    summary_id = fields["id"] or uuid.uuid4()
    sent = fingerprint(fields, repos.keys.content)
    if stored := repos.summaries.get(summary_id):
        return _the_same(stored, sent), False
    if repos.summaries.in_work(period.code, period.basis):
        raise Conflict(IN_WORK, code="in-work")
    document = {
        "_id": summary_id,
        "sent": sent,
        "state": "draft",
        "in_work": True,
        "version": 1,
        "unit": who["unit"],
        "period": period.code,
        "basis": period.basis,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "corrects": corrects["_id"] if corrects else None,
        **_opening(repos, period, now),
        **_counted(repos, period, corrects, now),
        "number": None,
        "issued_on": None,
        "issued_at": None,
        "written_by": [who["username"]],
        "steps": [_step("draft", who, now)],
        "created_at": now,
    }
    outline = repos.catalogue.summary.on(period.last)
    is_campaign = period.code.startswith("campaign:")
    document["sections"] = (
        corrects["sections"]
        if corrects
        else drafted(outline, document["figures"], is_campaign=is_campaign)
    )
    if not repos.summaries.insert(document):
        return _the_same(repos.summaries.get(summary_id), sent), False
    return document, True


def edit_summary(
    repos: Any, who: Document, summary_id: uuid.UUID, version: int, changes: Document,
    now: dt.datetime,
) -> Document:  # fmt: skip
    """Change the words of the version the sender saw; sections that are left out stay."""
    _check_province(who)
    stored = checked_version(summary(repos, summary_id), version)
    check_draft(stored)
    sections = changes.pop("sections", {})
    if faults := faults_of_words(sections, stored):
        raise Invalid(faults)
    changed = {**changes, "sections": {**stored["sections"], **sections}}
    return _changed(repos, stored, {**changed, **_by(stored, who)}, _step("edited", who, now))


def recount_summary(
    repos: Any, who: Document, summary_id: uuid.UUID, version: int | None, now: dt.datetime
) -> Document:
    """Count the figures of a draft anew; its words stay."""
    _check_province(who)
    stored = _seen(summary(repos, summary_id), version)
    check_draft(stored)
    corrects = stored["corrects"] and summary(repos, stored["corrects"])
    fresh = _counted(repos, period_of_summary(stored), corrects, now)
    changed = _changed(repos, stored, {**fresh, **_by(stored, who)}, _step("recounted", who, now))
    repos.summary_records.forget(stored["count"])
    return changed


def approve_summary(
    repos: Any, who: Document, summary_id: uuid.UUID, version: int | None, now: dt.datetime
) -> Document:
    """Another person than those who wrote it says that it may go out as it is."""
    stored = _seen(summary(repos, summary_id), version)
    check_approval(stored, who["username"], bool(typed_in(stored["sections"])))
    approved = {"state": "approved", "approved_by": who["username"], "approved_at": now}
    return _changed(repos, stored, approved, _step("approved", who, now))


def send_back_summary(
    repos: Any, who: Document, summary_id: uuid.UUID, version: int | None, reason: str,
    now: dt.datetime,
) -> Document:  # fmt: skip
    """An approved one becomes a draft again, with a reason."""
    stored = _seen(summary(repos, summary_id), version)
    check_approved(stored)
    changes = {"state": "draft", "approved_by": None, "approved_at": None}
    return _changed(repos, stored, changes, _step("sent_back", who, now, reason))


def discard_summary(
    repos: Any, who: Document, summary_id: uuid.UUID, version: int | None, reason: str,
    now: dt.datetime,
) -> Document:  # fmt: skip
    """Give up a draft; it stays to be read."""
    _check_province(who)
    stored = _seen(summary(repos, summary_id), version)
    check_draft(stored)
    changes = {"state": "discarded", "in_work": None}
    return _changed(repos, stored, changes, _step("discarded", who, now, reason))


def issue_summary(
    repos: Any, who: Document, summary_id: uuid.UUID, version: int | None, fields: Document,
    now: dt.datetime,
) -> Document:  # fmt: skip
    """Issue an approved one with number and date; from now on it is frozen. The same again changes
    nothing."""
    stored = summary(repos, summary_id)
    if stored["state"] == "issued":
        return stored
    check_approved(_seen(stored, version))
    day = fields["issued_on"] or local_day(now)
    if day > local_day(now):
        words = "Ngày ban hành chưa tới. Xin ghi ngày hôm nay hoặc ngày đã ký."
        raise Invalid([Fault("issued_on", "not_yet", words)])
    issued = {
        "state": "issued",
        "in_work": None,
        "number": fields["number"] or _number(repos, stored, day, now),
        "issued_on": day,
        "issued_at": now,
        "issued_by": who["username"],
    }
    return _changed(repos, stored, issued, _step("issued", who, now))


def summary(repos: Any, summary_id: uuid.UUID) -> Document:
    """The stored summary, or :class:`NotFound`."""
    found: Document | None = repos.summaries.get(summary_id)
    if found is None:
        raise NotFound
    return found


def period_of_summary(stored: Document) -> Period:
    """The window that it was drafted for, whatever became of the campaign since."""
    if stored["period"].startswith("campaign:"):
        campaign = {"_id": uuid.UUID(stored["period"].partition(":")[2]),
                    "from": stored["from"], "to": stored["to"]}  # fmt: skip
        return period_of(stored["period"], stored["basis"], campaign)
    return period_of(stored["period"], stored["basis"])


def late_since(repos: Any, stored: Document, now: dt.datetime) -> list[Document]:
    """What came in for the period of an issued summary after it was counted: ``code, was, now``."""
    return differences(stored["figures"], counted_figures(repos, period_of_summary(stored), now))


def _check_province(who: Document) -> None:
    if areas_of(who).areas is not None:
        raise NotAllowed(OF_PROVINCE)


def _corrected(repos: Any, corrects: uuid.UUID | None) -> Document | None:
    if corrects is None:
        return None
    found = repos.summaries.get(corrects)
    if found is None:
        words = "Không có báo cáo này."
        raise Invalid([Fault("corrects", "unknown", words)])
    check_corrects(found)
    return dict(found)


def _opening(repos: Any, period: Period, now: dt.datetime) -> Document:
    outline = repos.catalogue.summary.on(dt.date.fromisoformat(local_day(now)))
    return {
        "about": subject_of(outline, period.code, period.last.year),
        "addressee": outline.addressee,
        "recipients": list(outline.recipients),
        "signs": outline.signs,
        "signer": "",
    }


def _counted(
    repos: Any, period: Period, corrects: Document | None, now: dt.datetime
) -> Document:  # fmt: skip
    fresh = counted_summary(repos, period, now)
    fresh["changes"] = differences(corrects["figures"], fresh["figures"]) if corrects else []
    fresh["late"] = None if corrects else _late_of_last(repos, period, now)
    return fresh


def _late_of_last(repos: Any, period: Period, now: dt.datetime) -> Document | None:
    """What came in late for the issued summary of the period before this one."""
    code = _code_before(period.code)
    last = code and repos.summaries.last_issued(code, period.basis)
    if not last:
        return None
    changes = late_since(repos, last, now)
    told = {"summary": last["_id"], "number": last["number"], "period": last["period"]}
    return {**told, "changes": changes} if changes else None


def _code_before(code: str) -> str | None:
    """The period that ends where this one begins; a part of a year has one, a campaign none."""
    if code.startswith("campaign:"):
        return None
    year, _, part = code.partition("-")
    before = {"Q2": "Q1", "Q3": "Q2", "Q4": "Q3"}
    if part in before:
        return f"{year}-{before[part]}"
    return f"{int(year) - 1}-Q4" if part == "Q1" else str(int(year) - 1)


def _the_same(stored: Document, sent: str) -> Document:
    if stored["sent"] != sent:
        raise Conflict("Mã này đã dùng cho nội dung khác. Xin dùng mã mới.")
    return stored


def _number(repos: Any, stored: Document, day: str, now: dt.datetime) -> str:
    unit = repos.units.get(stored["unit"])
    symbol = repos.catalogue.summary.on(dt.date.fromisoformat(day)).symbol
    number = number_of(repos, symbol, stored["unit"], day[:4], stored["_id"], now)
    return f"{number:02}/{symbol}-{unit.get('symbol') or stored['unit']}"


def _by(stored: Document, who: Document) -> Document:
    return {"written_by": sorted({*stored["written_by"], who["username"]})}


def _seen(stored: Document, version: int | None) -> Document:
    if version is not None and stored["version"] != version:
        raise Stale
    return stored


def _step(state: str, who: Document, now: dt.datetime, reason: str = "") -> Document:
    return {"step": state, "by": who["username"], "at": now, "reason": reason}


def _changed(repos: Any, stored: Document, changes: Document, step: Document) -> Document:
    told = {**changes, "steps": [*stored["steps"], step]}
    changed = repos.summaries.change(stored["_id"], stored["version"], told)
    if changed is None:
        raise Stale
    return dict(changed)
