"""Accounts: opened, changed and closed by an administrator."""

import datetime as dt
from typing import Any

from service.domain.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from service.domain.passwords import faults_of
from service.domain.sessions import TEMPORARY_PASSWORD_HOURS
from service.usecases.assignments import give_back
from service.usecases.leaving import hand_over, receiver_of
from service.usecases.passwords import hashed
from service.usecases.second_factor import OWN
from service.usecases.sign_in_events import note
from service.usecases.who import public_account

NOT_STORED = ("password", "hand_over_to")
MOVES = ("role", "unit", "status", "password_hash")  # what may be done, or how one gets in


def open_account(
    repos: Any, fields: dict[str, Any], now: dt.datetime, *, must_change: bool = True
) -> dict[str, Any]:
    """Open an account; :class:`Conflict` when the name is taken.

    ``must_change`` is false for the demo's accounts only, whose password everybody knows.
    """
    _check_unit(repos, fields)
    given = given_password(fields["password"], fields, now) if must_change else {}
    account = {
        "_id": fields["username"],
        "name": fields["name"],
        "role": fields["role"],
        "unit": fields["unit"],
        "password_hash": hashed(fields["password"]),
        "email": fields.get("email"),
        "told_by_mail": True,
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
    """Change an account; a new role, unit or password, or a closing, ends its sessions at once.

    Who is closed, or may no longer review what they claimed, hands those open cases over: to
    ``hand_over_to``, else back to the queue; the answer then counts them. All of it or nothing.
    Nobody closes, moves or resets themselves, so one administrator always stays.
    """
    _check_unit(repos, changes)
    kept = {name: value for name, value in changes.items() if name not in NOT_STORED}
    if "password" in changes:
        kept |= given_password(changes["password"], known(repos, username), now)
    receiver = receiver_of(repos, changes.get("hand_over_to"), username)

    def work(session: Any) -> tuple[dict[str, Any] | None, dict[str, int] | None]:
        return _change(repos, who, username, kept, receiver, now, session)

    account, handed = repos.in_transaction(work)
    if account is None:
        raise NotFound
    _note(repos, who["username"], username, changes, now)
    return {**public_account(repos, account), "open_work": handed}


def change_own_account(repos: Any, who: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Where and whether somebody is told by mail that something waits, by themselves."""
    account = repos.accounts.change(who["username"], changes) if changes else None
    return public_account(repos, account or repos.accounts.get(who["username"]))


def list_accounts(repos: Any) -> dict[str, Any]:
    """Every account, without secrets."""
    rows = [public_account(repos, account) for account in repos.accounts.all()]
    return {"items": rows, "next_cursor": None}


def known(repos: Any, username: str) -> dict[str, Any]:
    account = repos.accounts.get(username)
    if account is None:
        raise NotFound
    return {**account, "username": username}


def given_password(password: str, person: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    """A password that somebody else chose: to be changed at once, and soon worth nothing."""
    faults = faults_of(password, person, "password")
    if faults:
        raise Invalid(faults)
    return {
        "password_hash": hashed(password),
        "must_change_password": True,
        "password_until": now + dt.timedelta(hours=TEMPORARY_PASSWORD_HOURS),
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
    if not any(name in kept and kept[name] != before[name] for name in MOVES):
        return account, None
    repos.sessions.end({"username": username}, "account_changed", now, session)
    if account["status"] == "closed":
        account = _take_away(repos, account, who["username"], now, session)
    leaver = public_account(repos, account)
    given_back = give_back(repos, leaver, now, session)
    handed = hand_over(repos, leaver, receiver, who["username"], now, session)
    return account, {**handed, "unassigned": given_back}


def _take_away(
    repos: Any, account: dict[str, Any], by: str, now: dt.datetime, session: Any
) -> dict[str, Any]:
    """What somebody who leaves had in hand: their devices and their second factor."""
    repos.devices.revoke_all(account["_id"], by, now, session)
    repos.second_factors.remove(account["_id"], session)
    changed: dict[str, Any] = repos.accounts.change(
        account["_id"], {"second_factor_since": None}, session
    )
    return changed


def _check_own(before: dict[str, Any], by: str, kept: dict[str, Any]) -> None:
    if before["_id"] == by and any(name in kept and kept[name] != before[name] for name in MOVES):
        raise NotAllowed(OWN, code="own-account")


def _note(repos: Any, by: str, username: str, changes: dict[str, Any], now: dt.datetime) -> None:
    if "password" in changes:
        note(repos, "password_reset", by, now, username=username)
    if changes.get("status") == "closed":
        note(repos, "account_closed", by, now, username=username)
