"""The two tokens of a session: a short one for requests, a rotating one to renew it."""

import datetime as dt
import hashlib
import hmac
import secrets
import uuid
from base64 import urlsafe_b64encode
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError

from service.domain.errors import NotSignedIn
from service.domain.sessions import ACCESS_MINUTES


def access_token(keys: Any, session: dict[str, Any], csrf: str, now: dt.datetime) -> str:
    """Good for some minutes, never longer than its session."""
    until = min(now + dt.timedelta(minutes=ACCESS_MINUTES), session["expires_at"])
    claims = {
        "sub": session["username"],
        "sid": str(session["_id"]),
        "csrf": csrf,
        "exp": int(until.timestamp()),
    }
    return jwt.encode({"alg": "HS256"}, claims, keys.token)


def claims_of(keys: Any, token: str, now: dt.datetime) -> dict[str, Any]:
    """What an access token says; :class:`NotSignedIn` when it is not ours or too old."""
    try:
        claims = jwt.decode(token, keys.token, algorithms=["HS256"]).claims
    except (JoseError, ValueError):
        raise NotSignedIn from None
    if claims.get("exp", 0) <= now.timestamp():
        raise NotSignedIn
    return claims


def csrf_token() -> str:
    return secrets.token_urlsafe(16)


def refresh_token(keys: Any, session_id: uuid.UUID, generation: int) -> str:
    """``session.generation.mac``: an old one shows whose it is, though none is kept."""
    named = f"{session_id.hex}.{generation}"
    mac = hmac.new(keys.content, f"refresh:{named}".encode(), hashlib.sha256)
    return f"{named}.{urlsafe_b64encode(mac.digest()).rstrip(b'=').decode()}"


def session_of(keys: Any, token: str | None) -> tuple[uuid.UUID, int]:
    """The session and generation of a refresh token; :class:`NotSignedIn` when it is not ours."""
    named, _, _ = (token or "").rpartition(".")
    key, _, generation = named.partition(".")
    try:
        session_id, number = uuid.UUID(hex=key), int(generation)
    except ValueError:
        raise NotSignedIn from None
    if not hmac.compare_digest(refresh_token(keys, session_id, number).encode(), token.encode()):
        raise NotSignedIn
    return session_id, number
