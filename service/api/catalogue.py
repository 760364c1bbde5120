"""What is data: checklists, indicators, areas, units."""

from typing import Any

from flask_restx import Namespace, Resource

from schemas.accounts import UnitPage
from schemas.catalogue import (
    AreaPage,
    AreaQuery,
    ChecklistPage,
    ChecklistQuery,
    ChecklistShape,
    IndicatorPage,
    TriageRulePage,
)
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.domain.periods import LOCAL
from service.usecases import catalogue

namespace = Namespace("catalogue", path="/", description="Checklists, indicators, areas, units.")


@namespace.route("/checklists")
class Checklists(Resource):
    @endpoint("read_catalogue", gives=ChecklistPage)
    def get(self, who: dict[str, Any]) -> Any:
        """Each checklist at its newest version."""
        return catalogue.list_checklists(repos())


@namespace.route("/checklists/<string:code>/versions/<int:version>")
class Checklist(Resource):
    @endpoint("read_catalogue", query=ChecklistQuery, gives=ChecklistShape)
    def get(self, code: str, version: int, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """A published version; its legal bases as in force on `day`."""
        day = query["day"] or _today()
        return catalogue.read_checklist(repos(), code, version, day)


@namespace.route("/indicators")
class Indicators(Resource):
    @endpoint("read_catalogue", gives=IndicatorPage)
    def get(self, who: dict[str, Any]) -> Any:
        """The catalogue of signs."""
        return catalogue.list_indicators(repos())


@namespace.route("/triage-rules")
class TriageRules(Resource):
    @endpoint("read_catalogue", gives=TriageRulePage)
    def get(self, who: dict[str, Any]) -> Any:
        """The rules by which a visit comes to its level, in words."""
        return catalogue.list_triage_rules(repos())


@namespace.route("/areas")
class Areas(Resource):
    @endpoint("read_catalogue", query=AreaQuery, gives=AreaPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Administrative units of the province, before and after 2025-07-01."""
        return catalogue.list_areas(repos(), query)


@namespace.route("/units")
class Units(Resource):
    @endpoint("read_catalogue", gives=UnitPage)
    def get(self, who: dict[str, Any]) -> Any:
        """Organisations that inspect or report."""
        return {"items": repos().units.all(), "next_cursor": None}


def _today() -> str:
    return now().astimezone(LOCAL).date().isoformat()
