"""The map of inspected establishments, and one's own keys for a desktop GIS."""

from typing import Any
from uuid import UUID

from flask_restx import Namespace, Resource

from schemas.map import (
    KeyPage,
    LevelPage,
    LevelQuery,
    MadeKey,
    MapFilter,
    MapQuery,
    MapShape,
    MarkPage,
    MarkQuery,
    NewKey,
    UnsettledPage,
    UnsettledQuery,
)
from service.api.contract import endpoint
from service.api.map_out import KINDS, map_answer
from service.api.signed_in import now, repos
from service.usecases import map_marks as usecases
from service.usecases import personal_keys
from service.usecases.boundaries import list_unsettled

maps = Namespace("map", path="/map", description="Inspected establishments on the map.")
keys = Namespace("keys", path="/me/keys", description="Personal keys for a desktop GIS.")


@maps.route("")
class Map(Resource):
    @endpoint("read_map", query=MapQuery, gives=MapShape)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Clusters below zoom 10 (counts and compliance), single points above."""
        return usecases.read_map(repos(), who, query, now())


@maps.route("/marks")
class Marks(Resource):
    @endpoint("read_map", query=MarkQuery, gives=MarkPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The same establishments as a list."""
        return usecases.list_marks(repos(), who, query, now())


@maps.route("/export.<string:kind>")
class Export(Resource):
    @endpoint("read_map", query=MapFilter, gives_bytes=tuple(KINDS.values()))
    def get(self, kind: str, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """What is filtered as a file: `geojson`, `gpkg`, `kml`, `csv`, `xlsx`; streamed."""
        return map_answer(kind, usecases.exported(repos(), who, query, now()))


@maps.route("/unsettled")
class Unsettled(Resource):
    @endpoint("read_map", query=UnsettledQuery, gives=UnsettledPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Points to settle: guesses nobody confirmed; points and addresses that disagree, which
        needs boundaries."""
        return list_unsettled(repos(), who, query)


@maps.route("/levels")
class Levels(Resource):
    @endpoint("map_levels", query=LevelQuery, gives=LevelPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The levels of open cases in a box, for reviewers."""
        return usecases.levels_on_map(repos(), who, query)


@keys.route("")
class OwnKeys(Resource):
    @endpoint("list_own_keys", gives=KeyPage)
    def get(self, who: dict[str, Any]) -> Any:
        """One's own keys."""
        return personal_keys.list_keys(repos(), who)

    @endpoint("make_own_key", takes=NewKey, gives=MadeKey, statuses=(201, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """A fresh key, told this once; it opens `/ogc` by HTTP Basic with your name."""
        return personal_keys.make_key(repos(), who, body["name"], now()), 201, {}


@keys.route("/<uuid:key_id>")
class OwnKey(Resource):
    @endpoint("end_own_key", statuses=(204,))
    def delete(self, key_id: UUID, who: dict[str, Any]) -> Any:
        """End a key; it opens nothing from now on."""
        personal_keys.end_key(repos(), who, key_id)
        return None, 204, {}
