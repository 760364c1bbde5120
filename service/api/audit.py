"""The audit log, for administrators."""

from typing import Any

from flask_restx import Namespace, Resource

from schemas.audit import AuditPage, AuditQuery, AuditStateShape
from service.api.contract import endpoint
from service.api.signed_in import repos
from service.usecases import audit

namespace = Namespace("audit", path="/audit", description="Who did what.")


@namespace.route("")
class Audit(Resource):
    @endpoint("read_audit", query=AuditQuery, gives=AuditPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Entries, newest first; this reading is one of them."""
        return audit.read_audit(repos(), query)


@namespace.route("/state")
class AuditState(Resource):
    @endpoint("read_audit_state", gives=AuditStateShape)
    def get(self, who: dict[str, Any]) -> Any:
        """What was found when the whole log was last verified, once a day."""
        return audit.read_audit_state(repos())
