"""Photos and signatures of a visit: sent piece by piece, asked after, read; receipts."""

from typing import Any
from uuid import UUID

from flask import Response, request
from flask_restx import Namespace, Resource

from schemas.attachments import FileQuery, ReceiptKeys, ReceiptShape
from schemas.vocabulary import IMAGE_TYPES
from service.api.contract import endpoint
from service.api.files_out import file_answer
from service.api.signed_in import house, now, repos
from service.api.upload_in import (
    MEDIA_TYPE,
    PIECE_HEADERS,
    STATE_HEADERS,
    a_free_hand,
    part_asked,
    piece_asked,
    what_arrives,
)
from service.usecases import receipts
from service.usecases.read_attachments import read_attachment
from service.usecases.uploads import take_piece, upload_state

namespace = Namespace(
    "attachments",
    path="/visits/<uuid:visit_id>",
    description="Photos and signatures of a visit, and the receipt upon which a tablet deletes.",
)
keys = Namespace("receipt-keys", path="/receipt-keys", description="What receipts are checked by.")


@namespace.route("/attachments/<string:sha256>")
class Attachment(Resource):
    @endpoint("ask_attachment", statuses=(200, 422), headers=STATE_HEADERS)
    def head(self, visit_id: UUID, sha256: str, who: dict[str, Any]) -> Any:
        """How far a file came."""
        return _state(upload_state(repos(), who, visit_id, sha256, part_asked(request), now()))

    @endpoint(
        "send_attachment",
        takes_bytes=MEDIA_TYPE,
        gives=ReceiptShape,
        statuses=(200, 204, 409, 411, 413, 415, 422, 429),
        headers=PIECE_HEADERS,
    )
    def patch(self, visit_id: UUID, sha256: str, who: dict[str, Any]) -> Any:
        """Send a piece of a file; the last one is answered by what the visit still misses."""
        with a_free_hand():
            asked, body = piece_asked(request), what_arrives(request)
            return _taken(take_piece(repos(), who, visit_id, sha256, asked, body, now()))

    @endpoint(
        "read_attachment", query=FileQuery, gives_bytes=IMAGE_TYPES, statuses=(200, 206, 304, 416)
    )
    def get(self, visit_id: UUID, sha256: str, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The original, or its preview without metadata."""
        shown = query["preview"]
        file = read_attachment(repos(), who, visit_id, sha256, now(), preview=shown)
        name = f"{sha256}-preview" if shown else sha256
        return file_answer(request, file, name, shown=shown)


@namespace.route("/receipt")
class Receipt(Resource):
    @endpoint("read_receipt", gives=ReceiptShape)
    def get(self, visit_id: UUID, who: dict[str, Any]) -> Any:
        """A receipt of this moment, to the submitter: what the visit still misses."""
        return receipts.fresh_receipt(repos(), who, visit_id, now())


@keys.route("")
class Keys(Resource):
    @endpoint("read_receipt_keys", gives=ReceiptKeys)
    def get(self, who: dict[str, Any]) -> Any:
        """The public keys that receipts are checked by, the current one first."""
        return {"keys": house().keys.public()}


def _state(head: dict[str, Any]) -> Response:
    answer = Response(status=200, headers=_progress(head["offset"], head["state"] == "whole"))
    answer.headers["Upload-Length"] = str(head["length"])
    return answer


def _taken(taken: dict[str, Any]) -> Any:
    return taken, 200 if taken["whole"] else 204, _progress(taken["offset"], taken["whole"])


def _progress(offset: int, whole: bool) -> dict[str, str]:
    return {"Upload-Offset": str(offset), "Upload-Complete": "?1" if whole else "?0"}
