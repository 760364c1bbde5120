"""What a checklist asks, what is wrong with the answers, what failed and what was counted."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from service.domain.errors import Fault

MOST_CHARACTERS = 2000
LARGEST_NUMBER = 10**9
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Answer = Mapping[str, Any]


class Question(Protocol):
    @property
    def vi(self) -> str: ...


class Count(Protocol):
    @property
    def measure(self) -> str: ...
    @property
    def required_on(self) -> str: ...
    @property
    def label(self) -> Question: ...


class Condition(Protocol):
    @property
    def item(self) -> str | None: ...
    @property
    def value(self) -> Any: ...
    @property
    def kind(self) -> Sequence[str]: ...


class Item(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def question(self) -> Question: ...
    @property
    def type(self) -> str: ...
    @property
    def allowed(self) -> Sequence[str]: ...
    @property
    def required(self) -> bool: ...
    @property
    def counts(self) -> Sequence[Count]: ...
    @property
    def only_if(self) -> Condition | None: ...


class Checklist(Protocol):
    @property
    def items(self) -> Sequence[Item]: ...


def asked_items(
    checklist: Checklist, answers_by_item: Mapping[str, Answer], kind: str
) -> list[Item]:
    """The items put to an establishment of this kind, in order, given the answers so far.

    A condition on an item that is itself not asked is not met.
    """
    asked: dict[str, Item] = {}
    for item in checklist.items:
        if _is_asked(item.only_if, asked, answers_by_item, kind):
            asked[item.code] = item
    return list(asked.values())


def _is_asked(
    condition: Condition | None,
    asked: Mapping[str, Item],
    answers_by_item: Mapping[str, Answer],
    kind: str,
) -> bool:
    if condition is None:
        return True
    if condition.item is None:
        return kind in condition.kind
    answer = answers_by_item.get(condition.item)
    if condition.item not in asked or answer is None:
        return False
    return bool(answer.get("value") == condition.value)


def faults_in(answers: Sequence[Answer], checklist: Checklist, kind: str) -> list[Fault]:
    """All that is wrong with the answers ``{item, value, counts, …}``, by path from the visit."""
    by_item = _first_by_item(answers)
    asked = {item.code: item for item in asked_items(checklist, by_item, kind)}
    known = {item.code for item in checklist.items}
    faults: list[Fault] = []
    seen: set[str] = set()
    for place, answer in enumerate(answers):
        code = answer["item"]
        path = f"answers.{place}"
        if code not in known:
            faults.append(_unknown_item(path, code))
        elif code in seen:
            faults.append(_item_twice(path, code))
        elif code not in asked:
            faults.append(_item_not_asked(path, code))
        else:
            faults.extend(_faults_of_answer(path, answer, asked[code]))
        seen.add(code)
    missing = (item for item in asked.values() if item.required and item.code not in by_item)
    return faults + [_missing_item(item) for item in missing]


def _first_by_item(answers: Sequence[Answer]) -> dict[str, Answer]:
    by_item: dict[str, Answer] = {}
    for answer in answers:
        by_item.setdefault(answer["item"], answer)
    return by_item


def _unknown_item(path: str, code: str) -> Fault:
    words = f"Bảng kiểm không có mục {code}. Xin bỏ mục này hoặc chọn đúng bảng kiểm."
    return Fault(f"{path}.item", "unknown_item", words)


def _item_twice(path: str, code: str) -> Fault:
    words = f"Mục {code} được trả lời hai lần. Xin giữ lại một kết quả."
    return Fault(f"{path}.item", "item_twice", words)


def _item_not_asked(path: str, code: str) -> Fault:
    words = f"Mục {code} không áp dụng cho lượt kiểm tra này. Xin bỏ kết quả của mục này."
    return Fault(f"{path}.item", "item_not_asked", words)


def _missing_item(item: Item) -> Fault:
    words = f"Thiếu mục {item.code}: {item.question.vi} Xin trả lời mục này."
    return Fault("answers", "missing_item", words)


def _faults_of_answer(path: str, answer: Answer, item: Item) -> list[Fault]:
    fault = _value_fault(answer.get("value"), item)
    value_faults = [Fault(f"{path}.value", *fault)] if fault else []
    return [*value_faults, *_count_faults(f"{path}.counts", answer, item)]


# A fault without its path: the code and the words.
Reason = tuple[str, str]


def _value_fault(value: Any, item: Item) -> Reason | None:
    if value is None or value == "":
        return "missing_value", f"Mục {item.code} chưa có kết quả. Xin trả lời hoặc bỏ mục này."
    reason = _REASON_OF_TYPE[item.type](value, item)
    return (reason[0], f"Mục {item.code}: {reason[1]}") if reason else None


def _choice_reason(value: Any, item: Item) -> Reason | None:
    words = f"xin chọn một trong: {', '.join(item.allowed)}."
    if not isinstance(value, str):
        return "wrong_type", words
    return None if value in item.allowed else ("not_allowed", words)


def _integer_reason(value: Any, _item: Item) -> Reason | None:
    words = "xin ghi số nguyên từ 0 đến 1.000.000.000."
    if not isinstance(value, int) or isinstance(value, bool):
        return "wrong_type", words
    return None if 0 <= value <= LARGEST_NUMBER else ("not_allowed", words)


def _decimal_reason(value: Any, _item: Item) -> Reason | None:
    words = "xin ghi một số, tối đa 1.000.000.000."
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "wrong_type", words
    return None if abs(value) <= LARGEST_NUMBER else ("not_allowed", words)


def _date_reason(value: Any, _item: Item) -> Reason | None:
    words = "xin ghi ngày theo dạng năm-tháng-ngày, ví dụ 2026-01-31."
    if not isinstance(value, str) or not DATE.fullmatch(value):
        return "wrong_type", words
    try:
        date.fromisoformat(value)
    except ValueError:
        return "wrong_type", words
    return None


def _text_reason(value: Any, _item: Item) -> Reason | None:
    words = f"xin ghi bằng chữ, tối đa {MOST_CHARACTERS} ký tự."
    if not isinstance(value, str):
        return "wrong_type", words
    return None if len(value) <= MOST_CHARACTERS else ("not_allowed", words)


_REASON_OF_TYPE: Mapping[str, Callable[[Any, Item], Reason | None]] = {
    "verdict": _choice_reason,
    "choice": _choice_reason,
    "integer": _integer_reason,
    "decimal": _decimal_reason,
    "date": _date_reason,
    "text": _text_reason,
}


def _count_faults(path: str, answer: Answer, item: Item) -> Iterator[Fault]:
    given = answer.get("counts") or {}
    asked = {count.measure: count for count in item.counts}
    for measure, number in given.items():
        if measure not in asked:
            words = f"Mục {item.code} không hỏi số {measure}. Xin bỏ số này."
            yield Fault(f"{path}.{measure}", "unknown_count", words)
        elif reason := _integer_reason(number, item):
            words = f"{asked[measure].label.vi}: {reason[1]}"
            yield Fault(f"{path}.{measure}", reason[0], words)
    for measure, count in asked.items():
        if measure not in given and _is_required(count, answer.get("value"), item):
            words = f"Mục {item.code}: xin ghi số “{count.label.vi}”."
            yield Fault(f"{path}.{measure}", "missing_count", words)


def _is_required(count: Count, value: Any, item: Item) -> bool:
    """``always`` is with every pass and fail; what does not apply has nothing to count."""
    if count.required_on == "fail":
        return bool(value == "fail")
    answered = value in ("pass", "fail") if item.type == "verdict" else value is not None
    return count.required_on == "always" and answered


def failed_items(answers: Sequence[Answer], checklist: Checklist) -> list[str]:
    """The verdict items answered ``fail``, in the checklist's order."""
    by_item = _first_by_item(answers)
    verdicts = (item.code for item in checklist.items if item.type == "verdict")
    return [code for code in verdicts if code in by_item and by_item[code].get("value") == "fail"]


def measures(answers: Sequence[Answer], checklist: Checklist) -> dict[str, int]:
    """Every number counted on a visit, by measure; one measure stands at one item only.

    The first measure of an integer item is its value wherever the counts leave it out.
    """
    by_item = _first_by_item(answers)
    counted: dict[str, int] = {}
    for item in checklist.items:
        if item.code in by_item:
            counted.update(_measures_of(by_item[item.code], item))
    return counted


def failed_measures(answers: Sequence[Answer], checklist: Checklist) -> dict[str, int]:
    """The same, over the failed items only."""
    failed = set(failed_items(answers, checklist))
    return measures([answer for answer in answers if answer["item"] in failed], checklist)


def _measures_of(answer: Answer, item: Item) -> dict[str, int]:
    counted = dict(answer.get("counts") or {})
    if item.type == "integer" and item.counts and answer.get("value") is not None:
        counted.setdefault(item.counts[0].measure, answer.get("value"))
    return counted
