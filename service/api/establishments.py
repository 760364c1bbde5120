"""The register of establishments."""

from typing import Any
from uuid import UUID

from flask import request
from flask_restx import Namespace, Resource

from schemas.establishments import (
    EstablishmentChange,
    EstablishmentFields,
    EstablishmentPage,
    EstablishmentQuery,
    EstablishmentShape,
    ImportQuery,
    ImportShape,
    NewEstablishment,
)
from service.api.contract import endpoint
from service.api.if_match import IF_MATCH, etag, expected_version, stored
from service.api.signed_in import now, repos
from service.api.uploads import uploaded
from service.usecases import register
from service.usecases.import_lists import import_list

namespace = Namespace(
    "establishments", path="/establishments", description="Places that are inspected."
)


@namespace.route("")
class Establishments(Resource):
    @endpoint("search_establishments", query=EstablishmentQuery, gives=EstablishmentPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Search without accents, by kind, area, status, nearness and box; within your areas."""
        return register.find_establishments(repos(), who, query)

    @endpoint(
        "enter_establishment",
        takes=NewEstablishment,
        gives=EstablishmentShape,
        statuses=(201, 200, 409),
    )
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Enter an establishment; send your own `id` and it is safe to send twice."""
        key = body.pop("id")
        return stored(*register.register_establishment(repos(), who, key, body, now()))


@namespace.route("/<uuid:establishment_id>")
class Establishment(Resource):
    @endpoint("read_establishment", gives=EstablishmentShape)
    def get(self, establishment_id: UUID, who: dict[str, Any]) -> Any:
        """One establishment, with what it was before."""
        found = register.establishment(repos(), who, establishment_id)
        return found, 200, etag(found)

    @endpoint(
        "enter_establishment",
        takes=EstablishmentFields,
        gives=EstablishmentShape,
        statuses=(201, 200, 409),
    )
    def put(self, establishment_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Enter an establishment under the sender's UUID; the same content again answers 200."""
        return stored(*register.register_establishment(repos(), who, establishment_id, body, now()))

    @endpoint(
        "change_establishment",
        takes=EstablishmentChange,
        gives=EstablishmentShape,
        conditional=True,
        headers=IF_MATCH,
    )
    def patch(self, establishment_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Change fields of the version named in `If-Match`; kind, status and area keep history."""
        version = expected_version(request)
        changed = register.change_establishment(
            repos(), who, establishment_id, version, body, now()
        )
        return changed, 200, etag(changed)


@namespace.route("/import")
class Import(Resource):
    @endpoint("import_establishments", query=ImportQuery, gives=ImportShape, takes_file=True)
    def post(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Import a list (XLSX or CSV, form field `file`); a verdict for each row."""
        name, data = uploaded(request)
        return import_list(repos(), who, data, name, query["dry_run"], now())
