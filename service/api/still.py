"""Whether what was answered last is still so: ``ETag`` and ``If-None-Match`` (RFC 9110, 13.1.2)."""

from collections.abc import Callable

from flask import Request, Response

STILL_HEADERS = {"If-None-Match": "The ETag of the last answer: 304 when nothing changed."}


def tagged(request: Request, tag: str, answer: Callable[[], Response]) -> Response:
    """304 to who names the tag, else the answer under it; the tag was taken before the rows.

    Who names any tag (``*``) does not say what they were shown, and gets the answer.
    """
    named, known = {"ETag": f'W/"{tag}"'}, request.if_none_match
    if not known.star_tag and known.contains_weak(tag):
        return Response(status=304, headers=named)
    found = answer()
    found.headers.extend(named)
    return found
