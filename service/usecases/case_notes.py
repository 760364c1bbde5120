"""Notes on a case: put on it once under their sender's id, never changed."""

import datetime as dt
import uuid
from typing import Any

from service.domain.cases import check_note
from service.domain.errors import Conflict
from service.usecases.cases import case_in_scope, whole_case

OTHER_CONTENT = "Mã này đã dùng cho một ghi chú khác. Xin dùng mã mới."


def note_case(
    repos: Any, who: dict[str, Any], case_id: uuid.UUID, note: dict[str, Any], now: dt.datetime
) -> tuple[dict[str, Any], bool]:
    """Put a note on a case; answers the case and whether the note is new.

    The same note again changes nothing; another under its id is a :class:`Conflict`.
    """
    case = case_in_scope(repos, who, case_id)
    known = _noted(case, note["id"])
    if known is None:
        check_note(case, who["username"])
    is_new = known is None and repos.cases.add_note(
        case_id, {**note, "by": who["username"], "at": now}, who["scope"]
    )
    case = case_in_scope(repos, who, case_id)
    kept = _noted(case, note["id"])
    if kept is None or (kept["by"], kept["text"]) != (who["username"], note["text"]):
        raise Conflict(OTHER_CONTENT if kept else "")
    return whole_case(repos, case), is_new


def _noted(case: dict[str, Any], key: uuid.UUID) -> dict[str, Any] | None:
    return next((note for note in case.get("notes", []) if note["id"] == key), None)
