"""Purging what has run out of its time: told first, approved by two people, then done."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from service.domain.errors import NotFound
from service.domain.establishments import changed_establishment
from service.domain.retention import NO_CONTACT, cutoffs
from service.domain.sealed import (
    approval_owner,
    case_owner,
    refused_copy_owner,
    visit_owner,
)
from service.usecases.approvals import take_up
from service.usecases.tell_tablets import tell_of_register

BY = "flask purge run"
AT_ONCE = 200  # rows looked up for holds together

Progress = Callable[[int, int], None]


def plan_purge(repos: Any, until: dt.date) -> dict[str, dict[str, int]]:
    """By code: how many are ``due`` by the end of the day, and how many of them are ``held``."""
    counts = {}
    for code, cutoff in _cutoffs(repos, until).items():
        due = held = 0
        for rows, kept in _batches(repos, code, cutoff):
            due, held = due + len(rows), held + len(kept)
        counts[code] = {"due": due, "held": held}
    return counts


def purge(
    repos: Any, approval: uuid.UUID, until: dt.date, now: dt.datetime, progress: Progress
) -> dict[str, int]:
    """Purge what an approval of two people names; answers how many of each code.

    The approval's subject is the day ``until``. What was interrupted goes on when it is called
    again; what is done stays done. Raises :class:`NotAllowed` without such an approval.
    """
    begun = _begun(repos, approval, until, now)
    if begun["finished_at"]:
        return dict(begun["counts"])
    whole = sum(part["due"] - part["held"] for part in plan_purge(repos, until).values())
    counts: dict[str, int] = dict.fromkeys(_cutoffs(repos, until), 0)
    for code, cutoff in _cutoffs(repos, until).items():
        for rows, held in _batches(repos, code, cutoff):
            for row in rows:
                if row["_id"] not in held and _purge_one(repos, code, row, begun["started_at"]):
                    counts[code] += 1
                    progress(sum(counts.values()), whole)
    for code, row in repos.retention.purged(begun["started_at"]):
        _leave_nothing(repos, code, row)  # Again, where it was interrupted in between.
    repos.purges.finish(approval, counts, now)
    return counts


def _begun(repos: Any, approval: uuid.UUID, until: dt.date, now: dt.datetime) -> dict[str, Any]:
    """The purge of this approval, begun now unless it was before."""
    subject = until.isoformat()

    def work(session: Any) -> None:
        take_up(repos, approval, "purge", subject, BY, now, session)
        fresh = {"_id": approval, "until": subject, "started_at": now, "finished_at": None}
        repos.purges.insert({**fresh, "counts": {}}, session)

    known = repos.purges.get(approval)
    if known is None:
        repos.in_transaction(work)
        known = repos.purges.get(approval)
    if known["until"] != subject:
        raise NotFound
    return known


def _cutoffs(repos: Any, until: dt.date) -> dict[str, dt.datetime]:
    return cutoffs(repos.catalogue.retention_on(until), until)


def _batches(
    repos: Any, code: str, cutoff: dt.datetime
) -> Iterator[tuple[list[dict[str, Any]], set[Any]]]:
    """Rows that are due, and the ids of those under a legal hold."""
    due = repos.retention.due(code, cutoff)
    while rows := list(islice(due, AT_ONCE)):
        held = repos.legal_holds.held([key for row in rows for key in row["keys"]])
        yield rows, {row["_id"] for row in rows if held & set(row["keys"])}


def _purge_one(repos: Any, code: str, row: dict[str, Any], now: dt.datetime) -> bool:
    """Purge a row in one transaction, unless it came under a hold or was reopened meanwhile; then
    shred its key."""
    done = False

    def work(session: Any) -> None:
        nonlocal done
        held = repos.legal_holds.held(row["keys"], session)
        done = not held and repos.retention.still_due(code, row, session)
        if done:
            _WAYS[code](repos, row, now, session)

    repos.in_transaction(work)
    if done:
        _leave_nothing(repos, code, row)
    return done


def _leave_nothing(repos: Any, code: str, row: dict[str, Any]) -> None:
    """What lies outside the transaction: the photos, and the keys of all that was sealed."""
    if code == "closed_cases":
        for visit in row["visits"]:
            # A correction may have carried the visit's flags on to another case.
            if repos.flag_sheets.case_of(visit) == row["_id"]:
                _forget_photos(repos, "sealed", visit)
        repos.sealing.shred(case_owner(row["_id"]))
    elif code == "visit_people":
        _forget_photos(repos, "open", row["_id"])
        repos.sealing.shred(visit_owner(row["_id"]))
    elif code == "refused_copies":
        repos.sealing.shred(refused_copy_owner(row["_id"]))
    elif code == "approvals":
        repos.sealing.shred(approval_owner(row["_id"]))


def _forget_photos(repos: Any, part: str, visit: uuid.UUID) -> None:
    store = repos.attachments[part]
    for head in store.of_visit(visit):
        store.forget(head)
    repos.sealing.shred(type(store).OWNER(visit))


def _without_owner(repos: Any, row: dict[str, Any], now: dt.datetime, session: Any) -> None:
    """The version moves on, so that nobody who read the owner writes it back."""
    stored = row["document"]
    changed = changed_establishment(stored, {"owner": NO_CONTACT}, {"username": BY}, now)
    if repos.establishments.replace(changed, stored["version"], session=session):
        tell_of_register(repos, [], [(stored, changed)], now, session)


_WAYS: dict[str, Callable[[Any, dict[str, Any], dt.datetime, Any], None]] = {
    "closed_cases": lambda repos, row, now, s: repos.retention.purge_case(row, now, s),
    "refused_copies": lambda repos, row, _, s: repos.retention.purge_refused_copy(row, s),
    "owner_contacts": _without_owner,
    "visit_people": lambda repos, row, now, s: repos.retention.purge_people(row, now, s),
    "approvals": lambda repos, row, _, s: repos.retention.purge_approval(row, s),
}
