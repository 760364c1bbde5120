"""Units as data: a whole list checked, then stored."""

import datetime as dt
from typing import Any

from service.domain.errors import Conflict, Fault, Invalid, NotFound, Stale
from service.usecases.tell_tablets import of_unit


def import_units(repos: Any, units: list[dict[str, Any]], now: dt.datetime) -> list[str]:
    """Store units by code, all or none; answers the codes.

    Raises :class:`Invalid` where a parent or an area is unknown, before anything is stored.
    """
    known = {unit["_id"] for unit in repos.units.all()} | {unit["code"] for unit in units}
    areas = {area["_id"] for area in repos.areas.all()}
    faults = [
        fault for number, unit in enumerate(units) for fault in _faults(number, unit, known, areas)
    ]
    if faults:
        raise Invalid(faults)
    documents = [_document(unit["code"], unit) for unit in units]

    def work(session: Any) -> None:
        repos.changes.tell(map(of_unit, documents), now, session)
        for document in documents:
            _put(repos, document, session)

    repos.in_transaction(work)
    return [unit["code"] for unit in units]


def list_units(repos: Any) -> dict[str, Any]:
    """Every unit, with its version."""
    return {"items": [_told(unit) for unit in repos.units.all()], "next_cursor": None}


def open_unit(
    repos: Any, unit: dict[str, Any], now: dt.datetime
) -> tuple[dict[str, Any], bool]:  # fmt: skip
    """Store a new unit; answers it and whether it is new. The same again changes nothing;
    :class:`Conflict` where another stands under its code."""
    _check(repos, unit["code"], unit)
    document = _document(unit["code"], unit)

    def work(session: Any) -> bool:
        if repos.units.get(document["_id"], session):
            return False
        repos.units.insert({**document, "version": 1}, session)
        repos.changes.tell([of_unit(document)], now, session)
        return True

    fresh = repos.in_transaction(work)
    stored = _told(repos.units.get(document["_id"]))
    if not fresh and {**document, "version": stored["version"]} != stored:
        raise Conflict("Đã có đơn vị khác mang mã này. Xin chọn mã khác, hoặc sửa đơn vị đó.")
    return stored, fresh


def change_unit(
    repos: Any, code: str, fields: dict[str, Any], version: int, now: dt.datetime
) -> dict[str, Any]:
    """Put a unit in place of the version that was read; it ends by ``valid_to``.

    What its accounts may see follows with their next request. :class:`NotFound`, :class:`Stale`.
    """
    if not repos.units.stands(code):
        raise NotFound
    _check(repos, code, fields)
    document = {**_document(code, fields), "version": version + 1}

    def work(session: Any) -> None:
        if _told(repos.units.get(code, session))["version"] != version:
            raise Stale
        repos.units.put(document, session)
        repos.changes.tell([of_unit(document)], now, session)

    repos.in_transaction(work)
    return document


def _put(repos: Any, document: dict[str, Any], session: Any) -> None:
    """In place of what stands under its code, if it differs; whoever read that one reads anew."""
    stands = repos.units.get(document["_id"], session)
    version = _told(stands)["version"] if stands else 0
    if stands != {**document, "version": version}:
        repos.units.put({**document, "version": version + 1}, session)


def _document(code: str, unit: dict[str, Any]) -> dict[str, Any]:
    return {"_id": code, **{name: value for name, value in unit.items() if name != "code"}}


def _told(unit: dict[str, Any]) -> dict[str, Any]:
    """A unit that came with a list has the version 1 until somebody changes it."""
    return {"version": 1, **unit}


def _check(repos: Any, code: str, unit: dict[str, Any]) -> None:
    units = {each["_id"]: each["parent"] for each in repos.units.all()}
    faults = _faults(0, unit, set(units), {area["_id"] for area in repos.areas.all()})
    faults = [Fault(fault.path.removeprefix("0."), fault.code, fault.words) for fault in faults]
    above, seen = unit["parent"], {code}
    while above and above not in seen:
        seen.add(above)
        above = units.get(above)
    if above:
        words = "Đơn vị cấp trên không thể là chính đơn vị này hoặc đơn vị dưới nó."
        faults.append(Fault("parent", "in_a_circle", words))
    if faults:
        raise Invalid(faults)


def _faults(number: int, unit: dict[str, Any], known: set[str], areas: set[str]) -> list[Fault]:
    faults = []
    if unit["parent"] and unit["parent"] not in known:
        faults.append(Fault(f"{number}.parent", "unknown_unit", "Không có đơn vị mang mã này."))
    for area in unit["areas"] or []:
        if area not in areas:
            words = f"Không có địa bàn {area}. Ghi như 2025:05977."
            faults.append(Fault(f"{number}.areas", "unknown_area", words))
    return faults
