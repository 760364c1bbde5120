"""Inspections and campaigns in their smallest form."""

from typing import Any

from flask_restx import Namespace, Resource

from schemas.common import PageQuery
from schemas.inspections import (
    CampaignPage,
    CampaignShape,
    InspectionPage,
    InspectionShape,
    NewCampaign,
    NewInspection,
)
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.usecases import inspections as usecases

inspections = Namespace("inspections", path="/inspections", description="Decisions and plans.")
campaigns = Namespace("campaigns", path="/campaigns", description="High-point windows.")


@inspections.route("")
class Inspections(Resource):
    @endpoint("list_plans", query=PageQuery, gives=InspectionPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Inspections, newest first."""
        return usecases.list_windows(repos().inspections, query)

    @endpoint("make_plan", takes=NewInspection, gives=InspectionShape, statuses=(201, 200, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Make an inspection; send your own `id` and it is safe to send twice."""
        return _stored(*usecases.make_inspection(repos(), who, body, now()))


@campaigns.route("")
class Campaigns(Resource):
    @endpoint("list_plans", query=PageQuery, gives=CampaignPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Campaigns, newest first."""
        return usecases.list_windows(repos().campaigns, query)

    @endpoint("make_plan", takes=NewCampaign, gives=CampaignShape, statuses=(201, 200, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Make a campaign; its window is a period of the figures."""
        return _stored(*usecases.make_campaign(repos(), who, body, now()))


def _stored(found: dict[str, Any], is_new: bool) -> Any:
    return found, 201 if is_new else 200, {}
