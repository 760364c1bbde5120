"""The audit chain in MongoDB: in a database of its own, where the service only inserts and reads.

Nothing is changed or removed here, by any query. An entry's ``_id`` is its place, chain and seq, so
of two writers who follow the same entry one meets the other's and takes another chain.
"""

import datetime as dt
import logging
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pymongo
from bson.codec_options import CodecOptions, DatetimeConversion
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.client_session import ClientSession
from pymongo.errors import DuplicateKeyError, OperationFailure, PyMongoError
from pymongo.read_concern import ReadConcern

from service.domain.audit import CHAINS, CHECKPOINT_EVERY, FIRST_PREV, Entry, place_of, placed
from service.domain.audit_check import Finding
from service.repositories.collection import Collection, Document, after
from service.repositories.connection import Documents, named

log = logging.getLogger(__name__)

APPEND_SECONDS = 10
UNAUTHORIZED = 13
TURN_SECONDS = 2  # for a chain that another thread of this process is at
# Whoever may make an index can make one that lets entries expire.
CHANGES = {
    "anyAction", "update", "remove", "collMod", "convertToCapped", "createIndex",
    "dropCollection", "dropDatabase", "renameCollectionSameDB",
}  # fmt: skip
NEWEST = [("at", DESCENDING), ("_id", DESCENDING)]
# What somebody put there by hand must be told, not break the reading.
AS_FOUND: CodecOptions[Document] = CodecOptions(
    tz_aware=True,
    unicode_decode_error_handler="replace",
    datetime_conversion=DatetimeConversion.DATETIME_AUTO,
)


def audit_database(database: Documents) -> Documents:
    """Where the chain of a database lies, beside it on the same server."""
    return named(database.client, f"{database.name}_audit")


class AuditPlaceMissing(Exception):
    """The service's account may not make the audit log's place, and nobody else has."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has not its indexes, and this account may not make them: let the "
            "administrator of MongoDB run the commands that `flask audit place` prints."
        )


class AppendOnly(Collection):
    """A collection whose indexes are made by whoever may: the service's account need not be able
    to, as an index can be one that lets documents expire."""

    def ensure_indexes(self) -> None:
        known = self.rows.index_information()
        missing = [index for index in self.INDEXES if index.document["name"] not in known]
        if not missing:
            return
        try:
            self.rows.create_indexes(missing)
        except OperationFailure as error:
            if error.code != UNAUTHORIZED:
                raise
            raise AuditPlaceMissing(self.rows.full_name) from None


class Checkpoints(AppendOnly):
    """Signed heads of chains; ``_id`` is the place of the entry."""

    NAME = "checkpoints"

    def put(self, checkpoint: Document) -> bool:
        """Keep it; ``False`` when that place has one."""
        rest = {**checkpoint}
        place = {"chain": rest.pop("chain"), "seq": rest.pop("seq")}
        return self.insert({"_id": place, **rest})

    def all(self) -> Iterator[Document]:
        for found in self.rows.find().sort("_id", ASCENDING):
            place = found.pop("_id")
            yield {**place, **found} if isinstance(place, dict) else {"_id": place, **found}


class Audit(AppendOnly):
    """Who did what, written before it is done."""

    NAME = "entries"
    INDEXES = [
        IndexModel(NEWEST, name="newest"),
        IndexModel([("by", ASCENDING), *NEWEST], name="by_account"),
        IndexModel([("act", ASCENDING), *NEWEST, ("by", ASCENDING)], name="by_act"),
        IndexModel([("of", ASCENDING), *NEWEST], name="by_id"),
    ]

    def __init__(self, database: Documents, checkpoints: Checkpoints, anchor: Any = None) -> None:
        super().__init__(database)
        self.checkpoints, self.anchor = checkpoints, anchor
        # The newest there is: what it follows is on a majority whenever the follower is.
        self._heads = self.rows.with_options(read_concern=ReadConcern("local"))
        self._turns = [threading.Lock() for _ in range(CHAINS)]

    def append(self, entry: Entry, session: ClientSession | None = None) -> str:
        """Store an entry at the end of a chain; answers its place. It raises when it is not kept.

        With a session the entry commits with the rest of the transaction, or not at all; whoever
        was faster on the chain makes the transaction start again.
        """
        if session:
            return place_of(self._follow(entry, secrets.randbelow(CHAINS), session))
        with pymongo.timeout(APPEND_SECONDS):
            stored = self._stored(entry)
        if stored["_id"]["seq"] % CHECKPOINT_EVERY == 0:
            self._checkpoint(stored)
        return place_of(stored)

    def checkpoint_heads(self, at: dt.datetime) -> list[Document]:
        """Sign where every chain ends now; answers the new checkpoints."""
        heads = [head for chain in range(CHAINS) if (head := self._head(chain))]
        return [made for head in heads if (made := self._signed(head, at))]

    def changes_allowed(self) -> list[str]:
        """By what the account of this connection could change or remove entries; empty when it
        cannot. A server that asks nobody to sign in lets everybody do everything."""
        client = self.rows.database.client
        told = client.admin.command("connectionStatus", showPrivileges=True)["authInfo"]
        if not told["authenticatedUsers"]:
            return ["anyAction"]
        held = told["authenticatedUserPrivileges"]
        covering = [each for each in held if self._is_within(each["resource"])]
        return sorted(CHANGES & {action for each in covering for action in each["actions"]})

    def newest(self, query: Document, limit: int, key: Any) -> list[Document]:
        """A page, newest first; ``key`` is the last row's ``[at, chain, seq]``."""
        parts: list[Document] = [
            {name: query[name]} for name in ("by", "act", "of") if query[name] is not None
        ]
        parts += [{"at": {"$gte": query["from"]}}] if query["from"] else []
        parts += [{"at": {"$lt": query["to"]}}] if query["to"] else []
        if key:
            at, chain, seq = key
            parts.append(after(NEWEST, [at, {"chain": chain, "seq": seq}]))
        return self.page({"$and": parts} if parts else {}, NEWEST, limit)

    def readers(self, of: Any, acts: tuple[str, ...], limit: int) -> list[Document]:
        """Who did one of the acts on a record, ``{by, at}``, newest first; refusals left out."""
        found = self.rows.find(
            {"of": str(of), "act": {"$in": acts}}, {"by": 1, "at": 1, "about": 1}
        )
        rows = list(found.sort(NEWEST).limit(2 * limit))
        refused = {row["about"] for row in rows}
        kept = [row for row in rows if not row["about"] and place_of(row) not in refused]
        return kept[:limit]

    def counts(self, acts: tuple[str, ...], start: dt.datetime, end: dt.datetime) -> dict[str, int]:
        """How often each account did one of the acts; counted in an index alone."""
        stages: list[Document] = [
            {"$match": {"act": {"$in": acts}, "at": {"$gte": start, "$lt": end}}},
            {"$group": {"_id": "$by", "count": {"$sum": 1}}},
        ]
        return {row["_id"]: row["count"] for row in self.rows.aggregate(stages, hint="by_act")}

    def everything(self) -> Iterator[Document]:
        """All entries, chain by chain in their order, as they are found."""
        rows = self.rows.with_options(codec_options=AS_FOUND)
        yield from rows.find(batch_size=5_000).sort("_id", ASCENDING)

    def traps(self) -> list[Finding]:
        """What would make MongoDB itself remove entries."""
        found = [
            Finding("expiring", None, None, f"the index {name} lets entries expire: drop it")
            for name, facts in self.rows.index_information().items()
            if "expireAfterSeconds" in facts
        ]
        if self.rows.options().get("capped"):
            found.append(Finding("expiring", None, None, "the collection is capped"))
        return found

    def _is_within(self, resource: Document) -> bool:
        if resource.get("anyResource"):
            return True
        here = ("", self.rows.database.name), ("", self.NAME)
        return resource.get("db") in here[0] and resource.get("collection") in here[1]

    def _stored(self, entry: Entry) -> Entry:
        while True:
            with self._turn() as chain:
                try:
                    return self._follow(entry, chain)
                except DuplicateKeyError:
                    continue  # Another process was first on this chain.

    def _follow(self, entry: Entry, chain: int, session: ClientSession | None = None) -> Entry:
        """Read where the chain ends and insert after it.

        The end is read anew each time. One that was remembered could lie beyond the true end, after
        a restore, and the entry would leave a gap.
        """
        head = self._head(chain, session)
        seq, prev = (head["_id"]["seq"], head["hash"]) if head else (0, FIRST_PREV)
        document = placed(entry, chain, seq + 1, prev)
        self.rows.insert_one(document, session=session)
        return document

    def _head(self, chain: int, session: ClientSession | None = None) -> Document | None:
        rows = self.rows if session else self._heads
        within = {"$gte": {"chain": chain, "seq": 0}, "$lt": {"chain": chain + 1, "seq": 0}}
        return rows.find_one(
            {"_id": within}, {"hash": 1, "at": 1}, sort=[("_id", DESCENDING)], session=session
        )

    @contextmanager
    def _turn(self) -> Iterator[int]:
        """A chain that no other thread of this process is at, where there is one.

        It only saves attempts: correctness is the unique ``_id``'s.
        """
        start = secrets.randbelow(CHAINS)
        order = [(start + step) % CHAINS for step in range(CHAINS)]
        free = (chain for chain in order if self._turns[chain].acquire(blocking=False))
        chain = next(free, None)
        if chain is None:
            chain = start
            held = self._turns[chain].acquire(timeout=TURN_SECONDS)
        else:
            held = True
        try:
            yield chain
        finally:
            if held:
                self._turns[chain].release()

    def _checkpoint(self, head: Document) -> None:
        """The entry is kept already: what goes wrong here is told in the log and refuses nobody."""
        try:
            self._signed(head, head["at"])
        except (OSError, PyMongoError) as error:
            log.error("audit: no checkpoint at %s: %s", place_of(head), type(error).__name__)

    def _signed(self, head: Document, at: dt.datetime) -> Document | None:
        if self.anchor is None:
            return None
        checkpoint = self.anchor.signed(**head["_id"], digest=head["hash"], at=at)
        if not self.checkpoints.put(checkpoint):
            return None
        self.anchor.keep(checkpoint)
        return checkpoint
