"""What leaves a case: sealed with the key of its case, moved only by guarded updates."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.client_session import ClientSession

from service.domain.rights import Scope
from service.domain.sealed import case_owner
from service.repositories.collection import Collection, Document
from service.repositories.connection import Documents
from service.repositories.figure_windows import REFERRAL_INDEXES
from service.repositories.sealed_slots import SealedSlots, Slot
from service.repositories.sealing import Sealing

OF_CASE = [("case", ASCENDING), ("at", ASCENDING), ("_id", ASCENDING)]
AWAITING = [("state", ASCENDING), ("due_at", ASCENDING), ("_id", ASCENDING)]
CLOCK = dict.fromkeys(("case", "establishment_id", "area_key", "due_at", "sent_by"), 1)
# Sealed on its own and opened for nothing but what two people allowed.
PEOPLE = "people"


class Referrals(Collection):
    """``_id`` is the sender's UUID. Type, state, recipient, times, result and the number of people
    received lie open, as figures count them; all that was written is sealed."""

    NAME = "referrals"
    SCOPED = {"areas": "area_key"}
    INDEXES = [
        IndexModel(OF_CASE, name="by_case"),
        IndexModel(AWAITING, name="awaiting"),
        *REFERRAL_INDEXES,
    ]

    def __init__(self, database: Documents, sealing: Sealing) -> None:
        super().__init__(database)
        self.sealing = sealing
        self.slots = SealedSlots(sealing, _owner, slots_of_referral)

    def opened(self, document: Document) -> Document:
        """All but the identities, which stay sealed."""
        return self.slots.opened(document)

    def draft(self, referral: Document) -> bool:
        """Store a draft; ``False`` when one of that id stands already."""
        sealed = self.slots.sealed(referral)
        sealed[PEOPLE] = self._sealed_people(referral, referral[PEOPLE])
        return self.insert(sealed)

    def of(self, case_id: UUID, key: UUID, session: ClientSession | None = None) -> Document | None:
        """The referral, if it is of this case."""
        found = self.rows.find_one({"_id": key, "case": case_id}, session=session)
        return self.opened(found) if found else None

    def of_case(self, case_id: UUID) -> list[Document]:
        """All of a case in the order they were drafted."""
        return [self.opened(row) for row in self.rows.find({"case": case_id}).sort(OF_CASE)]

    def people(self, referral: Document) -> list[Document]:
        """The identities, opened."""
        if referral.get("purged_at"):
            return []
        opened = self.sealing.open_sealed(
            _owner(referral), _people_field(referral), referral[PEOPLE]
        )
        return list(opened)

    def rewrite(self, referral: Document, changes: Document, people: Any) -> Document | None:
        """The next version of a draft; ``None`` when it moved or was rewritten meanwhile."""
        version = referral["version"] + 1
        changed = {**changes, "version": version}
        place = {**referral, **changed}
        changed["content"] = self.sealing.seal(*_content_place(place), changes["content"])
        if people is not None:
            changed |= {PEOPLE: self._sealed_people(place, people), "people_named": len(people)}
        return self._updated(_as_read(referral), {"$set": changed})

    def move(
        self, referral: Document, changes: Document, move: Document, session: ClientSession
    ) -> Document | None:
        """Move it from exactly what was read; ``None`` when it moved meanwhile."""
        owner = _owner(referral)
        sealed = {
            name: self.sealing.seal(owner, f"{_place(referral)}/{name}", value)
            for name, value in changes.items()
            if name in SEALED_PARTS
        }
        reason = self.sealing.seal(owner, _move_field(referral, move), move["reason"])
        pushed = {"moves": {**move, "reason": reason}}
        changed = {"$set": {**changes, **sealed}, "$push": pushed}
        return self._updated(_as_read(referral), changed, session)

    def add_export(self, referral: Document, export: Document, session: ClientSession) -> bool:
        """Write down that it was exported; ``False`` when another export was, meanwhile."""
        key = {"_id": referral["_id"], "purged_at": None}
        key["exports"] = {"$size": len(referral["exports"])}
        pushed = {"$push": {"exports": export}}
        return self.rows.update_one(key, pushed, session=session).matched_count == 1

    def due_of(self, cases: list[UUID]) -> dict[UUID, dt.datetime]:
        """When the first referral of each case is due that was sent and not acknowledged."""
        found: dict[UUID, dt.datetime] = {}
        query = {"case": {"$in": cases}, "state": "sent"}
        for row in self.rows.find(query, {"case": 1, "due_at": 1}) if cases else ():
            found[row["case"]] = min(row["due_at"], found.get(row["case"], row["due_at"]))
        return found

    def awaiting(self, scope: Scope, most: int) -> list[Document]:
        """What was sent and not acknowledged, the longest due first, without what is sealed."""
        query = {"state": "sent", **self.within(scope)}
        return list(self.rows.find(query, CLOCK).sort(AWAITING).limit(most))

    def overdue(self, now: dt.datetime) -> Iterator[Document]:
        """What was not acknowledged in time, without what is sealed."""
        query = {"state": "sent", "due_at": {"$lte": now}}
        return iter(self.rows.find(query, CLOCK).sort(AWAITING))

    def _updated(
        self, key: Document, changes: Document, session: ClientSession | None = None
    ) -> Document | None:
        found = self.rows.find_one_and_update(
            key, changes, return_document=ReturnDocument.AFTER, session=session
        )
        return self.opened(found) if found else None

    def _sealed_people(self, referral: Document, people: Any) -> Any:
        return self.sealing.seal(_owner(referral), _people_field(referral), people or [])


# What is sealed whole, each under its own name.
SEALED_PARTS = ("document_no", "acknowledgement", "feedback")


def slots_of_referral(referral: Document) -> Iterator[Slot]:
    """What was written, what came back, and why it moved; not the identities.

    The version is part of the content's name: what an earlier draft said opens as no later one.
    """
    yield Slot(_content_place(referral)[1], referral, "content")
    for name in SEALED_PARTS:
        if referral[name] is not None:
            yield Slot(f"{_place(referral)}/{name}", referral, name)
    for move in referral["moves"]:
        yield Slot(_move_field(referral, move), move, "reason")


def _owner(referral: Document) -> str:
    return case_owner(referral["case"])


def _place(referral: Document) -> str:
    return f"referrals/{referral['_id']}"


def _content_place(referral: Document) -> tuple[str, str]:
    return _owner(referral), f"{_place(referral)}/{referral['version']}/content"


def _people_field(referral: Document) -> str:
    return f"{_place(referral)}/{PEOPLE}"


def _move_field(referral: Document, move: Document) -> str:
    return f"{_place(referral)}/moves/{move['id']}/reason"


def _as_read(referral: Document) -> Document:
    return {
        "_id": referral["_id"],
        "state": referral["state"],
        "version": referral["version"],
        "moves": {"$size": len(referral["moves"])},
        "purged_at": None,
    }
