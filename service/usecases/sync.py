"""What changed in a tablet's scope since it last asked, page by page."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.domain.errors import StartAgain
from service.domain.sync import Head, Position, continued, grant_of, is_lost
from service.domain.sync_cursors import sync_cursor, sync_position
from service.usecases.number_visits import number_visits

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """``rows`` as stored, ``digests`` by kind on the last page; ``rows`` is ``None`` where the
    tablet already has this answer, which it knows by its ``tag``."""

    tag: str
    cursor: str
    more: bool
    rows: list[Document] | None
    digests: dict[str, Document] | None


def pull(
    repos: Any, who: Document, cursor: str | None, limit: int, now: dt.datetime,
    has: Callable[[str], bool],
) -> Page:  # fmt: skip
    """The next page after the cursor, all of it as of one moment.

    Raises :class:`StartAgain` for a cursor that is foreign, too old or from before a restore.
    """
    number_visits(repos, now)
    key = repos.keys.content
    position = sync_position(cursor, who, key) if cursor else None
    with repos.changes.moment() as moment:
        begun, heads = _begun(repos, who, position, moment)
        rows, reached = _walked(repos, begun, heads, limit, moment)
        scopes = list(reached.reached)
        following = sync_cursor(reached, who, key)
        tag = hashlib.sha256(following.encode()).hexdigest()[:32]
        if reached == position and has(tag):
            return Page(tag, following, more=False, rows=None, digests=None)
        more = _is_behind(reached, heads)
        digests = None if more else _digests(repos, scopes, moment)
        return Page(tag, following, more, _still_gone(repos, rows, scopes, moment), digests)


def _begun(
    repos: Any, who: Document, position: Position | None, moment: Any
) -> tuple[Position, Mapping[str, Head]]:
    """The position under today's rights, and how far each scope has counted."""
    state = repos.sync_state.now(moment)
    grant = grant_of(who, repos.units.above(who["unit"], moment))
    position = position or Position(state["epoch"], state["purges"])
    heads = repos.scopes.heads(grant, [*position.reached, *position.leaving], moment)
    if is_lost(position, state["epoch"], state["purges"], heads, grant):
        raise StartAgain
    return continued(position, state["purges"], heads, grant), heads


def _walked(
    repos: Any, position: Position, heads: Mapping[str, Head], limit: int, moment: Any
) -> tuple[list[Document], Position]:
    """Up to ``limit`` rows and the position behind them: what was lost first, then what changed."""
    rows: list[Document] = []
    leaving, reached = dict(position.leaving), dict(position.reached)
    for scope, (upto, told) in sorted(position.leaving.items()):
        found = repos.changes.left(scope, upto, told, limit - len(rows), moment)
        rows += [{**row, "gone": True} for row in found]
        if len(rows) == limit:
            leaving[scope] = (upto, found[-1]["seq"])
            return rows, replace(position, leaving=leaving)
        del leaving[scope]
    for scope, seq in position.reached.items():
        if seq == heads[scope].seq:
            continue
        found = repos.changes.since(scope, seq, limit - len(rows), moment)
        rows += found
        if len(rows) == limit:
            reached[scope] = found[-1]["seq"]
            return rows, replace(position, leaving=leaving, reached=reached)
        reached[scope] = heads[scope].seq
    return rows, replace(position, leaving=leaving, reached=reached)


def _is_behind(position: Position, heads: Mapping[str, Head]) -> bool:
    return bool(position.leaving) or any(
        seq < heads[scope].seq for scope, seq in position.reached.items()
    )


def _still_gone(repos: Any, rows: list[Document], scopes: list[str], moment: Any) -> list[Document]:
    """Without the partings from what is still, or again, in another of the tablet's scopes."""
    gone = [row for row in rows if row["gone"]]
    here = repos.changes.standing_in(scopes, gone, moment)
    return [row for row in rows if not row["gone"] or (row["kind"], row["key"]) not in here]


def _digests(repos: Any, scopes: list[str], moment: Any) -> dict[str, Document]:
    return {
        row["_id"]: {"count": row["count"], "digest": row["digest"]}
        for row in repos.changes.digests(scopes, moment)
    }
