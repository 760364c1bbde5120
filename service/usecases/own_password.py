"""Changing one's own password."""

import datetime as dt
from typing import Any

from service.domain.errors import Conflict, Fault, Invalid
from service.domain.passwords import faults_of
from service.domain.throttle import PROOF
from service.usecases.passwords import hashed, matches
from service.usecases.sign_in_events import note
from service.usecases.throttle import slowed

SAME = "Mật khẩu mới phải khác mật khẩu đang dùng."
WRONG = "Mật khẩu đang dùng không đúng. Xin nhập lại."


def change_own_password(
    repos: Any, who: dict[str, Any], old: str, new: str, now: dt.datetime
) -> None:
    """Put a new password in place of the old; the account's other sessions end.

    Sent again after a lost answer it changes nothing and is no fault.
    """
    username = who["username"]
    with slowed(repos, [(PROOF, str(who["session"]))], now) as give_back:
        account = repos.accounts.get(username)
        if not matches(account["password_hash"], old):
            if matches(account["password_hash"], new):
                return
            note(repos, "password_change_failed", username, now, session=who["session"])
            raise Invalid([Fault("old", "wrong_password", WRONG)])
        give_back()
    _check_new(old, new, account)
    _put(repos, who, account, new, now)
    note(repos, "password_changed", username, now, session=who["session"])


def _check_new(old: str, new: str, account: dict[str, Any]) -> None:
    if old == new:
        raise Invalid([Fault("new", "same_password", SAME)])
    faults = faults_of(new, {**account, "username": account["_id"]}, "new")
    if faults:
        raise Invalid(faults)


def _put(
    repos: Any, who: dict[str, Any], account: dict[str, Any], new: str, now: dt.datetime
) -> None:
    changes = {
        "password_hash": hashed(new),
        "must_change_password": False,
        "password_until": None,
    }
    others = {"username": account["_id"], "_id": {"$ne": who["session"]}}

    def work(transaction: Any) -> None:
        old_hash = account["password_hash"]
        if not repos.accounts.change_password(account["_id"], old_hash, changes, transaction):
            raise Conflict
        repos.sessions.end(others, "password_changed", now, transaction)

    repos.in_transaction(work)
