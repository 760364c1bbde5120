"""A hotel with a visit that failed some items, on the pages' side of the API."""

from typing import Any

from tests.builders import CALLED, a_flag, a_visit, answers
from tests.people import Person

FAILED = {
    "value": "fail",
    "counts": {"guests_checked": 9, "guests_not_notified": 4},
    "note": "Bốn khách chưa được thông báo.",
    "remedy": "Thông báo lưu trú đủ.",
    "remedy_by": "2026-12-01",
}
FLAGGED = {"flags": [a_flag()], "emergency_call": CALLED}


def a_failed_visit(hotel: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A visit whose item CG-01 failed for four guests, to be remedied by 1/12."""
    return a_visit(hotel["id"], answers=answers(CG_01=FAILED), **changes)


def sent(inspector: Person, visit: dict[str, Any]) -> dict[str, Any]:
    """The visit as stored."""
    answer = inspector.put_new("/visits", visit)
    assert answer.status_code == 201, answer.json
    return answer.json
