"""The receipt a tablet may delete upon: signed, so that no captive portal can forge it."""

import datetime as dt
import json
import uuid
from typing import Any

from joserfc import jws

from service.domain.errors import NotFound
from service.domain.visits import sealed_attachments
from service.usecases.named_attachments import missing_of


def receipt_for(keys: Any, visit: dict[str, Any], missing: list[str], now: dt.datetime) -> str:
    """A compact JWS (RFC 7515, EdDSA, with key id) over the visit's id, the fingerprint of its
    content, its version, when it was received, the attachments that are still missing, and when
    that was so."""
    claims = {
        "id": str(visit["_id"]),
        "content": visit["sent"],
        "version": visit["version"],
        "received_at": visit["received_at"].isoformat(),
        "issued_at": now.isoformat(),
        "missing_attachments": missing,
    }
    header = {"alg": "Ed25519", "kid": keys.receipt.kid}
    return jws.serialize_compact(header, json.dumps(claims).encode(), keys.receipt, ["Ed25519"])


def fresh_receipt(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, now: dt.datetime
) -> dict[str, Any]:
    """A receipt of this moment for the submitter; to all others the visit is :class:`NotFound`."""
    visit = repos.visits.get_within(visit_id, who["scope"])
    if visit is None:
        raise NotFound
    return told_to_submitter(repos, visit, now)


def told_to_submitter(repos: Any, visit: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    """What is missing of the visit as it stands, and the receipt over it."""
    sheet = repos.flag_sheets.get(visit["_id"])
    missing = missing_of(repos, visit, sealed_attachments(sheet["flags"] if sheet else []))
    return {"missing_attachments": missing, "receipt": receipt_for(repos.keys, visit, missing, now)}
