"""Directing documents: registered, changed, listed with how their tasks stand."""

import datetime as dt
import uuid
from typing import Any

from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Fault, Invalid, NotFound, Stale
from service.domain.periods import local_day
from service.domain.tasks import state_on
from service.usecases.plans import (
    checked_version,
    made,
    may_change,
    own,
    stored_once,
    unit_for,
)

NO_DOCUMENT = "Không có văn bản này."
OWN_FORBEAR = "Một văn bản không thay thế chính nó."

Document = dict[str, Any]


def register_document(
    repos: Any, who: Document, fields: Document, now: dt.datetime
) -> tuple[Document, bool]:
    """Register a document; answers it and whether it is new."""
    unit = unit_for(repos, who, fields["unit"])
    document = made(repos, who, {**fields, "unit": unit}, now)
    _check(repos, document, document["_id"])
    is_new = repos.directing_documents.insert(document)
    found, is_new = stored_once(repos.directing_documents, document, is_new)
    return _shown(repos, who, [found], now)[0], is_new


def change_document(
    repos: Any, who: Document, document_id: uuid.UUID, version: int, changes: Document,
    now: dt.datetime,
) -> Document:  # fmt: skip
    """Change fields of the version the sender saw."""
    stored = checked_version(own(repos, repos.directing_documents, who, document_id), version)
    _check(repos, {**stored, **changes}, document_id)
    by = {"changed_at": now, "changed_by": who["username"]}
    changed = repos.directing_documents.change(document_id, version, {**changes, **by})
    if changed is None:
        raise Stale
    return _shown(repos, who, [changed], now)[0]


def read_document(repos: Any, who: Document, document_id: uuid.UUID, now: dt.datetime) -> Document:
    """One document."""
    found = repos.directing_documents.get(document_id)
    if found is None:
        raise NotFound
    return _shown(repos, who, [found], now)[0]


def list_documents(repos: Any, who: Document, query: Document, now: dt.datetime) -> Document:
    """A page, the last issued first."""
    limit = query["limit"]
    key = key_of(query["cursor"], str, uuid.UUID) if query["cursor"] else None
    rows = repos.directing_documents.listed(query, limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": _shown(repos, who, rows[:limit], now),
        "next_cursor": cursor_of(last["issued_on"], last["_id"]) if last else None,
    }


def _check(repos: Any, document: Document, document_id: uuid.UUID) -> None:
    faults = []
    first, last = document["valid_from"], document["valid_to"]
    if first and last and last < first:
        words = "Ngày hết hiệu lực sớm hơn ngày bắt đầu."
        faults.append(Fault("valid_to", "before_start", words))
    there = repos.directing_documents.several(document["replaces"])
    for number, each in enumerate(document["replaces"]):
        if each == document_id:
            faults.append(Fault(f"replaces.{number}", "itself", OWN_FORBEAR))
        elif each not in there:
            faults.append(Fault(f"replaces.{number}", "unknown_document", NO_DOCUMENT))
    if faults:
        raise Invalid(faults)


def _shown(repos: Any, who: Document, rows: list[Document], now: dt.datetime) -> list[Document]:
    ids = [row["_id"] for row in rows]
    later = repos.directing_documents.replacing(ids)
    tasks: dict[uuid.UUID, list[str]] = {each: [] for each in ids}
    for task in repos.tasks.of_documents(ids):
        tasks[task["document"]].append(state_on(task, local_day(now)))
    return [
        {
            **row,
            "replaced_by": later[row["_id"]],
            "tasks": _counts(tasks[row["_id"]]),
            "may_change": may_change(repos, who, row),
        }
        for row in rows
    ]


def _counts(states: list[str]) -> dict[str, int]:
    standing = [state for state in states if state != "withdrawn"]
    done = sum(state.startswith("done") for state in standing)
    return {"all": len(standing), "done": done, "late": standing.count("late")}
