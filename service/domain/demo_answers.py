"""What the demo's inspectors answered, counted and wrote down, along any checklist."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

from service.domain import demo_words as words
from service.domain.answers import asked_items

Answer = dict[str, Any]


def amounts_at(chance: random.Random, fields: dict[str, Any]) -> dict[str, int]:
    """What there is to count at the place on the day, by measure; what fails is at least one."""
    rooms = fields["rooms"] or 0
    checked = max(1, round(rooms * chance.uniform(0.2, 0.7)))
    guests = checked + chance.randint(0, checked)
    staff = chance.randint(1, words.STAFF.get(fields["kind"], words.STAFF_ELSEWHERE))
    group = chance.randint(8, 40)
    return {
        "rooms_total": rooms,
        "rooms_checked": checked,
        "guests_checked": guests,
        "guests_present": guests,
        "guests_in_register": guests,
        "guests_on_system": guests,
        "guests_not_notified": chance.randint(1, max(1, guests // 4)),
        "foreigners_checked": guests // 6,
        "foreigners_not_declared": chance.randint(1, max(1, guests // 12)),
        "children_checked": guests // 9,
        "staff_checked": staff,
        "staff_with_contract": chance.randint(0, staff),
        "staff_total": staff,
        "staff_trained_so_far": chance.randint(0, staff),
        "reports_to_police": chance.randint(0, 2),
        "camera_days_kept": chance.randint(7, 30),
        "smallest_room_m2": chance.randint(20, 40),
        "metres_to_nearest_site": chance.randint(210, 900),
        "guides_checked": chance.randint(1, 3),
        "group_present": group,
        "group_listed": group,
        "group_missing": 0,
    }


def demo_answers(
    chance: random.Random, checklist: Any, kind: str, worse: float, day: dt.date,
    amounts: Mapping[str, int],
) -> list[Answer]:  # fmt: skip
    """What the items that are asked were answered; ``worse`` multiplies how often each fails."""
    found = {}
    for item in checklist.items:
        if item.required or chance.random() < 0.9:
            fails = words.FAILS.get(item.code, words.FAILS_ELSE) * worse
            found[item.code] = _answer(chance, item, fails, day, amounts)
    asked = asked_items(checklist, found, kind)
    return [found[item.code] for item in asked if item.code in found]


def _answer(
    chance: random.Random, item: Any, fails: float, day: dt.date, amounts: Mapping[str, int]
) -> Answer:
    value = _value(chance, item, fails, day, amounts)
    failed = value == "fail"
    mended = failed and chance.random() < 0.75
    due = day + dt.timedelta(days=chance.choice((7, 15, 30)))
    return {
        "item": item.code,
        "value": value,
        "counts": _counts(chance, item, value, amounts),
        "note": chance.choice(words.NOTES) if failed else "",
        "attachments": [],
        "remedy": chance.choice(words.REMEDIES) if mended else "",
        "remedy_by": due.isoformat() if mended else None,
    }


def _value(
    chance: random.Random, item: Any, fails: float, day: dt.date, amounts: Mapping[str, int]
) -> Any:
    if item.type in ("integer", "decimal"):
        return amounts.get(item.counts[0].measure, 1) if item.counts else 1
    if item.type == "date":
        return (day - dt.timedelta(days=chance.randint(1, 300))).isoformat()
    if item.type == "text":
        return words.MARK
    if item.type == "choice":
        return chance.choice(item.allowed)
    if chance.random() < words.NOT_APPLICABLE.get(item.code, words.NOT_APPLICABLE_ELSE):
        return "not_applicable"
    return "fail" if chance.random() < fails else "pass"


def _counts(
    chance: random.Random, item: Any, value: Any, amounts: Mapping[str, int]
) -> dict[str, int]:
    """What is required with the value, and some of what may be left out."""
    if value == "not_applicable":
        return {}
    own = item.counts[0].measure if item.type == "integer" and item.counts else None
    wanted = {"always"} | ({"fail"} if value == "fail" else set())
    return {
        count.measure: amounts.get(count.measure, 1)
        for count in item.counts
        if count.measure != own
        and (
            count.required_on in wanted or (count.required_on == "never" and chance.random() < 0.6)
        )
    }


def failed(answers: Sequence[Answer]) -> list[str]:
    """The codes of the items that failed."""
    return [answer["item"] for answer in answers if answer["value"] == "fail"]


def demo_violations(
    chance: random.Random, number: int, checklist: Any, answers: Sequence[Answer], day: dt.date,
    catalogue: Any,
) -> list[dict[str, Any]]:  # fmt: skip
    """Some of what failed, on a basis in force on the day; most have the number of a record."""
    found = []
    for code in failed(answers):
        bases = catalogue.legal_bases_on(checklist.item(code).legal_basis, day)
        sure = [basis.code for basis in bases if basis.certainty != "unsure"]
        if code in words.RECORDED and sure and chance.random() < 0.35:
            record = f"MH-{number:05}/BB" if chance.random() < 0.85 else ""
            found.append({"item": code, "basis": sure[-1], "record_no": record})
    return found
