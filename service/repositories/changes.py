"""What tablets pull: a counter for each scope, and the last change of each thing in it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from pymongo import ASCENDING, IndexModel, ReturnDocument, UpdateOne
from pymongo.client_session import ClientSession

from service.domain.sync import AREA, Change, Grant, Head
from service.repositories.collection import Collection, Document

PAST_AREA = AREA[:-1] + chr(ord(AREA[-1]) + 1)
TOLD = {"_id": 0, "scope": 1, "seq": 1, "kind": 1, "key": 1, "gone": 1, "mark": 1, "body": 1}


class SyncState(Collection):
    """One document: the epoch, the restore it was begun after, and how often was purged."""

    NAME = "sync_state"

    def begin_epoch(self, restored: str | None) -> None:
        """Another epoch, unless this one was begun after the same restore."""
        fresh = {"epoch": uuid.uuid4().hex, "restored": restored}
        self.rows.update_one(
            {"_id": "state"}, {"$setOnInsert": {**fresh, "purges": 0}}, upsert=True
        )
        self.rows.update_one({"_id": "state", "restored": {"$ne": restored}}, {"$set": fresh})

    def begin_another_epoch(self) -> None:
        self.rows.update_one(
            {"_id": "state"},
            {"$set": {"epoch": uuid.uuid4().hex}, "$setOnInsert": {"restored": None, "purges": 0}},
            upsert=True,
        )

    def now(self, session: ClientSession) -> Document:
        return self.get("state", session) or {"epoch": "", "purges": 0}

    def settled(self) -> int:
        """The version of the bodies that everything was told in; 0 before there was any."""
        return (self.get("state") or {}).get("bodies", 0)

    def settle(self, bodies: int) -> None:
        self.rows.update_one({"_id": "state"}, {"$set": {"bodies": bodies}})

    def count_purge(self, session: ClientSession) -> None:
        self.rows.update_one({"_id": "state"}, {"$inc": {"purges": 1}}, session=session)


class Scopes(Collection):
    """``_id`` is the scope; ``seq`` counts its changes, ``floor`` is its last purged tombstone."""

    NAME = "scopes"

    def take(self, scope: str, count: int, session: ClientSession) -> int:
        """The first of ``count`` numbers; whoever wants the next waits for this transaction."""
        counted = self.rows.find_one_and_update(
            {"_id": scope},
            {"$inc": {"seq": count}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        return int(counted["seq"]) - count + 1

    def hold(self, scope: str, session: ClientSession) -> None:
        """Keep others from the counter until this transaction ends, before anything is read.

        A transaction that reads first sees the counter as it was then, and must begin again when
        anybody has counted since.
        """
        held = {"$inc": {"turns": 1}, "$setOnInsert": {"seq": 0}}
        self.rows.update_one({"_id": scope}, held, upsert=True, session=session)

    def heads(self, grant: Grant, also: Iterable[str], session: ClientSession) -> dict[str, Head]:
        """How far each scope of the grant has counted, and each of the others named."""
        wanted: list[Document] = [{"_id": {"$in": sorted({*grant.named, *also})}}]
        if grant.every_area:
            wanted.append({"_id": {"$gte": AREA, "$lt": PAST_AREA}})
        found = self.rows.find({"$or": wanted}, session=session)
        return {row["_id"]: Head(row["seq"], row.get("floor", 0)) for row in found}

    def raise_floor(self, scope: str, floor: int, session: ClientSession) -> None:
        self.rows.update_one({"_id": scope}, {"$max": {"floor": floor}}, session=session)


class Changes(Collection):
    """One row for each thing in a scope, with the number of its last change; ``body`` is JSON.

    A thing that left stays as a tombstone. ``since`` is the number under which it first came, so
    that a tablet is told of no parting from what it never had.
    """

    NAME = "changes"
    INDEXES = [
        IndexModel([("scope", ASCENDING), ("seq", ASCENDING)], name="by_scope", unique=True),
        IndexModel(
            [("scope", ASCENDING), ("gone", ASCENDING), ("kind", ASCENDING), ("mark", ASCENDING)],
            name="digest",
        ),
        IndexModel([("kind", ASCENDING), ("key", ASCENDING), ("scope", ASCENDING)], name="by_key"),
        IndexModel("visit", name="by_visit", partialFilterExpression={"visit": {"$exists": True}}),
        IndexModel(
            "establishment",
            name="by_establishment",
            partialFilterExpression={"establishment": {"$exists": True}},
        ),
        IndexModel(
            [("scope", ASCENDING), ("gone_at", ASCENDING)],
            name="tombstones",
            partialFilterExpression={"gone_at": {"$exists": True}},
        ),
    ]

    def __init__(self, database: Any) -> None:
        super().__init__(database)
        self.scopes = Scopes(database)
        self.state = SyncState(database)

    def tell(self, changes: Iterable[Change], now: dt.datetime, session: ClientSession) -> None:
        """Number the changes, each scope's counter first; keep the last of each thing.

        Belongs at the beginning of the transaction that writes what they tell of.
        """
        by_scope = sorted(changes, key=lambda change: change.scope)
        groups = [
            (scope, list(group)) for scope, group in groupby(by_scope, key=lambda each: each.scope)
        ]
        writes = []
        for scope, group in groups:
            first = self.scopes.take(scope, len(group), session)
            writes += [_write(change, seq, now) for seq, change in enumerate(group, first)]
        if writes:
            self.rows.bulk_write(writes, session=session)

    def hold(self, scopes: Iterable[str], session: ClientSession) -> None:
        for scope in sorted(scopes):
            self.scopes.hold(scope, session)

    def standing(self, query: Document, session: ClientSession | None = None) -> list[Document]:
        """The rows that are no tombstones."""
        return list(self.rows.find({**query, "gone": False}, session=session))

    def of_kind(self, kind: str, after: Any, until: Any, session: ClientSession) -> list[Document]:
        """The standing rows of a kind with keys after the one and up to the other."""
        between = {"$gt": after} if after else {}
        between |= {"$lte": until} if until else {}
        query = {"kind": kind, "gone": False, **({"key": between} if between else {})}
        return list(self.rows.find(query, session=session).hint("by_key"))

    @contextmanager
    def moment(self) -> Iterator[ClientSession]:
        """A session that reads everything as of one moment, of what a majority has."""
        with self.rows.database.client.start_session(snapshot=True) as session:
            yield session

    def since(self, scope: str, seq: int, limit: int, session: ClientSession) -> list[Document]:
        """The next changes of a scope in order; of what came and went meanwhile nothing is told."""
        query = {
            "scope": scope,
            "seq": {"$gt": seq},
            "$or": [{"gone": False}, {"since": {"$lte": seq}}],
        }
        return self._told(query, limit, session)

    def left(
        self, scope: str, reached: int, told: int, limit: int, session: ClientSession
    ) -> list[Document]:
        """What a tablet that had reached so far still has of a scope that it lost, in order."""
        query = {
            "scope": scope,
            "seq": {"$gt": told},
            "since": {"$lte": reached},
            "$or": [{"gone": False}, {"seq": {"$gt": reached}}],
        }
        return self._told(query, limit, session)

    def standing_in(
        self, scopes: list[str], gone: list[Document], session: ClientSession
    ) -> set[tuple[str, Any]]:
        """Which of the rows tell of something that is still, or again, in one of the scopes."""
        found = set()
        for kind in {row["kind"] for row in gone}:
            keys = [row["key"] for row in gone if row["kind"] == kind]
            query = {"kind": kind, "key": {"$in": keys}, "scope": {"$in": scopes}, "gone": False}
            rows = self.rows.find(query, {"key": 1}, session=session).hint("by_key")
            found |= {(kind, row["key"]) for row in rows}
        return found

    def digests(self, scopes: list[str], session: ClientSession) -> list[Document]:
        """For each kind how many things stand in the scopes, and the sum of their marks."""
        stages: list[Document] = [
            {"$match": {"scope": {"$in": scopes}, "gone": False}},
            {"$group": {"_id": "$kind", "count": {"$sum": 1}, "digest": {"$sum": "$mark"}}},
            {"$sort": {"_id": 1}},
        ]
        return list(self.rows.aggregate(stages, session=session, hint="digest"))

    def purge(self, scope: str, before: dt.datetime, session: ClientSession) -> int:
        """Drop a scope's old tombstones; tablets that have not seen them must start again."""
        old = {"scope": scope, "gone_at": {"$lt": before}}
        rows = list(self.rows.find(old, {"seq": 1}, session=session).hint("tombstones"))
        if rows:
            self.rows.delete_many({"_id": {"$in": [row["_id"] for row in rows]}}, session=session)
            self.scopes.raise_floor(scope, max(row["seq"] for row in rows), session)
            self.state.count_purge(session)
        return len(rows)

    def with_old_tombstones(self, before: dt.datetime) -> list[str]:
        """The scopes that have any."""
        found = [row["_id"] for row in self.scopes.rows.find({}, {"_id": 1}).sort("_id", 1)]
        return [
            scope
            for scope in found
            if self.rows.find_one({"scope": scope, "gone_at": {"$lt": before}}, {"_id": 1})
        ]

    def _told(self, query: Document, limit: int, session: ClientSession) -> list[Document]:
        found = self.rows.find(query, TOLD, session=session).hint("by_scope")
        return list(found.sort("seq", ASCENDING).limit(limit))


def _write(change: Change, seq: int, now: dt.datetime) -> UpdateOne:
    key = {"_id": f"{change.scope} {change.kind} {change.key}"}
    if change.body is None:
        told = {"seq": seq, "gone": True, "mark": None, "body": None, "gone_at": now}
        return UpdateOne({**key, "gone": False}, {"$set": told})
    told = {"seq": seq, "gone": False, "mark": change.mark, "body": change.body}
    fixed = {"scope": change.scope, "kind": change.kind, "key": change.key, "since": seq}
    owners = {"visit": change.visit, "establishment": change.establishment}
    fixed |= {name: owner for name, owner in owners.items() if owner is not None}
    return UpdateOne(
        key, {"$set": told, "$setOnInsert": fixed, "$unset": {"gone_at": ""}}, upsert=True
    )
