"""Accounts: opened, changed and closed by an administrator."""

import datetime as dt
from typing import Any

from service.domain.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from service.domain.passwords import faults_of
from service.domain.rights import may
from service.usecases.leaving import hand_over, receiver_of
from service.usecases.passwords import hashed
from service.usecases.second_factor import reset_factor
from service.usecases.who import public_account

BY_COMMAND = "flask accounts reset"
GIVEN_DAYS = 7  # A password that was handed over and never used counts no longer.
NOT_STORED = ("password", "hand_over_to")
NOT_ONESELF = "Không ai tự đóng hoặc tự đổi vai trò của mình. Xin nhờ một quản trị viên khác."


def open_account(
    repos: Any, fields: dict[str, Any], now: dt.datetime, *, must_change: bool = True
) -> dict[str, Any]:
    """Open an account; :class:`Conflict` when the name is taken.

    ``must_change`` is false for the demo's accounts only, whose password everybody knows.
    """
    _check_unit(repos, fields)
    given = _given(fields["password"], fields, now) if must_change else {}
    account = {
        "_id": fields["username"],
        "name": fields["name"],
        "role": fields["role"],
        "unit": fields["unit"],
        "password_hash": hashed(fields["password"]),
        "status": "active",
        "must_change_password": must_change,
        "created_at": now,
        **given,
    }
    if not repos.accounts.insert(account):
        raise Conflict("Tên đăng nhập này đã có người dùng. Xin chọn tên khác.")
    return public_account(repos, account)


def change_account(
    repos: Any, who: dict[str, Any], username: str, changes: dict[str, Any], now: dt.datetime
) -> dict[str, Any]:
    """Change an account; a new password or a closing ends its sessions at once, and a
    new role counts from the next request on.

    Who is closed, or no longer reviews, hands the open cases over: to ``hand_over_to``, else back
    to the queue; the answer then counts them. All of it or nothing. Nobody closes or demotes
    themselves, so one administrator always stays.
    """
    _check_unit(repos, changes)
    kept = {name: value for name, value in changes.items() if name not in NOT_STORED}
    if "password" in changes:
        kept |= _given(changes["password"], _known(repos, username), now)
    receiver = receiver_of(repos, changes.get("hand_over_to"), username)

    def work(session: Any) -> tuple[dict[str, Any] | None, dict[str, int] | None]:
        return _change(repos, who, username, kept, receiver, now, session)

    account, handed = repos.in_transaction(work)
    if account is None:
        raise NotFound
    return {**public_account(repos, account), "open_work": handed}


def list_accounts(repos: Any) -> dict[str, Any]:
    """Every account, without secrets."""
    rows = [public_account(repos, account) for account in repos.accounts.all()]
    return {"items": rows, "next_cursor": None}


def _known(repos: Any, username: str) -> dict[str, Any]:
    account = repos.accounts.get(username)
    if account is None:
        raise NotFound
    return {**account, "username": username}


def _given(password: str, person: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    """A password that somebody else chose: to be changed at once, and soon worth nothing."""
    faults = faults_of(password, person, "password")
    if faults:
        raise Invalid(faults)
    return {
        "password_hash": hashed(password),
        "must_change_password": True,
        "password_until": now + dt.timedelta(days=GIVEN_DAYS),
    }


def _check_unit(repos: Any, fields: dict[str, Any]) -> None:
    if "unit" in fields and not repos.units.get(fields["unit"]):
        raise Invalid([Fault("unit", "unknown_unit", "Không có đơn vị mang mã này.")])


def _change(
    repos: Any, who: dict[str, Any], username: str, kept: dict[str, Any],
    receiver: dict[str, Any] | None, now: dt.datetime, session: Any,
) -> tuple[dict[str, Any] | None, dict[str, int] | None]:  # fmt: skip
    before = repos.accounts.get(username, session)
    if before is None:
        return None, None
    _check_own(before, who["username"], kept)
    # Two administrators who close each other at once meet here: one of them is refused.
    if not repos.accounts.acts(who["username"], who["role"], now, session):
        raise NotAllowed
    account = repos.accounts.change(username, kept, session) if kept else before
    if "password_hash" in kept or account["status"] == "closed":
        repos.sessions.end({"username": username}, "account_changed", now, session)
    if account["status"] == "closed":
        repos.devices.revoke_all(username, who["username"], now, session)
    if account["status"] == "closed" or not may(account, "claim_case"):
        return account, hand_over(repos, username, receiver, who["username"], now, session)
    return account, None


def _check_own(before: dict[str, Any], by: str, kept: dict[str, Any]) -> None:
    leaves = kept.get("status") == "closed" or kept.get("role", before["role"]) != before["role"]
    if before["_id"] == by and leaves:
        raise NotAllowed(NOT_ONESELF, code="own-account")


def reset_account(repos: Any, username: str, password: str, now: dt.datetime) -> dict[str, Any]:
    """Let somebody in again who cannot get in any more, by who holds the server: a new password to
    be changed at once, no second factor, no session. Raises :class:`NotFound`."""
    kept = {**_given(password, _known(repos, username), now), "status": "active"}

    def work(session: Any) -> dict[str, Any] | None:
        repos.sessions.end({"username": username}, "account_changed", now, session)
        return repos.accounts.change(username, kept, session)

    account = repos.in_transaction(work)
    if account is None:
        raise NotFound
    reset_factor(repos, username, now, by=BY_COMMAND)
    return public_account(repos, account)
