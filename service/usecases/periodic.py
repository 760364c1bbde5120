"""What is done again and again beside serving: the one list of it, and a round of what is due."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from service.domain.periods import local_day
from service.usecases.audit import look_at_audit
from service.usecases.marks import bring_up_to_date
from service.usecases.notices import rule_on
from service.usecases.overdue_referrals import overdue_referrals
from service.usecases.remind_returns import remind_of_returns
from service.usecases.remind_tasks import remind_of_tasks
from service.usecases.unusual_reading import find_unusual_reading

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=10)  # who is at one of them for longer is taken for dead


@dataclass(frozen=True, slots=True)
class Periodic:
    """A use case that is safe to run at any time, and how often it is."""

    name: str
    every: dt.timedelta
    run: Callable[[Any, dt.datetime], Any]


def look_at_yesterday(repos: Any, now: dt.datetime) -> None:
    """Whoever read far more than others yesterday is told of, once."""
    find_unusual_reading(repos, local_day(now - dt.timedelta(days=1)), now)


def forget_told(repos: Any, now: dt.datetime) -> None:
    """Notices and letters go after the days of ``telling.yaml``."""
    before = now - dt.timedelta(days=rule_on(repos, now).kept_days)
    repos.notices.forget(before)
    repos.letters.forget(before)


def mend_map(repos: Any, _now: dt.datetime) -> None:
    """So that whoever opens the map waits for little, also after an import or new boundaries."""
    bring_up_to_date(repos)


PERIODIC = (
    Periodic("mend_map", dt.timedelta(minutes=5), mend_map),
    Periodic("overdue_referrals", dt.timedelta(minutes=10), overdue_referrals),
    Periodic("remind_of_returns", dt.timedelta(hours=3), remind_of_returns),
    Periodic("remind_of_tasks", dt.timedelta(hours=3), remind_of_tasks),
    Periodic("unusual_reading", dt.timedelta(hours=6), look_at_yesterday),
    Periodic("look_at_audit", dt.timedelta(days=1), look_at_audit),
    Periodic("forget_told", dt.timedelta(days=1), forget_told),
)


def run_due(repos: Any, now: dt.datetime, periodic: tuple[Periodic, ...] = PERIODIC) -> list[str]:
    """Run what is due and nobody else is at; answers the names of what was run.

    One that fails is told in the log, stops no other, and is tried again when its lease is over.
    """
    ran = []
    for each in periodic:
        if not repos.rounds.claim(each.name, now, now + LEASE):
            continue
        try:
            each.run(repos, now)
        except Exception:
            log.exception("periodic: %s", each.name)
            continue
        repos.rounds.done(each.name, now, now + each.every)
        ran.append(each.name)
    return ran
