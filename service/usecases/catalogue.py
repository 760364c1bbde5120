"""Reading what is data: checklists, indicators, areas."""

import datetime as dt
from typing import Any

from service.domain.errors import NotFound


def list_checklists(repos: Any) -> dict[str, Any]:
    """Each checklist at its newest version."""
    return _all([checklist.as_dict() for checklist in repos.catalogue.newest()])


def read_checklist(repos: Any, code: str, version: int, day: str) -> dict[str, Any]:
    """A published version with the legal bases of its items that were in force on the day."""
    checklist = repos.catalogue.checklist(code, version)
    if checklist is None:
        raise NotFound
    named = dict.fromkeys(basis for item in checklist.items for basis in item.legal_basis)
    bases = repos.catalogue.legal_bases_on(list(named), dt.date.fromisoformat(day))
    return {**checklist.as_dict(), "legal_bases": [basis.as_dict() for basis in bases]}


def list_indicators(repos: Any) -> dict[str, Any]:
    """The whole catalogue of signs."""
    return _all(repos.catalogue.indicator_rows())


def list_triage_rules(repos: Any) -> dict[str, Any]:
    """The rules of triage in words."""
    return _all(repos.catalogue.triage_rule_rows())


def list_slogans(repos: Any) -> dict[str, Any]:
    """Every slogan, those of the past as well."""
    return _all([slogan.as_dict() for slogan in repos.catalogue.slogans])


def list_areas(repos: Any, query: dict[str, Any]) -> dict[str, Any]:
    """The province's areas of a scheme."""
    return _all(repos.areas.listed(query["scheme"], query["level"]))


def _all(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"items": rows, "next_cursor": None}
