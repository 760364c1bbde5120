"""What the paper of a referral says: what it cites, in the words of a paper."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.domain.paper_words import KINDS, clock, day, unsaid
from service.domain.periods import LOCAL

TITLES = {
    "tip_off": ("TIN BÁO VỀ TỘI PHẠM", "TB"),
    "prosecution_request": ("KIẾN NGHỊ KHỞI TỐ", "KN"),
    "transfer_note": ("PHIẾU CHUYỂN", "PC"),
    "emergency_call": ("PHIẾU GHI CUỘC GỌI KHẨN", "PG"),
}
URGENCIES = {
    "ordinary": "", "urgent": "KHẨN", "very_urgent": "THƯỢNG KHẨN", "express": "HỎA TỐC",
}  # fmt: skip
BLANK_CLOCK = dict.fromkeys(("hour", "minute", "day", "month", "year"), "")
EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a referral names, looked up: ``visits`` by id, ``sheets`` of those it cites, ``grounds``
    in words, ``photos`` as ``{name, sha256}``, ``people`` where they may be printed."""

    unit: Mapping[str, Any]
    superior: str
    place: str
    establishment: Mapping[str, Any]
    area: str
    sheets: Iterable[Mapping[str, Any]]
    indicators: Mapping[str, Any]
    grounds: Iterable[str]
    photos: Iterable[Mapping[str, str]]
    people: Iterable[Mapping[str, str]] | None
    hours: int


def referral_values(
    referral: Mapping[str, Any], beside: Beside, export: Mapping[str, Any], by: str
) -> Values:
    """The fields of the paper (``documents/papers/referral.py``)."""
    content, place = referral["content"], beside.establishment
    kind, symbol = TITLES[referral["type"]]
    named = referral["people_named"]
    return {
        "unit": {
            "superior": beside.superior,
            "name": beside.unit["name"],
            "symbol": beside.unit.get("symbol", ""),
        },
        "number": referral["document_no"] or "",
        "symbol": symbol,
        "place": beside.place,
        "dated": clock(referral["sent_at"]) if referral["sent_at"] else BLANK_CLOCK,
        "kind": kind,
        "urgency": URGENCIES[content["urgency"]],
        "summary": content["summary"],
        "recipient": referral["recipient"]["name"]["vi"],
        "officer": content["officer"],
        "grounds": [{"text": text} for text in beside.grounds],
        "called": content["called_at"] is not None,
        "call": clock(content["called_at"]) if content["called_at"] else BLANK_CLOCK,
        "establishment": {
            "name": place["name"],
            "kind": KINDS[place["kind"]].lower(),
            "address": place["address"],
            "area": unsaid(beside.area, place["address"]),
        },
        "signs": list(_signs(content["indicators"], beside)),
        "text": content["text"],
        "people": _people(beside.people),
        "people_apart": str(named) if named and beside.people is None else "",
        "photos": [
            {"number": str(number), **photo} for number, photo in enumerate(beside.photos, 1)
        ],
        "hours": str(beside.hours),
        "export": {
            "number": str(export["number"]),
            "by": by,
            "at": _moment(export["at"]),
            "code": str(export["id"])[:8].upper(),
        },
    }


def _signs(cited: Iterable[Mapping[str, Any]], beside: Beside) -> Iterable[Values]:
    """Every flag of what is cited, each with the day of its visit."""
    wanted = {(each["visit"], each["indicator"]) for each in cited}
    flags = [
        (sheet, flag)
        for sheet in beside.sheets
        for flag in sheet["flags"]
        if (sheet["_id"], flag["indicator"]) in wanted
    ]
    for number, (sheet, flag) in enumerate(flags, 1):
        person = flag["person"] or {"label": "", "under_18": False}
        yield {
            "number": str(number),
            "code": flag["indicator"],
            "label": beside.indicators[flag["indicator"]].label.vi,
            "day": day(sheet["day"]),
            "seen": _moment(flag["seen_at"]) if flag["seen_at"] else day(sheet["day"]),
            "where": flag["place"],
            "description": flag["description"],
            "person": person["label"],
            "under_18": person["under_18"],
        }


def _people(people: Iterable[Mapping[str, str]] | None) -> list[Values]:
    return [{"number": str(number), **one} for number, one in enumerate(people or (), 1)]


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(LOCAL).strftime("%H:%M ngày %d/%m/%Y")
