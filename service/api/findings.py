"""What must be remedied after a visit."""

from typing import Any
from uuid import UUID

from flask_restx import Namespace, Resource

from schemas.entries import FindingPage, FindingQuery, NewRemedy, RemedyShape
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.usecases import findings

namespace = Namespace("findings", path="/findings", description="What must be remedied.")


@namespace.route("")
class Findings(Resource):
    @endpoint("list_findings", query=FindingQuery, gives=FindingPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """What must be remedied or was, the first term first; inspectors see their unit's."""
        return findings.list_findings(repos(), who, query, now())


@namespace.route("/<uuid:finding_id>/remedy")
class Remedy(Resource):
    @endpoint("confirm_remedy", takes=NewRemedy, gives=RemedyShape, statuses=(201, 200, 409))
    def post(self, finding_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Confirm by a follow-up visit or a document that it was remedied; safe to send twice."""
        entry, is_new = findings.confirm_remedy(repos(), who, finding_id, body, now())
        return entry, 201 if is_new else 200, {}
