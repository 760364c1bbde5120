"""What needs two people: asked for by one, approved by another."""

from typing import Any
from uuid import UUID

from flask_restx import Namespace, Resource

from schemas.approvals import ApprovalDecision, ApprovalPage, ApprovalShape, NewApproval
from schemas.common import PageQuery
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.usecases import approvals

namespace = Namespace("approvals", path="/approvals", description="What needs two people.")


@namespace.route("")
class Approvals(Resource):
    @endpoint("list_approvals", query=PageQuery, gives=ApprovalPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The requests that you may ask for or approve, newest first."""
        return approvals.list_approvals(repos(), who, query)

    @endpoint("ask_approval", takes=NewApproval, gives=ApprovalShape, statuses=(201, 200, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Ask for an act that needs a second person; send your own `id` to be safe to repeat."""
        asked, is_new = approvals.ask_approval(repos(), who, body, now())
        return asked, 201 if is_new else 200, {}


@namespace.route("/<uuid:approval_id>/decision")
class SecondPerson(Resource):
    @endpoint("decide_approval", takes=ApprovalDecision, gives=ApprovalShape, statuses=(200, 409))
    def post(self, approval_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Approve or refuse what another person asked for."""
        return approvals.decide_approval(repos(), who, approval_id, body["decision"], now())
