"""Where something confidential could come out: one line a sink, for later orders to add to.

Each sink hands out ``(where, bytes)`` of all that came out there; a sink with ``control`` must hold
the open words that were planted beside the confidential ones, so that the search is known to find.
"""

import io
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bson
from flask import Flask
from pymongo import MongoClient

from service import mongod
from tests.confidential.canaries import Planted
from tests.people import Person

Found = Iterator[tuple[Any, bytes]]

# What a rule needs beyond the ids of what was planted: values by rule, and queries to ask with.
VALUES = {
    "/api/v1/checklists/<string:code>/versions/<int:version>": {"code": "accommodation"},
    "/api/v1/summaries/preview/figures/<string:code>/records": {"code": "E1a"},
    "/api/v1/summaries/<uuid:summary_id>/figures/<string:code>/records": {"code": "E1a"},
    "/visits/<uuid:key>": {"key": "visit_id"},
    "/api/v1/map/export.<string:kind>": {"kind": "geojson"},
    "/api/v1/ogc/collections/<string:name>": {"name": "establishments"},
    "/api/v1/ogc/collections/<string:name>/items": {"name": "visits"},
    "/api/v1/ogc/collections/<string:name>/items/<string:key>": {
        "name": "visits", "key": "visit_id",
    },
    "/summaries/<uuid:key>": {"key": "summary_id"},
    "/static/<path:filename>": {"filename": "words/vi.js"},
    "/api/v1/assets/<path:filename>": {"filename": "swagger.js"},
    "/swaggerui/<path:filename>": {"filename": "swagger-ui.css"},
}  # fmt: skip
QUERIES: dict[str, list[dict[str, str]]] = {
    "/api/v1/summaries/preview": [{"period": "2026-Q4"}, {"period": "2026"}],
    "/api/v1/summaries/preview/figures/<string:code>/records": [{"period": "2026-Q4"}],
    "/api/v1/map": [{"zoom": "7"}, {"zoom": "14"}],
    "/api/v1/map/levels": [{"bbox": "106,21,108,23"}],
    "/api/v1/returns": [{"period": "2026-Q4"}],
    "/api/v1/summaries/<uuid:summary_id>.docx": [{}, {"public": "true"}],
    "/api/v1/establishments": [{}, {"q": "nha nghi"}, {"limit": "200"}],
    "/api/v1/recipients": [{"area": "05977"}],
    "/api/v1/visits": [{}, {"limit": "200"}],
    "/api/v1/visits/<uuid:visit_id>/attachments/<string:sha256>": [{}, {"preview": "true"}],
    "/api/v1/cases": [{}, {"level": "red"}, {"state": "monitoring"}],
}


@dataclass
class World:
    """Everything that a test planted and that may now be searched."""

    planted: Planted
    reads: "list[Read]"
    data_dir: Path
    log: str

    @property
    def place(self) -> mongod.Place:
        return mongod.Place(self.data_dir / "mongod")

    def root(self) -> MongoClient[Any]:
        return MongoClient(self.place.uri("root"))


@dataclass(frozen=True)
class Sink:
    """``control`` names the open slots whose words must be found there."""

    comes_out: Callable[[World], Found]
    control: tuple[str, ...] = ()


def paths(app: Flask, ids: dict[str, str]) -> dict[str, str]:
    """Every rule that can be read by GET, filled with ids of what is there.

    A new place in a path fails here until the canaries have an id for it.
    """
    found = {}
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            known = {**ids, **VALUES.get(rule.rule, {})}
            values = {name: ids.get(known[name], known[name]) for name in rule.arguments}
            with app.test_request_context():
                found[rule.rule] = rule.build(values)[1]
    return found


@dataclass(frozen=True)
class Read:
    """What a role was answered under a rule, head and body."""

    role: str
    rule: str
    status: int
    content: bytes


def reads(app: Flask, cast: dict[str, Person], ids: dict[str, str]) -> Iterator[Read]:
    """Each rule as each role, and as a stranger."""
    people = {**cast, "stranger": Person(app, None)}
    for rule, path in paths(app, ids).items():
        for role, person in people.items():
            for query in QUERIES.get(rule, [{}]):
                answer = person.client.get(path, headers=person.headers, query_string=query)
                content = repr(list(answer.headers)).encode() + answer.get_data()
                answer.close()
                yield Read(role, rule, answer.status_code, content)


def answers(world: World) -> Found:
    for read in world.reads:
        yield (read.role, read.rule), read.content


def papers(world: World) -> Found:
    """What each role was given on paper, unpacked: the parts of a DOCX, the words of a PDF."""
    for read in world.reads:
        if read.rule.endswith((".docx", ".pdf", ".xlsx")) and read.status == 200:
            for part in _unpacked(read.content):
                yield (read.role, read.rule), part


def _unpacked(content: bytes) -> Iterator[bytes]:
    if (start := content.find(b"%PDF-")) >= 0:
        words = ["pdftotext", "-enc", "UTF-8", "-", "-"]
        yield subprocess.run(words, input=content[start:], capture_output=True, check=True).stdout
        return
    with zipfile.ZipFile(io.BytesIO(content[content.index(b"PK") :])) as package:
        yield from map(package.read, package.namelist())


def sent_and_refused(world: World) -> Found:
    yield from world.planted.answered


def application_log(world: World) -> Found:
    yield "log", world.log.encode()


def mongod_log(world: World) -> Found:
    yield "mongod.log", (world.place.folder / "mongod.log").read_bytes()
    yield "mongod.err", (world.place.folder / "mongod.err").read_bytes()


def documents(world: World) -> Found:
    """Every document of every database, the oplog among them, as BSON."""
    raw = bson.CodecOptions(document_class=bson.raw_bson.RawBSONDocument)
    with world.root() as client:
        for database in client.list_database_names():
            for name in client[database].list_collection_names():
                if name.startswith(("system.", "replset.")):
                    continue  # The server's own; not even root may read some.
                rows = client[database].get_collection(name, codec_options=raw)
                for row in rows.find({}):
                    yield f"{database}.{name}", bytes(row.raw)


def files(world: World) -> Found:
    """The database's files once everything was written to them."""
    with world.root() as client:
        client.admin.command("fsync")
    for path in (world.place.folder / "db").glob("**/*.wt"):
        with suppress(FileNotFoundError):  # A dropped collection's file goes a little later.
            yield path.name, path.read_bytes()


def journal(world: World) -> Found:
    for path in (world.place.folder / "db" / "journal").iterdir():
        yield path.name, path.read_bytes().rstrip(b"\0")  # Files are made long before they fill.


OPEN = (
    "register: name", "visit: remarks", "amendment: reason", "refused copy: remarks",
    "batch: remarks",
)  # fmt: skip
SINKS = {
    "answers to every GET, as each role": Sink(
        answers, ("register: name", "visit: remarks", "amendment: reason", "batch: remarks")
    ),
    "papers, unpacked": Sink(papers, ("register: name", "visit: remarks", "amendment: reason")),
    "answers to what was sent and refused": Sink(sent_and_refused, ("register: name",)),
    "the application's log": Sink(application_log, ("register: name",)),
    "mongod's log": Sink(mongod_log, ("visit: remarks", "amendment: reason")),
    "every document of every database": Sink(documents, OPEN),
    "the database's files": Sink(files, OPEN),
    "the database's journal": Sink(journal, OPEN),
}
