"""Inspections: the states they go through, and how an establishment on a list is named."""

import uuid
from collections.abc import Mapping
from typing import Any

from service.domain.errors import Conflict, Fault, Invalid

OPEN_STATES = ("planned", "running")  # in which a list changes and tablets are told of it
# Where each state leads; a finished inspection that was finished by mistake goes on.
MOVES = {
    "planned": ("running", "cancelled"),
    "running": ("finished", "cancelled"),
    "finished": ("running",),
    "cancelled": (),
}
LISTED_MOST = 5000  # establishments of one inspection: a province's register has some hundreds
ASSIGNMENTS = uuid.UUID("5a1c7b5e-2f1d-5c59-9a3e-6d0d6a1f1c11")
REASON_LEAST = 3

NOT_FROM_HERE = "Cuộc kiểm tra không chuyển được sang trạng thái này. Xin tải lại trang."
SAY_WHY = "Ghi lý do."
WAITING = "Còn {waiting} cơ sở trong danh sách chưa kiểm tra. Ghi lý do kết thúc."


def assignment_id(inspection: uuid.UUID, establishment: uuid.UUID) -> uuid.UUID:
    """One for each establishment of each inspection, so that listing it twice is listing it."""
    return uuid.uuid5(ASSIGNMENTS, f"{inspection}:{establishment}")


def is_open(inspection: Mapping[str, Any]) -> bool:
    return inspection["state"] in OPEN_STATES


def is_overdue(inspection: Mapping[str, Any], today: str) -> bool:
    """Its window is over and it is neither finished nor cancelled."""
    return is_open(inspection) and bool(inspection["to"] < today)


def check_move(state: str, wanted: str, reason: str, waiting: int) -> None:
    """:class:`Conflict` for a move that is none, :class:`Invalid` where the reason is missing: of
    cancelling, of going on after the end, of ending with establishments ``waiting``."""
    if wanted not in MOVES[state]:
        raise Conflict(NOT_FROM_HERE)
    if len(reason) >= REASON_LEAST:
        return
    if wanted == "finished" and waiting:
        raise Invalid([Fault("reason", "required", WAITING.format(waiting=waiting))])
    if wanted == "cancelled" or state == "finished":
        raise Invalid([Fault("reason", "required", SAY_WHY)])


def leads(inspection: Mapping[str, Any], username: str) -> bool:
    return any(member["lead"] and member["account"] == username for member in inspection["team"])


def accounts_of(team: list[dict[str, Any]]) -> set[str]:
    return {member["account"] for member in team if member["account"]}
