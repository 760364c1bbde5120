"""Giving papers their numbers: once, in order for each kind, unit and year, without a gap.

A number is given when a paper is first issued, not when its visit comes in: an inspector's sending
never waits at a counter, and a visit that is never printed takes none.
"""

import datetime as dt
from typing import Any


def number_of(repos: Any, kind: str, unit: str, year: str, subject: Any, now: dt.datetime) -> int:
    """The paper's number, the one it has or the next of its series.

    The counter and the number are one transaction; of many who ask at once one gives it and the
    others are told the same.
    """
    known: int | None = repos.paper_numbers.of(kind, subject)
    if known is not None:
        return known
    series = f"{kind}:{unit}:{year}"

    def work(session: Any) -> int:
        given: int | None = repos.paper_numbers.of(kind, subject, session)
        if given is not None:
            return given
        number: int = repos.paper_series.next(series, session)
        facts = {"series": series, "number": number, "at": now}
        repos.paper_numbers.give(kind, subject, facts, session)
        return number

    number: int = repos.in_transaction(work, [series])
    return number
