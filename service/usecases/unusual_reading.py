"""Looking at a day's reading of what is sealed, and telling whoever must know."""

import datetime as dt
from typing import Any

from service.domain.notices import notice_of
from service.domain.periods import start_of
from service.domain.rights import ADMINISTRATOR, LEADER, sealed_reads
from service.domain.unusual_reading import unusual

TOLD = (LEADER, ADMINISTRATOR)


def find_unusual_reading(repos: Any, day: str, now: dt.datetime) -> dict[str, int]:
    """How often each account read that read far more than its peers on the local day; a notice to
    leaders and administrators is stored for each, once."""
    start = start_of(day)
    counts = repos.audit.counts(sealed_reads(), start, start + dt.timedelta(days=1))
    accounts = repos.accounts.several(list(counts))
    roles = {name: account["role"] for name, account in accounts.items()}
    rule = repos.catalogue.oversight.on(dt.date.fromisoformat(day))
    found = unusual(counts, roles, rule)
    for name in found:
        for role in TOLD:
            about = f"{name}/{day}"
            repos.notices.insert(
                notice_of("unusual_reading", role, name, now, about=about, day=day)
            )
    return found
