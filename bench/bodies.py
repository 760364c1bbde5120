"""What is sent: whole visits of the demo province, noted as fully as a careful inspector would."""

import uuid
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import orjson

from bench.clients import Request
from service.domain.demo_world import demo_world
from service.domain.periods import LOCAL

ANSWERS_LEAST = 35
NOTE = "Đã đối chiếu hồ sơ, sổ sách với thực tế tại cơ sở; không có ý kiến khác."
TEMPLATES = 64
VISITS = "/api/v1/visits"
YELLOW = "ROO-03"  # high, not standing alone

Submission = dict[str, Any]


def submissions(repos: Any, size: dict[str, int], now: Any) -> list[Submission]:
    """Visits to different places without flags, some forty answers each, as JSON has them."""
    world = demo_world(
        **size,
        day=now.astimezone(LOCAL).date(),
        areas=repos.areas.all(),
        holds=repos.country.holds,
        catalogue=repos.catalogue,
    )
    by_place = {}
    for visit in world.visits():
        sent = visit.submission
        if len(sent["answers"]) >= ANSWERS_LEAST and not sent["flags"]:
            by_place[sent["establishment_id"]] = _noted(sent)
    return list(by_place.values())[:TEMPLATES]


def flagged(submission: Submission) -> Submission:
    """The same visit with one flag, which makes it yellow."""
    person = {"label": "Người A, nữ, khoảng 25", "under_18": False}
    flag = {"indicator": YELLOW, "place": "tầng 2", "description": NOTE, "person": person}
    return {**submission, "flags": [flag]}


def puts(visits: list[Submission], count: int) -> list[Request]:
    """Each visit in a request of its own, under an id of its own."""
    bodies = [orjson.dumps(visit) for visit in visits]
    return [("PUT", f"{VISITS}/{uuid.uuid4()}", body) for body in islice(cycle(bodies), count)]


def batches(visits: list[Submission], count: int, size: int) -> list[Request]:
    """``count`` requests of ``size`` visits each."""
    turning = cycle(visits)
    return [("POST", f"{VISITS}/batch", _batch(islice(turning, size))) for _ in range(count)]


def _batch(visits: Iterator[Submission]) -> bytes:
    return orjson.dumps({"items": [{"id": uuid.uuid4(), **visit} for visit in visits]})


def _noted(submission: Submission) -> Submission:
    answers = [{**answer, "note": answer["note"] or NOTE} for answer in submission["answers"]]
    noted: Submission = orjson.loads(orjson.dumps({**submission, "answers": answers}))
    return noted
