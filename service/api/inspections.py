"""Inspections, and the lists of establishments that they are to visit."""

from typing import Any
from uuid import UUID

from flask import request
from flask_restx import Namespace, Resource

from schemas.inspections import (
    AssignmentFields,
    InspectionChange,
    InspectionPage,
    InspectionQuery,
    InspectionShape,
    InspectorList,
    ListedCounts,
    ListedPage,
    ListedQuery,
    NamedPlaces,
    NewInspection,
    NewState,
    PlacesToList,
)
from service.api.contract import endpoint
from service.api.if_match import IF_MATCH, etag, expected_version, stored
from service.api.signed_in import now, repos
from service.usecases import assignments
from service.usecases import inspections as usecases

namespace = Namespace("inspections", path="/inspections", description="Decisions and plans.")


@namespace.route("")
class Inspections(Resource):
    @endpoint("list_plans", query=InspectionQuery, gives=InspectionPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Inspections with their progress, newest first."""
        return usecases.list_inspections(repos(), who, query, now())

    @endpoint("make_plan", takes=NewInspection, gives=InspectionShape, statuses=(201, 200, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Make an inspection; send your own `id` and it is safe to send twice."""
        return stored(*usecases.make_inspection(repos(), who, body, now()))


@namespace.route("/<uuid:inspection_id>")
class Inspection(Resource):
    @endpoint("read_plan", gives=InspectionShape)
    def get(self, inspection_id: UUID, who: dict[str, Any]) -> Any:
        """One inspection with its team."""
        found = usecases.read_inspection(repos(), who, inspection_id, now())
        return found, 200, etag(found)

    @endpoint(
        "change_plan",
        takes=InspectionChange,
        gives=InspectionShape,
        conditional=True,
        headers=IF_MATCH,
    )
    def patch(self, inspection_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Change fields of the version named in `If-Match`."""
        version = expected_version(request)
        changed = usecases.change_inspection(repos(), who, inspection_id, version, body, now())
        return changed, 200, etag(changed)


@namespace.route("/<uuid:inspection_id>/state")
class State(Resource):
    @endpoint(
        "change_plan",
        takes=NewState,
        gives=InspectionShape,
        statuses=(200, 409),
        conditional=True,
        headers=IF_MATCH,
    )
    def post(self, inspection_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Begin, finish or cancel it; what is over leaves the tablets."""
        version = expected_version(request)
        moved = usecases.move_inspection(repos(), who, inspection_id, version, body, now())
        return moved, 200, etag(moved)


@namespace.route("/<uuid:inspection_id>/inspectors")
class Inspectors(Resource):
    @endpoint("list_inspectors", gives=InspectorList)
    def get(self, inspection_id: UUID, who: dict[str, Any]) -> Any:
        """Who can be on its team and be given establishments."""
        return assignments.inspectors_for(repos(), who, inspection_id)


@namespace.route("/<uuid:inspection_id>/establishments")
class Listed(Resource):
    @endpoint("read_plan", query=ListedQuery, gives=ListedPage)
    def get(self, inspection_id: UUID, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The establishments to visit, within your areas: whose they are, and whether they were."""
        return assignments.listed_places(repos(), who, inspection_id, query)

    @endpoint("change_plan", takes=PlacesToList, gives=ListedCounts, statuses=(200, 409))
    def post(self, inspection_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Put establishments on the list, by ids or by a filter; twice is once."""
        return assignments.list_places(repos(), who, inspection_id, body, now())


@namespace.route("/<uuid:inspection_id>/establishments/removal")
class Removal(Resource):
    @endpoint("change_plan", takes=NamedPlaces, gives=ListedCounts, statuses=(200, 409))
    def post(self, inspection_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Take establishments off the list; what was visited stays on it."""
        places = body["establishments"]
        return assignments.unlist_places(repos(), who, inspection_id, places, now())


@namespace.route("/<uuid:inspection_id>/establishments/assignment")
class Assignment(Resource):
    @endpoint("change_plan", takes=AssignmentFields, gives=ListedCounts, statuses=(200, 409))
    def post(self, inspection_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Give listed establishments to an inspector of the team, or, with null, to nobody."""
        places, account = body["establishments"], body["account"]
        return assignments.assign_places(repos(), who, inspection_id, places, account, now())
