"""The bare database: loops of nothing but inserts, with the write concern of the service."""

import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from pymongo.collection import Collection

Document = dict[str, Any]


def one_by_one(rows: Collection[Document], document: Document, count: int, threads: int) -> float:
    """``insert_one`` a document; answers documents a second."""
    return _rate(rows.insert_one, _copies(document, count), threads, 1)


def at_once(
    rows: Collection[Document], document: Document, count: int, threads: int, size: int
) -> float:
    """``insert_many`` of ``size`` documents; answers documents a second."""
    copies = _copies(document, count)
    chunks = [copies[start : start + size] for start in range(0, count, size)]
    return _rate(lambda chunk: rows.insert_many(chunk, ordered=False), chunks, threads, size)


def in_twos(repos: Any, visit: Document, sheet: Document, count: int, threads: int) -> float:
    """A transaction of two inserts, into two collections; answers transactions a second."""
    database = repos.database

    def insert(key: uuid.UUID) -> None:
        def work(session: Any) -> None:
            database["bench_visits"].insert_one({**visit, "_id": key}, session=session)
            database["bench_sheets"].insert_one({**sheet, "_id": key}, session=session)

        repos.in_transaction(work)

    insert(uuid.uuid4())  # so that no transaction has to create a collection
    return _rate(insert, [uuid.uuid4() for _ in range(count)], threads, 1)


def _copies(document: Document, count: int) -> list[Document]:
    return [{**document, "_id": uuid.uuid4()} for _ in range(count)]


def _rate(insert: Callable[[Any], Any], things: list[Any], threads: int, size: int) -> float:
    def loop(share: list[Any]) -> None:
        for thing in share:
            insert(thing)

    lines = [threading.Thread(target=loop, args=(things[n::threads],)) for n in range(threads)]
    start = time.monotonic()
    for line in lines:
        line.start()
    for line in lines:
        line.join()
    return len(things) * size / (time.monotonic() - start)
