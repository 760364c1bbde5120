"""The shipped templates, drawn by a program so that their layout is written down once."""

import datetime as dt
import io
from typing import Any

from service.documents.papers.package import repacked

MOMENT = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - as Word writes it, without a zone.


def drawn() -> dict[str, bytes]:
    """Each shipped template by the code of its paper."""
    from service.documents.papers.drawing import record, referral, summary

    return {each.__name__.rpartition(".")[2]: packed(each.draw()) for each in
            (record, referral, summary)}  # fmt: skip


def packed(document: Any) -> bytes:
    """A drawn document as bytes, without a name or a time in it."""
    about = document.core_properties
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = MOMENT
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())
