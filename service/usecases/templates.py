"""Which template a paper is printed on: an office's own from a day on, or the shipped one."""

import datetime as dt
import hashlib
from typing import Any

from service.documents.papers.declared import PAPERS
from service.documents.papers.fields import Paper
from service.documents.papers.shipped import shipped
from service.documents.papers.template import check_template
from service.domain.audit import entry_of
from service.domain.errors import NotFound

BY = "command line"


def paper_of(code: str) -> Paper:
    """The declared paper; :class:`NotFound` says which there are."""
    if code not in PAPERS:
        raise NotFound(f"Không có loại giấy tờ {code}. Có: {', '.join(sorted(PAPERS))}.")
    return PAPERS[code]


def template_of(repos: Any, code: str, day: str) -> bytes:
    """The template in force for a paper of that local day."""
    found = repos.templates.in_force(paper_of(code).code, day)
    return bytes(found["content"]) if found and found["content"] else shipped(code)


def template_version(repos: Any, code: str, number: int | None) -> bytes:
    """A version by its number, the shipped one without; :class:`NotFound` when there is none."""
    paper_of(code)
    if number is None:
        return shipped(code)
    found = repos.templates.version(code, number)
    if found is None:
        raise NotFound(f"Không có mẫu số {number} của {code}. Xem: flask templates list.")
    return bytes(found["content"]) if found["content"] else shipped(code)


def use_template(
    repos: Any, code: str, data: bytes, name: str, valid_from: str, now: dt.datetime
) -> int:
    """Print papers of ``valid_from`` and later on this template; answers its number.

    Raises :class:`Unfit` with what has to be mended. Earlier versions stay, and papers of earlier
    days are printed on theirs.
    """
    check_template(data, paper_of(code))
    return _add(repos, code, data, name, valid_from, now)


def use_shipped(repos: Any, code: str, valid_from: str, now: dt.datetime) -> int:
    """Go back to the shipped template for papers of ``valid_from`` and later."""
    paper_of(code)
    return _add(repos, code, None, "", valid_from, now)


def _add(
    repos: Any, code: str, data: bytes | None, name: str, valid_from: str, now: dt.datetime
) -> int:
    content = shipped(code) if data is None else data
    facts = {"content": data, "name": name, "valid_from": valid_from, "at": now,
             "sha256": hashlib.sha256(content).hexdigest()}  # fmt: skip
    told = (code, valid_from, facts["sha256"])
    repos.audit.append(entry_of("use_template", now, {"username": BY}, of=told))
    number: int = repos.templates.add(code, facts)
    return number
