"""The audit log, for administrators."""

from typing import Any

from flask_restx import Namespace, Resource

from schemas.audit import AuditPage, AuditQuery
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
