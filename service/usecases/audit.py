"""The audit log: reading it, signing where its chains end, finding what is wrong with it."""

import datetime as dt
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import Any

from service.domain.audit import place_of
from service.domain.audit_check import Finding, findings
from service.domain.cursors import cursor_of, key_of
from service.domain.notices import notice_of
from service.domain.periods import local_day, start_of
from service.domain.rights import ADMINISTRATOR, LEADER

PROGRESS_EVERY = 1_000  # entries
FINDINGS_MOST = 100  # kept of one look; the command tells them all
LOOK = "audit_state"
WORKER = "service"

Progress = Callable[[int, int], None]


def verify_audit(
    repos: Any, anchor: Any, against: Iterable[Any], progress: Progress
) -> Generator[Finding, None, None]:
    """Whatever is wrong with the chains, by the checkpoints of the database, of the data folder's
    file and of ``against``."""
    yield from repos.audit.traps()
    good, bad = _parted(anchor, [*repos.checkpoints.all(), *anchor.kept(), *against])
    yield from bad
    whole = repos.audit.rows.estimated_document_count()
    yield from findings(_told(repos.audit.everything(), whole, progress), good)


def known_checkpoints(repos: Any, anchor: Any) -> list[dict[str, Any]]:
    """All that the database and the data folder's file hold and we signed, by chain and seq."""
    good, _ = _parted(anchor, [*repos.checkpoints.all(), *anchor.kept()])
    return sorted(good, key=lambda each: (each["chain"], each["seq"], each["at"]))


def read_audit(repos: Any, query: dict[str, Any]) -> dict[str, Any]:
    """A page of entries, newest first; days are closed and local."""
    asked = {
        "by": query["by"],
        "act": query["act"],
        "of": query["of"],
        "from": query["from_"] and start_of(query["from_"]),
        "to": query["to"] and start_of(query["to"]) + dt.timedelta(days=1),
    }
    limit = query["limit"]
    key = query["cursor"] and key_of(query["cursor"], dt.datetime.fromisoformat, int, int)
    rows = repos.audit.newest(asked, limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": [{**row, "id": place_of(row)} for row in rows[:limit]],
        "next_cursor": last and cursor_of(last["at"].isoformat(), *last["_id"].values()),
    }


def look_at_audit(repos: Any, now: dt.datetime) -> None:
    """Verify the whole log and keep what was found; leaders and administrators have a notice of a
    log that is not whole, one a day."""
    entries = repos.audit.rows.estimated_document_count()
    with closing(verify_audit(repos, repos.audit.anchor, [], _silent)) as found:
        told = [str(finding) for finding in islice(found, FINDINGS_MOST)]
    repos.rounds.keep(LOOK, {"looked_at": now, "entries": entries, "findings": told})
    for role in (LEADER, ADMINISTRATOR) if told else ():
        day = local_day(now)
        notice = notice_of("audit_broken", role, WORKER, now, about=day, day=day)
        repos.notices.insert(notice)


def read_audit_state(repos: Any) -> dict[str, Any]:
    """What the last look found: ``{looked_at, entries, findings}``, null before the first."""
    kept = repos.rounds.get(LOOK) or {}
    return {name: kept.get(name) for name in ("looked_at", "entries", "findings")}


def checkpoint_audit(repos: Any, now: dt.datetime) -> int:
    """Sign where every chain ends now; answers how many had moved since they were last signed."""
    return len(repos.audit.checkpoint_heads(now))


def _silent(_done: int, _whole: int) -> None:
    return


def _parted(anchor: Any, found: list[Any]) -> tuple[list[dict[str, Any]], list[Finding]]:
    good: dict[str, dict[str, Any]] = {}
    bad = []
    for each in found:
        if anchor.is_ours(each):
            good[each["signature"]] = each
        else:
            bad.append(_forged(each))
    return list(good.values()), bad


def _forged(found: Any) -> Finding:
    place = found if isinstance(found, dict) else {}
    chain, seq = place.get("chain"), place.get("seq")
    if type(chain) is int and type(seq) is int:
        return Finding("forged", chain, seq, "a checkpoint of it was not signed by a key of ours")
    return Finding("forged", None, None, f"this is no checkpoint: {ascii(found)[:100]}")


def _told(entries: Iterator[Any], whole: int, progress: Progress) -> Iterator[Any]:
    number = 0
    for number, entry in enumerate(entries, 1):
        if number % PROGRESS_EVERY == 0:
            progress(number, max(number, whole))
        yield entry
    progress(number, number)
