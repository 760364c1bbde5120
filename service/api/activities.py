"""What was done to inform people, and the institutions that took part."""

from typing import Any
from uuid import UUID

from flask import request
from flask_restx import Namespace, Resource

from schemas.activities import (
    ActivityChange,
    ActivityPage,
    ActivityQuery,
    ActivityShape,
    ActivityWithdrawal,
    InstitutionChange,
    InstitutionPage,
    InstitutionQuery,
    InstitutionShape,
    NewActivity,
    NewInstitution,
)
from service.api.contract import endpoint
from service.api.if_match import IF_MATCH, etag, expected_version, stored
from service.api.signed_in import now, repos
from service.usecases import activities as usecases
from service.usecases import institutions as institution_usecases

activities = Namespace(
    "activities", path="/activities", description="Sessions, broadcasts, banners, events."
)
institutions = Namespace(
    "institutions", path="/institutions", description="Villages and cultural institutions."
)


@activities.route("")
class Activities(Resource):
    @endpoint("list_activities", query=ActivityQuery, gives=ActivityPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Activities, the last held first."""
        return usecases.list_activities(repos(), query)

    @endpoint("record_activity", takes=NewActivity, gives=ActivityShape, statuses=(201, 200, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Record an activity; send your own `id` and it is safe to send twice."""
        return stored(*usecases.record_activity(repos(), who, body, now()))


@activities.route("/<uuid:activity_id>")
class Activity(Resource):
    @endpoint("list_activities", gives=ActivityShape)
    def get(self, activity_id: UUID, who: dict[str, Any]) -> Any:
        """One activity, and those that may be the same."""
        found = usecases.read_activity(repos(), who, activity_id)
        return found, 200, etag(found)

    @endpoint(
        "change_activity",
        takes=ActivityChange,
        gives=ActivityShape,
        conditional=True,
        headers=IF_MATCH,
    )
    def patch(self, activity_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Change fields of the version named in `If-Match`."""
        version = expected_version(request)
        changed = usecases.change_activity(repos(), who, activity_id, version, body, now())
        return changed, 200, etag(changed)


@activities.route("/<uuid:activity_id>/withdrawal")
class ActivityWithdrawn(Resource):
    @endpoint(
        "change_activity",
        takes=ActivityWithdrawal,
        gives=ActivityShape,
        conditional=True,
        headers=IF_MATCH,
        statuses=(200, 409),
    )
    def post(self, activity_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Take an activity out of the figures, or merge it into the one it doubles."""
        version = expected_version(request)
        changed = usecases.withdraw_activity(repos(), who, activity_id, version, body, now())
        return changed, 200, etag(changed)


@institutions.route("")
class Institutions(Resource):
    @endpoint("list_activities", query=InstitutionQuery, gives=InstitutionPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The list that activities choose from, by name."""
        return institution_usecases.list_institutions(repos(), query)

    @endpoint(
        "record_activity", takes=NewInstitution, gives=InstitutionShape, statuses=(201, 200, 409)
    )
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Put an institution on the list; send your own `id` and it is safe to send twice."""
        return stored(*institution_usecases.add_institution(repos(), who, body, now()))


@institutions.route("/<uuid:institution_id>")
class Institution(Resource):
    @endpoint(
        "change_activity",
        takes=InstitutionChange,
        gives=InstitutionShape,
        conditional=True,
        headers=IF_MATCH,
    )
    def patch(self, institution_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Change fields of the version named in `If-Match`."""
        version = expected_version(request)
        changed = institution_usecases.change_institution(
            repos(), who, institution_id, version, body, now()
        )
        return changed, 200, etag(changed)
