"""What inspections, campaigns, documents and tasks share: whose they are, and how they are made."""

import datetime as dt
import uuid
from typing import Any

from service.domain.errors import Conflict, Fault, Invalid, NotAllowed, NotFound, Stale
from service.domain.fingerprint import fingerprint
from service.domain.rights import acting, may

OTHER_CONTENT = "Mã này đã dùng cho nội dung khác. Xin dùng mã mới."
OTHER_UNIT = "Chỉ lập được cho đơn vị mình hoặc đơn vị cấp dưới."
UNKNOWN = {
    "campaign_id": ("campaigns", "Không có đợt cao điểm này."),
    "document_id": ("directing_documents", "Không có văn bản chỉ đạo này."),
}

Document = dict[str, Any]


def writes_for(repos: Any, who: Document, unit: str | None) -> bool:
    """Whether the account's right reaches the unit: its own, or one below it."""
    own = who["scope"].unit
    if own is None or own == unit:
        return True
    return unit is not None and own in repos.units.above(unit)


def may_change(repos: Any, who: Document, document: Document) -> bool:
    """Whether the asker, whatever the act, may change plans and this one."""
    if not may(who, "change_plan"):
        return False
    return writes_for(repos, acting(who, "change_plan"), document.get("unit"))


def unit_for(repos: Any, who: Document, asked: str | None) -> str:
    """The unit that something new belongs to; :class:`NotAllowed` where it is not one's own."""
    unit: str = asked or who["unit"]
    if not repos.units.get(unit):
        raise Invalid([Fault("unit", "unknown_unit", "Không có đơn vị mang mã này.")])
    if not writes_for(repos, who, unit):
        raise NotAllowed(OTHER_UNIT)
    return unit


def own(repos: Any, collection: Any, who: Document, key: uuid.UUID) -> Document:
    """What this account may change; absent and of another unit are the same."""
    found: Document | None = collection.get(key)
    if found is None or not writes_for(repos, who, found.get("unit")):
        raise NotFound
    return found


def checked_version(document: Document, version: int) -> Document:
    """The document, unless it is no longer the version that the sender saw."""
    if document["version"] != version:
        raise Stale
    return document


def faults_of_links(repos: Any, fields: Document) -> list[Fault]:
    """A campaign or a document that is named and not there."""
    return [
        Fault(name, "unknown", words)
        for name, (collection, words) in UNKNOWN.items()
        if fields.get(name) and not getattr(repos, collection).stands(fields[name])
    ]


def made(repos: Any, who: Document, fields: Document, now: dt.datetime) -> Document:
    """The document of what was sent, under its sender's id; ``sent`` tells the same content."""
    return {
        **{name: value for name, value in fields.items() if name not in ("id", "from_")},
        **({"from": fields["from_"]} if "from_" in fields else {}),
        "_id": fields["id"] or uuid.uuid4(),
        "version": 1,
        "sent": fingerprint(fields, repos.keys.content),
        "created_at": now,
        "created_by": who["username"],
    }


def stored_once(collection: Any, document: Document, is_new: bool) -> tuple[Document, bool]:
    """What is there now, and whether it is new; :class:`Conflict` for other content."""
    if is_new:
        return document, True
    stored: Document = collection.get(document["_id"])
    if stored["sent"] != document["sent"]:
        raise Conflict(OTHER_CONTENT)
    return stored, False
