"""Returns of units for a period."""

from typing import Any

from flask import request
from flask_restx import Namespace, Resource

from schemas.returns import (
    ReturnFields,
    ReturnPage,
    ReturnQuery,
    ReturnShape,
    ReturnStep,
    SendBack,
)
from service.api.contract import endpoint
from service.api.if_match import IF_MATCH, etag, stored, version_if_sent
from service.api.signed_in import now, repos
from service.usecases import return_steps as steps
from service.usecases import returns as usecases

namespace = Namespace("returns", path="/returns", description="What units tell for a period.")


def step(takes: Any) -> Any:
    """A step of a return, of the version named in `If-Match` where it is sent."""
    return {"takes": takes, "gives": ReturnShape, "conditional": True, "headers": IF_MATCH}


@namespace.route("")
class Returns(Resource):
    @endpoint("list_returns", query=ReturnQuery, gives=ReturnPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Who owes a return for the period, how each stands, and who is late."""
        return usecases.list_returns(repos(), who, query["period"], now())


@namespace.route("/<string:unit>/<string:period>")
class Return(Resource):
    @endpoint("read_return", gives=ReturnShape, statuses=(200, 422))
    def get(self, unit: str, period: str, who: dict[str, Any]) -> Any:
        """A return with what the system counted; `missing` where nobody wrote one yet."""
        found = usecases.read_return(repos(), who, unit, period, now())
        return found, 200, etag(found)

    @endpoint(
        "write_return", takes=ReturnFields, gives=ReturnShape, statuses=(201, 200, 409),
        conditional=True, headers=IF_MATCH,
    )  # fmt: skip
    def put(self, unit: str, period: str, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Begin a return, or change the version named in `If-Match`; safe to send twice."""
        version = version_if_sent(request)
        return stored(
            *usecases.write_return(repos(), who, unit, period, version, body, now())
        )  # fmt: skip


@namespace.route("/<string:unit>/<string:period>/submit")
class Submit(Resource):
    @endpoint("write_return", statuses=(200, 409), **step(ReturnStep))
    def post(self, unit: str, period: str, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Hand the return to the unit above."""
        version = version_if_sent(request)
        found = steps.submit_return(repos(), who, unit, period, version, body, now())
        return found, 200, etag(found)


@namespace.route("/<string:unit>/<string:period>/accept")
class Accept(Resource):
    @endpoint("decide_return", statuses=(200, 409), **step(ReturnStep))
    def post(self, unit: str, period: str, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Accept the return of a unit below; its declared numbers count from now on."""
        version = version_if_sent(request)
        found = steps.decide_return(repos(), who, unit, period, version, "accepted", body, now())
        return found, 200, etag(found)


@namespace.route("/<string:unit>/<string:period>/send-back")
class SentBack(Resource):
    @endpoint("decide_return", statuses=(200, 409), **step(SendBack))
    def post(self, unit: str, period: str, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Give the return back to its unit, with a reason."""
        version = version_if_sent(request)
        found = steps.decide_return(repos(), who, unit, period, version, "sent_back", body, now())
        return found, 200, etag(found)
