"""Passwords: kept as Argon2id, compared at the same cost whoever is asked for."""

import datetime as dt
import secrets
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP's least
NOBODY_HASH = HASHER.hash(secrets.token_hex(16))


def hashed(password: str) -> str:
    """Argon2id, salted; about 26 ms by design."""
    return HASHER.hash(password)


def matches(stored: str, password: str) -> bool:
    try:
        return HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def is_right(account: dict[str, Any] | None, password: str) -> bool:
    """Whether this is the password of an active account; costs one comparison in every case."""
    known = account is not None and account["status"] == "active"
    same = matches(account["password_hash"] if known else NOBODY_HASH, password)
    return same and known


def keep_strong(repos: Any, account: dict[str, Any], password: str) -> dict[str, Any]:
    """Hash a password that was just right anew, where its hash is weaker than today's; answers the
    account as it then stands."""
    old = account["password_hash"]
    if not HASHER.check_needs_rehash(old):
        return account
    fresh = {"password_hash": hashed(password)}
    return account | (fresh if repos.accounts.change_password(account["_id"], old, fresh) else {})


def is_expired(account: dict[str, Any], now: dt.datetime) -> bool:
    """Whether a password that an administrator gave was left unused for too long."""
    until = account.get("password_until")
    return until is not None and until <= now
