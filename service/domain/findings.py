"""The rules of what must be remedied: how it stands, and what confirms that it was."""

from collections.abc import Mapping
from typing import Any

from service.domain.errors import Fault

Document = Mapping[str, Any]


def state_on(finding: Document, today: str) -> str:
    """``met``, ``overdue`` from the day after its term, else ``open``."""
    if finding["remedied_on"]:
        return "met"
    return "overdue" if finding["remedy_by"] and finding["remedy_by"] < today else "open"


def faults_of_day(day: str, path: str, visit: Document, today: str) -> list[Fault]:
    """What follows a visit is not before it, and not ahead of today."""
    if day > today:
        return [Fault(path, "ahead_of_today", "Ngày này chưa tới. Xin xem lại.")]
    if day < visit["facts"]["day"]:
        return [Fault(path, "before_visit", "Ngày này sớm hơn ngày kiểm tra. Xin xem lại.")]
    return []


def faults_of_remedy(
    remedy: Document, visit: Document, cited: Document | None, today: str
) -> list[Fault]:
    """Remedied since the visit; confirmed by a later visit to the same place, or a document.

    ``cited`` is the visit that the evidence names, ``None`` where there is none such.
    """
    faults = faults_of_day(remedy["remedied_on"], "remedied_on", visit, today)
    evidence = remedy["evidence"]
    if evidence["document_date"]:
        path = "evidence.document_date"
        faults += faults_of_day(evidence["document_date"], path, visit, today)
    if evidence["visit_id"] and not (cited and _confirms(cited, visit)):
        faults.append(Fault("evidence.visit_id", "no_follow_up",
            "Không phải lượt kiểm tra lại sau đó tại cùng cơ sở. Xin chọn lượt khác."))  # fmt: skip
    return faults


def _confirms(cited: Document, visit: Document) -> bool:
    return bool(
        cited["state"] == "standing"
        and cited["facts"]["establishment"] == visit["facts"]["establishment"]
        and cited["facts"]["at"] > visit["facts"]["at"]
    )
