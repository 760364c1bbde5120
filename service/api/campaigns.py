"""Campaigns: high-point windows with targets and their progress."""

from typing import Any
from uuid import UUID

from flask import request
from flask_restx import Namespace, Resource

from schemas.campaigns import CampaignChange, CampaignPage, CampaignShape, NewCampaign
from schemas.common import PageQuery
from service.api.contract import endpoint
from service.api.if_match import IF_MATCH, etag, expected_version, stored
from service.api.signed_in import now, repos
from service.usecases import campaigns as usecases

namespace = Namespace("campaigns", path="/campaigns", description="High-point windows.")


@namespace.route("")
class Campaigns(Resource):
    @endpoint("list_plans", query=PageQuery, gives=CampaignPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Campaigns with the progress of their targets, newest first."""
        return usecases.list_campaigns(repos(), who, query)

    @endpoint("make_plan", takes=NewCampaign, gives=CampaignShape, statuses=(201, 200, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Make a campaign; its window is a period of the figures."""
        return stored(*usecases.make_campaign(repos(), who, body, now()))


@namespace.route("/<uuid:campaign_id>")
class Campaign(Resource):
    @endpoint("list_plans", gives=CampaignShape)
    def get(self, campaign_id: UUID, who: dict[str, Any]) -> Any:
        """One campaign with the progress of its targets."""
        found = usecases.read_campaign(repos(), who, campaign_id)
        return found, 200, etag(found)

    @endpoint(
        "change_plan", takes=CampaignChange, gives=CampaignShape, conditional=True, headers=IF_MATCH
    )
    def patch(self, campaign_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Change fields of the version named in `If-Match`."""
        version = expected_version(request)
        changed = usecases.change_campaign(repos(), who, campaign_id, version, body, now())
        return changed, 200, etag(changed)
