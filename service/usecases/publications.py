"""Checklists and triage rules published by an office, without a restart.

A checklist is published by who keeps the catalogue; triage rules by another person than who
proposed them. Visits keep the version that they name; tablets are told by their next pull.
"""

import datetime as dt
import logging
import uuid
from typing import Any

from checklists import CatalogueError
from checklists.overlay import faults_overlaid, load_overlaid, shipped_text
from service.domain.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from service.domain.fingerprint import fingerprint
from service.domain.publications import TRIAGE, checklist_file, diff, fault_of_name, version_in
from service.usecases.tell_all import tell_province

log = logging.getLogger(__name__)

LISTED_MOST = 100
OWN = "Quy tắc phân mức do người khác công bố, không phải người đã đề xuất."
GONE = "Đề xuất này đã được công bố hoặc bỏ."
TAKEN = "Đã có người công bố bản này. Xin soạn bản tiếp theo."

Document = dict[str, Any]


def refresh_catalogue(repos: Any) -> bool:
    """Read what was published since this process last looked; whether something was."""
    stamp = repos.publications.stamp()
    if stamp == repos.catalogue_stamp:
        return False
    repos.catalogue_stamp = stamp
    try:
        repos.catalogue = load_overlaid(_files(repos.publications.published()))
    except CatalogueError:
        # What was published by an earlier release may not fit this one: better the shipped one.
        log.exception("publications do not fit this release")
    return True


def list_files(repos: Any) -> Document:
    """Each checklist and the triage rules at their newest version, with their text."""
    published = {row["name"]: row for row in repos.publications.published()}
    names = [checklist_file(each.code, each.version) for each in repos.catalogue.newest()]
    rows = [
        {
            "name": name,
            "version": version_in(text),
            "published": name in published,
            "text": text,
        }
        for name in [*names, TRIAGE]
        for text in [_text(repos, name)]
    ]
    return {"items": rows, "next_cursor": None}


def list_proposals(repos: Any, who: Document) -> Document:
    """What was proposed and published, the newest first, each with what it changes."""
    rows = repos.publications.listed(LISTED_MOST)
    return {"items": [_told(who, row) for row in rows], "next_cursor": None}


def check_file(repos: Any, fields: Document) -> Document:
    """What is wrong with a file, and what it would change; nothing is stored."""
    faults = _faults(repos, fields["name"], fields["text"])
    return {"faults": faults, "diff": diff(_before(repos, fields["name"]), fields["text"])}


def propose(repos: Any, who: Document, fields: Document, now: dt.datetime) -> tuple[Document, bool]:
    """Propose a file under its sender's id; one with faults is refused with each of them."""
    key = fields["id"] or uuid.uuid4()
    sent = fingerprint(fields, repos.keys.content)
    if stored := repos.publications.get(key):
        if stored["sent"] != sent:
            raise Conflict
        return _told(who, stored), False
    if faults := _faults(repos, fields["name"], fields["text"]):
        raise Invalid([Fault("text", "catalogue_fault", fault) for fault in faults])
    document = {
        "_id": key,
        "sent": sent,
        "name": fields["name"],
        "version": version_in(fields["text"]),
        "text": fields["text"],
        "before": _before(repos, fields["name"]),
        "reason": fields["reason"],
        "state": "proposed",
        "by": who["username"],
        "at": now,
        "published_by": None,
        "published_at": None,
    }
    repos.publications.insert(document)
    return _told(who, document), True


def publish(repos: Any, who: Document, key: uuid.UUID, now: dt.datetime) -> Document:
    """Publish what was proposed, as long as it is still the next version; every worker reads it
    within seconds."""
    proposal = _proposed(repos, key)
    if proposal["name"] == TRIAGE and proposal["by"] == who["username"]:
        raise NotAllowed(OWN, code="own-proposal")
    refresh_catalogue(repos)
    if _faults(repos, proposal["name"], proposal["text"]):
        raise Conflict(TAKEN, code="not-the-next-version")
    told = {"published_by": who["username"], "published_at": now}
    done = repos.publications.move(key, "published", told)
    if done is None:
        raise Conflict(GONE)
    refresh_catalogue(repos)
    tell_province(repos, now)
    return _told(who, done)


def give_up(repos: Any, who: Document, key: uuid.UUID, now: dt.datetime) -> Document:
    """Leave a proposal unpublished; it stays to be read."""
    _proposed(repos, key)
    told = {"given_up_by": who["username"], "given_up_at": now}
    done = repos.publications.move(key, "given_up", told)
    if done is None:
        raise Conflict(GONE)
    return _told(who, done)


def _proposed(repos: Any, key: uuid.UUID) -> Document:
    found: Document | None = repos.publications.get(key)
    if found is None:
        raise NotFound
    if found["state"] != "proposed":
        raise Conflict(GONE)
    return found


def _told(who: Document, row: Document) -> Document:
    """A proposal with its diff, and whether the asker may publish it."""
    own = row["name"] == TRIAGE and row["by"] == who["username"]
    return {
        **row,
        "diff": diff(row["before"], row["text"]),
        "may_publish": row["state"] == "proposed" and not own,
    }


def _files(published: list[Document]) -> dict[str, str]:
    """The text of each file, of triage rules the last."""
    return {row["name"]: row["text"] for row in published}


def _text(repos: Any, name: str) -> str:
    published = _files(repos.publications.published())
    return published.get(name) or shipped_text(name) or ""


def _before(repos: Any, name: str) -> str:
    """What a file would take the place of: the newest version of that checklist, or the rules."""
    if name == TRIAGE:
        return _text(repos, TRIAGE)
    code = name.removeprefix("definitions/").partition(".")[0]
    newest = {each.code: each.version for each in repos.catalogue.newest()}
    return _text(repos, checklist_file(code, newest[code])) if code in newest else ""


def _faults(repos: Any, name: str, text: str) -> list[str]:
    newest = {each.code: each.version for each in repos.catalogue.newest()}
    triage = repos.catalogue.versions["triage"]
    why = fault_of_name(name, newest, text, triage)
    if why:
        return [why]
    return faults_overlaid({**_files(repos.publications.published()), name: text})
