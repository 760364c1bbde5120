"""Legal holds: what is kept whatever its period of retention."""

from typing import Any
from uuid import UUID

from flask_restx import Namespace, Resource

from schemas.common import PageQuery
from schemas.legal_holds import LegalHoldPage, LegalHoldShape, NewLegalHold
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.usecases import legal_holds

namespace = Namespace("legal-holds", path="/legal-holds", description="What must not be purged.")


@namespace.route("")
class LegalHolds(Resource):
    @endpoint("list_holds", query=PageQuery, gives=LegalHoldPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Holds, newest first; those on cases for reviewers alone."""
        return legal_holds.list_holds(repos(), who, query)

    @endpoint("place_hold", takes=NewLegalHold, gives=LegalHoldShape, statuses=(201, 200, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Keep an establishment with its visits and cases, a visit, or a case, whatever its age."""
        hold, is_new = legal_holds.place_hold(repos(), who, body, now())
        return hold, 201 if is_new else 200, {}


@namespace.route("/<uuid:hold_id>/lifting")
class Lifting(Resource):
    @endpoint("lift_hold", gives=LegalHoldShape)
    def post(self, hold_id: UUID, who: dict[str, Any]) -> Any:
        """Lift a hold; what it kept may be purged once its period is over."""
        return legal_holds.lift_hold(repos(), who, hold_id, now())
