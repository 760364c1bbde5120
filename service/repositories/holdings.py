"""Everything the service keeps in MongoDB, as raw BSON: read as of one moment, or put back.

Collections are discovered, never listed by hand, so that a later one cannot be forgotten.
"""

import datetime as dt
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import bson
from bson import json_util
from bson.raw_bson import RawBSONDocument
from pymongo import MongoClient
from pymongo.client_session import ClientSession
from pymongo.errors import BulkWriteError, OperationFailure

from service.domain.backup import BackupRefused, Moved
from service.repositories.collection import Document
from service.repositories.connection import Documents, named
from service.repositories.restores import Restores

SNAPSHOT_TOO_OLD = 239
SNAPSHOT_UNAVAILABLE = 246
DUPLICATE_KEY = 11000
CLOCK_SECONDS = 30
BY_ID = [("_id", 1)]
RAW = bson.CodecOptions(document_class=RawBSONDocument)


class Snapshot:
    """All collections as they were at one moment, while writers go on."""

    def __init__(self, databases: dict[str, Documents], session: ClientSession) -> None:
        self.databases, self.session = databases, session
        # The first read fixes the moment, but only where its collection stands.
        anywhere = next(rows[name] for rows in databases.values() for name in _names(rows))
        anywhere.find_one({}, session=session)
        operation_time: Any = session.operation_time
        self.moment: dt.datetime = operation_time.as_datetime()
        self.collections = _collections(databases)

    def parts(self, database: str, name: str) -> Iterator[bytes]:
        """The documents in the order of their ids, some megabytes of BSON at a time."""
        rows = self.databases[database][name]
        yield from rows.find_raw_batches(sort=BY_ID, session=self.session)


class Holdings:
    """The service's database (``app``) and that of its audit log (``audit``)."""

    def __init__(self, database: Documents) -> None:
        audit = named(database.client, f"{database.name}_audit")
        self.databases: dict[str, Documents] = {"app": database, "audit": audit}
        self.restores = Restores(database)

    @property
    def name(self) -> str:
        return self.databases["app"].name

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Raises :class:`Moved`, or :class:`BackupRefused` where the moment is past its keeping."""
        client = self.databases["app"].client
        _wait_for_clock(client)
        with client.start_session(snapshot=True) as session:
            try:
                yield Snapshot(self.databases, session)
            except OperationFailure as error:
                raise _told(error) from error

    def filled(self) -> dict[str, int]:
        """About how many documents lie in each collection that has any."""
        found = {}
        for database, rows in self.databases.items():
            for name in _names(rows):
                if count := rows[name].estimated_document_count():
                    found[f"{database}/{name}"] = count
        return found

    def prepare(self, collections: list[Document]) -> None:
        """Create what is missing, with its options (validators, collation, views)."""
        known = {(database, name) for database, rows in self.databases.items()
                 for name in _names(rows)}  # fmt: skip
        for kept in collections:
            if (kept["database"], kept["name"]) not in known:
                options = json_util.loads(json.dumps(kept["options"]))
                rows = self.databases[kept["database"]]
                rows.create_collection(kept["name"], check_exists=False, **options)

    def put(self, database: str, name: str, part: bytes) -> None:
        """Insert a part's documents; those that stand from an earlier try are left alone.

        Only ever inserts, which is all that the audit log's rights allow.
        """
        documents = bson.decode_all(part, RAW)
        try:
            self.databases[database][name].insert_many(
                documents, ordered=False, bypass_document_validation=False
            )
        except BulkWriteError as error:
            faults = error.details["writeErrors"]
            if error.details["writeConcernErrors"] or any(
                fault["code"] != DUPLICATE_KEY for fault in faults
            ):
                raise

    def parts(self, database: str, name: str, but: str) -> Iterator[bytes]:
        """What lies in a collection now, in the order of ids, without the running restore."""
        query = {"_id": {"$ne": but}} if name == Restores.NAME else {}
        yield from self.databases[database][name].find_raw_batches(query, sort=BY_ID)


def _wait_for_clock(client: MongoClient[Document]) -> None:
    """A mongod that started a moment ago does not tell its time yet; a standalone never does."""
    deadline = time.monotonic() + CLOCK_SECONDS
    with client.start_session() as session:
        while session.operation_time is None:
            if time.monotonic() > deadline:
                raise BackupRefused(
                    "MongoDB does not tell its time, as only a replica set or a sharded cluster "
                    "does. A backup of one moment needs one of them."
                )
            client.admin.command("ping", session=session)
            time.sleep(0.02)


def _collections(databases: dict[str, Documents]) -> list[Document]:
    found = []
    for database, rows in databases.items():
        for facts in rows.list_collections():
            if facts["name"].startswith("system."):
                continue
            options = json.loads(json_util.dumps(facts.get("options", {})))
            is_view = facts.get("type") == "view"
            count = 0 if is_view else rows[facts["name"]].estimated_document_count()
            found.append({"database": database, "name": facts["name"], "options": options,
                          "is_view": is_view, "about": count})  # fmt: skip
    return sorted(found, key=lambda kept: (kept["is_view"], kept["database"], kept["name"]))


def _names(rows: Documents) -> list[str]:
    facts = rows.list_collections(filter={"type": "collection"})
    return [kept["name"] for kept in facts if not kept["name"].startswith("system.")]


def _told(error: OperationFailure) -> Exception:
    if error.code == SNAPSHOT_UNAVAILABLE:
        return Moved()
    if error.code == SNAPSHOT_TOO_OLD:
        return BackupRefused(
            "The backup took longer than MongoDB keeps the past. Raise its parameter "
            "minSnapshotHistoryWindowInSeconds (300 by default), for example to 3600: "
            "db.adminCommand({setParameter: 1, minSnapshotHistoryWindowInSeconds: 3600}) "
            "or --setParameter, or back up when less is written."
        )
    return error
