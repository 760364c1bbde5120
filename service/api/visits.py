"""Visits: sent, sent in batches, read, amended, withdrawn, and the decisions that follow."""

from typing import Any
from uuid import UUID

from flask import request
from flask_restx import Namespace, Resource

from schemas.entries import NewSanction, NewTransfer, SanctionShape, TransferShape
from schemas.visits import (
    AmendmentShape,
    BatchAnswer,
    BatchShape,
    SentVisit,
    SubmissionShape,
    VisitPage,
    VisitQuery,
    VisitShape,
    WithdrawalShape,
)
from service.api.batch import opened, verdicts
from service.api.contract import endpoint
from service.api.device_time import HEADER, device_time
from service.api.papers_out import TYPES, paper_answer
from service.api.signed_in import now, repos
from service.usecases import corrections, read_visits, sanctions, visits
from service.usecases.visit_record import print_record

namespace = Namespace("visits", path="/visits", description="Visits to establishments.")


@namespace.route("")
class Visits(Resource):
    @endpoint("list_visits", query=VisitQuery, gives=VisitPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Open visits, newest first; inspectors see those of their unit."""
        return read_visits.find_visits(repos(), who, query)


@namespace.route("/<uuid:visit_id>")
class Visit(Resource):
    @endpoint("read_visit", gives=VisitShape)
    def get(self, visit_id: UUID, who: dict[str, Any]) -> Any:
        """One open visit."""
        return read_visits.read_visit(repos(), who, visit_id)

    @endpoint(
        "submit_visit",
        takes=SubmissionShape,
        gives=SentVisit,
        statuses=(201, 200, 409),
        headers=HEADER,
    )
    def put(self, visit_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Send a visit under the tablet's UUID; the same content again answers 200."""
        device = device_time(request)
        return _stored(*visits.submit_visit(repos(), who, visit_id, body, now(), device))


@namespace.route("/<uuid:visit_id>/record.docx")
class RecordDocx(Resource):
    @endpoint("print_record", gives_bytes=(TYPES["docx"],))
    def get(self, visit_id: UUID, who: dict[str, Any]) -> Any:
        """The biên bản kiểm tra to edit in Word, open part only; the first print numbers it."""
        content, name = print_record(repos(), who, visit_id, "docx", now())
        return paper_answer(content, "docx", name)


@namespace.route("/<uuid:visit_id>/record.pdf")
class RecordPdf(Resource):
    @endpoint("print_record", gives_bytes=(TYPES["pdf"],))
    def get(self, visit_id: UUID, who: dict[str, Any]) -> Any:
        """The same paper as PDF/A; 503 `pdf-program-missing` where there is no LibreOffice."""
        content, name = print_record(repos(), who, visit_id, "pdf", now())
        return paper_answer(content, "pdf", name)


@namespace.route("/batch")
class Batch(Resource):
    @endpoint("submit_visit", takes=BatchShape, gives=BatchAnswer, headers=HEADER)
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Send up to a hundred visits; each gets its own verdict, in the order sent."""
        items = opened(body["items"])
        outcomes = visits.submit_batch(repos(), who, items, now(), device_time(request))
        return verdicts(items, outcomes)


@namespace.route("/<uuid:visit_id>/amendments")
class Amendments(Resource):
    @endpoint("amend_visit", takes=AmendmentShape, gives=SentVisit, statuses=(201, 200, 409))
    def post(self, visit_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Correct a visit with a reason; the old content is kept, figures use the latest."""
        return _stored(*corrections.amend_visit(repos(), who, visit_id, body, now()))


@namespace.route("/<uuid:visit_id>/withdrawal")
class Withdrawal(Resource):
    @endpoint("withdraw_visit", takes=WithdrawalShape, gives=VisitShape, statuses=(200, 409))
    def post(self, visit_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Take a visit out of the figures, with a reason; it stays readable."""
        return corrections.withdraw_visit(repos(), who, visit_id, body["reason"], now())


@namespace.route("/<uuid:visit_id>/sanctions")
class Sanctions(Resource):
    @endpoint("record_sanction", takes=NewSanction, gives=SanctionShape, statuses=(201, 200, 409))
    def post(self, visit_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Record a decision on a violation, once; a mistake is corrected by another entry."""
        return _stored(*sanctions.record_sanction(repos(), who, visit_id, body, now()))


@namespace.route("/<uuid:visit_id>/transfers")
class Transfers(Resource):
    @endpoint("record_transfer", takes=NewTransfer, gives=TransferShape, statuses=(201, 200, 409))
    def post(self, visit_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Record that another body deals with a violation; safe to send twice."""
        return _stored(*sanctions.record_transfer(repos(), who, visit_id, body, now()))


def _stored(found: dict[str, Any], is_new: bool) -> Any:
    return found, 201 if is_new else 200, {}
