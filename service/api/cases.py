"""Cases: reviewers only."""

from typing import Any
from uuid import UUID

from flask_restx import Namespace, Resource

from schemas.cases import (
    CasePage,
    CaseQuery,
    CaseShape,
    DecisionShape,
    GlassReason,
    NewNote,
    RelatedPage,
)
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.usecases import break_glass, case_notes, cases, related_cases

namespace = Namespace("cases", path="/cases", description="Flagged establishments, for review.")


def _queue_stamp(who: dict[str, Any], query: dict[str, Any]) -> str:
    return cases.queue_stamp(repos(), who, query)


@namespace.route("")
class Cases(Resource):
    @endpoint("list_cases", query=CaseQuery, gives=CasePage, tag_of=_queue_stamp)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The queue: by level, then by age."""
        return cases.list_cases(repos(), who, query)


@namespace.route("/<uuid:case_id>")
class Case(Resource):
    @endpoint("read_case", gives=CaseShape)
    def get(self, case_id: UUID, who: dict[str, Any]) -> Any:
        """One case with its flags; the read is written down before the answer."""
        return cases.read_case(repos(), who, case_id, now())


@namespace.route("/<uuid:case_id>/claim")
class Claim(Resource):
    @endpoint("claim_case", gives=CaseShape, statuses=(200, 409))
    def post(self, case_id: UUID, who: dict[str, Any]) -> Any:
        """Take a case; never your own visit's."""
        return cases.claim_case(repos(), who, case_id, now())


@namespace.route("/<uuid:case_id>/decision")
class Decision(Resource):
    @endpoint("decide_case", takes=DecisionShape, gives=CaseShape, statuses=(200, 409))
    def post(self, case_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Decide a case that you claimed, with a reason."""
        return cases.decide_case(repos(), who, case_id, body, now())


@namespace.route("/<uuid:case_id>/notes")
class Notes(Resource):
    @endpoint("note_case", takes=NewNote, gives=CaseShape, statuses=(200, 201, 409))
    def post(self, case_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Put a note on a case under your own UUID; it is never changed."""
        case, is_new = case_notes.note_case(repos(), who, case_id, body, now())
        return case, 201 if is_new else 200, {}


@namespace.route("/<uuid:case_id>/related")
class Related(Resource):
    @endpoint("list_related_cases", gives=RelatedPage)
    def get(self, case_id: UUID, who: dict[str, Any]) -> Any:
        """Cases of places with the same owner, telephone or address, and which of them."""
        return related_cases.related_cases(repos(), who, case_id, now())


@namespace.route("/<uuid:case_id>/break-glass")
class BreakGlass(Resource):
    @endpoint("break_glass", takes=GlassReason, gives=CaseShape, statuses=(200, 409))
    def post(self, case_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Read a case outside your areas for some hours, with a reason; the leaders are told."""
        return break_glass.break_glass(repos(), who, case_id, body["reason"], now())
