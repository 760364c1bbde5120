"""The cast of the demo: units and accounts, invented, and named so that everybody sees it."""

import uuid
from typing import Any

DEMO_PASSWORD = "antru-demo"  # noqa: S105 - known to everybody by design, on loopback only.
SO = "SVHTTDL"
PHONG = "SVHTTDL-QLDL"

DEMO_UNITS: tuple[dict[str, Any], ...] = (
    {
        "_id": SO,
        "name": "Sở Văn hóa, Thể thao và Du lịch (minh họa)",
        "kind": "department",
        "parent": None,
        "valid_from": "2000-01-01",
        "valid_to": None,
        "areas": None,
        "symbol": "SVHTTDL",
        "superior": "UBND tỉnh Lạng Sơn (minh họa)",
    },
    {
        "_id": PHONG,
        "name": "Phòng Quản lý du lịch (minh họa)",
        "kind": "division",
        "parent": SO,
        "valid_from": "2000-01-01",
        "valid_to": None,
        "areas": None,
        "symbol": "QLDL",
        "superior": "",
    },
)


def _member(username: str, name: str, role: str, unit: str) -> dict[str, str]:
    return {"username": username, "name": f"{name} (minh họa)", "role": role, "unit": unit}


DEMO_CAST = (
    _member("inspector", "Người kiểm tra một", "inspector", PHONG),
    _member("inspector2", "Người kiểm tra hai", "inspector", PHONG),
    _member("reviewer", "Người xét duyệt một", "reviewer", SO),
    _member("reviewer2", "Người xét duyệt hai", "reviewer", SO),
    _member("reporter", "Người làm báo cáo", "reporter", SO),
    _member("leader", "Lãnh đạo", "leader", SO),
    _member("admin", "Quản trị một", "administrator", SO),
    _member("admin2", "Quản trị hai", "administrator", SO),
)

DEMO_CAMPAIGN: dict[str, Any] = {
    "_id": uuid.UUID("30720260-0000-4000-8000-000000000307"),
    "name": "Đợt cao điểm 01/7-30/9 năm 2026 (minh họa)",
    "from": "2026-07-01",
    "to": "2026-09-30",
    "targets": {"visits": 150, "commitments": 60},
    "partners": [],
    "document_id": None,
    "note": "",
    "unit": SO,
    "version": 1,
    "sent": "",
    "created_by": "admin",
}
