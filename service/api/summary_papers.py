"""Summaries: drafted, edited, approved by a second person, issued, and their papers."""

from typing import Any
from uuid import UUID

from flask import request
from flask_restx import Resource

from schemas.common import PageQuery
from schemas.summaries import RecordsShape
from schemas.summary_papers import (
    NewSummary,
    PaperQuery,
    SummaryChange,
    SummaryIssue,
    SummaryPage,
    SummaryQuery,
    SummaryReason,
    SummaryShape,
    SummaryStep,
)
from service.api.contract import endpoint
from service.api.if_match import IF_MATCH, etag, expected_version, version_if_sent
from service.api.papers_out import TYPES, paper_answer
from service.api.signed_in import now, repos
from service.api.summaries import namespace
from service.usecases import read_summaries as reading
from service.usecases import summaries as usecases
from service.usecases.print_summary import print_summary


def step(takes: Any) -> Any:
    """A step of a summary, of the version named in `If-Match` where it is sent."""
    return {"takes": takes, "gives": SummaryShape, "conditional": True, "headers": IF_MATCH,
            "statuses": (200, 409)}  # fmt: skip


def told(who: dict[str, Any], stored: dict[str, Any], status: int = 200) -> Any:
    """The summary as the account may read it."""
    return reading.shown(repos(), who, stored), status, etag(stored)


@namespace.route("")
class Summaries(Resource):
    @endpoint("list_summaries", query=SummaryQuery, gives=SummaryPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Summaries, the last drafted first."""
        return reading.list_summaries(repos(), query)

    @endpoint("draft_summary", takes=NewSummary, gives=SummaryShape, statuses=(201, 200, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Draft the summary of a period, or correct an issued one; safe to send twice."""
        stored, is_new = usecases.draft_summary(repos(), who, body, now())
        return told(who, stored, 201 if is_new else 200)


@namespace.route("/<uuid:summary_id>")
class Summary(Resource):
    @endpoint("read_summary", gives=SummaryShape)
    def get(self, summary_id: UUID, who: dict[str, Any]) -> Any:
        """One summary, and what came in for its period since it was counted."""
        found = reading.read_summary(repos(), who, summary_id, now())
        return found, 200, etag(found)

    @endpoint("draft_summary", **step(SummaryChange))
    def patch(self, summary_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Change the words of the draft version named in `If-Match`."""
        version = expected_version(request)
        return told(who, usecases.edit_summary(repos(), who, summary_id, version, body, now()))


@namespace.route("/<uuid:summary_id>/recount")
class Recount(Resource):
    @endpoint("draft_summary", **step(SummaryStep))
    def post(self, summary_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Count the figures of a draft anew."""
        version = version_if_sent(request)
        return told(who, usecases.recount_summary(repos(), who, summary_id, version, now()))


@namespace.route("/<uuid:summary_id>/discard")
class Discard(Resource):
    @endpoint("draft_summary", **step(SummaryReason))
    def post(self, summary_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Give up a draft."""
        at = (summary_id, version_if_sent(request), body["reason"], now())
        return told(who, usecases.discard_summary(repos(), who, *at))


@namespace.route("/<uuid:summary_id>/approve")
class Approve(Resource):
    @endpoint("approve_summary", **step(SummaryStep))
    def post(self, summary_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Approve a draft that somebody else wrote."""
        version = version_if_sent(request)
        return told(who, usecases.approve_summary(repos(), who, summary_id, version, now()))


@namespace.route("/<uuid:summary_id>/send-back")
class SendBack(Resource):
    @endpoint("approve_summary", **step(SummaryReason))
    def post(self, summary_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Make an approved one a draft again, with a reason."""
        at = (summary_id, version_if_sent(request), body["reason"], now())
        return told(who, usecases.send_back_summary(repos(), who, *at))


@namespace.route("/<uuid:summary_id>/issue")
class Issue(Resource):
    @endpoint("issue_summary", **step(SummaryIssue))
    def post(self, summary_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Issue an approved one with number and date; it is frozen from now on."""
        version = version_if_sent(request)
        return told(who, usecases.issue_summary(repos(), who, summary_id, version, body, now()))


@namespace.route("/<uuid:summary_id>/figures/<string:code>/records")
class SummaryRecords(Resource):
    @endpoint("read_summary_records", query=PageQuery, gives=RecordsShape)
    def get(self, summary_id: UUID, code: str, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The records behind a figure, as they were when it was counted."""
        return reading.records_of_summary(repos(), who, summary_id, code, query, now())


@namespace.route("/<uuid:summary_id>.docx")
class SummaryDocx(Resource):
    @endpoint("print_summary", query=PaperQuery, gives_bytes=(TYPES["docx"],))
    def get(self, summary_id: UUID, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The paper to edit in Word."""
        return _paper(who, summary_id, "docx", query)


@namespace.route("/<uuid:summary_id>.pdf")
class SummaryPdf(Resource):
    @endpoint("print_summary", query=PaperQuery, gives_bytes=(TYPES["pdf"],))
    def get(self, summary_id: UUID, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The same paper as PDF/A; 503 `pdf-program-missing` where there is no LibreOffice."""
        return _paper(who, summary_id, "pdf", query)


@namespace.route("/<uuid:summary_id>.xlsx")
class SummaryXlsx(Resource):
    @endpoint("print_summary", query=PaperQuery, gives_bytes=(TYPES["xlsx"],))
    def get(self, summary_id: UUID, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Its numbers as a workbook, one sheet an appendix."""
        return _paper(who, summary_id, "xlsx", query)


def _paper(who: dict[str, Any], summary_id: UUID, kind: str, query: dict[str, Any]) -> Any:
    is_public = query["public"]
    content, name = print_summary(repos(), who, summary_id, kind, is_public=is_public)
    return paper_answer(content, kind, name)
