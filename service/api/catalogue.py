"""What is data: checklists, indicators, areas, units."""

from typing import Any

from flask import request
from flask_restx import Namespace, Resource

from schemas.accounts import NewUnit, UnitFields, UnitPage, UnitShape
from schemas.activities import SloganPage
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
from service.api.if_match import etag, expected_version
from service.api.signed_in import now, repos
from service.domain.periods import LOCAL
from service.usecases import catalogue, units

IF_MATCH = {"If-Match": 'The version that was read, such as "3".'}

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


@namespace.route("/slogans")
class Slogans(Resource):
    @endpoint("read_catalogue", gives=SloganPage)
    def get(self, who: dict[str, Any]) -> Any:
        """The slogans of visual propaganda, with their days."""
        return catalogue.list_slogans(repos())


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
        return units.list_units(repos())

    @endpoint("keep_units", takes=NewUnit, gives=UnitShape, statuses=(201, 200, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Add a unit under its code; safe to send twice."""
        unit, fresh = units.open_unit(repos(), body, now())
        return unit, 201 if fresh else 200, etag(unit)


@namespace.route("/units/<string:code>")
class Unit(Resource):
    @endpoint("keep_units", takes=UnitFields, gives=UnitShape, headers=IF_MATCH, conditional=True)
    def put(self, code: str, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Put a unit in place of the version named in `If-Match`; it ends by `valid_to`."""
        unit = units.change_unit(repos(), code, body, expected_version(request), now())
        return unit, 200, etag(unit)


def _today() -> str:
    return now().astimezone(LOCAL).date().isoformat()
