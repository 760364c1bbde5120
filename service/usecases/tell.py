"""Telling people: what waits is put into letters, letters are sent, and each is tried again until a
mail server took it or it is given up.

At least once: a letter counts as sent after the server said so, and goes again, under the same
Message-ID, when whoever sent it died in between.
"""

import datetime as dt
import random
import uuid
from collections import Counter
from typing import Any

from service.domain.cursors import cursor_of, key_of
from service.domain.errors import NotFound
from service.domain.letters import NotTaken, leaves_at, mail_of, tried_again_at
from service.usecases.notices import rule_on, still_concerning
from service.usecases.sign_in_events import note
from service.usecases.who import public_account

NOTICES_AT_ONCE = 500
LETTERS_AT_ONCE = 20
# Longer than all letters of a round take with a server that answers; who is at it for longer is
# taken for dead.
LEASE = dt.timedelta(minutes=5)
ROUND = "tell"  # the name under which it is written down when people were last told
WORKER = "service"  # who does what nobody asked for


def tell(repos: Any, post: Any, now: dt.datetime) -> Counter[str]:
    """One round; answers how many letters came to which end. Without a ``post`` nothing is put into
    letters, and what waits is only shown on people's pages."""
    ends: Counter[str] = Counter()
    if post:
        gather(repos, now)
        for _ in range(LETTERS_AT_ONCE):
            letter = repos.letters.claim(now, now + LEASE)
            if letter is None:
                break
            end, goes_on = _deliver(repos, post, letter, now)
            ends[end] += 1
            if not goes_on:
                break
    repos.rounds.done(ROUND, now, now)
    return ends


def gather(repos: Any, now: dt.datetime) -> None:
    """Put what nobody was told of yet into letters, each notice once, whoever else is at it."""
    for notice in repos.notices.undelivered(NOTICES_AT_ONCE):

        def work(session: Any, notice: dict[str, Any] = notice) -> None:
            if repos.notices.deliver(notice["_id"], now, session):
                _put_into_letters(repos, notice, now, session)

        repos.in_transaction(work)


def list_dead_letters(repos: Any, query: dict[str, Any], *, sends_mail: bool) -> dict[str, Any]:
    """A page of letters that were given up, the last first; whether mail is sent at all, and when
    people were last told."""
    limit = query["limit"]
    key = query["cursor"] and key_of(query["cursor"], dt.datetime.fromisoformat, uuid.UUID)
    rows = repos.letters.dead(limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": rows[:limit],
        "next_cursor": last and cursor_of(last["ended_at"].isoformat(), last["_id"]),
        "sends_mail": sends_mail,
        "last_round_at": repos.rounds.last(ROUND),
    }


def put_back(repos: Any, letter_id: uuid.UUID, now: dt.datetime) -> dict[str, Any]:
    """Let a letter that was given up begin anew, its first try at once."""
    letter = repos.letters.put_back(letter_id, now)
    if letter is None:
        raise NotFound
    return dict(letter)


def _put_into_letters(repos: Any, notice: dict[str, Any], now: dt.datetime, session: Any) -> None:
    rule = rule_on(repos, now)
    if notice["at"] < now - dt.timedelta(days=rule.mailed_within_days):
        return
    for account in repos.accounts.told_by_mail(notice["to_role"], session):
        if still_concerning(repos, [notice], public_account(repos, account)):
            last = repos.letters.last_to(account["_id"], session)
            fresh = _fresh(now, leaves_at(now, last, rule))
            repos.letters.gather(account["_id"], notice["_id"], fresh, session)


def _fresh(now: dt.datetime, leaves: dt.datetime) -> dict[str, Any]:
    return {
        "_id": uuid.uuid4(),
        "state": "waiting",
        "opened_at": now,
        "leaves_at": leaves,
        "due_at": leaves,
        "tries": 0,
        "reason": None,
        "ended_at": None,
    }


def _deliver(
    repos: Any, post: Any, letter: dict[str, Any], now: dt.datetime
) -> tuple[str, bool]:  # fmt: skip
    """What became of a claimed letter, and whether the next one is worth a try."""
    address = _address(repos, letter)
    if address is None:
        return _end(repos, letter, "dropped", now), True
    try:
        post.send(mail_of(letter, address, post.sender, post.base, now))
    except NotTaken as refusal:
        return _try_again(repos, letter, refusal, now), not refusal.away
    return _end(repos, letter, "sent", now), True


def _address(repos: Any, letter: dict[str, Any]) -> str | None:
    """Where it goes, by the account and its rights as they are now; ``None`` when it wants no mail,
    or all of it was seen, or concerns it no longer."""
    account = repos.accounts.get(letter["to"])
    if account is None or not account.get("email") or not account.get("told_by_mail", True):
        return None
    notices = repos.notices.several(letter["notices"]).values()
    unseen = [each for each in notices if letter["to"] not in each.get("seen_by", ())]
    waits = still_concerning(repos, unseen, public_account(repos, account))
    return str(account["email"]) if waits else None


def _try_again(
    repos: Any, letter: dict[str, Any], refusal: NotTaken, now: dt.datetime
) -> str:  # fmt: skip
    luck = random.random()  # noqa: S311 - not a secret.
    due = tried_again_at(now, letter["tries"], rule_on(repos, now), luck)
    if refusal.for_good or due is None:
        note(repos, "letter_given_up", WORKER, now, letter=letter["_id"])
        return _end(repos, letter, "dead", now, reason=refusal.reason)
    repos.letters.settle(letter, {"due_at": due, "reason": refusal.reason})
    return "waiting"


def _end(
    repos: Any, letter: dict[str, Any], state: str, now: dt.datetime, reason: str | None = None
) -> str:
    repos.letters.settle(letter, {"state": state, "ended_at": now, "reason": reason})
    return state
