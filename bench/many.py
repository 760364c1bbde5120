"""A hundred thousand visits: the demo province's, told again of other places and days."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pymongo.write_concern import WriteConcern

AT_ONCE = 1000
PLACE_AND_TIME = (
    "day", "at", "establishment", "kind", "area", "unit", "inspection", "inspection_kind",
)  # fmt: skip
SHEET_FACTS = {"establishment_id": "establishment", "area": "area", "day": "day", "at": "at"}

Document = dict[str, Any]


def fill(repos: Any, wanted: int, seed: int) -> None:
    """Bring the standing and other visits to ``wanted``, flagged ones with their sheets.

    Each new one takes what was found from one visit, and place, time and inspection from another
    along the same checklist, so that the spread is the demo's own. Filling is not measured and so
    not journaled.
    """
    originals = list(repos.visits.rows.find({}))
    sheets = {sheet["_id"]: sheet for sheet in repos.flag_sheets.rows.find({})}
    copies = _copies(random.Random(seed), originals, sheets)
    visits, flag_sheets = (
        repos.database[name].with_options(write_concern=WriteConcern(w=1))
        for name in ("visits", "flag_sheets")
    )
    missing = wanted - len(originals)
    while missing > 0:
        chunk = list(islice(copies, min(AT_ONCE, missing)))
        visits.insert_many([visit for visit, _ in chunk], ordered=False)
        told = [sheet for _, sheet in chunk if sheet]
        if told:
            flag_sheets.insert_many(told, ordered=False)
        missing -= len(chunk)


def _copies(
    chance: random.Random, originals: list[Document], sheets: dict[uuid.UUID, Document]
) -> Iterator[tuple[Document, Document | None]]:
    alike: dict[str, list[Document]] = {}
    for visit in originals:
        alike.setdefault(visit["content"]["checklist"]["code"], []).append(visit)
    while True:
        found = chance.choice(originals)
        there = chance.choice(alike[found["content"]["checklist"]["code"]])
        visit = _told_again(found, there)
        sheet = sheets.get(found["_id"])
        yield visit, sheet and _sheet_of(sheet, visit)


def _told_again(found: Document, there: Document) -> Document:
    facts = {**found["facts"], **{name: there["facts"][name] for name in PLACE_AND_TIME}}
    later = _day(facts["day"]) - _day(found["facts"]["day"])
    findings = [_finding(finding, later) for finding in found["findings"]]
    facts["due"] = " ".join(sorted(each["remedy_by"] for each in findings if each["remedy_by"]))
    content = {**found["content"]}
    for name in ("establishment_id", "inspection_id", "campaign_id", "started_at", "finished_at"):
        content[name] = there["content"][name]
    return {
        **found,
        "_id": uuid.uuid4(),
        "content": content,
        "facts": facts,
        "findings": findings,
    }


def _finding(finding: Document, later: dt.timedelta) -> Document:
    by = (_day(finding["remedy_by"]) + later).isoformat() if finding["remedy_by"] else None
    return {**finding, "_id": uuid.uuid4(), "remedy_by": by}


def _sheet_of(sheet: Document, visit: Document) -> Document:
    facts = {name: visit["facts"][of] for name, of in SHEET_FACTS.items()}
    return {**sheet, **facts, "_id": visit["_id"], "case": None}


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
