"""OGC API - Features, part 1 core, for QGIS and whatever else reads it."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, request
from flask_restx import Namespace, Resource

from schemas.ogc import ItemsQuery, OgcQuery
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.domain import ogc
from service.domain.errors import NotFound
from service.usecases import ogc as usecases

namespace = Namespace("ogc", path="/ogc", description="OGC API - Features, part 1 core.")

BASE = "/api/v1/ogc"


def base() -> str:
    """Where the API is, as the caller reached it."""
    return f"{request.host_url.rstrip('/')}{BASE}"


def told(document: Any, kind: str = ogc.JSON) -> Response:
    return Response(current_app.json.dumps(document), content_type=kind)


@namespace.route("/")
class Landing(Resource):
    @endpoint("read_map", query=OgcQuery, gives_bytes=(ogc.JSON,))
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The landing page; a desktop GIS signs in by HTTP Basic with name and personal key."""
        return told(ogc.landing(base()))


@namespace.route("/conformance")
class Conformance(Resource):
    @endpoint("read_map", query=OgcQuery, gives_bytes=(ogc.JSON,))
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """What it conforms to."""
        return told({"conformsTo": list(ogc.CONFORMS_TO)})


@namespace.route("/api")
class Description(Resource):
    @endpoint("read_map", query=OgcQuery, gives_bytes=(ogc.OPENAPI,))
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The same in OpenAPI 3.0."""
        return told(ogc.api_description(base()), ogc.OPENAPI)


@namespace.route("/collections")
class Collections(Resource):
    @endpoint("read_map", query=OgcQuery, gives_bytes=(ogc.JSON,))
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Establishments, visits, areas."""
        return told(ogc.collections(base()))


@namespace.route("/collections/<string:name>")
class Collection(Resource):
    @endpoint("read_map", query=OgcQuery, gives_bytes=(ogc.JSON,))
    def get(self, name: str, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """What is said of a collection."""
        if name not in ogc.COLLECTIONS:
            raise NotFound
        return told(ogc.collection(base(), name))


@namespace.route("/collections/<string:name>/items")
class Items(Resource):
    @endpoint("read_map", query=ItemsQuery, gives_bytes=(ogc.GEOJSON,))
    def get(self, name: str, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """A page of features, by `bbox`, `datetime` and properties; the next page by its link."""
        moment = now()
        features, following, matched = usecases.items_of(repos(), who, name, query, moment)
        return told(
            ogc.feature_collection(features, _links(following), matched, moment), ogc.GEOJSON
        )


@namespace.route("/collections/<string:name>/items/<string:key>")
class Item(Resource):
    @endpoint("read_map", query=OgcQuery, gives_bytes=(ogc.GEOJSON,))
    def get(self, name: str, key: str, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """One feature."""
        path = f"{base()}/collections/{name}"
        found = usecases.item_of(repos(), who, name, key, now())
        links = [ogc.link(f"{path}/items/{key}", "self", ogc.GEOJSON),
                 ogc.link(path, "collection", ogc.JSON)]  # fmt: skip
        return told({**found, "links": links}, ogc.GEOJSON)


def _links(following: str | None) -> list[dict[str, Any]]:
    path = f"{base()}{request.path.removeprefix(BASE)}"
    asked = request.args.to_dict()
    here = f"{path}?{urlencode(asked)}" if asked else path
    links = [ogc.link(here, "self", ogc.GEOJSON)]
    if following:
        links.append(
            ogc.link(f"{path}?{urlencode({**asked, 'cursor': following})}", "next", ogc.GEOJSON)
        )
    return links
