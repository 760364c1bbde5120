"""Decisions on what a visit found: sanctions, and transfers to another body."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from service.domain.errors import Conflict, Fault, Invalid
from service.domain.periods import local_day
from service.domain.sanctions import faults_of_sanction, faults_of_transfer, is_entered_twice
from service.usecases.read_visits import visit_in_scope
from service.usecases.record_entry import WITHDRAWN, record_entry

TWICE = (
    "Quyết định này đã ghi ở lượt kiểm tra. Mỗi quyết định ghi một lần, với tổng tiền phạt; "
    "nếu ghi sai, xin sửa bản ghi đã có."
)

Entry = dict[str, Any]


def record_sanction(
    repos: Any, who: Entry, visit_id: uuid.UUID, sanction: Entry, now: dt.datetime
) -> tuple[Entry, bool]:
    """Record a decision on a violation of the visit; answers the entry and whether it is new.

    A decision that stands on the visit already is a :class:`Conflict`.
    """

    def once(entry: Entry, session: Any) -> None:
        if is_entered_twice(repos.sanctions.holding(entry["visit"], session)):
            raise Conflict(TWICE, code="entered-twice")

    return _record(repos, repos.sanctions, who, visit_id, sanction, now, faults_of_sanction, once)


def record_transfer(
    repos: Any, who: Entry, visit_id: uuid.UUID, transfer: Entry, now: dt.datetime
) -> tuple[Entry, bool]:
    """Record that another body deals with a violation; answers the entry and whether it is new."""
    return _record(repos, repos.transfers, who, visit_id, transfer, now, faults_of_transfer)


def _record(
    repos: Any, entries: Any, who: Entry, visit_id: uuid.UUID, fields: Entry, now: dt.datetime,
    faults_of: Callable[[Entry, Entry, str], list[Fault]],
    also: Callable[[Entry, Any], None] | None = None,
) -> tuple[Entry, bool]:  # fmt: skip
    """Place, kind and area are those of the visit, as the figures want them."""
    visit = visit_in_scope(repos, who, visit_id)
    of_visit = {name: visit["facts"][name] for name in ("establishment", "kind", "area")}

    def check() -> None:
        if faults := faults_of(fields, visit, local_day(now)):
            raise Invalid(faults)

    def follow(entry: Entry, session: Any) -> None:
        if not repos.visits.is_followed(visit_id, session):
            raise Conflict(WITHDRAWN)
        if also:
            also(entry, session)

    facts = {"visit": visit_id, **of_visit}
    return record_entry(repos, entries, who, fields, facts, now, check, follow)
