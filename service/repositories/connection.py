"""The one place that opens MongoDB, with what an acknowledged write must mean."""

from typing import Any

from bson.codec_options import CodecOptions
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

Documents = Database[dict[str, Any]]

WRITE = WriteConcern(w="majority", j=True, wtimeout=15_000)
READ = ReadConcern("majority")
CODEC: CodecOptions[dict[str, Any]] = CodecOptions(tz_aware=True, uuid_representation=4)

PATIENCE = {"serverSelectionTimeoutMS": 10_000, "connectTimeoutMS": 5_000}


def connect(uri: str, name: str) -> Documents:
    """The database, with majority and journaled writes set rather than inherited.

    An implicit majority is lost in a set with an arbiter, so the concern is never left to the
    server's default. Times come back aware and in UTC; UUIDs are the standard binary kind. How long
    to wait is ours where the address does not say.
    """
    patience = {name: wait for name, wait in PATIENCE.items() if f"{name}=" not in uri}
    client: MongoClient[dict[str, Any]] = MongoClient(
        uri,
        tz_aware=True,
        uuidRepresentation="standard",
        retryWrites=True,
        appname="an-tru",
        **patience,
    )
    return named(client, name)


def named(client: MongoClient[dict[str, Any]], name: str) -> Documents:
    """A database of the same server, with the same concerns."""
    return client.get_database(name, codec_options=CODEC, write_concern=WRITE, read_concern=READ)
