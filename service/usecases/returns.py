"""Returns of units: what is owed, what a unit writes, how it goes to the unit above."""

import datetime as dt
from dataclasses import replace
from typing import Any

from schemas.vocabulary import RETURN_SECTIONS
from service.domain.errors import Conflict, Fault, Invalid, NotFound, PreconditionMissing, Stale
from service.domain.fingerprint import fingerprint
from service.domain.periods import Period, days_of, local_day, part_of
from service.domain.returns import check_editable, lateness, owes, return_id
from service.domain.rights import acting, may
from service.usecases.count_period import count_period, find_period
from service.usecases.plans import faults_of_links, writes_for

COUNTED_FOR_UNITS = ("documents", "activities", "signers", "institutions", "visits")
COUNTED = ("code", "label", "unit", "value", "same_period_last_year", "change_pct",
           "year_to_date")  # fmt: skip
ALSO_COUNTED = ("A1", "C2a", "C2b", "D2")
NOT_DECLARED = "Chỉ khai số cho các chỉ tiêu nhóm B (tuyên truyền). Xin bỏ mục này."
NOT_OWED = "Không có loại báo cáo nào cho kỳ này."
NONE_YET = "Báo cáo này đã có. Xin tải lại rồi sửa trên bản mới nhất."

Document = dict[str, Any]


def list_returns(repos: Any, who: Document, period_code: str, now: dt.datetime) -> Document:
    """Who owes a return for the period, and how each stands; of one's unit and those below it."""
    if owed_returns(repos, period_code) is None:
        raise NotFound(NOT_OWED)
    seen = _seen(repos, who)
    rows = return_rows(repos, period_code, now)
    return {
        "items": [row for row in rows if seen is None or row["unit"] in seen],
        "next_cursor": None,
    }


def return_rows(repos: Any, period_code: str, now: dt.datetime) -> list[Document]:
    """What is owed or was written for a period, by unit; nothing where no return is owed."""
    owed = owed_returns(repos, period_code)
    if owed is None:
        return []
    kind, period, units = owed
    stored = {each["unit"]: each for each in repos.returns.of_period(period.code)}
    return [
        _row(kind, period, unit, stored.get(unit["_id"]), now)
        for unit in repos.units.all()
        if unit["_id"] in stored or unit["_id"] in units
    ]


def read_return(
    repos: Any, who: Document, unit: str, period_code: str, now: dt.datetime
) -> Document:
    """The return of a unit for a period, with what the system counted; ``missing`` where nobody
    wrote one yet, to begin from."""
    kind, period, place = found(repos, who, unit, period_code)
    stored = repos.returns.get(return_id(unit, period.code))
    nothing = {
        "declared": {},
        "narrative": dict.fromkeys(RETURN_SECTIONS, ""),
        "steps": [],
        "changed_at": None,
        "changed_by": None,
    }
    return {
        **nothing,
        **(stored or {}),
        **_row(kind, period, place, stored, now),
        "computed": counted_for(repos, unit, period, now),
        "may_write": _may_write(repos, who, unit),
        "may_accept": may_accept(repos, who, place),
    }


def write_return(
    repos: Any, who: Document, unit: str, period_code: str, version: int | None, fields: Document,
    now: dt.datetime,
) -> tuple[Document, bool]:  # fmt: skip
    """Begin a return, or change the version the sender saw; the same content again is not new."""
    is_new = store_return(repos, who, unit, period_code, version, fields, now)
    return read_return(repos, who, unit, period_code, now), is_new


def store_return(
    repos: Any, who: Document, unit: str, period_code: str, version: int | None, fields: Document,
    now: dt.datetime,
) -> bool:  # fmt: skip
    """The same without an answer; whether it is new."""
    _, period, _ = found(repos, who, unit, period_code)
    _check(repos, fields)
    key, sent = return_id(unit, period.code), fingerprint(fields, repos.keys.content)
    told = {**fields, "sent": sent, "changed_at": now, "changed_by": who["username"]}
    stored = repos.returns.get(key)
    if stored is None:
        fresh = {
            "_id": key,
            "unit": unit,
            "period": period.code,
            "state": "draft",
            "first_submitted_on": None,
            "steps": [],
            "version": 1,
            **told,
        }
        if not repos.returns.insert(fresh):
            raise Conflict(NONE_YET)
        return True
    if stored["sent"] == sent:
        return False
    if version is None:
        raise PreconditionMissing
    if stored["version"] != version:
        raise Stale
    check_editable(stored["state"])
    if repos.returns.change(key, version, told) is None:
        raise Stale
    return False


def owed_returns(repos: Any, period_code: str) -> tuple[Any, Period, set[str]] | None:
    """The kind of return of a period, the period by its basis, and the units that owe it; None
    where none is owed. Raises :class:`Invalid` for a code that is no period."""
    part = part_of(find_period(repos, period_code, "statutory").code)
    for kind in repos.catalogue.report_types:
        if part in kind.periods:
            period = find_period(repos, period_code, kind.basis)
            if kind.valid_on(period.last):
                return kind, period, units_owing(repos, kind, days_of(period))
    return None


def units_owing(repos: Any, kind: Any, window: tuple[str, str]) -> set[str]:
    """The codes of the units that owe a kind of return for a window."""
    units = repos.units.all()
    return {unit["_id"] for unit in units if owes(unit, kind.except_units, window)}


def found(
    repos: Any, who: Document, unit: str, period_code: str
) -> tuple[Any, Period, Document]:  # fmt: skip
    """The kind of return, the period and the unit; absent and out of one's reach are the same."""
    place = repos.units.get(unit)
    owed = owed_returns(repos, period_code)
    if owed is None or place is None or not writes_for(repos, who, unit):
        raise NotFound
    return owed[0], owed[1], place


def counted_for(repos: Any, unit: str, period: Period, now: dt.datetime) -> Document:
    """The figures of a unit's own work, each as in a preview, of what the system holds now."""
    today = dt.date.fromisoformat(local_day(now))
    definitions = repos.catalogue.figures
    windows = count_period(repos, period, None, today)
    own = replace(windows, counted=[_of_unit(window, unit) for window in windows.counted])
    codes = [code for code in definitions if code.startswith("B") or code in ALSO_COUNTED]
    return {
        code: {name: figure[name] for name in COUNTED if name in figure}
        for code, figure in own.figures(codes, definitions).items()
    }


def _of_unit(window: Any, unit: str) -> Any:
    rows = {
        name: [row for row in getattr(window, name) if row["unit"] == unit]
        for name in COUNTED_FOR_UNITS
    }
    return replace(window, **rows)


def may_accept(repos: Any, who: Document, unit: Document) -> bool:
    """Whether the asker, whatever the act, decides on the unit's return: of a unit above it, or of
    its own where there is none above."""
    if not may(who, "decide_return"):
        return False
    own = acting(who, "decide_return")["scope"].unit
    return own != unit["_id"] if unit["parent"] and own in _above(repos, unit) else (
        not unit["parent"] and own == unit["_id"]
    )  # fmt: skip


def _above(repos: Any, unit: Document) -> list[str]:
    return list(repos.units.above(unit["_id"]))


def _may_write(repos: Any, who: Document, unit: str) -> bool:
    return may(who, "write_return") and writes_for(repos, acting(who, "write_return"), unit)


def _seen(repos: Any, who: Document) -> list[str] | None:
    unit = who["scope"].unit
    return repos.units.below(unit) if unit else None


def _row(
    kind: Any, period: Period, unit: Document, stored: Document | None, now: dt.datetime
) -> Document:
    due = kind.last_day(unit["_id"], period.last).isoformat()
    first = stored["first_submitted_on"] if stored else None
    return {
        "unit": unit["_id"],
        "unit_name": unit["name"],
        "period": period.code,
        "report_type": kind.code,
        "label": kind.label.as_dict(),
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "due_on": due,
        "state": stored["state"] if stored else "missing",
        "first_submitted_on": first,
        "days_late": lateness(first, due, local_day(now)),
        "version": stored["version"] if stored else 0,
    }


def _check(repos: Any, fields: Document) -> None:
    faults = []
    for code, told in fields["declared"].items():
        definition = repos.catalogue.figures.get(code)
        if definition is None or "declared" not in definition.origin:
            faults.append(Fault(f"declared.{code}", "not_declared", NOT_DECLARED))
        for fault in faults_of_links(repos, told):
            faults.append(replace(fault, path=f"declared.{code}.{fault.path}"))
    if faults:
        raise Invalid(faults)
