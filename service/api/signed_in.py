"""Who is asking: a bearer token, or a page's cookie with its CSRF header."""

import datetime as dt
import hmac
from typing import Any

from flask import Request, current_app

from service.api import cookies
from service.domain.errors import NotAllowed, NotSignedIn
from service.usecases.who import account_for

CSRF_HEADER = "X-CSRF-Token"
PAGE_HEADER = "X-An-Tru-Page"
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
    """The account that asks; :class:`NotSignedIn` without one.

    A cookie travels with every request that a browser makes, so an unsafe method that comes with
    one must also carry the token that only our own pages can know.
    """
    token, from_cookie = _token(request)
    account = account_for(repos(), house().keys, token, now())
    if from_cookie and request.method not in SAFE_METHODS:
        sent = request.headers.get(CSRF_HEADER, "")
        if not hmac.compare_digest(sent.encode(), account["csrf"].encode()):
            raise NotAllowed("Thiếu mã CSRF. Xin tải lại trang.", code="csrf")
    return account


def _token(request: Request) -> tuple[str, bool]:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer" and token:
        return token.strip(), False
    cookie = cookies.access_of(request)
    if not cookie:
        raise NotSignedIn
    return cookie, True
