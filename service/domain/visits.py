"""The rules of a visit: when it is refused, what is odd, and what the figures will count."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from geopy.distance import geodesic

from service.domain.answers import failed_items, failed_measures, measures
from service.domain.areas import area_key
from service.domain.errors import Fault
from service.domain.establishments import confirmed_point
from service.domain.open_text import personal_data_in
from service.domain.periods import local_day

AHEAD_MOST = dt.timedelta(hours=24)
FAR_METRES = 500
SEALED = ("flags", "emergency_call")
CHECKED = ("rooms_checked", "guests_checked", "staff_checked")
FAILED = ("guests_not_notified", "foreigners_not_declared", "minors_at_work")
FINDINGS = uuid.UUID("5f0c5b0e-3f0b-5d38-9d3c-6c1d7f4f8a11")  # namespace of the findings' ids


def open_part(submission: dict[str, Any]) -> dict[str, Any]:
    """The submission without all that the establishment must never learn of."""
    return {name: value for name, value in submission.items() if name not in SEALED}


def sealed_part(submission: dict[str, Any]) -> dict[str, Any]:
    """Only the confidential fields of the submission."""
    return {name: submission[name] for name in SEALED}


def faults_of_time(submission: dict[str, Any], now: dt.datetime) -> list[Fault]:
    """A visit begins at most a day ahead of its receipt and ends after it began."""
    faults = []
    if submission["started_at"] > now + AHEAD_MOST:
        faults.append(Fault("started_at", "too_far_ahead",
            "Giờ bắt đầu muộn hơn giờ máy chủ quá 24 giờ. Xin xem lại đồng hồ máy."))  # fmt: skip
    if submission["finished_at"] < submission["started_at"]:
        faults.append(Fault("finished_at", "before_start", "Giờ kết thúc sớm hơn giờ bắt đầu."))
    return faults


def faults_of_violations(submission: dict[str, Any], legal_bases: Any) -> list[Fault]:
    """A violation stands on an item that failed and on a legal basis of the catalogue."""
    failed = {answer["item"] for answer in submission["answers"] if answer["value"] == "fail"}
    faults = []
    for number, violation in enumerate(submission["violations"]):
        if violation["item"] not in failed:
            faults.append(Fault(f"violations.{number}.item", "item_not_failed",
                "Chỉ ghi vi phạm cho mục có kết quả không đạt."))  # fmt: skip
        if violation["basis"] not in legal_bases:
            faults.append(Fault(f"violations.{number}.basis", "unknown_basis",
                "Không có căn cứ pháp lý mang mã này."))  # fmt: skip
    return faults


def faults_of_flags(submission: dict[str, Any], indicators: Any) -> list[Fault]:
    """Every flag names an indicator of the catalogue."""
    return [
        Fault(f"flags.{number}.indicator", "unknown_indicator", "Không có dấu hiệu mang mã này.")
        for number, flag in enumerate(submission["flags"])
        if flag["indicator"] not in indicators
    ]


def fault_of_call(submission: dict[str, Any], level: str) -> list[Fault]:
    """Red is sent with who was called, or why nobody could be."""
    if level != "red" or submission["emergency_call"]:
        return []
    words = "Mức đỏ: ghi đã gọi cho ai, lúc nào, hoặc lý do chưa gọi được, rồi gửi lại."
    return [Fault("emergency_call", "required_when_red", words)]


def distance_m(submission: dict[str, Any], establishment: dict[str, Any]) -> int | None:
    """Geodesic metres from the tablet's position to the registered point, where both are known
    and the point is no guess."""
    position, point = submission["position"], confirmed_point(establishment)
    if not position or not point:
        return None
    here, there = position["coordinates"], point["coordinates"]
    return round(geodesic(here[::-1], there[::-1]).meters)


def open_warnings(
    submission: dict[str, Any], distance: int | None, in_country: bool
) -> list[dict[str, str]]:
    """What is odd in the open part: stored all the same, and told."""
    found = []
    position = submission["position"] or {}
    if position and not in_country:
        found.append(_warning("position_outside_country", "position",
            "Vị trí máy báo nằm ngoài lãnh thổ hoặc trên biển. Xin xem lại định vị."))  # fmt: skip
    elif distance is not None and distance > FAR_METRES + (position.get("accuracy_m") or 0):
        found.append(_warning("far_from_establishment", "position",
            f"Vị trí máy báo cách vị trí đăng ký của cơ sở {distance} m."))  # fmt: skip
    return found + [
        _personal(path, kind) for path, kind in personal_data_in(_open_texts(submission))
    ]


def sealed_warnings(submission: dict[str, Any]) -> list[dict[str, str]]:
    """The same for the confidential part; told to the submitter, kept nowhere open."""
    texts = (
        (f"flags.{number}.{name}", flag[name])
        for number, flag in enumerate(submission["flags"])
        for name in ("place", "description")
    )
    return [_personal(path, kind) for path, kind in personal_data_in(texts)]


def findings_of(visit_id: uuid.UUID, content: dict[str, Any]) -> list[dict[str, Any]]:
    """What must be remedied: each failed answer that names a remedy or a day for it."""
    return [
        {
            "_id": uuid.uuid5(FINDINGS, f"{visit_id}:{answer['item']}"),
            "item": answer["item"],
            "remedy": answer["remedy"],
            "remedy_by": answer["remedy_by"],
            "remedied_on": None,
        }
        for answer in _to_remedy(content)
    ]


def with_remedies(
    findings: Iterable[dict[str, Any]], remedied: Mapping[uuid.UUID, str]
) -> list[dict[str, Any]]:
    """The findings with the days on which they were ``remedied``, by their ids."""
    return [{**each, "remedied_on": remedied.get(each["_id"])} for each in findings]


def due_of(findings: Iterable[dict[str, Any]]) -> str:
    """The days by which to remedy; one that was is followed by a slash and the day it was."""
    return _joined(
        "/".join(filter(None, (each["remedy_by"], each["remedied_on"])))
        for each in findings
        if each["remedy_by"]
    )


def _to_remedy(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        answer
        for answer in content["answers"]
        if answer["value"] == "fail" and (answer["remedy"] or answer["remedy_by"])
    ]


def _joined(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def facts_of(
    content: dict[str, Any], checklist: Any, state: dict[str, Any], unit: str,
    inspection: dict[str, Any] | None,
) -> dict[str, Any]:  # fmt: skip
    """What the figures count of a visit; kind and area are the establishment's as it began.

    Lists are joined by spaces, so that an index holds them whole: the codes of the failed items,
    the legal bases of the violations ``recorded`` and the days by which findings are ``due``, each
    as often as it occurs.
    """
    measured = measures(content["answers"], checklist)
    failed = failed_measures(content["answers"], checklist)
    codes = failed_items(content["answers"], checklist)
    guidance = content["guidance"]
    return {
        "day": local_day(content["started_at"]),
        "at": content["started_at"],
        "establishment": content["establishment_id"],
        "kind": state["kind"],
        "area": area_key(state["area"]),
        "unit": unit,
        "inspection": content["inspection_id"],
        "inspection_kind": inspection["kind"] if inspection else None,
        **{name: measured.get(name, 0) for name in CHECKED},
        **{name: failed.get(name, 0) for name in FAILED},
        "failed": len(codes),
        "failed_codes": " ".join(codes),
        "recorded": _joined(each["basis"] for each in content["violations"] if each["record_no"]),
        "due": _joined(each["remedy_by"] for each in _to_remedy(content) if each["remedy_by"]),
        "guided": guidance["given"],
        "committed": guidance["commitment_signed"],
        "staff_trained": guidance["staff_trained"],
        "hotline_posted": guidance["hotline_posted"],
        "leaflets": guidance["leaflets"],
    }  # fmt: skip


def open_attachments(content: dict[str, Any]) -> list[str]:
    """The sha256 of every attachment that the open part names, each once, in order."""
    named = [digest for answer in content["answers"] for digest in answer["attachments"]]
    named += [mark["attachment"] for mark in content["signatures"] if mark["attachment"]]
    return list(dict.fromkeys(named))


def sealed_attachments(flags: Iterable[dict[str, Any]]) -> list[str]:
    """The same for the confidential part."""
    return list(dict.fromkeys(digest for flag in flags for digest in flag["attachments"]))


def people_of(submitter: str, content: dict[str, Any]) -> list[str]:
    """The accounts that were on the visit: none of them may claim or decide its case."""
    named = [member["account"] for member in content["team"] if member["account"]]
    return list(dict.fromkeys([submitter, *named]))


def _open_texts(submission: dict[str, Any]) -> list[tuple[str, str]]:
    texts = [(name, submission[name]) for name in ("opinion", "requirements", "remarks")]
    for number, answer in enumerate(submission["answers"]):
        texts += [(f"answers.{number}.{name}", answer[name]) for name in ("note", "remedy")]
    return texts


def _personal(path: str, kind: str) -> dict[str, str]:
    words = {
        "identity_number": "Có thể có số giấy tờ tùy thân. Xin bỏ đi nếu không thật cần.",
        "phone_number": "Có thể có số điện thoại cá nhân. Xin bỏ đi nếu không thật cần.",
    }
    return _warning(kind, path, words[kind])


def _warning(code: str, path: str, words: str) -> dict[str, str]:
    return {"code": code, "path": path, "message": words}
