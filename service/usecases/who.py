"""Who a token stands for, at this moment."""

import datetime as dt
import uuid
from typing import Any

from service.domain.errors import DeviceRevoked, NotSignedIn
from service.usecases.tokens import claims_of

DEVICE_REVOKED = "device_revoked"  # why a session was ended


def account_for(repos: Any, keys: Any, token: str, now: dt.datetime) -> dict[str, Any]:
    """The account an access token stands for, as it is at this moment: ``{username, name, role,
    unit, areas, session, device, proved_at, csrf}``; ``areas`` null means the whole province.

    Role and areas are read from the database, never from the token, so a right that was taken away
    is gone with the next request.
    """
    claims = claims_of(keys, token, now)
    session = repos.sessions.whole(uuid.UUID(claims["sid"]))
    check_goes_on(repos, session, now)
    if session["account"]["_id"] != claims["sub"]:
        raise NotSignedIn
    return told(repos, session["account"], session["unit"]) | {
        "session": session["_id"],
        "device": session["device"],
        "proved_at": session["proved_at"],
        "csrf": claims["csrf"],
    }


def check_goes_on(repos: Any, session: dict[str, Any] | None, now: dt.datetime) -> None:
    """Raises :class:`NotSignedIn` for a session that is over or whose account is closed, and
    :class:`DeviceRevoked` where the device must be wiped."""
    if session is None:
        raise NotSignedIn
    if session["ended_at"]:
        check_device(repos, session["device"])
    over = session["ended_at"] or session["expires_at"] <= now
    if over or session["account"]["status"] != "active":
        raise NotSignedIn


def check_device(repos: Any, device_id: uuid.UUID | None) -> dict[str, Any] | None:
    """The device as stored; :class:`DeviceRevoked` when it is told to wipe."""
    device = repos.devices.get(device_id) if device_id else None
    if device and device["status"] == "revoked":
        raise DeviceRevoked
    return device


def public_account(repos: Any, account: dict[str, Any]) -> dict[str, Any]:
    """An account without its secrets and with the areas its unit gives it."""
    return told(repos, account, repos.units.get(account["unit"]) or {})


def told(repos: Any, account: dict[str, Any], unit: dict[str, Any]) -> dict[str, Any]:
    """The same, where the unit was read already."""
    everywhere = account["role"] in ("leader", "administrator")
    return {
        "username": account["_id"],
        "name": account["name"],
        "role": account["role"],
        "unit": account["unit"],
        "areas": None if everywhere else unit.get("areas", []),
        "status": account["status"],
        "second_factor_since": account.get("second_factor_since"),
        "email": account.get("email"),
        "told_by_mail": account.get("told_by_mail", True),
        "created_at": account["created_at"],
        **repos.policy.unsettled(account),
    }
