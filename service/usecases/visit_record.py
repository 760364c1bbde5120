"""The biên bản of a visit: its open part on paper, with the number that it keeps."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from service.domain import visit_record as rules
from service.usecases.number_papers import number_of
from service.usecases.papers import print_paper
from service.usecases.read_visits import visit_in_scope

PAPER, SYMBOL = "record", "BB"


def print_record(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, kind: str, now: dt.datetime
) -> tuple[bytes, str]:
    """The paper as ``docx`` or ``pdf``, and its file's name without the ending.

    Whoever prints a standing visit first gives it its number; a withdrawn one keeps what it has,
    and gets none.
    """
    visit = visit_in_scope(repos, who, visit_id)
    beside = _beside(repos, visit, _number(repos, visit, now))
    values = rules.record_values(visit, beside)
    content = print_paper(repos, PAPER, values, visit["facts"]["day"], kind)
    began = visit["content"]["started_at"]
    return content, rules.file_name(beside.number, values["unit"]["symbol"], began)


def _number(repos: Any, visit: dict[str, Any], now: dt.datetime) -> int | None:
    if visit["state"] != "standing":
        found: int | None = repos.paper_numbers.of(SYMBOL, visit["_id"])
        return found
    facts = visit["facts"]
    return number_of(repos, SYMBOL, facts["unit"], facts["day"][:4], visit["_id"], now)


def _beside(repos: Any, visit: dict[str, Any], number: int | None) -> rules.Beside:
    content, facts = visit["content"], visit["facts"]
    unit = repos.units.get(facts["unit"])
    checklist = content["checklist"]
    area = repos.areas.get(facts["area"])
    return rules.Beside(
        unit=unit,
        superior=_superior(repos, unit),
        establishment=repos.establishments.get(facts["establishment"]),
        area=area["full_name"] if area else "",
        inspection=content["inspection_id"] and repos.inspections.get(content["inspection_id"]),
        checklist=repos.catalogue.checklist(checklist["code"], checklist["version"]),
        law=_law(repos.catalogue, dt.date.fromisoformat(facts["day"])),
        number=number,
        pictures=_pictures(repos, visit),
    )


def _superior(repos: Any, unit: dict[str, Any]) -> str:
    """Who stands above it on paper, as the unit says or as its parent is called."""
    parent = unit["parent"] and repos.units.get(unit["parent"])
    return unit.get("superior") or (parent["name"] if parent else "")


def _law(catalogue: Any, day: dt.date) -> Callable[[str], str]:
    """The words of a legal basis as in force on the day; what is unsure is not told as law."""

    def words(code: str) -> str:
        basis = catalogue.version_on(code, day)
        if basis is None or basis.certainty == "unsure":
            return ""
        title, number = basis.title.vi, basis.number
        return f"{title} (số {number})" if number and number not in title else str(title)

    return words


def _pictures(repos: Any, visit: dict[str, Any]) -> dict[str, bytes]:
    """The signatures that have come; small pictures without anything but their pixels."""
    store, found = repos.open_attachments, {}
    for sha256 in rules.printed_pictures(visit):
        head = store.of(visit["_id"], visit["submitter"]["username"], sha256)
        if head and head["state"] == "whole":
            found[sha256] = b"".join(store.read(head, "preview", head["preview_length"]))
    return found
