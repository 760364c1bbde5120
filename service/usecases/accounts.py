"""Accounts: opened, changed and closed by an administrator."""

import datetime as dt
from typing import Any

from service.domain.errors import Conflict, Fault, Invalid, NotFound
from service.usecases.passwords import hashed
from service.usecases.who import public_account


def open_account(
    repos: Any, fields: dict[str, Any], now: dt.datetime, *, must_change: bool = True
) -> dict[str, Any]:
    """Open an account; :class:`Conflict` when the name is taken."""
    _check_unit(repos, fields)
    account = {
        "_id": fields["username"],
        "name": fields["name"],
        "role": fields["role"],
        "unit": fields["unit"],
        "password_hash": hashed(fields["password"]),
        "status": "active",
        "must_change_password": must_change,
        "created_at": now,
    }
    if not repos.accounts.insert(account):
        raise Conflict("Tên đăng nhập này đã có người dùng. Xin chọn tên khác.")
    return public_account(repos, account)


def change_account(
    repos: Any, username: str, changes: dict[str, Any], now: dt.datetime
) -> dict[str, Any]:
    """Change an account; a new password or a closing ends its sessions at once."""
    _check_unit(repos, changes)
    kept = {name: value for name, value in changes.items() if name != "password"}
    if "password" in changes:
        kept |= {"password_hash": hashed(changes["password"]), "must_change_password": True}
    account = repos.accounts.change(username, kept) if kept else repos.accounts.get(username)
    if account is None:
        raise NotFound
    if "password" in changes or account["status"] == "closed":
        repos.sessions.end({"username": username}, "account_changed", now)
    return public_account(repos, account)


def list_accounts(repos: Any) -> dict[str, Any]:
    """Every account, without secrets."""
    rows = [public_account(repos, account) for account in repos.accounts.all()]
    return {"items": rows, "next_cursor": None}


def _check_unit(repos: Any, fields: dict[str, Any]) -> None:
    if "unit" in fields and not repos.units.get(fields["unit"]):
        raise Invalid([Fault("unit", "unknown_unit", "Không có đơn vị mang mã này.")])
