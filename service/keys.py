"""The server's own keys, in one file that only the server may read."""

import base64
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc.jwk import OctKey, OKPKey

from service.secret_files import alone, make_once, put_in_place


@dataclass(frozen=True, slots=True)
class Keys:
    """``token`` signs access tokens, ``content`` the fingerprints of what was sent, ``receipt``
    (Ed25519, with its key id) the receipts that tablets check; ``earlier`` are the public halves of
    the keys that signed receipts before."""

    token: OctKey
    content: bytes
    receipt: OKPKey
    earlier: tuple[OKPKey, ...] = ()

    def public(self) -> list[dict[str, Any]]:
        """What receipts are checked by, the current key first (RFC 7517)."""
        return [
            {**key.as_dict(private=False), "alg": "Ed25519", "use": "sig"}
            for key in (self.receipt, *self.earlier)
        ]


def read_keys(path: Path) -> Keys:
    """The keys of the file, made on first use; several processes may come first at once."""
    if not path.exists():
        _make(path)
    kept = json.loads(path.read_text())
    return Keys(
        token=OctKey.import_key(kept["token"]),
        content=base64.urlsafe_b64decode(kept["content"]),
        receipt=OKPKey.import_key(kept["receipt"]),
        earlier=tuple(OKPKey.import_key(key) for key in kept.get("earlier_receipts", ())),
    )


def rotate_receipt_key(path: Path) -> str:
    """Sign by a fresh key from the next start on, and go on publishing the one before; answers the
    new key's id. One rotation at a time."""
    with alone(path):
        kept = json.loads(path.read_text())
        before = OKPKey.import_key(kept["receipt"]).as_dict(private=False)
        fresh = OKPKey.generate_key("Ed25519", auto_kid=True)
        kept["receipt"] = fresh.as_dict(private=True)
        kept["earlier_receipts"] = [before, *kept.get("earlier_receipts", ())]
        put_in_place(path, json.dumps(kept))
    return str(fresh.kid)


def _make(path: Path) -> None:
    receipt = OKPKey.generate_key("Ed25519", auto_kid=True)
    fresh = {
        "token": secrets.token_urlsafe(48),
        "content": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "receipt": receipt.as_dict(private=True),
    }
    make_once(path, json.dumps(fresh))
