"""What leaves a demo case for the police: drafted, approved, sent, acknowledged, concluded."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from service.domain import demo_words as words
from service.domain.demo_places import demo_id
from service.domain.demo_visits import Visit
from service.domain.periods import local_day

ACKNOWLEDGED, CONCLUDED = 0.4, 0.8
RECENT = dt.timedelta(days=30)  # What is older is acknowledged.
RESULTS = ("founded", "verifying", "unfounded", "unfounded")
RECIPIENT = "provincial_police"

Steps = Iterator[tuple[dt.datetime, str, dict[str, Any]]]


def referral_of_visit(
    chance: random.Random, seed: int, visit: Visit, at: dt.datetime, end: dt.datetime
) -> Steps:
    """The steps of a tin báo that begins at ``at``, with their content as the schemas load it; some
    of the last before ``end`` still wait to be acknowledged."""
    key = demo_id(seed, "referral", visit.number)
    step = {"referral": key}
    yield at, "draft", _draft(visit, key)
    at += dt.timedelta(minutes=chance.randint(10, 90))
    yield at, "approval", {**step, "id": demo_id(seed, "approval", visit.number), "version": 1}
    at += dt.timedelta(minutes=chance.randint(5, 60))
    number = f"{visit.number % 90 + 1:02}/TB-SVHTTDL"
    sending = {"id": demo_id(seed, "sending", visit.number), "sent_at": at, "document_no": number}
    yield at, "sending", {**step, **sending}
    at += dt.timedelta(minutes=chance.randint(20, 18 * 60))
    if chance.random() >= ACKNOWLEDGED and at > end - RECENT:
        return
    told = {"acknowledged_at": at, "number": f"{visit.number % 400 + 1}/TN", "officer": ""}
    acknowledgement = {"id": demo_id(seed, "acknowledgement", visit.number), **told}
    yield at, "acknowledgement", {**step, **acknowledgement}
    at += dt.timedelta(days=chance.randint(3, 40))
    if chance.random() < CONCLUDED:
        yield at, "result", {**step, **_result(chance, seed, visit, at)}


def _draft(visit: Visit, key: Any) -> dict[str, Any]:
    codes = dict.fromkeys(flag["indicator"] for flag in visit.submission["flags"])
    return {
        "id": key,
        "type": "tip_off",
        "recipient": RECIPIENT,
        "officer": "Trực ban hình sự",
        "channel": "paper",
        "called_at": None,
        "urgency": "urgent",
        "summary": words.REFERRED_SUMMARY,
        "text": words.REFERRED_TEXT,
        "indicators": [{"visit": visit.id, "indicator": code} for code in codes],
        "attachments": [],
        "people": None,
    }


def _result(chance: random.Random, seed: int, visit: Visit, at: dt.datetime) -> dict[str, Any]:
    result = chance.choice(RESULTS)
    return {
        "id": demo_id(seed, "result", visit.number),
        "result": result,
        "result_on": local_day(at),
        "people_received": chance.randint(0, 2) if result == "founded" else None,
        "may_share": False,
        "note": words.REFERRED_RESULT[result],
    }
