"""Activities: recorded, changed, withdrawn, listed; what looks entered twice is proposed."""

import datetime as dt
import uuid
from typing import Any

from service.domain.activities import days_near, doubles_of, taken_over, warnings_of
from service.domain.areas import area_key, key_asked
from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Conflict, Fault, Invalid, NotFound, Stale
from service.usecases.activity_links import faults_of_activity, resolved
from service.usecases.plans import checked_version, made, may_change, own, stored_once, unit_for

IS_WITHDRAWN = "Hoạt động này đã rút, không sửa được nữa."
NOT_ITSELF = "Một hoạt động không trùng với chính nó."
NO_DOUBLE = "Không có hoạt động này, hoặc nó đã rút."

Document = dict[str, Any]


def record_activity(
    repos: Any, who: Document, fields: Document, now: dt.datetime
) -> tuple[Document, bool]:
    """Store an activity for a unit, by default the sender's; answers it and whether it is new."""
    found, is_new = store_activity(repos, who, fields, now)
    return shown(repos, who, repos.activities.get(found["_id"])), is_new


def store_activity(
    repos: Any, who: Document, fields: Document, now: dt.datetime
) -> tuple[Document, bool]:
    """The same as it is stored."""
    unit = unit_for(repos, who, fields["unit"])
    document = new_activity(repos, who, {**fields, "unit": unit}, now)
    if faults := faults_of_activity(repos, document, now):
        raise Invalid(faults)
    is_new = repos.activities.insert(resolved(repos, document))
    return stored_once(repos.activities, document, is_new)


def new_activity(repos: Any, who: Document, fields: Document, now: dt.datetime) -> Document:
    """The document of what was sent, its institutions and signers still ids."""
    return {
        **made(repos, who, fields, now),
        "area_key": area_key(fields["area"]) if fields["area"] else None,
        "state": "standing",
        "withdrawal": None,
        "apart_from": [],
        "changed_at": None,
        "changed_by": None,
    }


def change_activity(
    repos: Any, who: Document, activity_id: uuid.UUID, version: int, changes: Document,
    now: dt.datetime,
) -> Document:  # fmt: skip
    """Change fields of the version the sender saw; the unit stays."""
    stored = _standing(checked_version(own(repos, repos.activities, who, activity_id), version))
    changed = {
        **stored,
        **{name: [each["id"] for each in stored[name]] for name in ("institutions", "signed")},
        **changes,
        "version": version + 1,
        "changed_at": now,
        "changed_by": who["username"],
    }
    changed["area_key"] = area_key(changed["area"]) if changed["area"] else None
    if faults := faults_of_activity(repos, changed, now):
        raise Invalid(faults)
    if not repos.activities.replace(activity_id, version, resolved(repos, changed)):
        raise Stale
    return read_activity(repos, who, activity_id)


def withdraw_activity(
    repos: Any, who: Document, activity_id: uuid.UUID, version: int, fields: Document,
    now: dt.datetime,
) -> Document:  # fmt: skip
    """Take an activity out of the figures; what it was entered twice for keeps its people."""
    stored = _standing(checked_version(own(repos, repos.activities, who, activity_id), version))
    withdrawal = {**fields, "by": who["username"], "at": now}
    changes = {"state": "withdrawn", "withdrawal": withdrawal}

    def work(session: Any) -> None:
        if fields["same_as"]:
            _merge(repos, stored, fields["same_as"], session)
        if repos.activities.change(activity_id, version, changes, session) is None:
            raise Stale

    repos.in_transaction(work)
    return read_activity(repos, who, activity_id)


def _merge(repos: Any, double: Document, kept_id: uuid.UUID, session: Any) -> None:
    if kept_id == double["_id"]:
        raise Invalid([Fault("same_as", "itself", NOT_ITSELF)])
    kept = repos.activities.get(kept_id, session)
    if kept is None or kept["state"] != "standing":
        raise Invalid([Fault("same_as", "unknown", NO_DOUBLE)])
    repos.activities.change(kept_id, kept["version"], taken_over(kept, double), session)


def read_activity(repos: Any, who: Document, activity_id: uuid.UUID) -> Document:
    """One activity, and those that may be the same."""
    found = repos.activities.get(activity_id)
    if found is None:
        raise NotFound
    return shown(repos, who, found)


def list_activities(repos: Any, query: Document) -> Document:
    """A page, the last held first."""
    limit = query["limit"]
    key = key_of(query["cursor"], str, uuid.UUID) if query["cursor"] else None
    rows = repos.activities.listed({**query, "area": key_asked(query["area"])}, limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": rows[:limit],
        "next_cursor": cursor_of(last["held_on"], last["_id"]) if last else None,
    }


def shown(repos: Any, who: Document, activity: Document) -> Document:
    """An activity as answered: names of institutions and signers, doubles, warnings."""
    near = repos.activities.held_within(activity["form"], days_near(activity["held_on"]))
    doubles = doubles_of(activity, near) if activity["state"] == "standing" else []
    return {
        **activity,
        "institutions": _named(repos.institutions, activity["institutions"]),
        "signed": _named(repos.establishments, activity["signed"]),
        "doubles": [{**each, "id": each["_id"]} for each in doubles],
        "warnings": warnings_of(activity),
        "may_change": may_change(repos, who, activity),
    }


def _named(collection: Any, rows: list[Document]) -> list[Document]:
    names = collection.named([row["id"] for row in rows]) if rows else {}
    return [{"id": row["id"], "name": names.get(row["id"], "")} for row in rows]


def _standing(activity: Document) -> Document:
    if activity["state"] != "standing":
        raise Conflict(IS_WITHDRAWN)
    return activity
