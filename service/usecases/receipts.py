"""The receipt a tablet may delete upon: signed, so that no captive portal can forge it."""

import json
from typing import Any

from joserfc import jws


def receipt_for(keys: Any, visit: dict[str, Any], missing: list[str]) -> str:
    """A compact JWS (RFC 7515, EdDSA, with key id) over the visit's id, the fingerprint of its
    content, its version, when it was received, and the attachments that are still missing."""
    claims = {
        "id": str(visit["_id"]),
        "content": visit["sent"],
        "version": visit["version"],
        "received_at": visit["received_at"].isoformat(),
        "missing_attachments": missing,
    }
    header = {"alg": "Ed25519", "kid": keys.receipt.kid}
    return jws.serialize_compact(header, json.dumps(claims).encode(), keys.receipt, ["Ed25519"])
