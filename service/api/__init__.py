"""The API: thin resources, one file a word; contract.py says who may call, what goes in and out."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, Response, request
from flask_restx import Api
from werkzeug.exceptions import HTTPException

from service.api import (
    accounts,
    activities,
    approvals,
    attachments,
    audit,
    auth,
    campaigns,
    cases,
    catalogue,
    devices,
    documents,
    establishments,
    findings,
    inspections,
    legal_holds,
    map_marks,
    me,
    notices,
    ogc,
    publications,
    referrals,
    returns,
    summary_papers,
    sync,
    visits,
)
from service.api.contract import Contract, describe
from service.api.problems import problem

PREFIX = "/api/v1"
NAMESPACES = (
    auth.namespace,
    me.namespace,
    notices.own,
    establishments.namespace,
    catalogue.namespace,
    visits.namespace,
    findings.namespace,
    attachments.namespace,
    attachments.keys,
    sync.namespace,
    cases.namespace,
    referrals.namespace,
    referrals.recipients,
    inspections.namespace,
    campaigns.namespace,
    documents.documents,
    documents.tasks,
    activities.activities,
    activities.institutions,
    returns.namespace,
    summary_papers.namespace,
    map_marks.maps,
    map_marks.keys,
    ogc.namespace,
    publications.namespace,
    accounts.namespace,
    audit.namespace,
    devices.namespace,
    approvals.namespace,
    legal_holds.namespace,
    notices.letters,
)
DESCRIPTION = (
    "Inspection visits to hotels, guesthouses, homestays and tourism service sites, signs of "
    "human trafficking, and the periodic figures. Sign in at `/auth/login`, then send the access "
    "token as `Authorization: Bearer …`. Errors are `application/problem+json` (RFC 9457)."
)


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path below the prefix, and what its endpoint declares."""

    method: str
    path: str
    contract: Contract


def routes() -> list[Route]:
    """Every route of the API, in the order of its namespaces."""
    return [
        Route(name, namespace.path.rstrip("/") + path, getattr(resource, name.lower()).contract)
        for namespace in NAMESPACES
        for resource, paths, *_ in namespace.resources
        for path in paths
        for name in sorted(resource.methods)
    ]


class ProblemApi(Api):
    """An Api whose every error is a problem document."""

    def handle_error(self, error: Exception) -> Response:
        return problem(error)


def register_api(app: Flask) -> ProblemApi:
    """Mount the API with its Swagger document and page."""
    app.config.update(
        RESTX_INCLUDE_ALL_MODELS=True,
        RESTX_MASK_SWAGGER=False,
        RESTX_ERROR_404_HELP=False,
        ERROR_INCLUDE_MESSAGE=False,
        SWAGGER_UI_DOC_EXPANSION="list",
    )
    blueprint = Blueprint(
        "api", __name__, url_prefix=PREFIX, static_folder="static", static_url_path="/assets"
    )
    api = ProblemApi(
        blueprint,
        version="1",
        title="An Trú",
        description=DESCRIPTION,
        doc="/",
        validate=False,
        authorizations={"bearer": {"type": "apiKey", "in": "header", "name": "Authorization"}},
    )
    api.documentation(lambda: blueprint.send_static_file("swagger.html"))
    for namespace in NAMESPACES:
        api.add_namespace(namespace)
    describe(api)
    app.register_blueprint(blueprint)
    app.extensions["an-tru-api"] = api
    return api


def answer_errors_under(app: Flask) -> None:
    """Problems also where no resource answers: unknown paths and methods below the prefix."""

    def http_error(error: HTTPException) -> Any:
        return problem(error) if request.path.startswith("/api/") else error

    app.register_error_handler(HTTPException, http_error)
