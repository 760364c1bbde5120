"""What becomes of one row of a list: stored, laid over what is there, held as double, refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from geopy.distance import geodesic

from schemas.vocabulary import KINDS_OF_LETTER
from service.domain.areas import area_key
from service.domain.errors import Fault
from service.domain.establishments import confirmed_point
from service.domain.names import bare_name, likeness

VERDICTS = ("created", "updated", "unchanged", "duplicate", "refused")

ALIKE = 0.85  # of 1: a near name within one commune
SAME = 0.995  # the same name but for accents left out, kind words and punctuation
NEAR_METRES = 50.0
CANDIDATES_AT_MOST = 5
PHONES_AT_MOST = 7  # what the field of a telephone holds, 100 characters

NAMESPACE = UUID("5b1f2a6e-3a35-5d0e-9a53-6f0a4c1d7e20")

# What a newer list changes; everything else it only fills where the register has nothing.
CHANGING = ("rooms", "stars", "status")
FILLING = ("address", "point")
OWNER_PARTS = ("name", "phone", "email")

WORDS_OF_FIELDS = {
    "rooms": "số phòng", "stars": "hạng sao", "status": "trạng thái", "address": "địa chỉ",
    "point": "vị trí", "owner": "chủ cơ sở, liên hệ", "licences": "quyết định",
}  # fmt: skip

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An establishment that the row may be; ``distance_m`` is None without two positions."""

    id: UUID
    name: str
    likeness: float
    distance_m: float | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """``changes`` are the new values by field; ``faults`` say why a row was not stored."""

    verdict: str
    establishment_id: UUID | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    candidates: tuple[Candidate, ...] = ()


def register_fields(row: Document, area: Mapping[str, str]) -> dict[str, Any]:
    """The parsed fields of a row in the shape of an establishment; None where the row is open."""
    owner = {
        "name": row["owner_name"],
        "phone": " / ".join(row["phones"][:PHONES_AT_MOST]),
        "email": row["email"] or "",
    }
    point = row["point"]
    return {
        "name": row["name"],
        "kind": row["kind"],
        "status": row["status"],
        "stars": row["stars"],
        "rooms": row["rooms"],
        "area": dict(area),
        "address": row["address"],
        "point": {"type": "Point", "coordinates": list(point)} if point else None,
        "owner": owner,
        "licences": [dict(licence) for licence in row["licences"]],
    }


def row_id(fields: Document) -> UUID:
    """Of name, commune and kind, so that a list sent twice stores nothing twice."""
    return uuid5(
        NAMESPACE, "|".join((bare_name(fields["name"]), area_key(fields["area"]), fields["kind"]))
    )


def verdict_of(
    fields: Document, candidates: Iterable[Document], earlier: Mapping[UUID, int] | None = None
) -> Verdict:
    """Judge a row against the establishments of its commune and those with its telephone.

    ``candidates`` are documents with ``_id, name, kind, area`` and what else is known; ``earlier``
    gives the line of this same list that an establishment came from.
    """
    known = list({document["_id"]: document for document in candidates}.values())
    same = [document for document in known if _is_same(fields, document)]
    if len(same) == 1:
        return _same_place(fields, same[0], (earlier or {}).get(same[0]["_id"]))
    near = same or [document for document in known if _may_be_same(fields, document)]
    if near:
        return _double(fields, near)
    if fields["kind"] is None:
        words = "Chưa rõ loại hình. Xin điền cột “Loại hình”: khách sạn, nhà nghỉ, homestay…"
        return refused(Fault("kind", "kind_missing", words))
    return Verdict("created", row_id(fields))


def refused(*faults: Fault) -> Verdict:
    """A row that is not stored, and why."""
    return Verdict("refused", faults=faults)


def described(changes: Document) -> list[str]:
    """Each change in Vietnamese: "số phòng: 30"."""
    return [
        f"{WORDS_OF_FIELDS[name]}: {value}"
        if name in CHANGING
        else f"bổ sung {WORDS_OF_FIELDS[name]}"
        for name, value in changes.items()
    ]


def compatible(kind: str | None, other: str | None) -> bool:
    """Whether one place may be listed as both: kinds of one letter in the catalogues, or none."""
    if kind is None or other is None or kind == other:
        return True
    return any(kind in kinds and other in kinds for kinds in KINDS_OF_LETTER.values())


def _is_same(fields: Document, document: Document) -> bool:
    return (
        area_key(fields["area"]) == area_key(document["area"])
        and compatible(fields["kind"], document["kind"])
        and likeness(fields["name"], document["name"]) >= SAME
    )


def _may_be_same(fields: Document, document: Document) -> bool:
    """A near name in the commune, the same telephone or the same spot, for a compatible kind."""
    if not compatible(fields["kind"], document["kind"]):
        return False
    same_area = area_key(fields["area"]) == area_key(document["area"])
    if same_area and likeness(fields["name"], document["name"]) >= ALIKE:
        return True
    distance = distance_m(fields, document)
    return bool(_phones(fields) & _phones(document)) or (
        distance is not None and distance <= NEAR_METRES
    )


def distance_m(a: Document, b: Document) -> float | None:
    """Geodesic metres between two positions, None when one is missing or a guess."""
    one, other = confirmed_point(a), confirmed_point(b)
    if not (one and other):
        return None
    (lon_a, lat_a), (lon_b, lat_b) = one["coordinates"], other["coordinates"]
    return float(geodesic((lat_a, lon_a), (lat_b, lon_b)).meters)


def _same_place(fields: Document, document: Document, line: int | None) -> Verdict:
    if line is not None:
        words = f"Trùng với dòng {line} của chính danh sách này."
        return Verdict("duplicate", document["_id"], faults=(Fault("name", "repeated_row", words),))
    changes = _changes(fields, document)
    return Verdict("updated" if changes else "unchanged", document["_id"], changes)


def _double(fields: Document, near: Sequence[Document]) -> Verdict:
    candidates = sorted(
        (
            Candidate(
                d["_id"],
                d["name"],
                round(likeness(fields["name"], d["name"]), 3),
                _metres(fields, d),
            )
            for d in near
        ),
        key=lambda candidate: -candidate.likeness,
    )[:CANDIDATES_AT_MOST]
    names = "; ".join(candidate.name for candidate in candidates)
    words = f"Có thể đã có trong danh bạ: {names}. Xin đối chiếu rồi sửa tên hoặc bỏ dòng này."
    fault = Fault("name", "may_be_double", words)
    return Verdict("duplicate", candidates[0].id, faults=(fault,), candidates=tuple(candidates))


def _metres(fields: Document, document: Document) -> float | None:
    distance = distance_m(fields, document)
    return None if distance is None else round(distance, 1)


def _changes(fields: Document, document: Document) -> dict[str, Any]:
    changes = {
        name: fields[name]
        for name in CHANGING
        if fields[name] is not None and fields[name] != document.get(name)
    }
    known = {**document, "point": confirmed_point(document)}
    changes |= {name: fields[name] for name in FILLING if fields[name] and not known.get(name)}
    owner = document.get("owner") or {}
    filled = {part: fields["owner"][part] for part in OWNER_PARTS if _fills(fields, owner, part)}
    if filled:
        changes["owner"] = {**owner, **filled}
    licences = list(document.get("licences") or [])
    new = [licence for licence in fields["licences"] if not _has_licence(licences, licence)]
    return {**changes, "licences": [*licences, *new]} if new else changes


def _fills(fields: Document, owner: Mapping[str, str], part: str) -> bool:
    return bool(fields["owner"][part]) and not owner.get(part)


def _has_licence(licences: Iterable[Document], licence: Document) -> bool:
    return any(
        (one["kind"], one["number"]) == (licence["kind"], licence["number"]) for one in licences
    )


def _phones(document: Document) -> set[str]:
    phone = (document.get("owner") or {}).get("phone") or ""
    numbers = ("".join(filter(str.isdigit, part)) for part in phone.split("/"))
    return {number for number in numbers if number}
