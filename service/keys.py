"""The server's own keys, in one file that only the server may read."""

import base64
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from joserfc.jwk import OctKey, OKPKey

from service.secret_files import make_once


@dataclass(frozen=True, slots=True)
class Keys:
    """``token`` signs access tokens, ``content`` the fingerprints of what was sent, ``receipt``
    (Ed25519, with its key id) the receipts that tablets check."""

    token: OctKey
    content: bytes
    receipt: OKPKey


def read_keys(path: Path) -> Keys:
    """The keys of the file, made on first use; several processes may come first at once."""
    if not path.exists():
        _make(path)
    kept = json.loads(path.read_text())
    return Keys(
        token=OctKey.import_key(kept["token"]),
        content=base64.urlsafe_b64decode(kept["content"]),
        receipt=OKPKey.import_key(kept["receipt"]),
    )


def _make(path: Path) -> None:
    receipt = OKPKey.generate_key("Ed25519", auto_kid=True)
    fresh = {
        "token": secrets.token_urlsafe(48),
        "content": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "receipt": receipt.as_dict(private=True),
    }
    make_once(path, json.dumps(fresh))
