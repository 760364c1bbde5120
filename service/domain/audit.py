"""The audit chain: what an entry says, its bytes and its hash, and what a checkpoint signs.

Entries lie in a few chains. Each holds the hash of the one before it in its chain, so that none can
be changed, taken out, put in or moved without the chain showing it.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

# Writers take turns on different chains; fixed, as every entry's hash holds the number of its own.
CHAINS = 16
CHECKPOINT_EVERY = 100  # entries of a chain
TEXT_MOST = 500  # characters of any one text
FIRST_PREV = "0" * 64
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MILLISECOND = dt.timedelta(milliseconds=1)

SIGNED = ("chain", "seq", "hash", "at", "kid")

Entry = dict[str, Any]


def entry_of(
    act: str,
    at: dt.datetime,
    who: Mapping[str, Any] | None = None,
    *,
    address: str | None = None,
    of: Iterable[Any] = (),
    asked: Iterable[Any] = (),
    outcome: str | None = None,
    about: str | None = None,
) -> Entry:
    """What happened, before it has its place in a chain.

    ``who`` is an account as ``signed_in`` answers it (``username``, ``role``, ``unit``,
    ``session``, ``device``), or what is known of one. ``of`` are ids, ``asked`` the filters of a
    list as ``name=value``; never what a record says. ``outcome`` is the code of a refusal, and
    ``about`` the place of the entry that was written before what was refused.
    """
    who = who or {}
    named = {name: who.get(name) for name in ("username", "role", "unit", "session", "device")}
    by = {name: value if value is None else _text(value) for name, value in named.items()}
    return {
        "at": EPOCH + (at - EPOCH) // MILLISECOND * MILLISECOND,
        "by": by.pop("username"),
        **by,
        "address": address and _text(address),
        "act": act,
        "of": [_text(value) for value in of],
        "asked": [_text(value) for value in asked],
        "outcome": outcome,
        "about": about,
    }


def placed(entry: Entry, chain: int, seq: int, prev: str) -> Entry:
    """The entry at its place: ``_id`` (chain and seq), ``prev`` and ``hash`` filled in."""
    document = {"_id": {"chain": chain, "seq": seq}, "prev": prev, **entry}
    return {**document, "hash": hash_of(document)}


def hash_of(document: Entry) -> str:
    """Hexadecimal SHA-256 of the canonical bytes; whatever ``hash`` it holds is left out."""
    return hashlib.sha256(canonical(document, document["_id"]["seq"])).hexdigest()


def canonical(document: Entry, seq: int) -> bytes:
    """Every field in a fixed order as compact JSON in UTF-8, the time in milliseconds."""
    told = {
        "chain": document["_id"]["chain"],
        "seq": seq,
        "prev": document["prev"],
        "at": (document["at"] - EPOCH) // MILLISECOND,
    }
    for name in ("by", "role", "unit", "session", "device", "address", "act", "of", "asked",
                 "outcome", "about"):  # fmt: skip
        told[name] = document[name]
    return orjson.dumps(told)


def place_of(document: Entry) -> str:
    """``chain:seq``, as ``about`` and the answers of the API name it."""
    return f"{document['_id']['chain']}:{document['_id']['seq']}"


def line_of(document: Entry) -> str:
    """One entry as one line of ASCII: no character of it can end the line or steer a terminal."""
    told = {**document, **document["_id"], "at": document["at"].isoformat()}
    del told["_id"]
    return json.dumps(told).replace("\x7f", "\\u007f")


def checkpoint_bytes(checkpoint: Mapping[str, Any]) -> bytes:
    """What the signature of a checkpoint is over: ``{chain, seq, hash, at, kid}``."""
    return orjson.dumps({name: checkpoint[name] for name in SIGNED})


def _text(value: Any) -> str:
    return str(value)[:TEXT_MOST].encode("utf-8", "replace").decode()
