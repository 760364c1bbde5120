"""Inspections and campaigns of before they had a version, a state and a team."""

from collections.abc import Callable
from typing import Any

NAME = "0003-complete-windows"
SHARED: dict[str, Any] = {"version": 1, "partners": [], "document_id": None}
INSPECTION: dict[str, Any] = {
    "state": "running",
    "states": [],
    "turns": 0,
    "team": [],
    "campaign_id": None,
    **{f"plan_{name}": "" for name in ("no", "signed_by")},
    "plan_date": None,
    "decision_date": None,
    "decision_signed_by": "",
}
CAMPAIGN: dict[str, Any] = {"note": "", "unit": None}


def run(repos: Any, beat: Callable[[], Any]) -> None:
    """Give what they lack; visits may have been tagged with them, so inspections are running."""
    for collection, own in ((repos.inspections, INSPECTION), (repos.campaigns, CAMPAIGN)):
        old = {"version": None}
        collection.rows.update_many(old, {"$set": {**SHARED, **own}}, hint="_id_")
        beat()
