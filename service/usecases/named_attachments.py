"""Which files a visit names, and which of them are still missing."""

from typing import Any

from schemas.vocabulary import OPEN_PART, SEALED_PART
from service.domain.attachments import Named, named_in
from service.domain.visits import open_attachments


def named_by(repos: Any, visit: dict[str, Any]) -> Named:
    """All that the visit names or, before a correction, named."""
    sheet = repos.flag_sheets.get(visit["_id"])
    sheets = [sheet, *sheet["earlier"]] if sheet else []
    return named_in(_contents(repos, visit), sheets)


def named_open(repos: Any, visit: dict[str, Any]) -> list[str]:
    """The open files alone; the confidential sheet is not looked at."""
    return named_in(_contents(repos, visit), [])[OPEN_PART]


def _contents(repos: Any, visit: dict[str, Any]) -> list[dict[str, Any]]:
    earlier = repos.amendments.of_visit(visit["_id"]) if visit["amendments"] else []
    return [visit["content"], *(row["before"] for row in earlier)]


def missing_of(repos: Any, visit: dict[str, Any], sealed: list[str]) -> list[str]:
    """What has not come whole, open or ``sealed``; what has is kept for good from now on.

    So a receipt says of nothing that it is there before it can no longer expire.
    """
    missing: dict[str, None] = {}
    for part, digests in (
        (OPEN_PART, open_attachments(visit["content"])),
        (SEALED_PART, sealed),
    ):
        there = repos.attachments[part].keep(visit["_id"], visit["submitter"]["username"], digests)
        missing |= dict.fromkeys(digest for digest in digests if digest not in there)
    return list(missing)


def open_missing(repos: Any, visits: list[dict[str, Any]]) -> list[list[str]]:
    """For each visit the open files that are missing, looked up at once."""
    wanted = [
        [
            (visit["_id"], visit["submitter"]["username"], digest)
            for digest in open_attachments(visit["content"])
        ]
        for visit in visits
    ]
    there = repos.attachments[OPEN_PART].whole([each for named in wanted for each in named])
    return [[each[2] for each in named if each not in there] for named in wanted]
