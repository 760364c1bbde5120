"""What must be remedied: listed as it stands today, and confirmed to have been."""

import datetime as dt
import uuid
from typing import Any

from service.domain import visits as rules
from service.domain.areas import key_asked
from service.domain.cursors import cursor_of, key_of
from service.domain.errors import Conflict, Invalid, NotFound
from service.domain.findings import faults_of_remedy, state_on
from service.domain.periods import local_day
from service.usecases.record_entry import WITHDRAWN, record_entry

CONFIRMED = "Nội dung này đã được xác nhận khắc phục. Nếu xác nhận sai, xin sửa bản ghi đã có."

Document = dict[str, Any]


def list_findings(repos: Any, who: Document, query: Document, now: dt.datetime) -> Document:
    """A page of findings, the first term first, undated ones last."""
    today = local_day(now)
    asked = {
        **query,
        "scope": who["scope"],
        "area": key_asked(query["area"]),
        "overdue_on": today if query["state"] == "overdue" else None,
    }
    limit = query["limit"]
    key = query["cursor"] and key_of(query["cursor"], str, uuid.UUID)
    rows = repos.visits.findings(asked, limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": _shown(repos, rows[:limit], today),
        "next_cursor": last and cursor_of(last["due"], last["findings"]["_id"]),
    }


def confirm_remedy(
    repos: Any, who: Document, finding_id: uuid.UUID, remedy: Document, now: dt.datetime
) -> tuple[Document, bool]:
    """Say that a finding was remedied and how that was confirmed; answers the entry and whether it
    is new. Tablets and figures are told; one that is taken back is to be remedied again."""
    visit = repos.visits.of_finding(finding_id, who["scope"])
    if visit is None:
        raise NotFound

    def check() -> None:
        named = remedy["evidence"]["visit_id"]
        cited = repos.visits.get_within(named, who["scope"]) if named else None
        if faults := faults_of_remedy(remedy, visit, cited, local_day(now)):
            raise Invalid(faults)

    def settle(entry: Document, session: Any) -> None:
        _settle(repos, entry, session)

    facts = {"visit": visit["_id"], "finding": finding_id}
    return record_entry(repos, repos.remedies, who, remedy, facts, now, check, settle)


def _settle(repos: Any, entry: Document, session: Any) -> None:
    """The finding as the entries now have it, on its visit."""
    visit = repos.visits.get(entry["visit"], session)
    if visit["state"] != "standing":
        raise Conflict(WITHDRAWN)
    holding = repos.remedies.holding(entry["visit"], session)
    if len([each for each in holding if each["finding"] == entry["finding"]]) > 1:
        raise Conflict(CONFIRMED)
    remedied = {each["finding"]: each["remedied_on"] for each in holding}
    findings = rules.with_remedies(visit["findings"], remedied)
    repos.visits.put_findings(visit["_id"], findings, rules.due_of(findings), session)


def _shown(repos: Any, rows: list[Document], today: str) -> list[Document]:
    names = repos.establishments.named([row["facts"]["establishment"] for row in rows])
    remedies = repos.remedies.of_visits(list({row["_id"] for row in rows}))
    return [
        {
            **_row(row, today),
            "question": _question(repos, row),
            "establishment": {
                "id": row["facts"]["establishment"],
                "name": names.get(row["facts"]["establishment"], ""),
            },
            "remedies": [
                each for each in remedies[row["_id"]] if each["finding"] == row["findings"]["_id"]
            ],
        }
        for row in rows
    ]


def _row(row: Document, today: str) -> Document:
    finding, facts = row["findings"], row["facts"]
    return {
        "id": finding["_id"],
        "state": state_on(finding, today),
        **{name: finding[name] for name in ("item", "remedy", "remedy_by", "remedied_on")},
        "visit": row["_id"],
        "visited_on": facts["day"],
        "unit": row["submitter"]["unit"],
        "area": facts["area"],
        "kind": facts["kind"],
    }


def _question(repos: Any, row: Document) -> dict[str, str] | None:
    named = row["content"]["checklist"]
    checklist = repos.catalogue.checklist(named["code"], named["version"])
    asked = [item for item in checklist.items if item.code == row["findings"]["item"]]
    return asked[0].question.as_dict() if asked else None
