"""What somebody is told on their page: looked at as they may now, and marked as seen."""

import datetime as dt
import uuid
from collections.abc import Iterator
from itertools import islice
from typing import Any

from service.domain.notices import concerns, told
from service.domain.periods import local_day

SHOWN_MOST = 100
AT_ONCE = 100


def list_notices(repos: Any, who: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    """What concerns who asks, newest first, as far back as notices are kept; ``unseen`` counts."""
    since = now - dt.timedelta(days=rule_on(repos, now).kept_days)
    found = islice(_concerning(repos, who, since), SHOWN_MOST)
    items = [told(notice, who["username"]) for notice in found]
    unseen = sum(not item["seen"] for item in items)
    return {"items": items, "unseen": unseen, "next_cursor": None}


def see_notices(
    repos: Any, who: dict[str, Any], keys: list[uuid.UUID], now: dt.datetime
) -> dict[str, Any]:
    """Mark them as seen by who asks; marked again, or another role's, nothing changes. Answers the
    list as it is then."""
    repos.notices.see(keys, who["role"], who["username"])
    return list_notices(repos, who, now)


def rule_on(repos: Any, now: dt.datetime) -> Any:
    """The rule of ``telling.yaml`` that is in force."""
    return repos.catalogue.telling.on(dt.date.fromisoformat(local_day(now)))


def still_concerning(
    repos: Any, notices: list[dict[str, Any]], account: dict[str, Any]
) -> list[dict[str, Any]]:
    """Those of the notices that an account is told of, by its rights and their cases as they are
    now."""
    cases = repos.cases.limits_of([each["case"] for each in notices if "case" in each])
    return [each for each in notices if concerns(each, account, cases.get(each.get("case")))]


def _concerning(repos: Any, who: dict[str, Any], since: dt.datetime) -> Iterator[dict[str, Any]]:
    rows = repos.notices.of_role(who["role"], since)
    while some := list(islice(rows, AT_ONCE)):
        yield from still_concerning(repos, some, who)
