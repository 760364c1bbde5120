"""Villages, residential groups and cultural institutions: the list that activities choose from."""

import datetime as dt
import uuid
from typing import Any

from service.domain.areas import area_key, key_asked
from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Fault, Invalid, NotFound, Stale
from service.domain.names import words_of
from service.domain.rights import areas_of, holds
from service.usecases.activity_links import NO_AREA, OUTSIDE
from service.usecases.plans import checked_version, made, stored_once

BEFORE_START = "Ngày kết thúc sớm hơn ngày bắt đầu."

Document = dict[str, Any]


def add_institution(
    repos: Any, who: Document, fields: Document, now: dt.datetime
) -> tuple[Document, bool]:
    """Put an institution on the list; answers it and whether it is new."""
    document = _indexed({**made(repos, who, fields, now)})
    _check(repos, who, document)
    return stored_once(repos.institutions, document, repos.institutions.insert(document))


def change_institution(
    repos: Any, who: Document, institution_id: uuid.UUID, version: int, changes: Document,
    now: dt.datetime,
) -> Document:  # fmt: skip
    """Change fields of the version the sender saw; activities keep the area that it had."""
    found = repos.institutions.get(institution_id)
    if found is None or not holds(areas_of(who), found["area_key"]):
        raise NotFound
    stored = checked_version(found, version)
    changed = _indexed({**stored, **changes})
    _check(repos, who, changed)
    by = {"changed_at": now, "changed_by": who["username"]}
    told = {name: changed[name] for name in ("area_key", "words")}
    done = repos.institutions.change(institution_id, version, {**changes, **told, **by})
    if done is None:
        raise Stale
    return dict(done)


def list_institutions(repos: Any, query: Document) -> Document:
    """A page by name."""
    limit = query["limit"]
    key = key_of(query["cursor"], str, uuid.UUID) if query["cursor"] else None
    words, area = words_of(query["q"]), key_asked(query["area"])
    rows = repos.institutions.listed(words, area, limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": rows[:limit],
        "next_cursor": cursor_of(last["name"], last["_id"]) if last else None,
    }


def _indexed(document: Document) -> Document:
    return {
        **document,
        "area_key": area_key(document["area"]),
        "words": words_of(document["name"]),
    }


def _check(repos: Any, who: Document, document: Document) -> None:
    limits = areas_of(who).areas
    faults = []
    if repos.areas.get(document["area_key"]) is None:
        faults.append(Fault("area", "unknown_area", NO_AREA))
    elif limits is not None and document["area_key"] not in limits:
        faults.append(Fault("area", "outside_areas", OUTSIDE))
    first, last = document["valid_from"], document["valid_to"]
    if first and last and last < first:
        faults.append(Fault("valid_to", "before_start", BEFORE_START))
    if faults:
        raise Invalid(faults)
