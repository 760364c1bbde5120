"""Builders of what people send; each takes what a test wants changed."""

import datetime as dt
import uuid
from functools import cache
from typing import Any

from checklists import Catalogue, load_catalogue
from service.domain.answers import asked_items

ACCOMMODATION = {"code": "accommodation", "version": 1}


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def an_establishment(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Khách sạn Hoa Đào",
        "kind": "hotel",
        "status": "active",
        "stars": 3,
        "rooms": 24,
        "area": {"scheme": "2025", "code": "05977"},
        "address": "số 2 đường Hùng Vương",
        "point": {"type": "Point", "coordinates": [106.7615, 21.8533]},
        "owner": {"name": "Chủ cơ sở minh họa", "phone": "0205 3000 000", "email": ""},
        "licences": [],
        **changes,
    }


def answers(
    checklist: dict[str, Any] = ACCOMMODATION, kind: str = "hotel", **by_item: Any
) -> list[dict[str, Any]]:
    """Every item asked, answered: ``pass`` or zero, but as ``by_item`` says (``CG_03="fail"`` or a
    whole answer; ``None`` leaves the item out)."""
    version = catalogue().checklist(checklist["code"], checklist["version"])
    assert version is not None
    told = {name.replace("_", "-"): value for name, value in by_item.items()}
    found: dict[str, dict[str, Any]] = {}
    for item in version.items:
        if item in asked_items(version, found, kind):
            answer = _answer(item, told.get(item.code, _usual(item)))
            if answer:
                found[item.code] = answer
    return list(found.values())


def a_visit(establishment_id: str, **changes: Any) -> dict[str, Any]:
    """A whole submission; ``started_at`` moves ``finished_at`` along."""
    started = changes.get("started_at", "2026-11-03T08:30:00+07:00")
    finished = dt.datetime.fromisoformat(started) + dt.timedelta(minutes=70)
    return {
        "establishment_id": establishment_id,
        "checklist": ACCOMMODATION,
        "started_at": started,
        "finished_at": finished.isoformat(),
        "team": [{"name": "Người kiểm tra một", "position": "Trưởng đoàn", "lead": True}],
        "representative": {"name": "Người quản lý", "position": "Quản lý"},
        "position": {"type": "Point", "coordinates": [106.7615, 21.8533], "accuracy_m": 12},
        "answers": answers(),
        "guidance": {"given": True, "commitment_signed": True, "staff_trained": 3,
                     "hotline_posted": True, "leaflets": 10},
        **changes,
    }  # fmt: skip


def a_flag(indicator: str = "ROO-04", **changes: Any) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "seen_at": "2026-11-03T09:00:00+07:00",
        "place": "tầng 2",
        "description": "Cửa khóa từ ngoài.",
        "person": {"label": "Người A, nữ, khoảng 30", "under_18": False},
        "attachments": [],
        **changes,
    }


def a_remedy(**changes: Any) -> dict[str, Any]:
    document = {"document_no": "12/BC-KS", "document_date": "2026-11-10"}
    return {"remedied_on": "2026-11-10", "evidence": document, **changes}


VIOLATION = {"item": "CG-03", "basis": "ND282-2025-D10"}


def a_sanction(**changes: Any) -> dict[str, Any]:
    return {
        "violation": VIOLATION,
        "decision_no": "15/QĐ-XPHC",
        "decided_on": "2026-11-12",
        "body": "Chủ tịch UBND phường Đông Kinh",
        "fine_vnd": 4_000_000,
        **changes,
    }


def a_transfer(**changes: Any) -> dict[str, Any]:
    sent = {"transferred_on": "2026-11-12", "document_no": "7/PC-SVHTTDL"}
    return {"violation": VIOLATION, "body": "Công an phường Đông Kinh", **sent, **changes}


def a_referral(visit_id: str, *indicators: str, **changes: Any) -> dict[str, Any]:
    """A draft of a tin báo that cites indicators of a visit (``ROO-04``) by default."""
    return {
        "id": str(uuid.uuid4()),
        "type": "tip_off",
        "recipient": "provincial_police",
        "officer": "Trực ban hình sự",
        "channel": "paper",
        "urgency": "urgent",
        "summary": "Nghi có người bị giữ trong phòng khóa ngoài",
        "text": "Đoàn thấy cửa phòng khóa từ bên ngoài, có người ở trong.",
        "indicators": [{"visit": visit_id, "indicator": code} for code in indicators or ["ROO-04"]],
        **changes,
    }


def referral_bodies(visit_id: str) -> dict[str, dict[str, Any]]:
    """What each route of a case's referrals takes, by method and path."""
    draft, at = a_referral(visit_id), "2026-11-03T10:00:00+07:00"
    key, reason = draft["id"], "Chưa đủ thông tin"
    below = {
        "approval": {"version": 1},
        "return": {"reason": reason},
        "cancellation": {"reason": reason},
        "sending": {"sent_at": at},
        "acknowledgement": {"acknowledged_at": at},
        "result": {"result": "verifying", "result_on": "2026-11-03"},
    }
    one = f"{REFERRALS}/<uuid:referral_id>"
    return {
        f"POST {REFERRALS}": draft,
        f"PUT {one}": {name: value for name, value in draft.items() if name != "id"},
        f"POST {one}/people": {"approval": key},
        f"POST {one}/exports": {"id": key, "form": "docx"},
        **{f"POST {one}/{name}": {"id": key, **body} for name, body in below.items()},
    }


def plan_bodies(establishment_id: str) -> dict[str, dict[str, Any]]:
    """What each route of inspections, campaigns, documents and tasks takes, by method and path."""
    window = {"name": "Đợt một", "from": "2026-07-01", "to": "2026-09-30"}
    places = {"establishments": [establishment_id]}
    document = {"number": "12/KH-UBND", "issued_on": "2026-06-20", "body": "UBND tỉnh",
                "kind": "plan", "title": "Kế hoạch hưởng ứng ngày 30/7"}  # fmt: skip
    task = {"unit": "SVHTTDL-QLDL", "what": "Kiểm tra cơ sở lưu trú", "due": "2026-10-02"}
    bodies = {
        "POST /inspections": {**window, "kind": "planned", "decision_no": "12/QĐ-SVHTTDL"},
        "POST /campaigns": window,
        "POST /documents": document,
        f"POST {DOCUMENT}/tasks": task,
        "POST /tasks/<uuid:task_id>/progress": {"text": "Đã làm một nửa", "percent": 50},
    }
    bodies |= {
        "POST /activities": an_activity(establishment_id),
        "POST /institutions": AN_INSTITUTION,
    }
    below = {"removal": places, "assignment": {**places, "account": None}}
    return {
        **{path: {"id": str(uuid.uuid4()), **body} for path, body in bodies.items()},
        f"PATCH {INSPECTION}": {"name": "Tên khác"},
        f"POST {INSPECTION}/state": {"state": "running"},
        f"POST {INSPECTION}/establishments": places,
        **{f"POST {INSPECTION}/establishments/{name}": body for name, body in below.items()},
        "PATCH /campaigns/<uuid:campaign_id>": {"note": "Ghi thêm"},
        f"PATCH {DOCUMENT}": {"title": "Tên khác"},
        "PATCH /tasks/<uuid:task_id>": {"what": "Kiểm tra mọi cơ sở"},
        f"PATCH {ACTIVITY}": {"title": "Tên khác"},
        f"POST {ACTIVITY}/withdrawal": {"reason": "Ghi nhầm"},
        "PATCH /institutions/<uuid:institution_id>": {"name": "Tên khác"},
        "POST /catalogue/check": {"name": "triage.yaml", "text": "version: 2\nrules: []\n"},
        "POST /catalogue/proposals": {
            "name": "triage.yaml",
            "text": "version: 2\nrules: []\n",
            "reason": "Thử",
        },
        "POST /summaries": {"id": str(uuid.uuid4()), "period": "2026-Q3"},
        f"PATCH {SUMMARY}": {"signer": "Nguyễn Văn Ký"},
        f"POST {SUMMARY}/issue": {"number": "15/BC-SVHTTDL"},
        f"POST {SUMMARY}/discard": {"reason": "Soạn nhầm kỳ"},
        f"POST {SUMMARY}/send-back": {"reason": "Thiếu đánh giá"},
        f"PUT {RETURN}": {"declared": {"B1": {"value": 3, "source": "Báo cáo số 15"}}},
        f"POST {RETURN}/submit": {"id": str(uuid.uuid4())},
        f"POST {RETURN}/accept": {"id": str(uuid.uuid4())},
        f"POST {RETURN}/send-back": {"reason": "Thiếu số liệu"},
    }


def an_activity(establishment_id: str | None = None, **changes: Any) -> dict[str, Any]:
    """A session at which an establishment signed."""
    signed = [establishment_id] if establishment_id else []
    said = {"form": "session", "title": "Tuyên truyền tại chợ", "held_on": "2026-08-10",
            "times": 2, "attendance": {"residents": 40}, "signed": signed}  # fmt: skip
    return {**said, **changes}


AN_INSTITUTION = {
    "name": "Nhà văn hóa thôn Một", "kind": "culture_house",
    "area": {"scheme": "2025", "code": "05977"},
}  # fmt: skip
SUMMARY = "/summaries/<uuid:summary_id>"
ACTIVITY = "/activities/<uuid:activity_id>"
RETURN = "/returns/<string:unit>/<string:period>"
INSPECTION = "/inspections/<uuid:inspection_id>"
DOCUMENT = "/documents/<uuid:document_id>"
REFERRALS = "/cases/<uuid:case_id>/referrals"
CALLED = {"body": "113", "called_at": "2026-11-03T09:01:00+07:00"}


def _usual(item: Any) -> Any:
    if item.type == "verdict":
        return "pass"
    return 0 if item.type in ("integer", "decimal") else None


def _answer(item: Any, told: Any) -> dict[str, Any] | None:
    if told is None:
        return None
    if isinstance(told, dict):
        return {"item": item.code, **told}
    needed = {"always"} | ({"fail"} if told == "fail" else set())
    counts = {count.measure: 1 for count in item.counts if count.required_on in needed}
    return {"item": item.code, "value": told, "counts": counts if told != "not_applicable" else {}}
