"""What makes an activity odd, and what makes two of them look like one."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from service.domain.names import likeness

Activity = Mapping[str, Any]

# The number that an activity of the form is mostly about.
NUMBER_OF_FORM = {
    "news": "news_items", "broadcast": "broadcasts", "post": "posts", "banner": "banners",
    "panel": "panels", "leaflet": "leaflets", "mobile": "mobile_rounds",
}  # fmt: skip
GATHERINGS = ("session", "conference", "training", "rally", "integrated")

NEAR_DAYS = 3
ALIKE = 0.8  # of 1: titles or places that may be the same

NUMBERLESS = (
    "Chưa ghi số lượng của hình thức này nên hoạt động chưa góp vào chỉ tiêu nào. "
    "Xin bổ sung nếu có."
)
NOBODY_CAME = "Chưa ghi số người dự. Xin bổ sung nếu có."


def warnings_of(activity: Activity) -> list[dict[str, str]]:
    """What is odd but was stored: ``code``, ``path``, ``message``."""
    name = NUMBER_OF_FORM.get(activity["form"])
    if name and not activity["numbers"][name]:
        return [{"code": "nothing_counted", "path": f"numbers.{name}", "message": NUMBERLESS}]
    if activity["form"] in GATHERINGS and not any(activity["attendance"].values()):
        return [{"code": "nobody_came", "path": "attendance", "message": NOBODY_CAME}]
    return []


def days_near(day: str) -> tuple[str, str]:
    """The closed days within which the same activity may have been entered again."""
    held, near = dt.date.fromisoformat(day), dt.timedelta(NEAR_DAYS)
    return (held - near).isoformat(), (held + near).isoformat()


def doubles_of(activity: Activity, others: Iterable[Activity]) -> list[Activity]:
    """Those of ``others`` that may be the same: of its form, near in days, not elsewhere, of a
    like title or place; those that somebody said are apart are left out."""
    return [other for other in others if _may_be_same(activity, other)]


def _may_be_same(one: Activity, other: Activity) -> bool:
    first, last = days_near(one["held_on"])
    if one["_id"] == other["_id"] or one["form"] != other["form"]:
        return False
    if other["_id"] in one["apart_from"] or one["_id"] in other["apart_from"]:
        return False
    if not first <= other["held_on"] <= last:
        return False
    if one["area_key"] and other["area_key"] and one["area_key"] != other["area_key"]:
        return False
    return _like(one, other, "title") or _like(one, other, "place")


def _like(one: Activity, other: Activity, name: str) -> bool:
    return bool(one[name] and other[name]) and likeness(one[name], other[name]) >= ALIKE


def taken_over(kept: Activity, double: Activity) -> dict[str, Any]:
    """What the kept of two activities gains of its double: institutions and signers, no number."""
    return {
        name: [*kept[name], *(each for each in double[name] if each["id"] not in _ids(kept[name]))]
        for name in ("institutions", "signed")
    }


def _ids(rows: Iterable[Mapping[str, Any]]) -> set[Any]:
    return {row["id"] for row in rows}
