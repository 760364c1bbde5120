"""Who may do what, and how far: the one table of the house (contract.md, section 2).

Every endpoint names its act; ``flask rights`` prints the table; tests walk it, route by role.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas.vocabulary import ACCOUNTS, FIGURES, PERSONAL, ROLES, SEALED
from service.domain.errors import NotAllowed

INSPECTOR, REVIEWER, REPORTER, LEADER, ADMINISTRATOR = ROLES

# How far a right reaches.
PROVINCE = "province"
AREAS = "areas"  # the areas of the account's unit
UNIT = "unit"  # what the account's unit recorded
OWN = "own"  # what the account itself is or sent


@dataclass(frozen=True, slots=True)
class Right:
    """An act, who may do it how far, and what the answer carries.

    ``audited`` acts leave an entry in the audit chain before they are done: no entry, no answer.
    ``fresh`` acts need a second factor of the last minutes; those ``before_settled`` are all that
    is open to who has not yet changed a given password or enrolled a second factor.
    """

    act: str
    who: Mapping[str, str]
    carries: frozenset[str] = frozenset()
    audited: bool = False
    why: str = ""
    fresh: bool = False
    before_settled: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What limits a query: ``None`` is no limit of that kind."""

    areas: tuple[str, ...] | None = None
    unit: str | None = None
    username: str | None = None


EVERYWHERE = Scope()


def scope_of(right: Right, account: Mapping[str, Any]) -> Scope:
    """How far this account may go with the right; :class:`NotAllowed` when not at all."""
    reach = right.who.get(account["role"])
    if reach is None:
        raise NotAllowed
    return Scope(
        areas=areas_of(account).areas if reach == AREAS else None,
        unit=account["unit"] if reach == UNIT else None,
        username=account["username"] if reach == OWN else None,
    )


def acting(account: Mapping[str, Any], act: str) -> dict[str, Any]:
    """The account with the ``scope`` that it has for the act, as use cases are handed it."""
    return {**account, "scope": scope_of(RIGHTS[act], account)}


def areas_of(account: Mapping[str, Any]) -> Scope:
    """The areas of the account's unit, whatever the act; ``areas`` null means the province."""
    areas = account["areas"]
    return Scope(areas=None if areas is None else tuple(areas))


def sealed_reads() -> tuple[str, ...]:
    """The acts by which somebody reads what is sealed."""
    return tuple(
        right.act
        for right in RIGHTS.values()
        if right.audited and SEALED in right.carries
        if right.act.startswith(("read_", "list_", "reveal_", "export_"))
        or right.act == "break_glass"
    )


def may(account: Mapping[str, Any], act: str) -> bool:
    """Whether the account's role has the right at all, however far."""
    return account["role"] in RIGHTS[act].who


def holds(scope: Scope, area: str) -> bool:
    """Whether something that comes in for this area lies within the scope."""
    return scope.areas is None or area in scope.areas


def _everybody(reach: str) -> dict[str, str]:
    return dict.fromkeys(ROLES, reach)


NOBODY: dict[str, str] = {}
LIMITED = {INSPECTOR: AREAS, REVIEWER: AREAS, REPORTER: AREAS}
ABOVE = {LEADER: PROVINCE, ADMINISTRATOR: PROVINCE}
WRITES_REGISTER = {INSPECTOR: AREAS, ADMINISTRATOR: PROVINCE}
READS_VISITS = {INSPECTOR: UNIT, REVIEWER: AREAS, **ABOVE}
PLANS = {INSPECTOR: UNIT, REPORTER: UNIT, ADMINISTRATOR: PROVINCE}
COUNTS_SEALED = {REVIEWER: AREAS, REPORTER: AREAS, LEADER: PROVINCE}
READS_FIGURES = {**COUNTS_SEALED, ADMINISTRATOR: PROVINCE}
READS_RETURNS = {REPORTER: UNIT, **ABOVE}
READS_SUMMARIES = {REVIEWER: PROVINCE, REPORTER: PROVINCE, **ABOVE}
REVIEWS = {REVIEWER: AREAS}
SENDS = {INSPECTOR: AREAS}
CORRECTS = {INSPECTOR: UNIT}
FOLLOWS_UP = {INSPECTOR: UNIT, REVIEWER: AREAS}
SENT = {INSPECTOR: OWN}
READS_SEALED_FILES = {**SENT, REVIEWER: AREAS}
READS_FILES = {**READS_SEALED_FILES, LEADER: PROVINCE}
APPROVES = {REVIEWER: PROVINCE, REPORTER: PROVINCE, **ABOVE}
HOLDS = {REVIEWER: AREAS, LEADER: PROVINCE}
KEEPS_ACCOUNTS = {ADMINISTRATOR: PROVINCE}


def _right(act: str, who: dict[str, str], *carries: str, **more: Any) -> Right:
    return Right(act, who, frozenset(carries), **more)


RIGHTS = {
    right.act: right
    for right in (
        # Signing in; who may is anybody with a password or a refresh token.
        _right("sign_in", NOBODY, ACCOUNTS, why="signing in writes its own entry"),
        _right("refresh_session", NOBODY, ACCOUNTS, why="one's own session"),
        _right("sign_out", _everybody(OWN), before_settled=True),
        _right("read_own_account", _everybody(OWN), ACCOUNTS, why="one's own account",
            before_settled=True),
        _right("step_up", _everybody(OWN)),
        _right("change_own_password", _everybody(OWN), before_settled=True),
        _right("read_own_second_factor", _everybody(OWN), ACCOUNTS, why="one's own",
            before_settled=True),
        _right("enrol_second_factor", _everybody(OWN), ACCOUNTS, before_settled=True,
            why="one's own; what is enrolled writes its own entry"),
        _right("make_recovery_codes", _everybody(OWN), ACCOUNTS, fresh=True,
            why="one's own; writes its own entry"),
        _right("list_own_devices", _everybody(OWN), ACCOUNTS, why="one's own devices"),
        _right("change_own_device", _everybody(OWN), ACCOUNTS,
            why="one's own device; what happens to it writes its own entry"),
        _right("list_own_sessions", _everybody(OWN), ACCOUNTS, why="one's own sessions"),
        _right("end_own_session", _everybody(OWN)),
        _right("change_own_account", _everybody(OWN), ACCOUNTS, audited=True),
        _right("list_own_notices", _everybody(OWN), SEALED,
            why="one's own: that something waits, and where, never what it is about"),
        _right("see_own_notices", _everybody(OWN), SEALED, why="one's own, as they are listed"),
        # The register.
        _right("search_establishments", {**LIMITED, **ABOVE}),
        _right("read_establishment", {**LIMITED, **ABOVE}, PERSONAL, audited=True),
        _right("enter_establishment", WRITES_REGISTER, PERSONAL, audited=True),
        _right("change_establishment", WRITES_REGISTER, PERSONAL, audited=True),
        _right("import_establishments", {REPORTER: AREAS, ADMINISTRATOR: PROVINCE}, audited=True),
        # What is data.
        _right("read_catalogue", _everybody(PROVINCE)),
        # Visits: the open part.
        _right("list_visits", READS_VISITS, PERSONAL, audited=True),
        _right("read_visit", READS_VISITS, PERSONAL, audited=True),
        _right("print_record", READS_VISITS, PERSONAL, audited=True),
        _right("submit_visit", SENDS, PERSONAL, SEALED,
            why="only what the sender said; the stored visit is its own record"),
        _right("amend_visit", CORRECTS, PERSONAL, SEALED, audited=True),
        _right("withdraw_visit", CORRECTS, PERSONAL, audited=True),
        _right("read_receipt", SENT, SEALED, why="only what the sender sent, by its hash"),
        _right("read_receipt_keys", _everybody(PROVINCE)),
        # What follows a visit: what must be remedied, and that it was; decisions.
        _right("list_findings", FOLLOWS_UP, PERSONAL, audited=True),
        _right("confirm_remedy", FOLLOWS_UP, PERSONAL, audited=True),
        _right("record_sanction", FOLLOWS_UP, PERSONAL, audited=True),
        _right("record_transfer", FOLLOWS_UP, PERSONAL, audited=True),
        # Photos and signatures.
        _right("send_attachment", SENT, SEALED, why="only what the sender sent, by its hash"),
        _right("ask_attachment", READS_FILES),
        _right("read_attachment", READS_FILES, PERSONAL, SEALED, audited=True),
        # What tablets pull: areas, one's unit, one's own visits.
        _right("sync", SENDS, PERSONAL, audited=True),
        # Plans: directing documents and their tasks, campaigns, inspections and their lists.
        _right("list_plans", _everybody(PROVINCE)),
        _right("read_plan", _everybody(PROVINCE), PERSONAL, audited=True),
        _right("make_plan", PLANS, PERSONAL, audited=True),
        _right("change_plan", PLANS, PERSONAL, audited=True),
        _right("list_inspectors", PLANS, PERSONAL, audited=True),
        # What was done to inform people.
        _right("list_activities", _everybody(PROVINCE)),
        _right("record_activity", PLANS, audited=True),
        _right("change_activity", PLANS, audited=True),
        # The map: what was inspected, nobody's name; levels are cases, for reviewers alone.
        _right("read_map", {**LIMITED, **ABOVE}),
        _right("map_visits", READS_VISITS),
        _right("map_levels", REVIEWS, SEALED, audited=True),
        _right("list_own_keys", _everybody(OWN), ACCOUNTS, why="one's own keys"),
        _right("make_own_key", _everybody(OWN), ACCOUNTS, audited=True),
        _right("end_own_key", _everybody(OWN), ACCOUNTS, audited=True),
        # Cases: the sealed part.
        _right("list_cases", REVIEWS, SEALED, audited=True),
        _right("read_case", REVIEWS, SEALED, audited=True),
        _right("break_glass", {REVIEWER: PROVINCE}, SEALED, audited=True,
            why="one case outside one's areas, to read, for hours, and the leaders are told"),
        _right("claim_case", REVIEWS, SEALED, audited=True),
        _right("decide_case", REVIEWS, SEALED, audited=True),
        _right("note_case", REVIEWS, SEALED, audited=True),
        _right("list_related_cases", REVIEWS, SEALED, audited=True),
        # What leaves a case; of identities only their number, but for what two people allowed.
        _right("list_recipients", {REVIEWER: PROVINCE}),
        _right("list_referrals", REVIEWS, SEALED, audited=True),
        _right("draft_referral", REVIEWS, SEALED, audited=True),
        _right("approve_referral", REVIEWS, SEALED, audited=True),
        _right("send_referral", REVIEWS, SEALED, audited=True),
        _right("follow_referral", REVIEWS, SEALED, audited=True),
        _right("reveal_people", REVIEWS, SEALED, audited=True),
        _right("export_referral", REVIEWS, SEALED, audited=True),
        # Returns: of one's unit and those below it; the unit above decides.
        _right("list_returns", READS_RETURNS),
        _right("read_return", READS_RETURNS, FIGURES),
        _right("write_return", {REPORTER: UNIT}, FIGURES, audited=True),
        _right("decide_return", {REPORTER: UNIT}, FIGURES, audited=True),
        # Figures.
        _right("read_figures", READS_FIGURES, FIGURES),
        _right("read_figure_records", READS_FIGURES, FIGURES, SEALED, audited=True),
        # Summaries: drafted by one, approved and issued by another.
        _right("list_summaries", READS_SUMMARIES),
        _right("read_summary", READS_SUMMARIES, FIGURES),
        _right("draft_summary", {REPORTER: PROVINCE}, FIGURES, audited=True),
        _right("approve_summary", {LEADER: PROVINCE}, FIGURES, audited=True),
        _right("issue_summary", {LEADER: PROVINCE}, FIGURES, audited=True),
        _right("read_summary_records", READS_SUMMARIES, FIGURES, SEALED, audited=True),
        _right("print_summary", READS_SUMMARIES, FIGURES),
        # Parts of answers, by need.
        _right("read_owner", {**LIMITED, ADMINISTRATOR: PROVINCE}, PERSONAL),
        _right("count_sealed_figures", COUNTS_SEALED, FIGURES),
        _right("read_sealed_records", REVIEWS, SEALED),
        _right("read_sealed_attachments", READS_SEALED_FILES, SEALED),
        # What needs two people; which act which role may ask for: domain/approvals.py.
        _right("list_approvals", APPROVES, SEALED, audited=True),
        _right("ask_approval", APPROVES, SEALED, audited=True),
        _right("decide_approval", APPROVES, SEALED, audited=True),
        # Legal holds; those on cases are for reviewers alone.
        _right("list_holds", HOLDS, SEALED, audited=True),
        _right("place_hold", HOLDS, SEALED, audited=True),
        _right("lift_hold", HOLDS, SEALED, audited=True),
        # Accounts.
        _right("read_audit", KEEPS_ACCOUNTS, ACCOUNTS, audited=True),
        _right("read_audit_state", KEEPS_ACCOUNTS, audited=True),
        _right("list_accounts", KEEPS_ACCOUNTS, ACCOUNTS, audited=True),
        _right("open_account", KEEPS_ACCOUNTS, ACCOUNTS, audited=True, fresh=True),
        _right("change_account", KEEPS_ACCOUNTS, ACCOUNTS, audited=True, fresh=True),
        _right("reset_second_factor", KEEPS_ACCOUNTS, audited=True, fresh=True),
        _right("list_sessions", KEEPS_ACCOUNTS, ACCOUNTS, audited=True),
        _right("end_session", KEEPS_ACCOUNTS, audited=True, fresh=True),
        _right("list_devices", KEEPS_ACCOUNTS, ACCOUNTS, audited=True),
        _right("change_device", KEEPS_ACCOUNTS, ACCOUNTS, audited=True, fresh=True),
        # The catalogue as the office keeps it: checklists and triage rules.
        _right("read_catalogue_files", KEEPS_ACCOUNTS),
        _right("keep_catalogue", KEEPS_ACCOUNTS, audited=True, fresh=True),
        # Units; what an account may see follows its unit, so it is as delicate.
        _right("keep_units", KEEPS_ACCOUNTS, audited=True, fresh=True),
        # Mail that could not be sent.
        _right("list_letters", KEEPS_ACCOUNTS, ACCOUNTS, audited=True),
        _right("put_back_letter", KEEPS_ACCOUNTS, ACCOUNTS, audited=True),
    )
}  # fmt: skip
