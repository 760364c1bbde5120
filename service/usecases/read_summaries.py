"""Reading summaries: as far as an account may know, and as the public may."""

import datetime as dt
import uuid
from typing import Any

from service.domain.cursors import cursor_of, key_of
from service.domain.errors import NotFound
from service.domain.figures import RULES, codes_for, is_sealed
from service.domain.public_figures import public_codes, public_figures
from service.domain.rights import areas_of, may
from service.domain.summary_text import TOKEN, rendered
from service.usecases.figure_records import records_behind
from service.usecases.summaries import late_since, summary
from service.usecases.summary_words import typed_in

SEALED_SECTION = "detection"

Document = dict[str, Any]


def list_summaries(repos: Any, query: Document) -> Document:
    """A page, the last drafted first, without figures and words."""
    limit = query["limit"]
    key = query["cursor"] and key_of(query["cursor"], dt.datetime.fromisoformat, uuid.UUID)
    rows = repos.summaries.listed(query, limit, key)
    last = rows[limit - 1] if rows[limit:] else None
    return {
        "items": [_told(row) for row in rows[:limit]],
        "next_cursor": last and cursor_of(last["created_at"].isoformat(), last["_id"]),
    }


def read_summary(repos: Any, who: Document, summary_id: uuid.UUID, now: dt.datetime) -> Document:
    """One summary as this account may read it, with what came in since it was counted."""
    stored = summary(repos, summary_id)
    return shown(repos, who, stored, late_since(repos, stored, now))


def shown(
    repos: Any, who: Document, stored: Document, late: list[Document] | None = None
) -> Document:
    """A summary as answered."""
    codes = codes_of(repos, who)
    seen = seen_of(stored, codes, is_public=False)
    return {
        **_told(stored),
        **seen,
        "sections": sections_of(repos, stored, seen["figures"], codes),
        "late_since": [each for each in late or [] if each["code"] in codes],
        "typed": typed_in(stored["sections"]) if stored["state"] == "draft" else [],
        "may_write": may(who, "draft_summary") and areas_of(who).areas is None,
        "may_approve": may(who, "approve_summary") and who["username"] not in stored["written_by"],
    }


def codes_of(repos: Any, who: Document) -> list[str]:
    """The figures of the province that an account may read in a summary."""
    limited = areas_of(who).areas is not None
    sealed = may(who, "count_sealed_figures") and not limited
    return codes_for(repos.catalogue.figures, limited=limited, sealed=sealed)


def seen_of(stored: Document, codes: list[str], *, is_public: bool) -> Document:
    """``figures``, ``tables``, ``changes`` and ``late`` of those codes, small counts kept back in
    what is public."""
    wanted = public_codes(codes) if is_public else codes
    figures = {code: stored["figures"][code] for code in wanted if code in stored["figures"]}
    late = stored["late"]
    return {
        "figures": public_figures(figures) if is_public else figures,
        "tables": stored["tables"],
        "changes": [each for each in stored["changes"] if each["code"] in wanted],
        "late": late and {
            **late, "changes": [each for each in late["changes"] if each["code"] in wanted]
        },
    }  # fmt: skip


def sections_of(
    repos: Any, stored: Document, figures: Document, codes: list[str], *, is_public: bool = False
) -> list[Document]:
    """The parts in order: ``code, heading, above, paragraphs`` of ``template`` and ``words``; one
    whose figures are not told to the reader is left out."""
    outline = repos.catalogue.summary.on(dt.date.fromisoformat(stored["to"]))
    tells_sealed = not is_public and any(is_sealed(code) for code in codes)
    return [
        {
            "code": section.code,
            "heading": section.heading,
            "above": section.above or "",
            "paragraphs": [
                {"template": paragraph, "words": rendered(paragraph, figures)}
                for paragraph in stored["sections"].get(section.code, [])
                if _is_told(paragraph, figures)
            ],
        }
        for section in outline.sections
        if section.code in stored["sections"] and (tells_sealed or section.code != SEALED_SECTION)
    ]


def _is_told(paragraph: str, figures: Document) -> bool:
    """A sentence about a figure that the reader may not know is left out whole."""
    named = [match[1].partition(":")[0] for match in TOKEN.finditer(paragraph)]
    return all(code in figures for code in named)


def records_of_summary(
    repos: Any, who: Document, summary_id: uuid.UUID, code: str, query: Document, now: dt.datetime
) -> Document:
    """A page of the records behind a figure as they were when it was counted; those of the sealed
    side as they are now, for reviewers."""
    stored = summary(repos, summary_id)
    if code not in RULES:
        raise NotFound
    if is_sealed(code):
        return records_behind(
            repos, {**who, "scope": areas_of(who)}, code, stored["period"], stored["basis"], now,
            query["cursor"], query["limit"],
        )  # fmt: skip
    if code not in codes_of(repos, who):
        raise NotFound
    first = key_of(query["cursor"], int)[0] if query["cursor"] else 0
    rows = repos.summary_records.read(stored["count"], code, first, query["limit"] + 1)
    more = len(rows) > query["limit"]
    return {
        "items": rows[: query["limit"]],
        "next_cursor": cursor_of(first + query["limit"]) if more else None,
    }


def _told(stored: Document) -> Document:
    period = {
        "code": stored["period"],
        "basis": stored["basis"],
        "from": stored["from"],
        "to": stored["to"],
        "provisional": stored["provisional"],
    }
    return {**stored, "period": period}
