"""Addresses as lists write them, old and new, moved to the communes of today."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import process

from service.domain.areas import area_key, by_key
from service.domain.errors import Fault
from service.domain.names import accents_agree, folded

NEAR_NAMES = 3  # proposals for a name that nobody knows
NEAR_ENOUGH = 75  # of 100
KNOWN_AT_MOST = 50_000  # answers kept, so that a list's repeated communes are resolved once

COMMUNE_TYPES = {
    "xa": "xa", "x": "xa", "phuong": "phuong", "p": "phuong",
    "thi tran": "thi tran", "tt": "thi tran", "dac khu": "dac khu",
}  # fmt: skip
DISTRICT_TYPES = ("huyen", "h", "thanh pho", "tp", "thi xa", "tx", "quan", "q")

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Resolution:
    """``area`` is ``{"scheme": "2025", "code"}``, or None with a ``fault`` naming what is possible.

    ``candidates`` are keys of today; ``notice`` tells how a name with two meanings was read.
    """

    area: dict[str, str] | None
    fault: Fault | None = None
    candidates: tuple[str, ...] = ()
    notice: Fault | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """What an address says: the commune as written, its type, and the old district's document."""

    name: str = ""
    kind: str | None = None
    district: Document | None = None
    written: str = ""


@dataclass(slots=True)
class _Gazetteer:
    """Communes by folded name and (unspaced) by names lost before 2025; the old districts."""

    communes: dict[str, list[Document]] = field(default_factory=lambda: defaultdict(list))
    former: dict[str, list[Document]] = field(default_factory=lambda: defaultdict(list))
    districts: dict[str, Document] = field(default_factory=dict)
    provinces: set[str] = field(default_factory=set)


class AddressResolver:
    """Resolves within one province; ``areas`` are its documents of both schemes.

    The library's own converter is not called: for a commune that was split it sends the address
    to a geocoder on the network, and it takes any part of a word for a name.
    """

    def __init__(self, areas: Iterable[Document]) -> None:
        documents = list(areas)
        self._areas = by_key(documents)
        self._names = _gazetteer(documents)
        self._known: dict[tuple[str, str, str], Resolution] = {}
        communes = _alternatives(self._names.communes)
        districts = _alternatives(self._names.districts)
        self._typed_commune = re.compile(rf"\b({_alternatives(COMMUNE_TYPES)}) ({communes})\b")
        self._typed_district = re.compile(rf"\b({_alternatives(DISTRICT_TYPES)}) ({districts})\b")

    def __call__(self, address: str, commune: str = "", district_old: str = "") -> Resolution:
        return self.resolve(address, commune, district_old)

    def resolve(self, address: str, commune: str = "", district_old: str = "") -> Resolution:
        """The commune of today; the columns come first, the address fills what they leave open."""
        known = (commune, district_old, address if not (commune and district_old) else "")
        if known not in self._known:
            if len(self._known) >= KNOWN_AT_MOST:
                self._known.clear()
            self._known[known] = self._resolved(*known)
        return self._known[known]

    def _resolved(self, commune: str, district_old: str, address: str) -> Resolution:
        elsewhere = self._other_province(address)
        if elsewhere:
            return _refused("other_province", f"Địa chỉ thuộc {elsewhere}, ngoài tỉnh này.", ())
        place = self._place(commune, district_old, address)
        if not place.name:
            return self._without_commune(place)
        found = self._matching(place)
        return self._decided(place, found) if found else self._unknown(place)

    def _place(self, commune: str, district_old: str, address: str) -> _Place:
        district = self._district(district_old) or self._mentioned_district(
            address, folded(commune)
        )
        place = self._commune_in(commune)
        if not place.name and district_old and self._district(district_old) is None:
            place = self._commune_in(district_old)
        if not place.name and commune:
            place = _Place(name=_without_type(folded(commune)), written=commune.strip())
        if not place.name:
            place = self._mentioned_commune(address, district)
        if district is None and commune:
            district = self._mentioned_district(commune)
        return _Place(place.name, place.kind, district, place.written)

    def _district(self, text: str) -> Document | None:
        words = folded(text)
        bare = re.sub(rf"^({_alternatives(DISTRICT_TYPES)}) ", "", words)
        return self._names.districts.get(words) or self._names.districts.get(bare)

    def _mentioned_district(self, text: str, commune: str = "") -> Document | None:
        """The last district that the text names with its type, or alone between two commas."""
        typed = self._typed_district.findall(folded(text))
        if typed:
            return self._names.districts[typed[-1][1]]
        segments = _segments(text)[1:]  # a lone first segment is the commune
        if segments and segments[-1] in self._names.provinces:
            segments.pop()
        last = segments[-1] if segments else ""
        return self._names.districts.get(last) if last != commune else None

    def _commune_in(self, text: str) -> _Place:
        """What a cell of the commune's column says, or nothing when no commune has that name."""
        words = folded(text)
        typed = self._typed_commune.findall(words)
        if typed:
            return _Place(typed[-1][1], COMMUNE_TYPES[typed[-1][0]], written=text.strip())
        first = next(iter(_segments(text)), "")
        return _Place(first, written=text.strip()) if first in self._names.communes else _Place()

    def _mentioned_commune(self, address: str, district: Document | None) -> _Place:
        typed = self._typed_commune.findall(folded(address))
        if typed:
            return _Place(typed[-1][1], COMMUNE_TYPES[typed[-1][0]], written=address.strip())
        segments = [s for s in _segments(address) if s not in self._names.provinces]
        if district and segments and folded(district["name"]) == segments[-1]:
            segments.pop()
        bare = map(_without_type, reversed(segments))
        lone = next((name for name in bare if self._named(name)), "")
        return _Place(lone, written=address.strip()) if lone else _Place()

    def _matching(self, place: _Place) -> list[Document]:
        """The communes of that name, narrowed by district, type and accents where any is left."""
        found = self._named(place.name)
        if place.district is not None:
            found = self._in_district(found, place.district)
        found = [area for area in found if _type(area) == place.kind] or found
        return [area for area in found if accents_agree(area["name"], place.written)] or found

    def _named(self, name: str) -> list[Document]:
        return list(
            self._names.communes.get(name) or self._names.former.get(name.replace(" ", ""), ())
        )

    def _in_district(self, found: list[Document], district: Document) -> list[Document]:
        """The old ones of the district; else today's that took in a part of it."""
        old = [a for a in found if a["scheme"] == "legacy" and a["parent"] == district["code"]]
        return old or [a for a in found if a["scheme"] == "2025" and self._touches(a, district)]

    def _touches(self, area: Document, district: Document) -> bool:
        links = (self._areas.get(area_key(link)) for link in area["predecessors"])
        return any(old is not None and old["parent"] == district["code"] for old in links)

    def _decided(self, place: _Place, found: list[Document]) -> Resolution:
        keys = sorted({key for area in found for key in _today(area)})
        if len(keys) == 1:
            return _resolution(keys[0])
        today = [area_key(area) for area in found if area["scheme"] == "2025"]
        if len(today) == 1 and place.district is None:
            return _resolution(today[0], self._read_as_today(today[0], keys))
        if len(found) == 1:
            return self._ambiguous(
                "split_commune", f"{found[0]['full_name']} cũ đã được chia", keys
            )
        return self._ambiguous("homonym", "Có nhiều nơi cùng tên", keys, found)

    def _read_as_today(self, key: str, keys: list[str]) -> Fault:
        name = self._areas[key]["full_name"]
        others = self._listed([other for other in keys if other != key])
        return Fault(
            "area",
            "read_as_today",
            f"Không ghi huyện cũ nên hiểu là {name} hiện nay; "
            f"nếu là địa danh cũ thì có thể thuộc {others}.",
        )

    def _ambiguous(
        self, code: str, reason: str, keys: list[str], old: Iterable[Document] = ()
    ) -> Resolution:
        districts = [f"{a['full_name']}, {self._parent_name(a)}" for a in old if a["parent"]]
        which = f" ({'; '.join(districts)})" if districts else ""
        words = f"{reason}{which}. Xin ghi rõ xã, phường hiện nay: {self._listed(keys)}."
        return _refused(code, words, keys)

    def _without_commune(self, place: _Place) -> Resolution:
        if place.district is None:
            words = "Chưa có xã, phường. Xin điền cột Xã/Phường hoặc ghi xã, phường trong địa chỉ."
            return _refused("commune_missing", words, ())
        today = (
            a for a in self._areas.values() if (a["scheme"], a["level"]) == ("2025", "commune")
        )
        keys = [area_key(area) for area in today if self._touches(area, place.district)]
        district = place.district["full_name"]
        words = f"Chỉ có {district}, chưa có xã, phường. Xin chọn: {self._listed(keys)}."
        return _refused("commune_missing", words, keys)

    def _unknown(self, place: _Place) -> Resolution:
        if place.name in self._names.communes and place.district is not None:
            found = self._names.communes[place.name]
            keys = sorted({key for area in found for key in _today(area)})
            reason = f"{place.district['full_name']} không có xã, phường tên này"
            return self._ambiguous("not_in_district", reason, keys, found)
        near = self._near(place.name)
        words = f"Không có xã, phường tên “{place.written}” trong tỉnh."
        proposal = (
            f" Có phải: {self._listed(near)}?" if near else " Xin ghi tên xã, phường hiện nay."
        )
        return _refused("commune_unknown", words + proposal, near)

    def _near(self, name: str) -> list[str]:
        names = list(self._names.communes)
        near = process.extract(name, names, limit=NEAR_NAMES, score_cutoff=NEAR_ENOUGH)
        found = [area for match in near for area in self._names.communes[match[0]]]
        return list(dict.fromkeys(key for area in found for key in _today(area)))

    def _other_province(self, address: str) -> str | None:
        last = next(reversed(_segments(address)), "")
        if not last.startswith("tinh ") or last in self._names.provinces:
            return None
        return re.split(r"[,;]", address)[-1].strip()

    def _listed(self, keys: Iterable[str]) -> str:
        return ", ".join(self._areas[key]["full_name"] for key in keys)

    def _parent_name(self, area: Document) -> str:
        scheme = "hiện nay" if area["scheme"] == "2025" else None
        parent = self._areas.get(f"{area['scheme']}:{area['parent']}")
        return scheme or (parent["full_name"] if parent else "")


def _gazetteer(areas: Iterable[Document]) -> _Gazetteer:
    names = _Gazetteer()
    for area in areas:
        name = folded(area["name"])
        if area["level"] == "commune":
            for spelling in _spellings(name):
                names.communes[spelling].append(area)
            for alias in area.get("aliases", ()):
                names.former[alias].append(area)
        elif area["level"] == "district":
            names.districts[name] = area
        else:
            names.provinces |= {name, folded(area["full_name"]), f"tinh {name}"}
    names.provinces |= {"viet nam", "vn"}
    return names


def _spellings(name: str) -> set[str]:
    return {name, name.replace("nong truong", "nt")}


def _segments(text: str) -> list[str]:
    return [s for s in (folded(part) for part in re.split(r"[,;\n]| - ", text or "")) if s]


def _alternatives(words: Iterable[str]) -> str:
    """A pattern of the words, longest first; one that never matches when there are none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def _without_type(words: str) -> str:
    return re.sub(rf"^({_alternatives(COMMUNE_TYPES)}) ", "", words)


def _type(area: Document) -> str:
    return folded(area["type"])


def _today(area: Document) -> list[str]:
    return (
        [area_key(area)] if area["scheme"] == "2025" else [area_key(a) for a in area["successors"]]
    )


def _resolution(key: str, notice: Fault | None = None) -> Resolution:
    scheme, _, code = key.partition(":")
    return Resolution({"scheme": scheme, "code": code}, notice=notice)


def _refused(code: str, words: str, keys: Iterable[str]) -> Resolution:
    return Resolution(None, Fault("area", code, words), tuple(keys))
