"""What is wrong with a chain of the audit log: each finding with its chain, its seq and why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from service.domain.audit import CHAINS, FIRST_PREV, canonical, hash_of

# How far from where it lies an entry is looked for, to tell a moved one from a changed one.
MOVED_MOST = 1_000

KEYS = (
    "_id", "prev", "at", "by", "role", "unit", "session", "device", "address", "act", "of",
    "asked", "outcome", "about", "hash",
)  # fmt: skip
WORDS = ("by", "role", "unit", "session", "device", "address", "outcome", "about")

Checkpoint = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """``what`` is changed, removed, inserted, moved, unlinked, rewritten, cut_off or forged;
    chain and seq are null for what lies at no place of any chain."""

    what: str
    chain: int | None
    seq: int | None
    words: str

    def __str__(self) -> str:
        where = "no chain" if self.chain is None else f"chain {self.chain}, entry {self.seq}"
        return f"{where}: {self.what}: {self.words}"


def findings(entries: Iterable[Any], checkpoints: Iterable[Checkpoint]) -> Iterator[Finding]:
    """What is wrong with all entries, in the order of their ids, by checkpoints whose signatures
    were looked at."""
    signed: dict[int, dict[int, list[Checkpoint]]] = defaultdict(dict)
    for each in checkpoints:
        signed[each["chain"]].setdefault(each["seq"], []).append(each)
    chains = {number: _Chain(number, signed.get(number, {})) for number in range(CHAINS)}
    for entry in entries:
        place = _place(entry)
        if place is None:
            yield Finding("inserted", None, None, f"no entry of a chain has the _id {_id(entry)}")
        else:
            yield from chains[place[0]].read(entry, place[1])
    for chain in chains.values():
        yield from chain.ended()


class _Chain:
    """What was read of one chain."""

    def __init__(self, number: int, signed: Mapping[int, list[Checkpoint]]) -> None:
        self.number, self.signed = number, signed
        self.seq, self.hash = 0, FIRST_PREV
        self.certain = 0  # the last entry that agreed with a checkpoint
        self.linked = True  # whether the next one can be held against the last
        self.shift = 0  # how far the last one was moved

    def read(self, entry: Any, seq: int) -> Iterator[Finding]:
        gap = seq - self.seq - 1
        if gap:
            last = f" to {seq - 1}" if gap > 1 else ""
            yield self._finding("removed", self.seq + 1, f"entry {self.seq + 1}{last} is gone")
        yield from self._own_faults(entry, seq, is_next=not gap)
        yield from self._signed_faults(entry.get("hash"), seq)
        self.seq, self.hash = seq, entry.get("hash")

    def ended(self) -> Iterator[Finding]:
        last = max(self.signed, default=0)
        if last > self.seq:
            at = self.signed[last][0]["at"]
            words = f"the chain ends here, but entry {last} was signed at {at}"
            yield self._finding("cut_off", self.seq, words)

    def _own_faults(self, entry: Any, seq: int, *, is_next: bool) -> Iterator[Finding]:
        shift, earlier = 0, self.shift
        if not _has_shape(entry):
            yield self._finding("changed", seq, "it has not the fields of an entry")
        elif hash_of(entry) != entry["hash"]:
            shift = _moved_by(entry, seq)
            if shift and shift != earlier:
                words = f"here lies what was written as entry {seq - shift}"
                yield self._finding("moved", seq, words)
            elif not shift:
                yield self._finding("changed", seq, "its hash is not that of what it says")
        elif is_next and self.linked and entry["prev"] != self.hash:
            words = "it does not follow the entry before it: one of the two was written later"
            yield self._finding("unlinked", seq, words)
        self.shift, self.linked = shift, not shift

    def _signed_faults(self, digest: Any, seq: int) -> Iterator[Finding]:
        for each in self.signed.get(seq, ()):
            if each["hash"] == digest:
                self.certain = seq
            else:
                words = (
                    f"it is not what was signed at {each['at']}: something after entry "
                    f"{self.certain} was written anew"
                )
                yield self._finding("rewritten", seq, words)

    def _finding(self, what: str, seq: int, words: str) -> Finding:
        return Finding(what, self.number, seq, words)


def _place(entry: Any) -> tuple[int, int] | None:
    place = entry.get("_id")
    if type(place) is not dict or list(place) != ["chain", "seq"]:
        return None
    chain, seq = place["chain"], place["seq"]
    if type(chain) is not int or type(seq) is not int or not 0 <= chain < CHAINS or seq < 1:
        return None
    return chain, seq


def _id(entry: Any) -> str:
    return ascii(entry.get("_id"))[:100]


def _has_shape(entry: Any) -> bool:
    """Strict, so that no other BSON type can pass for what its text says."""
    if len(entry) != len(KEYS) or any(name not in entry for name in KEYS):
        return False
    texts = (entry["prev"], entry["hash"], entry["act"], *entry["of"], *entry["asked"]) if (
        type(entry["of"]) is list and type(entry["asked"]) is list
    ) else (None,)  # fmt: skip
    return (
        isinstance(entry["at"], dt.datetime)
        and all(type(text) is str for text in texts)
        and all(entry[name] is None or type(entry[name]) is str for name in WORDS)
    )


def _moved_by(entry: Any, seq: int) -> int:
    """How far behind its own place the entry lies; 0 when it belongs nowhere near."""
    for distance in range(1, MOVED_MOST + 1):
        for shift in (distance, -distance):
            if sha256(canonical(entry, seq - shift)).hexdigest() == entry["hash"]:
                return shift
    return 0
