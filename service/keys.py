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
    the keys that signed receipts before. The first of ``checkpoint`` (Ed25519) signs the heads of
    the audit chain; the others only tell what they once signed."""

    token: OctKey
    content: bytes
    receipt: OKPKey
    checkpoint: tuple[OKPKey, ...]
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
    if "checkpoint" not in kept:
        kept = _complete(path)
    return Keys(
        token=OctKey.import_key(kept["token"]),
        content=base64.urlsafe_b64decode(kept["content"]),
        receipt=OKPKey.import_key(kept["receipt"]),
        checkpoint=tuple(OKPKey.import_key(key) for key in kept["checkpoint"]),
        earlier=tuple(OKPKey.import_key(key) for key in kept.get("earlier_receipts", ())),
    )


def rotate_receipt_key(path: Path) -> str:
    """Sign by a fresh key from the next start on, and go on publishing the one before; answers the
    new key's id. One rotation at a time."""
    with alone(path):
        kept = json.loads(path.read_text())
        before = OKPKey.import_key(kept["receipt"]).as_dict(private=False)
        kept["receipt"] = _fresh()
        kept["earlier_receipts"] = [before, *kept.get("earlier_receipts", ())]
        put_in_place(path, json.dumps(kept))
    return str(kept["receipt"]["kid"])


def rotate_checkpoint_key(path: Path) -> str:
    """Sign checkpoints by a fresh key from the next start on; answers its id.

    Of the key before only the public half is kept, which still tells what it signed.
    """
    with alone(path):
        kept = json.loads(path.read_text())
        before = [OKPKey.import_key(key).as_dict(private=False) for key in kept["checkpoint"]]
        kept["checkpoint"] = [_fresh(), *before]
        put_in_place(path, json.dumps(kept))
    return str(kept["checkpoint"][0]["kid"])


def _complete(path: Path) -> dict[str, Any]:
    """A file of an earlier version gets the key that it lacks."""
    with alone(path):
        kept: dict[str, Any] = json.loads(path.read_text())
        if "checkpoint" not in kept:
            kept["checkpoint"] = [_fresh()]
            put_in_place(path, json.dumps(kept))
    return kept


def _fresh() -> dict[str, Any]:
    return OKPKey.generate_key("Ed25519", auto_kid=True).as_dict(private=True)


def _make(path: Path) -> None:
    fresh = {
        "token": secrets.token_urlsafe(48),
        "content": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "receipt": _fresh(),
        "checkpoint": [_fresh()],
    }
    make_once(path, json.dumps(fresh))
