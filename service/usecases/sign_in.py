"""Signing in and out, and who a token stands for."""

import datetime as dt
import hashlib
import hmac
import secrets
import uuid
from base64 import urlsafe_b64encode
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from joserfc import jwt
from joserfc.errors import JoseError

from service.domain.errors import NotSignedIn

ACCESS_MINUTES = 15
SESSION_DAYS = 30
# A lost answer must not lock a tablet out, so the token before counts this long.
GRACE_SECONDS = 60
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP's least
NOBODY_HASH = HASHER.hash(secrets.token_hex(16))
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Xin kiểm tra lại."


def sign_in(repos: Any, keys: Any, credentials: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    """Open a session: ``{access_token, refresh_token, account, csrf}``.

    An unknown name costs the same time and gets the same words as a wrong password.
    """
    account = repos.accounts.get(credentials["username"])
    known = account is not None and account["status"] == "active"
    if not _matches(account["password_hash"] if known else NOBODY_HASH, credentials["password"]):
        raise NotSignedIn(WRONG, code="wrong-credentials")
    if not known:
        raise NotSignedIn(WRONG, code="wrong-credentials")
    refresh = secrets.token_urlsafe(32)
    session = {
        "_id": uuid.uuid4(),
        "username": account["_id"],
        "device": credentials.get("device"),
        "refresh_hash": _digest(refresh),
        "previous_hash": None,
        "opened_at": now,
        "rotated_at": now,
        "expires_at": now + dt.timedelta(days=SESSION_DAYS),
        "ended_at": None,
    }
    repos.sessions.insert(session)
    return _opened(repos, keys, session, refresh, now)


def refresh(repos: Any, keys: Any, token: str | None, now: dt.datetime) -> dict[str, Any]:
    """Exchange a refresh token for its one successor.

    The successor is derived from the token and the server's key, so a repeated request within the
    grace gets the very same one. Later reuse means that the token was stolen: the session ends.
    """
    if not token:
        raise NotSignedIn
    successor = _successor(keys, token)
    session = repos.sessions.rotate(_digest(token), _digest(successor), now)
    if session is None:
        session = _repeated(repos, token, now)
    return _opened(repos, keys, session, successor, now)


def sign_out(repos: Any, who: dict[str, Any], now: dt.datetime) -> None:
    """End the session of the token that was used; its tokens stop counting at once."""
    repos.sessions.end(who["session"], now)


def account_for(repos: Any, keys: Any, token: str, now: dt.datetime) -> dict[str, Any]:
    """The account an access token stands for, as it is at this moment: ``{username, name, role,
    unit, areas, session, csrf}``; ``areas`` null means the whole province.

    Role and areas are read from the database, never from the token, so a right that was taken away
    is gone with the next request.
    """
    claims = _claims(keys, token, now)
    found = repos.sessions.opened(uuid.UUID(claims["sid"]))
    if not found or found["account"]["_id"] != claims["sub"]:
        raise NotSignedIn
    account = _public(found["account"], found["unit"])
    return account | {"session": found["_id"], "csrf": claims["csrf"]}


def public_account(repos: Any, account: dict[str, Any]) -> dict[str, Any]:
    """An account without its secrets and with the areas its unit gives it."""
    return _public(account, repos.units.get(account["unit"]) or {})


def _public(account: dict[str, Any], unit: dict[str, Any]) -> dict[str, Any]:
    everywhere = account["role"] in ("leader", "administrator")
    return {
        "username": account["_id"],
        "name": account["name"],
        "role": account["role"],
        "unit": account["unit"],
        "areas": None if everywhere else unit.get("areas", []),
        "status": account["status"],
        "must_change_password": account.get("must_change_password", False),
        "created_at": account["created_at"],
    }


def hashed(password: str) -> str:
    """Argon2id, salted; about 26 ms by design."""
    return HASHER.hash(password)


def _matches(stored: str, password: str) -> bool:
    try:
        return HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _opened(
    repos: Any, keys: Any, session: dict[str, Any], refresh_token: str, now: dt.datetime
) -> dict[str, Any]:
    account = repos.accounts.get(session["username"])
    if not account or account["status"] != "active":
        raise NotSignedIn
    csrf = secrets.token_urlsafe(16)
    claims = {
        "sub": account["_id"],
        "sid": str(session["_id"]),
        "csrf": csrf,
        "exp": int((now + dt.timedelta(minutes=ACCESS_MINUTES)).timestamp()),
    }
    return {
        "access_token": jwt.encode({"alg": "HS256"}, claims, keys.token),
        "refresh_token": refresh_token,
        "account": public_account(repos, account),
        "csrf": csrf,
    }


def _claims(keys: Any, token: str, now: dt.datetime) -> dict[str, Any]:
    try:
        claims = jwt.decode(token, keys.token, algorithms=["HS256"]).claims
    except (JoseError, ValueError):
        raise NotSignedIn from None
    if claims.get("exp", 0) <= now.timestamp():
        raise NotSignedIn
    return claims


def _repeated(repos: Any, token: str, now: dt.datetime) -> dict[str, Any]:
    session = repos.sessions.with_previous(_digest(token))
    if session is None:
        raise NotSignedIn
    if now - session["rotated_at"] > dt.timedelta(seconds=GRACE_SECONDS):
        repos.sessions.end(session["_id"], now)
        raise NotSignedIn
    return session


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _successor(keys: Any, token: str) -> str:
    mac = hmac.new(keys.content, b"refresh:" + token.encode(), hashlib.sha256)
    return urlsafe_b64encode(mac.digest()).rstrip(b"=").decode()
