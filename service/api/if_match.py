"""Versions in ``ETag`` and ``If-Match`` (RFC 9110, sections 8.8.3 and 13.1.1)."""

import re
from typing import Any

from flask import Request

from service.domain.errors import PreconditionMissing, Stale

VERSION = re.compile(r'(?:W/)?"?(\d{1,15})"?', re.ASCII)


def etag(document: dict[str, Any]) -> dict[str, str]:
    return {"ETag": f'"{document["version"]}"'}


def expected_version(request: Request) -> int:
    """The version the sender saw; a tag that is none of ours can only be stale."""
    sent = request.headers.get("If-Match")
    if not sent:
        raise PreconditionMissing
    found = VERSION.fullmatch(sent.strip())
    if not found:
        raise Stale
    return int(found[1])
