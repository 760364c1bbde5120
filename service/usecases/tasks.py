"""Tasks that documents set for units: set, changed, and how far they are."""

import datetime as dt
import uuid
from typing import Any

from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Conflict, Fault, Invalid, NotFound, Stale
from service.domain.fingerprint import fingerprint
from service.domain.notices import notice_of
from service.domain.periods import local_day
from service.domain.rights import INSPECTOR, REPORTER
from service.domain.tasks import ENTRIES_MOST, counted, last_day, standing, state_on
from service.usecases.plans import (
    OTHER_CONTENT,
    checked_version,
    made,
    may_change,
    own,
    stored_once,
    writes_for,
)

TRIES_MOST = 5
TOO_MANY = "Nhiệm vụ này đã có quá nhiều lần báo tiến độ."
IS_WITHDRAWN = "Nhiệm vụ này đã được rút lại."

Document = dict[str, Any]


def set_task(
    repos: Any, who: Document, document_id: uuid.UUID, fields: Document, now: dt.datetime
) -> tuple[Document, bool]:
    """Set a unit a task of a document; answers it and whether it is new."""
    document = own(repos, repos.directing_documents, who, document_id)
    if not repos.units.get(fields["unit"]):
        raise Invalid([Fault("unit", "unknown_unit", "Không có đơn vị mang mã này.")])
    task = {
        **made(repos, who, {**fields, "document": document_id}, now),
        "set_by": document["unit"],
        "last_day": last_day(fields["due"], fields["due_rule"]),
        "progress": [],
        "withdrawn_because": "",
        **standing([], None),
    }
    is_new = _insert(repos, who, task, now)
    found, is_new = stored_once(repos.tasks, task, is_new)
    return _shown(repos, who, [found], now)[0], is_new


def _insert(repos: Any, who: Document, task: Document, now: dt.datetime) -> bool:
    """Store the task and tell its unit, both or neither."""

    def work(session: Any) -> bool:
        is_new = bool(repos.tasks.insert(task, session))
        if is_new:
            for notice in notices_of(task, "task_set", who["username"], now):
                repos.notices.insert_once(notice, session)
        return is_new

    return False if repos.tasks.stands(task["_id"]) else bool(repos.in_transaction(work))


def notices_of(
    task: Document, kind: str, by: str, now: dt.datetime, about: str = ""
) -> list[Document]:
    """What a unit is told of its task: those who do it and those who report it."""
    return [
        notice_of(kind, role, by, now, about=f"{task['_id']}/{about}", unit=task["unit"],
                  task=task["_id"], day=task["last_day"])
        for role in (INSPECTOR, REPORTER)
    ]  # fmt: skip


def change_task(
    repos: Any, who: Document, task_id: uuid.UUID, version: int, changes: Document, now: dt.datetime
) -> Document:
    """Change fields of the version the sender saw; its unit and document stay."""
    stored = checked_version(_set_by(repos, who, task_id), version)
    merged = {**stored, **changes}
    by = {"changed_at": now, "changed_by": who["username"]}
    counted_anew = {
        "last_day": last_day(merged["due"], merged["due_rule"]),
        **standing(stored["progress"], merged["target"]),
    }
    changed = repos.tasks.change(task_id, version, {**changes, **counted_anew, **by})
    if changed is None:
        raise Stale
    return _shown(repos, who, [changed], now)[0]


def report_progress(
    repos: Any, who: Document, task_id: uuid.UUID, fields: Document, now: dt.datetime
) -> tuple[Document, bool]:
    """Say how far a task of one's unit is; answers the task and whether the entry is new."""
    sent = fingerprint(fields, repos.keys.content)
    own_id = {**fields, "id": fields["id"] or uuid.uuid4()}
    for _ in range(TRIES_MOST):
        task = own(repos, repos.tasks, who, task_id)
        known = next((each for each in task["progress"] if each["id"] == own_id["id"]), None)
        if known:
            if (known["sent"], known["by"]) != (sent, who["username"]):
                raise Conflict(OTHER_CONTENT)
            return _shown(repos, who, [task], now)[0], False
        _check_takes(task)
        entry = counted(task, own_id, local_day(now))
        progress = [*task["progress"], {**entry, "by": who["username"], "at": now, "sent": sent}]
        told = {"progress": progress, **standing(progress, task["target"])}
        changed = repos.tasks.change(task_id, task["version"], told)
        if changed:
            return _shown(repos, who, [changed], now)[0], True
    raise Conflict


def list_tasks(repos: Any, who: Document, query: Document, now: dt.datetime) -> Document:
    """A page, the first due first."""
    limit = query["limit"]
    key = key_of(query["cursor"], str, uuid.UUID) if query["cursor"] else None
    rows = repos.tasks.listed(query, local_day(now), limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": _shown(repos, who, rows[:limit], now),
        "next_cursor": cursor_of(last["last_day"], last["_id"]) if last else None,
    }


def _set_by(repos: Any, who: Document, task_id: uuid.UUID) -> Document:
    """A task that this account's unit, or one below it, has set."""
    found: Document | None = repos.tasks.get(task_id)
    if found is None or not writes_for(repos, who, found["set_by"]):
        raise NotFound
    return found


def _check_takes(task: Document) -> None:
    if task["withdrawn_because"]:
        raise Conflict(IS_WITHDRAWN)
    if len(task["progress"]) >= ENTRIES_MOST:
        raise Conflict(TOO_MANY)


def _shown(repos: Any, who: Document, rows: list[Document], now: dt.datetime) -> list[Document]:
    documents = repos.directing_documents.several(list({row["document"] for row in rows}))
    today = local_day(now)
    return [
        {
            **row,
            "document_number": documents[row["document"]]["number"],
            "state": state_on(row, today),
            "may_change": may_change(repos, who, {"unit": row["set_by"]}),
            "may_report": may_change(repos, who, row),
        }
        for row in rows
    ]
