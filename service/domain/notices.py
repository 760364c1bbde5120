"""What somebody is to be told: that something waits, and where; never what it is about."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from service.domain.rights import ADMINISTRATOR, REVIEWER, areas_of, holds

NAMESPACE = uuid.UUID("0c0b7c7e-6b1c-5f0a-8a53-2d6c8b1f4e90")
# What somebody did as a person of the house; who made a visit is told by its case alone.
SAYS_WHO = ("glass_broken", "unusual_reading")

OF_TASKS = ("task_set", "task_due", "task_late")
OF_RETURNS = ("return_due", "return_late", "return_submitted", "return_accepted",
              "return_sent_back")  # fmt: skip


def notice_of(
    kind: str, to_role: str, by: str, at: dt.datetime, *, about: str, **facts: Any
) -> dict[str, Any]:
    """A notice to a role about what ``by`` did; the same ``about`` makes the same notice.

    One with a ``case`` concerns those of the role who may see that case, and nobody of its visits;
    one with a ``unit`` those of that unit, one with ``to_account`` that account alone.
    """
    return {
        "_id": uuid.uuid5(NAMESPACE, f"{kind}/{to_role}/{about}"),
        "kind": kind,
        "to_role": to_role,
        "by": by,
        "at": at,
        "delivered_at": None,
        "seen_by": [],
        **facts,
    }


def concerns(
    notice: Mapping[str, Any], account: Mapping[str, Any], case: Mapping[str, Any] | None
) -> bool:
    """Whether an account, as it is now, is told of it; of what somebody did, all but themselves.

    ``case`` is the notice's as it is now: ``{area_key, barred}``, ``None`` where it has none.
    """
    own = notice["kind"] in SAYS_WHO and account["username"] == notice["by"]
    if account["role"] != notice["to_role"] or account["status"] != "active" or own:
        return False
    if "unit" in notice and account["unit"] != notice["unit"]:
        return False
    if notice.get("to_account", account["username"]) != account["username"]:
        return False
    if "case" not in notice:
        return True
    return (
        case is not None
        and holds(areas_of(account), case["area_key"])
        and account["username"] not in case["barred"]
    )


def told(notice: Mapping[str, Any], username: str) -> dict[str, Any]:
    """What its reader is shown, with the ``path`` of the page where it goes on."""
    return {
        "id": notice["_id"],
        "kind": notice["kind"],
        "at": notice["at"],
        "by": notice["by"] if notice["kind"] in SAYS_WHO else None,
        "day": notice.get("day"),
        "path": _path_of(notice),
        "seen": username in notice.get("seen_by", ()),
    }


def _path_of(notice: Mapping[str, Any]) -> str | None:
    if notice["kind"] == "orange_visit":
        return f"/visits/{notice['visit']}"
    if notice["kind"] in OF_TASKS:
        return f"/tasks?unit={notice['unit']}"
    if "of_unit" in notice and notice["kind"] in OF_RETURNS:
        return f"/returns/{notice['of_unit']}/{notice['period']}"
    if notice["to_role"] == REVIEWER and "case" in notice:
        return f"/cases/{notice['case']}"
    if notice["to_role"] == ADMINISTRATOR and notice["kind"] == "unusual_reading":
        day = notice["day"]
        return f"/admin/audit?by={notice['by']}&from={day}&to={day}"
    return None
