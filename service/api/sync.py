"""Sync: what changed in an inspector's scope (docs/sync.md)."""

from typing import Any

import orjson
from flask import Response, request
from flask_restx import Namespace, Resource

from schemas.sync import SyncPage, SyncQuery
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.usecases import sync

namespace = Namespace("sync", path="/sync", description="What tablets pull.")
HEADERS = {"If-None-Match": "The ETag of the last answer: 304 when nothing changed."}


@namespace.route("")
class Sync(Resource):
    @endpoint("sync", query=SyncQuery, gives=SyncPage, statuses=(200, 304, 409), headers=HEADERS)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """What changed since the cursor; without one everything in scope."""
        has = request.if_none_match.contains_weak
        return _written(sync.pull(repos(), who, query["cursor"], query["limit"], now(), has))


def _written(page: sync.Page) -> Response:
    """Bodies are JSON already and are put in as they lie."""
    tag = {"ETag": f'W/"{page.tag}"'}
    if page.rows is None:
        return Response(status=304, headers=tag)
    told = {
        "changes": [_change(row) for row in page.rows],
        "next_cursor": page.cursor,
        "more": page.more,
        "digests": page.digests,
    }
    return Response(orjson.dumps(told), headers=tag, content_type="application/json")


def _change(row: dict[str, Any]) -> dict[str, Any]:
    gone = row["gone"]
    return {
        "kind": row["kind"],
        "id": row["key"],
        "gone": gone,
        "mark": None if gone else row["mark"],
        "body": None if gone else orjson.Fragment(row["body"]),
    }
