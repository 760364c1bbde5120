"""Who is asking: a bearer token, or a page's cookie with its CSRF header."""

import datetime as dt
import hmac
from typing import Any

from flask import Request, current_app

from service.api import cookies
from service.domain.errors import NotAllowed, NotSignedIn
from service.usecases.personal_keys import account_of_key
from service.usecases.who import account_for

CSRF_HEADER = "X-CSRF-Token"
PAGE_HEADER = "X-An-Tru-Page"
OPEN_TO_KEYS = "/api/v1/ogc"  # what a personal key opens, by HTTP Basic
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def house() -> Any:
    """What create_app built: ``repos``, ``keys``, ``settings``, ``catalogue``."""
    return current_app.extensions["an-tru"]


def repos() -> Any:
    return house().repos


def now() -> dt.datetime:
    """This moment in UTC, in whole milliseconds as MongoDB keeps it."""
    moment = dt.datetime.now(dt.UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def signed_in(request: Request) -> dict[str, Any]:
    """The account that asks; :class:`NotSignedIn` without one."""
    if request.path.startswith(OPEN_TO_KEYS) and request.authorization:
        named = request.authorization
        if named.type == "basic" and named.username and named.password:
            return account_of_key(repos(), named.username, named.password, now())
    token = _bearer(request) or cookies.access_of(request)
    if not token:
        raise NotSignedIn
    return account_for(repos(), house().keys, token, now())


def check_origin(request: Request, account: dict[str, Any]) -> None:
    """A cookie travels with every request that a browser makes, so an unsafe method that comes with
    one must also carry the token that only our own pages can know."""
    if _bearer(request) or request.method in SAFE_METHODS:
        return
    sent = request.headers.get(CSRF_HEADER, "")
    if not hmac.compare_digest(sent.encode(), account["csrf"].encode()):
        raise NotAllowed("Thiếu mã CSRF. Xin tải lại trang.", code="csrf")


def _bearer(request: Request) -> str | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token else None
