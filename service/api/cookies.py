"""The cookies of a page: who is signed in, how that is renewed, on which browser.

Over https they are ``Secure`` and their names say so: ``__Host-`` where the path is the whole site,
``__Secure-`` where it is narrower, so that no neighbour under the same domain can plant one.
"""

import uuid
from typing import Any

from flask import Request, Response

REFRESH_PATH = "/api/v1/auth"
DEVICE_SECONDS = 400 * 24 * 3600  # the longest that browsers keep any cookie
KEPT = {"httponly": True, "samesite": "Strict"}


def access_of(request: Request) -> str | None:
    return request.cookies.get(_access_name(request))


def refresh_of(request: Request) -> str | None:
    return request.cookies.get(_narrow_name(request, "antru_refresh"))


def device_of(request: Request) -> uuid.UUID | None:
    """The id by which this browser is known; what is no UUID is none of ours."""
    try:
        return uuid.UUID(request.cookies.get(_narrow_name(request, "antru_device"), ""))
    except ValueError:
        return None


def put(answer: Response, request: Request, opened: dict[str, Any]) -> None:
    """Give a page its session; ``opened`` holds the tokens and the device."""
    kept: dict[str, Any] = {**KEPT, "secure": request.is_secure}
    narrow: dict[str, Any] = {**kept, "path": REFRESH_PATH}
    answer.set_cookie(_access_name(request), opened["access_token"], **kept)
    answer.set_cookie(_narrow_name(request, "antru_refresh"), opened["refresh_token"], **narrow)
    answer.set_cookie(
        _narrow_name(request, "antru_device"), str(opened["device"]), DEVICE_SECONDS, **narrow
    )


def take_back(answer: Response, request: Request) -> None:
    """End a page's session; the browser stays known, as a device that its person signs in on."""
    kept: dict[str, Any] = {**KEPT, "secure": request.is_secure}
    answer.delete_cookie(_access_name(request), **kept)
    answer.delete_cookie(_narrow_name(request, "antru_refresh"), path=REFRESH_PATH, **kept)


def _access_name(request: Request) -> str:
    return "__Host-antru_access" if request.is_secure else "antru_access"


def _narrow_name(request: Request, name: str) -> str:
    return f"__Secure-{name}" if request.is_secure else name
