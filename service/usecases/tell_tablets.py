"""What tablets are to know of a write, numbered in the transaction of that write."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from service.domain.sync import PROVINCE, Change, area_scope, unit_scope
from service.domain.sync_bodies import (
    area_body,
    campaign_body,
    catalogue_bodies,
    establishment_body,
    inspection_body,
    unit_body,
)

Document = dict[str, Any]


def tell_of_register(
    repos: Any, entering: list[Document], changing: list[tuple[Document, Document]],
    now: dt.datetime, session: Any,
) -> None:  # fmt: skip
    """Establishments that enter the register, and those that change, ``(before, after)``."""
    moved = [pair for pair in changing if pair[0]["area_key"] != pair[1]["area_key"]]
    repos.changes.hold({area_scope(each["area_key"]) for pair in moved for each in pair}, session)
    present = [of_establishment(each) for each in [*entering, *(after for _, after in changing)]]
    moves = [change for pair in moved for change in _of_move(repos, *pair, session)]
    repos.changes.tell(present + moves, now, session)


def _of_move(repos: Any, before: Document, after: Document, session: Any) -> Iterator[Change]:
    """Out of the old area; what is to be re-checked goes along."""
    old, new = area_scope(before["area_key"]), area_scope(after["area_key"])
    yield Change(old, "establishment", after["_id"], None)
    for row in repos.changes.standing({"establishment": after["_id"]}, session):
        yield Change(old, "finding", row["key"], None)
        yield of_finding(new, row["key"], row["body"], row)


def of_establishment(document: Document) -> Change:
    scope, body = area_scope(document["area_key"]), as_json(establishment_body(document))
    return Change(scope, "establishment", document["_id"], body)


def of_finding(scope: str, key: Any, body: bytes, owners: Document) -> Change:
    """``owners`` names its ``visit`` and ``establishment``."""
    return Change(scope, "finding", key, body, owners["visit"], owners["establishment"])


def of_inspection(document: Document) -> Change:
    body = as_json(inspection_body(document))
    return Change(unit_scope(document["unit"]), "inspection", document["_id"], body)


def of_campaign(document: Document) -> Change:
    return Change(PROVINCE, "campaign", document["_id"], as_json(campaign_body(document)))


def of_unit(document: Document) -> Change:
    return Change(PROVINCE, "unit", document["_id"], as_json(unit_body(document)))


def of_area(document: Document) -> Change:
    return Change(PROVINCE, "area", document["_id"], as_json(area_body(document)))


def of_catalogue(catalogue: Any, keys: Any) -> Iterator[Change]:
    """Checklists, indicators, rules, cards, numbers, limits; the keys that sign receipts."""
    for kind, key, body in catalogue_bodies(catalogue, keys.public()):
        yield Change(PROVINCE, kind, key, as_json(body))


def differing(wanted: Iterable[Change], rows: Iterable[Document]) -> list[Change]:
    """What must be told so that the standing rows become what is wanted: news and partings."""
    found = {(row["scope"], row["kind"], row["key"]): row["body"] for row in rows}
    known = {(change.scope, change.kind, change.key): change for change in wanted}
    news = [change for key, change in known.items() if found.get(key) != change.body]
    return news + [Change(*key, None) for key in found if key not in known]


def as_json(body: Document) -> bytes:
    return orjson.dumps(body)
