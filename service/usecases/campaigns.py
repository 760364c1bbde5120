"""Campaigns: made, changed, and how far their targets are."""

import datetime as dt
import uuid
from typing import Any

from schemas.vocabulary import CAMPAIGN_MEASURES
from service.domain.campaigns import progress_of
from service.domain.errors import Invalid, NotFound
from service.usecases.plans import (
    checked_version,
    faults_of_links,
    made,
    may_change,
    own,
    stored_once,
)
from service.usecases.tell_tablets import of_campaign
from service.usecases.windows import change_window, check_window, page_of_windows, store_window

Document = dict[str, Any]
FACTS = {"commitments": "committed"}  # a target's name, where the visits' fact has another


def make_campaign(
    repos: Any, who: Document, fields: Document, now: dt.datetime
) -> tuple[Document, bool]:
    """Store a campaign; answers it and whether it is new."""
    if faults := faults_of_links(repos, fields):
        raise Invalid(faults)
    document = {**made(repos, who, fields, now), "unit": who["unit"]}
    is_new = store_window(repos, repos.campaigns, of_campaign, document, now)
    found, is_new = stored_once(repos.campaigns, document, is_new)
    return _shown(repos, who, [found])[0], is_new


def change_campaign(
    repos: Any, who: Document, campaign_id: uuid.UUID, version: int, changes: Document,
    now: dt.datetime,
) -> Document:  # fmt: skip
    """Change fields of the version the sender saw."""
    stored = checked_version(own(repos, repos.campaigns, who, campaign_id), version)
    check_window(stored, changes)
    if faults := faults_of_links(repos, changes):
        raise Invalid(faults)
    by = {"changed_at": now, "changed_by": who["username"]}
    changed = change_window(repos, repos.campaigns, of_campaign, stored, {**changes, **by}, now)
    return _shown(repos, who, [changed])[0]


def read_campaign(repos: Any, who: Document, campaign_id: uuid.UUID) -> Document:
    """One campaign with its progress."""
    found = repos.campaigns.get(campaign_id)
    if found is None:
        raise NotFound
    return _shown(repos, who, [found])[0]


def list_campaigns(repos: Any, who: Document, query: Document) -> Document:
    """A page of campaigns with their progress, newest first."""
    page = page_of_windows(repos.campaigns, {}, query)
    return {**page, "items": _shown(repos, who, page["items"])}


def _shown(repos: Any, who: Document, rows: list[Document]) -> list[Document]:
    ids = [row["_id"] for row in rows]
    counted = repos.tagged.counts(ids) if ids else {}
    inspections = repos.inspections.of_campaigns(ids) if ids else {}
    return [
        {
            **row,
            "progress": progress_of(
                row["targets"],
                _counts(counted.get(row["_id"], {}), inspections.get(row["_id"], 0)),
            ),
            "may_change": may_change(repos, who, row),
        }
        for row in rows
    ]


def _counts(counted: Document, inspections: int) -> Document:
    found = {name: counted.get(FACTS.get(name, name), 0) for name in CAMPAIGN_MEASURES}
    return {**found, "inspections": inspections}
