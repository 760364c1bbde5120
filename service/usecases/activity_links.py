"""What an activity names: area, slogans, institutions, signers; known, and as they were then."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from service.domain.areas import area_key
from service.domain.errors import Fault
from service.domain.establishments import state_at
from service.domain.periods import local_day, start_of
from service.usecases.plans import faults_of_links

NO_AREA = "Không có địa bàn này. Xin chọn xã, phường trong danh sách."
OUTSIDE = "Địa bàn này không thuộc đơn vị. Xin chọn địa bàn của đơn vị."
NOT_YET = "Ngày này chưa tới. Hoạt động chỉ ghi sau khi đã làm."
NO_SLOGAN = "Không có khẩu hiệu mang mã này vào ngày đó."
NO_INSTITUTION = "Không có thiết chế, thôn, bản này trong danh sách."
NO_PLACE = "Không có cơ sở này trong sổ."

Document = dict[str, Any]


def faults_of_activity(repos: Any, activity: Document, now: dt.datetime) -> list[Fault]:
    """What is named and is not there, lies outside the unit's areas, or is yet to come; of an
    activity whose institutions and signers are ids."""
    return [
        *faults_of_links(repos, activity),
        *_faults_of_area(repos, activity),
        *_faults_of_day(activity, now),
        *_faults_of_slogans(repos, activity),
        *_unknown("institutions", repos.institutions, activity, NO_INSTITUTION),
        *_unknown("signed", repos.establishments, activity, NO_PLACE),
    ]


def _faults_of_area(repos: Any, activity: Document) -> Iterator[Fault]:
    key = activity["area_key"]
    if key is None:
        return
    limits = repos.units.get(activity["unit"])["areas"]
    if repos.areas.get(key) is None:
        yield Fault("area", "unknown_area", NO_AREA)
    elif limits is not None and key not in limits:
        yield Fault("area", "outside_areas", OUTSIDE)


def _faults_of_day(activity: Document, now: dt.datetime) -> Iterator[Fault]:
    if activity["held_on"] > local_day(now):
        yield Fault("held_on", "not_yet", NOT_YET)


def _faults_of_slogans(repos: Any, activity: Document) -> Iterator[Fault]:
    day = dt.date.fromisoformat(activity["held_on"])
    known = {slogan.code for slogan in repos.catalogue.slogans if slogan.valid_on(day)}
    for number, code in enumerate(activity["slogans"]):
        if code not in known:
            yield Fault(f"slogans.{number}", "unknown_slogan", NO_SLOGAN)


def _unknown(name: str, collection: Any, activity: Document, words: str) -> Iterator[Fault]:
    there = collection.named(activity[name]) if activity[name] else {}
    for number, each in enumerate(activity[name]):
        if each not in there:
            yield Fault(f"{name}.{number}", "unknown", words)


def resolved(repos: Any, activity: Document) -> Document:
    """The activity as it is stored: institutions with their area, signers with kind and area as
    at the end of the day, each once."""
    evening = start_of(activity["held_on"]) + dt.timedelta(days=1, milliseconds=-1)
    institutions = repos.institutions.several(activity["institutions"])
    places = repos.establishments.several(activity["signed"])
    return {
        **activity,
        "institutions": [
            {"id": each, "area": institutions[each]["area_key"]}
            for each in dict.fromkeys(activity["institutions"])
        ],
        "signed": [
            {"id": each, "kind": state["kind"], "area": area_key(state["area"])}
            for each in dict.fromkeys(activity["signed"])
            for state in [state_at(places[each], evening)]
        ],
    }
