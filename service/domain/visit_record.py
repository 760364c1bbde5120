"""What the biên bản of a visit says: its open part, in the words of a paper, and nothing else."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.domain.answers import asked_items
from service.domain.paper_words import KINDS, clock, day, figure, head_lines, two_digits, unsaid

VERDICTS = {"pass": "Đạt", "fail": "Không đạt", "not_applicable": "Không áp dụng"}
LEAD = "Trưởng đoàn"
ASIDE = re.compile(r" *\([^()]*\)$")  # what a measure's name adds for whoever counts
NOBODY = {"name": "", "position": ""}
OF_OTHERS = ("establishment", "witness")  # whose names are purged in time

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a visit names, looked up: ``law`` gives the words of a legal basis in the version of the
    visit's day, empty where there is none that is sure; ``pictures`` are signatures by sha256."""

    unit: Mapping[str, Any]
    superior: str
    establishment: Mapping[str, Any]
    area: str
    inspection: Mapping[str, Any] | None
    checklist: Any
    law: Callable[[str], str]
    number: int | None
    pictures: Mapping[str, bytes]


def record_values(visit: Mapping[str, Any], beside: Beside) -> Values:
    """The fields of the paper (``documents/papers/record.py``)."""
    content, place = visit["content"], beside.establishment
    by_item = {answer["item"]: answer for answer in content["answers"]}
    asked = asked_items(beside.checklist, by_item, visit["facts"]["kind"])
    withdrawal = visit["withdrawal"]
    return {
        "unit": {
            "superior": head_lines(beside.superior),
            "name": head_lines(beside.unit["name"]),
            "symbol": beside.unit.get("symbol", ""),
        },
        "number": "" if beside.number is None else two_digits(beside.number),
        "withdrawn": withdrawal is not None,
        "withdrawal": {
            "day": day(withdrawal["at"]) if withdrawal else "",
            "reason": withdrawal["reason"] if withdrawal else "",
        },
        "amended": bool(visit["amendments"]),
        "amendments": [
            {"number": str(number), "day": day(row["at"]), "reason": row["reason"]}
            for number, row in enumerate(visit["amendments"], 1)
        ],
        "grounds": _grounds(beside.inspection),
        "began": clock(content["started_at"]),
        "ended": clock(content["finished_at"]),
        "team": _team(content["team"]),
        "establishment": {
            "name": place["name"],
            "kind": KINDS[visit["facts"]["kind"]],
            "address": place["address"],
            "area": unsaid(beside.area, place["address"]),
        },
        "representative": _person(content["representative"] or NOBODY),
        "witnesses": [_person(each) for each in content["witnesses"]],
        "checklist": {
            "title": beside.checklist.title.vi,
            "version": str(beside.checklist.version),
        },
        "sections": _sections(asked, by_item),
        "failings": _failings(visit, asked, by_item, beside.law),
        "guidance": [{"text": text} for text in _guidance(content["guidance"])],
        "requirements": content["requirements"],
        "deadlines": _deadlines(visit["findings"]),
        "opinion": content["opinion"],
        "remarks": content["remarks"],
        "signatures": _signatures(visit, beside.pictures),
    }


def printed_pictures(visit: Mapping[str, Any]) -> list[str]:
    """The sha256 of each signature that is shown."""
    marks = _shown_marks(visit)
    return list(dict.fromkeys(mark["attachment"] for mark in marks if mark["attachment"]))


def _shown_marks(visit: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The signatures; of people whose names were purged not what they wrote either."""
    marks: list[Mapping[str, Any]] = visit["content"]["signatures"]
    if not visit.get("people_purged_at"):
        return marks
    return [{**mark, "attachment": None} if mark["role"] in OF_OTHERS else mark for mark in marks]


def _grounds(inspection: Mapping[str, Any] | None) -> list[Values]:
    if inspection is None:
        return []
    number, name = inspection["decision_no"], inspection["name"]
    return [{"text": f"Căn cứ Quyết định số {number} ({name})" if number else f"Căn cứ {name}"}]


def _team(team: Iterable[Mapping[str, Any]]) -> list[Values]:
    return [
        {"name": member["name"], "position": _position(member)}
        for member in sorted(team, key=lambda member: not member["lead"])
    ]


def _position(member: Mapping[str, Any]) -> str:
    said = str(member["position"])
    if not member["lead"] or LEAD.lower() in said.lower():
        return said
    return f"{said}, {LEAD}" if said else LEAD


def _person(person: Mapping[str, Any]) -> Values:
    return {"name": person["name"], "position": person["position"]}


def _sections(asked: Iterable[Any], by_item: Mapping[str, Any]) -> list[Values]:
    found: dict[str, list[Values]] = {}
    for number, item in enumerate(asked, 1):
        answer = by_item.get(item.code)
        found.setdefault(item.section, []).append({
            "number": str(number), "code": item.code, "question": item.question.vi,
            "result": _result(item, answer), "figures": _figures(item, answer),
            "note": answer["note"] if answer else "",
        })  # fmt: skip
    return [{"title": title, "rows": rows} for title, rows in found.items()]


def _result(item: Any, answer: Mapping[str, Any] | None) -> str:
    value = answer["value"] if answer else None
    if value is None:
        return ""
    if item.type == "verdict":
        return VERDICTS[value]
    return day(value) if item.type == "date" else figure(value)


def _figures(item: Any, answer: Mapping[str, Any] | None) -> str:
    counts = answer["counts"] if answer else {}
    return "; ".join(
        f"{ASIDE.sub('', count.label.vi)}: {figure(counts[count.measure])}"
        for count in item.counts
        if count.measure in counts
    )


def _failings(
    visit: Mapping[str, Any], asked: Iterable[Any], by_item: Mapping[str, Any],
    law: Callable[[str], str],
) -> list[Values]:  # fmt: skip
    failed = [item for item in asked if item.code in visit["failed_items"]]
    return [
        {
            "number": str(number),
            "code": item.code,
            "question": item.question.vi,
            "figures": _figures(item, by_item[item.code]),
            "note": _sentence(by_item[item.code]["note"]),
            "law": "; ".join(dict.fromkeys(filter(None, map(law, item.legal_basis)))),
            "violations": [
                {"basis": law(violation["basis"]), "record_no": violation["record_no"]}
                for violation in visit["content"]["violations"]
                if violation["item"] == item.code
            ],
        }
        for number, item in enumerate(failed, 1)
    ]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", ";")) or not text else f"{text}."


def _guidance(guidance: Mapping[str, Any]) -> Iterable[str]:
    if guidance["given"]:
        yield "Đã hướng dẫn, tuyên truyền cho cơ sở"
    if guidance["commitment_signed"]:
        yield "Cơ sở đã ký cam kết"
    if guidance["staff_trained"]:
        yield f"Đã phổ biến cho {figure(guidance['staff_trained'])} nhân viên"
    if guidance["hotline_posted"]:
        yield "Số điện thoại đường dây nóng đã được niêm yết"
    if guidance["leaflets"]:
        yield f"Đã phát {figure(guidance['leaflets'])} tờ rơi"


def _deadlines(findings: Iterable[Mapping[str, Any]]) -> list[Values]:
    return [
        {
            "number": str(number),
            "code": finding["item"],
            "remedy": finding["remedy"],
            "by": day(finding["remedy_by"]) if finding["remedy_by"] else "",
        }
        for number, finding in enumerate(findings, 1)
    ]


def _signatures(visit: Mapping[str, Any], pictures: Mapping[str, bytes]) -> Values:
    content = visit["content"]
    lead = next((member["name"] for member in content["team"] if member["lead"]), "")
    names = {"establishment": (content["representative"] or NOBODY)["name"], "lead": lead}
    marks = _shown_marks(visit)
    own = {
        role: next((mark for mark in marks if mark["role"] == role), None)
        for role in ("establishment", "recorder", "lead")
    }
    witnesses = [mark for mark in marks if mark["role"] == "witness"]
    return {
        **{role: _signature(mark, names.get(role, ""), pictures) for role, mark in own.items()},
        "witnesses": [_signature(mark, "", pictures) for mark in witnesses]
        or [_signature(None, each["name"], pictures) for each in content["witnesses"]],
    }


def _signature(
    mark: Mapping[str, Any] | None, name: str, pictures: Mapping[str, bytes]
) -> dict[str, Any]:
    mark = mark or {"name": "", "attachment": None, "refused_because": None}
    return {
        "name": mark["name"] or name,
        "picture": pictures.get(mark["attachment"]),
        "refused_because": mark["refused_because"] or "",
    }


def file_name(number: int | None, symbol: str, began: dt.datetime) -> str:
    """``bien-ban-05-BB-QLDL-2026-11-03``, plain ASCII."""
    told = f"{two_digits(number)}-BB-{symbol}" if number is not None else "chua-co-so"
    plain = re.sub(r"[^A-Za-z0-9]", "-", told)
    return f"bien-ban-{plain.strip('-')}-{'-'.join(reversed(day(began).split('/')))}"
