"""The rules of what follows on a violation: a sanction, or a transfer to another body."""

from collections.abc import Mapping, Sequence
from typing import Any

from service.domain.errors import Fault
from service.domain.findings import faults_of_day

Document = Mapping[str, Any]

DECISION = ("decision_no", "body", "decided_on")


def faults_of_sanction(sanction: Document, visit: Document, today: str) -> list[Fault]:
    """Decided since the visit, on a violation of it."""
    day = faults_of_day(sanction["decided_on"], "decided_on", visit, today)
    return day + _faults_of_violation(sanction["violation"], visit)


def faults_of_transfer(transfer: Document, visit: Document, today: str) -> list[Fault]:
    """Transferred since the visit: a violation of it, never a flag."""
    day = faults_of_day(transfer["transferred_on"], "transferred_on", visit, today)
    return day + _faults_of_violation(transfer["violation"], visit)


def is_entered_twice(sanctions: Sequence[Document]) -> bool:
    """Whether two of a visit's sanctions are the same decision, which counts once."""
    decisions = {tuple(each[name] for name in DECISION) for each in sanctions}
    return len(decisions) < len(sanctions)


def _faults_of_violation(violation: Document, visit: Document) -> list[Fault]:
    known = [(each["item"], each["basis"]) for each in visit["content"]["violations"]]
    if (violation["item"], violation["basis"]) in known:
        return []
    words = "Lượt kiểm tra này không ghi vi phạm đó. Xin chọn vi phạm đã ghi."
    return [Fault("violation", "unknown_violation", words)]
