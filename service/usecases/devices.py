"""Devices listed, named, revoked."""

import datetime as dt
import uuid
from typing import Any

from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Fault, Invalid, NotFound
from service.usecases.sign_in_events import note
from service.usecases.who import DEVICE_REVOKED


def list_devices(repos: Any, query: dict[str, Any]) -> dict[str, Any]:
    """A page of devices, the last seen first; by ``account`` and ``status`` where asked."""
    limit = query["limit"]
    key = query["cursor"] and key_of(query["cursor"], dt.datetime.fromisoformat, uuid.UUID)
    asked = {"username": query["account"], "status": query["status"]}
    asked = {name: value for name, value in asked.items() if value is not None}
    rows = repos.devices.list(asked, limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": rows[:limit],
        "next_cursor": last and cursor_of(last["last_seen"].isoformat(), last["_id"]),
    }


def change_device(
    repos: Any, who: dict[str, Any], device_id: uuid.UUID, changes: dict[str, Any],
    now: dt.datetime, *, own: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Name a device, revoke it, or let it in again; ``own`` keeps to those of who asks.

    Revoking ends its sessions in the same transaction; whatever it asks next tells it to wipe.
    """
    if own and changes.get("status") == "active":
        words = "Chỉ quản trị viên mở lại được thiết bị đã thu hồi."
        raise Invalid([Fault("status", "not_allowed", words)])
    of = {"username": who["username"]} if own else {}
    kept = {**changes, **_standing(changes.get("status"), who["username"], now)}

    def work(transaction: Any) -> tuple[dict[str, Any] | None, int]:
        found = repos.devices.change(device_id, of, kept, transaction)
        if not found or changes.get("status") != "revoked":
            return found, 0
        which = {"device": device_id}
        return found, repos.sessions.end(which, DEVICE_REVOKED, now, transaction)

    device, ended = repos.in_transaction(work)
    if device is None:
        raise NotFound
    if "status" in changes:
        what = "device_revoked" if changes["status"] == "revoked" else "device_let_in"
        note(repos, what, who["username"], now, of_device=device_id, sessions_ended=ended)
    return device


def _standing(status: str | None, by: str, now: dt.datetime) -> dict[str, Any]:
    if status == "revoked":
        return {"revoked_by": by, "revoked_at": now}
    return {"revoked_by": None, "revoked_at": None} if status == "active" else {}
