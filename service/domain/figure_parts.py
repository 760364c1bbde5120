"""What each row of a source gives to a figure, and where it is shown."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from schemas.vocabulary import ACTIVITY_FORMS, AUDIENCES
from service.domain.figure_rows import Counted, Row


@dataclass(frozen=True, slots=True)
class Part:
    """What one row gives to a figure; ``of`` is what a distinct count counts once.

    ``area`` decides whether an account may see it, ``groups`` where it is shown: area, kind and
    what else the row is split by.
    """

    amount: int
    of: UUID | None
    area: str | None
    groups: Row = field(default_factory=dict)


def _documents(counted: Counted, measure: str) -> Iterator[Part]:
    """A document counts where its unit has one area; of the province alone where it has more."""
    for row in counted.documents:
        yield Part(row[measure], None, counted.unit_areas.get(row["unit"]), row)


def _visits(counted: Counted, measure: str) -> Iterator[Part]:
    for row in counted.visits:
        if row[measure]:
            yield Part(row[measure], row["establishment"], row["area"], row)


def _last_visits(counted: Counted, measure: str) -> Iterator[Part]:
    """One part for each establishment whose last visit says so, wherever the others were."""
    last: dict[UUID, Row] = {}
    for row in sorted(counted.last_visits, key=lambda row: (row["at"], row["id"])):
        last[row["establishment"]] = row
    for establishment, row in last.items():
        if row[measure]:
            yield Part(1, establishment, row["area"], row)


def _held(counted: Counted, measure: str, forms: Collection[str]) -> Iterator[Part]:
    """Of activities of the forms; attendance is split by audience."""
    for row in counted.activities:
        if row["form"] not in forms:
            continue
        if measure == "attendance":
            for audience in AUDIENCES:
                if row[audience]:
                    groups = {**row, "audience": audience}
                    yield Part(row[audience], None, row["area"], groups)
        elif row[measure]:
            yield Part(row[measure], None, row["area"], row)


def _activities(counted: Counted, measure: str) -> Iterator[Part]:
    return _held(counted, measure, ACTIVITY_FORMS)


def _gatherings(counted: Counted, measure: str) -> Iterator[Part]:
    return _held(counted, measure, GATHERING_FORMS)


def _integrated(counted: Counted, measure: str) -> Iterator[Part]:
    return _held(counted, measure, INTEGRATED_FORMS)


def _handed_out(counted: Counted, measure: str) -> Iterator[Part]:
    """What was given out by activities and on visits."""
    yield from _activities(counted, measure)
    yield from _visits(counted, measure)


def _institutions(counted: Counted, measure: str) -> Iterator[Part]:
    for row in counted.institutions:
        yield Part(1, row[measure], row["area"], row)


def _committed(counted: Counted, measure: str) -> Iterator[Part]:
    """Who signed on a visit, and who signed at an activity."""
    yield from _visits(counted, measure)
    for row in counted.signers:
        yield Part(1, row["establishment"], row["area"], row)


def _inspections(counted: Counted, measure: str) -> Iterator[Part]:
    for row in counted.inspected:
        if row["inspection"] is not None:
            inspection = counted.inspections.get(row["inspection"], {})
            yield Part(row[measure], row["inspection"], row["area"], inspection)


def _failed_items(counted: Counted, measure: str) -> Iterator[Part]:
    """What was found of minors at work is told for the province, never for an area."""
    for row in counted.failed_items:
        if row["item"] not in counted.minors_items:
            yield Part(row[measure], None, row["area"], row)
        elif counted.within is None:
            yield Part(row[measure], None, None, {**row, "area": None})


def _violations(counted: Counted, measure: str) -> Iterator[Part]:
    for row in counted.violations:
        yield Part(row[measure], None, row["area"], row)


def _sanctions(counted: Counted, measure: str) -> Iterator[Part]:
    for row in counted.sanctions:
        if row[measure]:
            yield Part(row[measure], None, row["area"], row)


def _suspensions(counted: Counted, measure: str) -> Iterator[Part]:
    for row in counted.suspensions:
        yield Part(row[measure], row["establishment"], row["area"], row)


def _transfers(counted: Counted, measure: str) -> Iterator[Part]:
    for row in counted.transfers:
        yield Part(row[measure], None, row["area"], row)


def _findings_due(counted: Counted, measure: str) -> Iterator[Part]:
    for row in counted.findings_due:
        yield Part(row[measure], None, row["area"], row)


def _findings_met(counted: Counted, measure: str) -> Iterator[Part]:
    """Those that were remedied by the end of the window, however late or early."""
    for row in counted.findings_due:
        if row["remedied"] and row["remedied"] <= counted.last:
            yield Part(row[measure], None, row["area"], row)


def _register(counted: Counted, measure: str) -> Iterator[Part]:
    for row in counted.register:
        yield Part(row[measure], row["establishment"], row["area"], row)


def _owing_units(counted: Counted, measure: str) -> Iterator[Part]:
    for row in counted.owing_units:
        if row[measure]:
            yield Part(row[measure], None, counted.unit_areas.get(row["unit"]), row)


def _owed_returns(counted: Counted, measure: str) -> Iterator[Part]:
    for row in counted.owed_returns:
        if row[measure]:
            yield Part(row[measure], None, counted.unit_areas.get(row["unit"]), row)


def _levels(counted: Counted, measure: str) -> Iterator[Part]:
    yield Part(counted.levels.get(measure, 0), None, None)


def _referrals(counted: Counted, measure: str) -> Iterator[Part]:
    """What was told to the police and the like, of the province only."""
    for row in counted.referrals:
        if row[measure] is not None:
            yield Part(row[measure], None, None, row)


def _received(counted: Counted, measure: str) -> Iterator[Part]:
    for row in counted.received:
        yield Part(row[measure], None, None, row)


GATHERING_FORMS = ("session", "conference", "training", "rally")
INTEGRATED_FORMS = ("integrated",)

SOURCES: Mapping[str, Callable[[Counted, str], Iterator[Part]]] = {
    "documents": _documents,
    "activities": _activities,
    "gatherings": _gatherings,
    "integrated": _integrated,
    "handed_out": _handed_out,
    "institutions": _institutions,
    "committed": _committed,
    "visits": _visits,
    "last_visits": _last_visits,
    "inspections": _inspections,
    "failed_items": _failed_items,
    "violations": _violations,
    "sanctions": _sanctions,
    "suspensions": _suspensions,
    "transfers": _transfers,
    "findings_due": _findings_due,
    "findings_met": _findings_met,
    "register": _register,
    "owing_units": _owing_units,
    "owed_returns": _owed_returns,
    "levels": _levels,
    "referrals": _referrals,
    "received": _received,
}
