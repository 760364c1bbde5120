"""A batch of visits: each item's shape checked by itself, each item's verdict by itself."""

import uuid
from typing import Any

from schemas.fields import Id
from schemas.visits import SubmissionShape
from service.api.contract import load, load_field
from service.api.problems import problem_body, status_of
from service.domain.errors import Fault, Invalid, ServiceError

SHAPE = SubmissionShape()
ID = Id()


def opened(items: list[Any]) -> list[tuple[Any, Any]]:
    """``(id, submission)`` of each, or ``(id as sent, error)`` where its shape is wrong."""
    return [_opened(item) for item in items]


def verdicts(items: list[tuple[Any, Any]], outcomes: list[Any]) -> dict[str, Any]:
    """The answer: a status and the visit or the problem for each, in the order sent."""
    return {
        "items": [_verdict(key, outcome) for (key, _), outcome in zip(items, outcomes, strict=True)]
    }


def _opened(item: Any) -> tuple[Any, Any]:
    sent = item.get("id") if isinstance(item, dict) else None
    try:
        if not isinstance(item, dict):
            raise Invalid([Fault("", "wrong_type", "Mỗi phần tử phải là một đối tượng JSON.")])
        if sent is None:
            raise Invalid([Fault("id", "required", "Thiếu mã của lượt kiểm tra.")])
        key: uuid.UUID = load_field(ID, sent, "id")
        return key, load(SHAPE, {name: part for name, part in item.items() if name != "id"})
    except ServiceError as error:
        return (sent if isinstance(sent, str) else None), error


def _verdict(key: Any, outcome: Any) -> dict[str, Any]:
    if isinstance(outcome, ServiceError):
        return {"id": key, "status": status_of(outcome), "problem": problem_body(outcome)}
    visit, is_new = outcome
    return {"id": key, "status": 201 if is_new else 200, "visit": visit}
