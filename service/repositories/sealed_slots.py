"""Where the confidential values of a document lie, and how they are sealed and opened there."""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from bson.binary import Binary

from service.domain.sealed import case_owner, refused_copy_owner, visit_owner
from service.repositories.collection import Document
from service.repositories.sealing import Sealing

ENCRYPTED = 6  # the BSON subtype of what the driver encrypts


class Slot(NamedTuple):
    """A place for a value: ``holder[key]``, under the name that is sealed with it."""

    field: str
    holder: Document
    key: str


def is_sealed(value: Any) -> bool:
    return isinstance(value, Binary) and value.subtype == ENCRYPTED


def _any(_slot: Slot) -> bool:
    return True


def _in_clear(slot: Slot) -> bool:
    return not is_sealed(slot.holder[slot.key])


class SealedSlots:
    """Seals and opens copies of one kind of document; what is no slot stays as it is."""

    def __init__(
        self,
        sealing: Sealing,
        owner_of: Callable[[Document], str],
        slots_of: Callable[[Document], Iterable[Slot]],
    ) -> None:
        self.sealing, self.owner_of, self.slots_of = sealing, owner_of, slots_of

    def sealed(self, document: Document) -> Document:
        return self._moved(document, self.sealing.seal_all, _any)

    def sealed_where_clear(self, document: Document) -> Document:
        """For documents of before sealing, or of which only a part was sealed."""
        return self._moved(document, self.sealing.seal_all, _in_clear)

    def opened(self, document: Document) -> Document:
        """What was purged holds nothing that could be opened, and its key is shredded."""
        if document.get("purged_at"):
            return document
        return self._moved(document, self.sealing.open_all, _any)

    def _moved(
        self,
        document: Document,
        way: Callable[..., dict[str, Any]],
        wanted: Callable[[Slot], bool],
    ) -> Document:
        copy = deepcopy(document)
        slots = [slot for slot in self.slots_of(copy) if wanted(slot)]
        values = way(self.owner_of(copy), {slot.field: slot.holder[slot.key] for slot in slots})
        for slot in slots:
            slot.holder[slot.key] = values[slot.field]
        return copy


def owner_of_sheet(sheet: Document) -> str:
    """The case, so that both are shredded as one; a call without flags has none."""
    return case_owner(sheet["case"]) if sheet["case"] else visit_owner(sheet["_id"])


def slots_of_sheet(sheet: Document) -> Iterator[Slot]:
    """The rules and every field of every flag, of the sheet and of what it said before.

    The version is part of the name: what was said before does not open as what is said now.
    """
    place = f"sheets/{sheet['_id']}"
    yield Slot(f"{place}/rules", sheet, "rules")
    for version in (sheet, *sheet["earlier"]):
        yield from _confidential(f"{place}/{version['version']}", version)


def owner_of_copy(copy: Document) -> str:
    return refused_copy_owner(copy["_id"])


def slots_of_copy(copy: Document) -> Iterator[Slot]:
    """The confidential part of a refused copy."""
    yield from _confidential("refused", copy)


def owner_of_case(case: Document) -> str:
    return case_owner(case["_id"])


def slots_of_case(case: Document) -> Iterator[Slot]:
    """Why it was moved, what was noted, and the rules that fired: one of them tells of a child."""
    for move in case.get("moves", ()):
        yield slot_of_move(move)
    for entry in case.get("visits", ()):
        yield slot_of_entry(entry)
    for opening in case.get("glass", ()):
        yield slot_of_glass(opening)
    for note in case.get("notes", ()):
        yield slot_of_note(note)


def slot_of_move(move: Document) -> Slot:
    milliseconds = round(move["at"].timestamp() * 1000)
    return Slot(f"moves/{milliseconds}/{move['to']}/reason", move, "reason")


def slot_of_glass(opening: Document) -> Slot:
    milliseconds = round(opening["at"].timestamp() * 1000)
    return Slot(f"glass/{milliseconds}/{opening['by']}/reason", opening, "reason")


def slot_of_note(note: Document) -> Slot:
    return Slot(f"notes/{note['id']}/text", note, "text")


def slot_of_entry(entry: Document) -> Slot:
    return Slot(f"visits/{entry['visit']}/rules", entry, "rules")


def _confidential(place: str, holder: Document) -> Iterator[Slot]:
    yield Slot(f"{place}/emergency_call", holder, "emergency_call")
    for number, flag in enumerate(holder["flags"]):
        for name in flag:
            yield Slot(f"{place}/flags/{number}/{name}", flag, name)
