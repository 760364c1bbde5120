"""What a tablet is told of each thing: the least it needs in the field (schemas/sync.py).

Bodies are picked by hand, since five thousand through a schema would take seconds; a test holds
each against what its schema writes. A change here raises ``sync.BODIES``.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from schemas.vocabulary import LEVELS
from service.domain.periods import LOCAL

Document = Mapping[str, Any]
Bodies = Iterator[tuple[str, Any, dict[str, Any]]]

ESTABLISHMENT = (
    "version", "name", "kind", "status", "stars", "rooms", "area", "address", "point", "point_from",
    "licences",
)  # fmt: skip
OWNER = ("name", "phone")  # whom to call before a visit; no more
INSPECTION = ("name", "kind", "unit", "decision_no", "from", "to", "state", "campaign_id")
CAMPAIGN = ("name", "from", "to")
UNIT = ("name", "kind", "parent", "valid_from", "valid_to")
AREA = (
    "scheme", "code", "name", "full_name", "level", "parent", "valid_from", "valid_to", "centre",
)  # fmt: skip


def establishment_body(document: Document) -> dict[str, Any]:
    owner = document.get("owner") or {}
    return {
        "id": document["_id"],
        **_picked(document, ESTABLISHMENT),
        "owner": {name: owner.get(name, "") for name in OWNER},
    }


def finding_bodies(visit: Document) -> Iterator[dict[str, Any]]:
    """What is to be re-checked of a visit: nothing of one that was withdrawn."""
    if visit["state"] != "standing":
        return
    for finding in visit["findings"]:
        if finding["remedied_on"] is None:
            yield {
                "id": finding["_id"],
                "visit": visit["_id"],
                "establishment_id": visit["facts"]["establishment"],
                **_picked(finding, ("item", "remedy", "remedy_by")),
            }


def is_changed(visit: Document) -> bool:
    """Whether the visit is no longer what its tablet sent."""
    return visit["version"] > 1


def visit_body(visit: Document, missing: list[str]) -> dict[str, Any]:
    """What became of a visit since it was sent; nothing of it lies on the sealed side."""
    last = visit["withdrawal"] or visit["amendments"][-1]
    return {
        "id": visit["_id"],
        "establishment_id": visit["facts"]["establishment"],
        "state": "withdrawn" if visit["state"] == "withdrawn" else "amended",
        "version": visit["version"],
        "reason": last["reason"],
        "at": last["at"].astimezone(LOCAL).isoformat(),
        "missing_attachments": missing,
    }


def inspection_body(document: Document) -> dict[str, Any]:
    return {"id": document["_id"], **_picked(document, INSPECTION)}


def assignment_body(row: Document, visited_on: str | None) -> dict[str, Any]:
    return {
        "id": row["_id"],
        "inspection_id": row["inspection"],
        "establishment_id": row["establishment"],
        "visited_on": visited_on,
    }


def campaign_body(document: Document) -> dict[str, Any]:
    return {"id": document["_id"], **_picked(document, CAMPAIGN)}


def unit_body(document: Document) -> dict[str, Any]:
    return {"code": document["_id"], **_picked(document, UNIT)}


def area_body(document: Document) -> dict[str, Any]:
    return _picked(document, AREA)


def catalogue_bodies(catalogue: Any, receipt_keys: list[dict[str, Any]]) -> Bodies:
    """Everything that is data, with its dates: ``(kind, id, body)``."""
    for (code, version), checklist in sorted(catalogue.checklists.items()):
        yield "checklist", f"{code}:{version}", checklist.as_dict()
    versions, triage = catalogue.versions, catalogue.triage_rules.as_dict()
    groups = [
        {"code": each.code, "name": each.name.as_dict()} for each in catalogue.groups.values()
    ]
    indicators = {"groups": groups, "items": catalogue.indicator_rows()}
    yield "catalogue", "indicators", {"version": versions["indicators"], **indicators}
    yield "catalogue", "triage", {**triage, "levels": list(LEVELS)}
    lists = (
        ("do_no_harm", catalogue.cards),
        ("numbers", catalogue.numbers),
        ("legal_bases", catalogue.legal_bases.values()),
    )
    for name, entries in lists:
        items = [entry.as_dict() for entry in entries]
        yield "catalogue", name, {"version": versions[name], "items": items}
    yield "catalogue", "receipt_keys", {"keys": receipt_keys}
    limits = {**catalogue.limits.as_dict(), "attachments": catalogue.attachments.as_dict()}
    yield "catalogue", "limits", limits


def _picked(document: Document, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: document.get(name) for name in names}
