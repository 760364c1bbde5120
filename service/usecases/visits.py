"""A visit comes in: checked, triaged, stored once, and answered with a receipt."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from service.domain import visits as rules
from service.domain.answers import failed_items, faults_in
from service.domain.errors import Conflict, Fault, Invalid, ServiceError
from service.domain.establishments import state_at
from service.domain.fingerprint import fingerprint
from service.domain.rights import areas_of
from service.domain.triage import Triage, triage
from service.usecases.flag_cases import join_case, sheet_of
from service.usecases.visit_answers import answer_to

UNKNOWN_ESTABLISHMENT = "Không có cơ sở này trong địa bàn của đơn vị. Xin đồng bộ lại sổ cơ sở."
OTHER_CONTENT = (
    "Mã này đã có lượt kiểm tra với nội dung khác; cả hai bản đều được giữ. "
    "Xin gửi dưới mã mới, hoặc gửi bản đính chính."
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A submission that passed every rule, parted into what is open and what is sealed.

    ``case`` is the id of the case it opens where none is open, the same at every attempt, so that
    attempts share its key.
    """

    visit: dict[str, Any]
    submission: dict[str, Any]
    establishment: dict[str, Any]
    triage: Triage
    case: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def is_sealed(self) -> bool:
        return bool(self.submission["flags"] or self.submission["emergency_call"])


class Looked:
    """What submissions name, read once and within the sender's scope, by id."""

    def __init__(self, repos: Any, who: dict[str, Any], submissions: list[dict[str, Any]]) -> None:
        def named(field: str) -> list[uuid.UUID]:
            return list({part[field] for part in submissions if part[field]})

        self.establishments = repos.establishments.several_within(
            named("establishment_id"), areas_of(who)
        )
        self.inspections = repos.inspections.several(named("inspection_id"))
        self.campaigns = repos.campaigns.several(named("campaign_id"))


def submit_visit(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, submission: dict[str, Any],
    now: dt.datetime, device_time: dt.datetime | None = None,
) -> tuple[dict[str, Any], bool]:  # fmt: skip
    """Store a visit under its tablet's id; answers it and whether it is new.

    The same content again changes nothing and is answered as the first time. Other content raises
    :class:`Conflict` and keeps both apart. What breaks a rule raises :class:`Invalid`.
    """
    sent = fingerprint(submission, repos.keys.content)
    try:
        prepared = prepare(repos, who, visit_id, submission, sent, now, device_time)
    except Invalid:
        # What was accepted once stays accepted, even where the rules moved meanwhile.
        if _is_same(repos.visits.get(visit_id), who, sent):
            return sent_again(repos, who, visit_id, submission, sent, now)
        raise
    if store(repos, prepared):
        return answer_to(repos, prepared.visit, submission, prepared.triage, now), True
    return sent_again(repos, who, visit_id, submission, sent, now)


def prepare(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, submission: dict[str, Any], sent: str,
    now: dt.datetime, device_time: dt.datetime | None, look: Looked | None = None,
) -> Prepared:  # fmt: skip
    """Check a submission against every rule at once and build what will be stored.

    ``look`` holds what many submissions name, where it was looked up before.
    """
    catalogue, look = repos.catalogue, look or Looked(repos, who, [submission])
    checklist = catalogue.checklist(
        submission["checklist"]["code"], submission["checklist"]["version"]
    )
    establishment = look.establishments.get(submission["establishment_id"])
    inspection = look.inspections.get(submission["inspection_id"])
    faults = [
        *_faults_of_references(look, submission, checklist, establishment, inspection),
        *rules.faults_of_time(submission, now),
        *rules.faults_of_violations(submission, catalogue.legal_bases),
        *rules.faults_of_flags(submission, catalogue.indicators),
    ]
    if faults:
        raise Invalid(faults)
    state = state_at(establishment, submission["started_at"])
    found = triage(submission["flags"], catalogue.indicators, catalogue.triage_rules)
    faults = faults_in(submission["answers"], checklist, state["kind"])
    faults += rules.fault_of_call(submission, found.level)
    if faults:
        raise Invalid(faults)
    visit = {
        "_id": visit_id,
        "state": "standing",
        "version": 1,
        "submitter": {"username": who["username"], "unit": who["unit"]},
        "received_at": now,
        "clock_difference_ms": _difference(device_time, now),
        "sent": sent,
        "first_sent": sent,
        "amendments": [],
        "withdrawal": None,
        **derived(
            repos, submission, visit_id, checklist, establishment, state, who["unit"], inspection
        ),
    }
    return Prepared(visit, submission, establishment, found)


def derived(
    repos: Any, submission: dict[str, Any], visit_id: uuid.UUID, checklist: Any,
    establishment: dict[str, Any], state: dict[str, Any], unit: str, inspection: Any,
) -> dict[str, Any]:  # fmt: skip
    """The open content and everything the rules compute of it."""
    content = rules.open_part(submission)
    distance = rules.distance_m(submission, establishment)
    position = submission["position"]
    inside = not position or repos.country.holds(*position["coordinates"])
    findings = rules.findings_of(visit_id, content)
    return {
        "content": content,
        "failed_items": failed_items(content["answers"], checklist),
        "distance_m": distance,
        "findings": findings,
        **({"to_tell": True} if findings or content["inspection_id"] else {}),
        "to_map": True,
        "warnings": rules.open_warnings(submission, distance, inside),
        "facts": rules.facts_of(content, checklist, state, unit, inspection),
    }


def store(repos: Any, prepared: Prepared) -> bool:
    """Insert the visit, with sheet and case in one transaction; ``False`` when the id is taken."""
    if not prepared.is_sealed:
        return repos.visits.insert(prepared.visit)

    def work(session: Any) -> None:
        if not repos.visits.insert(prepared.visit, session):
            raise _Taken
        sheet = sheet_of(repos, prepared)
        if prepared.submission["flags"]:
            sheet["case"] = join_case(repos, prepared, session)
        repos.flag_sheets.put(sheet, session)

    try:
        repos.in_transaction(work)
    except _Taken:
        return False
    return True


def sent_again(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, submission: dict[str, Any], sent: str,
    now: dt.datetime,
) -> tuple[dict[str, Any], bool]:  # fmt: skip
    """The id is taken: by the same content, which is welcome, or by other, which is kept apart."""
    stored = repos.visits.get(visit_id)
    if stored["submitter"]["username"] != who["username"]:
        raise Conflict
    if not _is_same(stored, who, sent):
        _keep_apart(repos, who, visit_id, submission, sent, now)
        raise Conflict(OTHER_CONTENT, code="other-content")
    found = triage(submission["flags"], repos.catalogue.indicators, repos.catalogue.triage_rules)
    return answer_to(repos, stored, submission, found, now), False


def submit_batch(
    repos: Any, who: dict[str, Any], items: list[tuple[uuid.UUID, Any]], now: dt.datetime,
    device_time: dt.datetime | None = None,
) -> list[tuple[dict[str, Any], bool] | ServiceError]:  # fmt: skip
    """Each item's outcome in the order sent; an item is a submission, or the error of its shape.

    What has no confidential part and was never seen goes in by one insert of many.
    """
    look = Looked(repos, who, [part for _, part in items if not isinstance(part, ServiceError)])
    outcomes: list[Any] = [None] * len(items)
    plain: dict[int, Prepared] = {}
    seen: set[uuid.UUID] = set()
    for number, (visit_id, submission) in enumerate(items):
        if isinstance(submission, ServiceError):
            outcomes[number] = submission
            continue
        sent = fingerprint(submission, repos.keys.content)
        try:
            prepared = prepare(repos, who, visit_id, submission, sent, now, device_time, look)
        except Invalid:
            prepared = None
        if prepared and not prepared.is_sealed and visit_id not in seen:
            plain[number] = prepared
        seen.add(visit_id)
    taken = repos.visits.insert_all([prepared.visit for prepared in plain.values()])
    for number, (visit_id, submission) in enumerate(items):
        if number in plain and visit_id not in taken:
            prepared = plain[number]
            answer = answer_to(repos, prepared.visit, submission, prepared.triage, now)
            outcomes[number] = (answer, True)
        elif outcomes[number] is None:
            outcomes[number] = _outcome(repos, who, visit_id, submission, now, device_time)
    return outcomes


class _Taken(Exception):
    """The id is taken; leaves the transaction without a trace."""


def _outcome(
    repos: Any, who: Any, visit_id: Any, submission: Any, now: Any, device_time: Any
) -> Any:
    try:
        return submit_visit(repos, who, visit_id, submission, now, device_time)
    except ServiceError as error:
        return error


def _faults_of_references(
    look: Looked, submission: dict[str, Any], checklist: Any,
    establishment: dict[str, Any] | None, inspection: dict[str, Any] | None,
) -> list[Fault]:  # fmt: skip
    faults = []
    if checklist is None:
        faults.append(Fault("checklist", "unknown_checklist",
            "Không có phiên bản bảng kiểm này. Xin đồng bộ lại bảng kiểm."))  # fmt: skip
    if establishment is None:
        faults.append(Fault("establishment_id", "unknown_establishment", UNKNOWN_ESTABLISHMENT))
    if submission["inspection_id"] and inspection is None:
        faults.append(Fault("inspection_id", "unknown_inspection", "Không có cuộc kiểm tra này."))
    if submission["campaign_id"] and submission["campaign_id"] not in look.campaigns:
        faults.append(Fault("campaign_id", "unknown_campaign", "Không có đợt cao điểm này."))
    return faults


def _is_same(stored: dict[str, Any] | None, who: dict[str, Any], sent: str) -> bool:
    return bool(
        stored
        and stored["submitter"]["username"] == who["username"]
        and sent in (stored["sent"], stored["first_sent"])
    )


def _keep_apart(
    repos: Any, who: dict[str, Any], visit_id: uuid.UUID, submission: dict[str, Any], sent: str,
    now: dt.datetime,
) -> None:  # fmt: skip
    key = {"_id": f"{visit_id}:{sent}", "visit": visit_id, "by": who["username"], "at": now}

    def work(session: Any) -> None:
        copy = {**key, "content": rules.open_part(submission)}
        if repos.refused_copies.insert(copy, session):
            sealed = {**key, **rules.sealed_part(submission)}
            repos.sealed_refused_copies.insert(sealed, session)

    if not repos.refused_copies.get(key["_id"]):
        repos.in_transaction(work)


def _difference(device_time: dt.datetime | None, now: dt.datetime) -> int | None:
    if device_time is None:
        return None
    return round((device_time - now).total_seconds() * 1000)
