"""How the demo's units inform people and report, and the summary that was issued of it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from service.domain.demo_activities import (
    activities,
    institutions,
    returns,
    summary_id,
    units,
)
from service.domain.demo_world import World
from service.domain.periods import LOCAL, local_day, period_of, start_of
from service.domain.returns import return_id
from service.usecases.activities import store_activity
from service.usecases.institutions import add_institution
from service.usecases.return_steps import hand_in, settle
from service.usecases.returns import owed_returns, store_return
from service.usecases.summaries import approve_summary, draft_summary, issue_summary
from service.usecases.units import open_unit

REPORTER, LEADER, OFFICE = "reporter", "leader", "admin"
HOURS = dt.timedelta(hours=9)

Who = Callable[[str, str], dict[str, Any]]


def load_reports(repos: Any, who: Who, world: World) -> None:
    """After the plans; what is there already stays as it is."""
    end = dt.date.fromisoformat(local_day(world.end))
    own = units(repos.areas.all())
    for unit in own:
        open_unit(repos, unit, world.end)
    places = institutions(world.seed, own)
    for place in places:
        add_institution(repos, who(OFFICE, "record_activity"), place, world.end)
    begins = dt.date(end.year - 2, 1, 1)
    for activity in activities(world.seed, own, begins, end - dt.timedelta(days=1), places):
        at = start_of(activity["held_on"]) + HOURS
        store_activity(repos, who(OFFICE, "record_activity"), activity, at)
    periods = closed_quarters(end)
    for each in returns(world.seed, own, periods):
        _hand_in(repos, who, each)
    _issue(repos, who, world, periods[-2])


def closed_quarters(today: dt.date) -> list[str]:
    """The last five quarters that closed ten days ago or more, the oldest first."""
    codes = [f"{year}-Q{part}" for year in range(today.year - 2, today.year + 1)
             for part in range(1, 5)]  # fmt: skip
    closed = today - dt.timedelta(days=10)
    return [code for code in codes if period_of(code, "statutory").last <= closed][-5:]


def _hand_in(repos: Any, who: Who, told: dict[str, Any]) -> None:
    kind, period, _ = owed_returns(repos, told["period"])
    day = kind.last_day(told["unit"], period.last) + dt.timedelta(days=told["late"])
    at = dt.datetime.combine(day, dt.time(9), LOCAL)
    writes = who(REPORTER, "write_return")
    key = (told["unit"], told["period"])
    store_return(repos, writes, *key, None, told["fields"], at)
    if _state(repos, key) == "draft":
        hand_in(repos, writes, *key, None, {"id": None}, at)
    if _state(repos, key) == "submitted" and told["state"] == "accepted":
        settle(repos, who(REPORTER, "decide_return"), *key, None, "accepted", {"id": None}, at)


def _state(repos: Any, key: tuple[str, str]) -> str:
    return str(repos.returns.get(return_id(*key))["state"])


def _issue(repos: Any, who: Who, world: World, period: str) -> None:
    """The summary of the last quarter but one went out; the last is left to be done."""
    fields = {"id": summary_id(world.seed, period), "period": period, "basis": "statutory",
              "corrects": None}  # fmt: skip
    last = period_of(period, "statutory").last
    at = dt.datetime.combine(last + dt.timedelta(days=12), dt.time(9), LOCAL)
    stored, _ = draft_summary(repos, who(REPORTER, "draft_summary"), fields, at)
    if stored["state"] == "draft":
        stored = approve_summary(repos, who(LEADER, "approve_summary"), stored["_id"], None, at)
    day = {"number": "", "issued_on": local_day(at)}
    issue_summary(repos, who(LEADER, "issue_summary"), stored["_id"], None, day, at)
