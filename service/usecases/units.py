"""Units as data: a whole list checked, then stored."""

import datetime as dt
from typing import Any

from service.domain.errors import Fault, Invalid
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
    documents = [
        {"_id": unit["code"], **{name: value for name, value in unit.items() if name != "code"}}
        for unit in units
    ]

    def work(session: Any) -> None:
        repos.changes.tell(map(of_unit, documents), now, session)
        for document in documents:
            repos.units.put(document, session)

    repos.in_transaction(work)
    return [unit["code"] for unit in units]


def _faults(number: int, unit: dict[str, Any], known: set[str], areas: set[str]) -> list[Fault]:
    faults = []
    if unit["parent"] and unit["parent"] not in known:
        faults.append(Fault(f"{number}.parent", "unknown_unit", "Không có đơn vị mang mã này."))
    for area in unit["areas"] or []:
        if area not in areas:
            words = f"Không có địa bàn {area}. Ghi như 2025:05977."
            faults.append(Fault(f"{number}.areas", "unknown_area", words))
    return faults
