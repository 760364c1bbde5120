"""Cases: one open for each establishment, moved only by guarded updates."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.client_session import ClientSession

from service.domain.rights import Scope
from service.domain.sealed import case_owner
from service.repositories.case_stamps import CaseStamps
from service.repositories.collection import Collection, Document, after
from service.repositories.connection import Documents
from service.repositories.sealed_slots import (
    SealedSlots,
    Slot,
    owner_of_case,
    slot_of_entry,
    slot_of_glass,
    slot_of_move,
    slot_of_note,
    slots_of_case,
)
from service.repositories.sealing import Sealing

# What a row of the queue never needs is not even read.
SEALED = ("moves", "visits", "glass", "notes")
COUNTED = ("level", "state", "claimed_by")
QUEUE = [("rank", DESCENDING), ("opened_at", ASCENDING), ("_id", ASCENDING)]


class Cases(Collection):
    """The queue is by level, then by age, so both lie open; reasons and rules are sealed."""

    NAME = "cases"
    SCOPED = {"areas": "area_key"}
    INDEXES = [
        IndexModel(
            [("establishment_id", ASCENDING)],
            name="one_open",
            unique=True,
            partialFilterExpression={"open": True},
        ),
        IndexModel(QUEUE, name="queue"),
        IndexModel([("area_key", ASCENDING), *QUEUE], name="by_area"),
        IndexModel([("state", ASCENDING), *QUEUE], name="by_state"),
        IndexModel([("open", ASCENDING), *QUEUE], name="by_open"),
        IndexModel([("kind", ASCENDING), *QUEUE], name="by_kind"),
        IndexModel([("establishment_id", ASCENDING), *QUEUE], name="by_place"),
        IndexModel([("claimed_by", ASCENDING), *QUEUE], name="by_assignee"),
        IndexModel([(name, ASCENDING) for name in ("area_key", *COUNTED)], name="counts"),
        IndexModel(
            [("open", ASCENDING), ("rank", ASCENDING), ("last_flagged_at", DESCENDING)],
            name="by_flag",
        ),
        IndexModel("visits.visit", name="by_visit"),
        IndexModel([("claimed_by", ASCENDING), ("open", ASCENDING)], name="by_holder"),
        IndexModel([("open", ASCENDING), ("last_flagged_at", ASCENDING)], name="by_age"),
        IndexModel("purged_at", name="purged", sparse=True),
    ]

    def __init__(self, database: Documents, sealing: Sealing) -> None:
        super().__init__(database)
        self.sealing = sealing
        self.stamps = CaseStamps(database)
        self.slots = SealedSlots(sealing, owner_of_case, slots_of_case)

    def opened(self, document: Document) -> Document:
        return self.slots.opened(document)

    def join(self, fresh: Document, entry: Document, session: ClientSession) -> Document:
        """Open the establishment's case or join it, with this visit's entry in place of its last.

        A closed case keeps what it was closed on: only the open one's entry is replaced. The rules
        of the other visits stay sealed in what is answered.
        """
        case = self.rows.find_one_and_update(
            {"establishment_id": fresh["establishment_id"], "open": True},
            {"$setOnInsert": {**fresh, "visits": []}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        others = [other for other in case["visits"] if other["visit"] != entry["visit"]]
        case["visits"] = [*others, self._sealed(case["_id"], slot_of_entry, entry)]
        changes = {"$set": {"visits": case["visits"]}}
        self.rows.update_one({"_id": case["_id"]}, changes, session=session)
        return case

    def settle(self, case_id: uuid.UUID, changes: Document, session: ClientSession) -> None:
        """What a joined or withdrawn visit makes of the case."""
        case = self.rows.find_one_and_update(
            {"_id": case_id}, changes, {"area_key": 1}, session=session
        )
        self.stamps.count(case["area_key"], session)

    def limits_of(self, keys: list[uuid.UUID]) -> dict[uuid.UUID, Document]:
        """Of each case its area and who is barred from it: what says whom it concerns."""
        found = self.rows.find({"_id": {"$in": keys}}, {"area_key": 1, "barred": 1}) if keys else ()
        return {row["_id"]: row for row in found}

    def of_visit(self, visit_id: uuid.UUID, session: ClientSession) -> Document | None:
        found = self.rows.find_one({"visits.visit": visit_id}, session=session)
        return self.opened(found) if found else None

    def mark_withdrawn(self, visit_id: uuid.UUID, session: ClientSession) -> None:
        self.rows.update_one(
            {"visits.visit": visit_id}, {"$set": {"visits.$.withdrawn": True}}, session=session
        )

    def claim(
        self, case_id: uuid.UUID, username: str, states: tuple[str, ...], now: dt.datetime,
        scope: Scope, session: ClientSession,
    ) -> Document | None:  # fmt: skip
        """Take a case that nobody has; ``None`` when it moved meanwhile."""
        move = {"to": "claimed", "by": username, "at": now, "reason": ""}
        return self._moved(
            {
                "_id": case_id,
                "state": {"$in": states},
                "barred": {"$ne": username},
                **self.within(scope),
            },
            {"state": "claimed", "claimed_by": username, "claimed_at": now},
            move,
            session,
        )

    def decide(
        self, case: Document, decision: str, still_open: bool, move: Document, scope: Scope,
        session: ClientSession,
    ) -> Document | None:  # fmt: skip
        """Move a case from the very state it was read in; ``None`` when it moved meanwhile."""
        username = move["by"]
        return self._moved(
            {
                "_id": case["_id"],
                "state": case["state"],
                "claimed_by": username,
                "barred": {"$ne": username},
                **self.within(scope),
            },
            {"state": decision, "open": still_open},
            move,
            session,
        )

    def reopen(self, case: Document, move: Document, scope: Scope, session: ClientSession) -> Any:
        """Put a settled case back into the queue; ``None`` when it moved meanwhile, or when the
        establishment has another open one."""
        other = {"establishment_id": case["establishment_id"], "open": True}
        if self.rows.find_one(other, {"_id": 1}, session=session):
            return None
        key = {"_id": case["_id"], "state": case["state"], "purged_at": None}
        return self._moved(
            {**key, "barred": {"$ne": move["by"]}, **self.within(scope)},
            {
                "state": "reopened",
                "open": True,
                "claimed_by": None,
                "claimed_at": None,
                "waiting_since": move["at"],
            },
            move,
            session,
        )

    def add_note(self, case_id: uuid.UUID, note: Document, scope: Scope) -> bool:
        """Put a note on the case; ``False`` when one of its id is there, or it may not be noted."""
        done = self.rows.update_one(
            {
                "_id": case_id,
                "notes.id": {"$ne": note["id"]},
                "barred": {"$ne": note["by"]},
                "purged_at": None,
                **self.within(scope),
            },
            {"$push": {"notes": self._sealed(case_id, slot_of_note, note)}},
        )
        return done.matched_count == 1

    def of_places(self, establishments: list[uuid.UUID], scope: Scope, most: int) -> list[Document]:
        """Cases of these establishments, in the order of the queue, without what is sealed."""
        query = {"establishment_id": {"$in": establishments}, **self.within(scope)}
        return list(self.rows.find(query, dict.fromkeys(SEALED, 0)).sort(QUEUE).limit(most))

    def get_for(self, key: uuid.UUID, scope: Scope, username: str, now: dt.datetime) -> Any:
        """The case, if it lies within the scope or this account has broken the glass over it."""
        opened = {"glass": {"$elemMatch": {"by": username, "until": {"$gt": now}}}}
        found = self.rows.find_one({"_id": key, "$or": [self.within(scope), opened]})
        return self.opened(found) if found else None

    def break_glass(self, key: uuid.UUID, opening: Document, session: ClientSession) -> bool:
        """Open the case to one account for a time; ``False`` while it is open to it already."""
        already = {"$elemMatch": {"by": opening["by"], "until": {"$gt": opening["at"]}}}
        done = self.rows.update_one(
            {"_id": key, "glass": {"$not": already}},
            {"$push": {"glass": self._sealed(key, slot_of_glass, opening)}},
            session=session,
        )
        return done.matched_count == 1

    def open_levels(self, scope: Scope) -> list[Document]:
        """``establishment_id`` and ``level`` of the open cases within the scope."""
        query = {"open": True, **self.within(scope)}
        found = self.rows.find(query, {"establishment_id": 1, "level": 1})
        return list(found.hint("by_open").limit(20_000))

    def claimed_by(self, username: str, session: ClientSession) -> list[Document]:
        """The open cases that somebody holds, without what is sealed."""
        query = {"claimed_by": username, "open": True}
        return list(self.rows.find(query, dict.fromkeys(SEALED, 0), session=session))

    def hand_over(
        self, case: Document, to: str | None, by: str, reason: str, now: dt.datetime,
        session: ClientSession,
    ) -> None:  # fmt: skip
        """Give an open case to another, or back to the queue."""
        if to:
            changes = {"claimed_by": to, "claimed_at": now}
        else:
            changes = {"claimed_by": None, "claimed_at": None, "state": "reopened"}
            changes["waiting_since"] = now
        state = changes.get("state", case["state"])
        move = {"to": state, "by": by, "at": now, "reason": reason}
        key = {"_id": case["_id"], "claimed_by": case["claimed_by"], "open": True}
        pushed = {"moves": self._sealed(case["_id"], slot_of_move, move)}
        self.rows.update_one(key, {"$set": changes, "$push": pushed}, session=session)
        self.stamps.count(case["area_key"], session)

    def queue(self, query: dict[str, Any], limit: int, key: Any) -> list[Document]:
        """A page of the queue, without what is sealed; ``key`` is the last row's ``[rank,
        opened_at, _id]``."""
        asked = ("rank", "state", "open", "kind", "claimed_by", "establishment_id")
        condition: Document = {name: query[name] for name in asked if query[name] is not None}
        if query["area"]:
            condition["area_key"] = query["area"]
        parts = [condition, self.within(query["scope"])]
        if key:
            parts.append(after(QUEUE, key))
        return self.page({"$and": parts}, QUEUE, limit, dict.fromkeys(SEALED, 0))

    def counts(self, scope: Scope) -> list[Document]:
        """``{level, state, claimed_by, count}`` of all, counted in an index alone."""
        stages: list[Document] = [
            {"$match": self.within(scope) or {"area_key": {"$gt": ""}}},
            {"$group": {"_id": {name: f"${name}" for name in COUNTED}, "count": {"$sum": 1}}},
            {"$sort": {"_id": ASCENDING}},
        ]
        found = self.rows.aggregate(stages, hint="counts")
        return [{**row["_id"], "count": row["count"]} for row in found]

    def last_flagged(self, rank: int, scope: Scope) -> dt.datetime | None:
        """When an open case of this rank was last flagged."""
        query = {"open": True, "rank": rank, **self.within(scope)}
        found = self.rows.find_one(
            query, {"last_flagged_at": 1}, sort=[("last_flagged_at", DESCENDING)]
        )
        return found and found["last_flagged_at"]

    def _moved(
        self, key: Document, changes: Document, move: Document, session: ClientSession
    ) -> Document | None:
        sealed = self._sealed(key["_id"], slot_of_move, move)
        moved = self.rows.find_one_and_update(
            key,
            {"$set": changes, "$push": {"moves": sealed}},
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        if moved is None:
            return None
        self.stamps.count(moved["area_key"], session)
        return self.opened(moved)

    def _sealed(
        self, case_id: uuid.UUID, slot_of: Callable[[Document], Slot], part: Document
    ) -> Document:
        """A part of a case, before it is put into it."""
        field, _, key = slot_of(part)
        return {**part, key: self.sealing.seal(case_owner(case_id), field, part[key])}
