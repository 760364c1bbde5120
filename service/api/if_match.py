"""Versions in ``ETag`` and ``If-Match`` (RFC 9110, sections 8.8.3 and 13.1.1)."""

import re
from typing import Any

from flask import Request

from service.domain.errors import PreconditionMissing, Stale

IF_MATCH = {"If-Match": 'The version that was read, such as "3".'}
VERSION = re.compile(r'(?:W/)?"?(\d{1,15})"?', re.ASCII)


def etag(document: dict[str, Any]) -> dict[str, str]:
    return {"ETag": f'"{document["version"]}"'}


def stored(document: dict[str, Any], is_new: bool) -> tuple[dict[str, Any], int, dict[str, str]]:
    """The answer to what was sent under the sender's own id."""
    return document, 201 if is_new else 200, etag(document)


def version_if_sent(request: Request) -> int | None:
    """The version the sender saw, where it says one."""
    return expected_version(request) if request.headers.get("If-Match") else None


def expected_version(request: Request) -> int:
    """The version the sender saw; a tag that is none of ours can only be stale."""
    sent = request.headers.get("If-Match")
    if not sent:
        raise PreconditionMissing
    found = VERSION.fullmatch(sent.strip())
    if not found:
        raise Stale
    return int(found[1])
