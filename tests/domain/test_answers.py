"""What is asked, what is refused, what failed and what was counted, on a small checklist."""

import datetime
import json

import pytest

from checklists import load_catalogue
from checklists.model import Checklist, Count, Item, OnlyIf, Words
from schemas.vocabulary import KINDS, VERDICTS
from service.domain.answers import asked_items, failed_items, failed_measures, faults_in, measures
from tests.domain.answer_vectors import FILE, vector

WORDS = Words("Có đạt không?", "Is it met")


def an_item(code, kind="verdict", **changes):
    allowed = VERDICTS if kind == "verdict" else ()
    fields = {
        "section": "Thử", "question": WORDS, "type": kind, "required": False, "decides": "Sở",
        "evidence": "Ảnh", "applies": ("all",), "allowed": allowed, **changes,
    }  # fmt: skip
    return Item(code=code, **fields)


def a_count(measure, required_on):
    return Count(measure, required_on, Words(f"Số {measure}", measure), "người")


CHECKLIST = Checklist(
    code="accommodation",
    version=1,
    title=WORDS,
    kinds=("hotel",),
    valid_from=datetime.date(2025, 7, 1),
    items=(
        an_item("AA-01", required=True, counts=(a_count("seen", "always"), a_count("bad", "fail"))),
        an_item("AA-02", counts=(a_count("days", "never"),)),
        an_item("AA-03", only_if=OnlyIf(kind=("hotel", "villa")), required=True),
        an_item("AA-04", only_if=OnlyIf(item="AA-02", value="pass")),
        an_item("AA-05", "date", only_if=OnlyIf(item="AA-04", value="pass"), required=True),
        an_item("BB-01", "integer", counts=(a_count("rooms", "never"), a_count("heads", "never"))),
        an_item("BB-02", "decimal"),
        an_item("BB-03", "text", counts=(a_count("pages", "always"),)),
        an_item("BB-04", "choice", allowed=("left", "right")),
        an_item("BB-05", "date"),
    ),
)


def answer(item, value, **counts):
    return {
        "item": item, "value": value, "counts": counts, "note": "", "attachments": [],
        "remedy": "", "remedy_by": None,
    }  # fmt: skip


SOUND = [answer("AA-01", "pass", seen=4)]


def found(*answers, kind="homestay", first=SOUND):
    faults = faults_in([*first, *answers], CHECKLIST, kind)
    return [(fault.path, fault.code) for fault in faults]


def codes_asked(kind, *answers):
    by_item = {each["item"]: each for each in answers}
    return [item.code for item in asked_items(CHECKLIST, by_item, kind)]


def test_an_item_for_a_kind_is_asked_of_that_kind_only():
    assert "AA-03" in codes_asked("hotel")
    assert "AA-03" in codes_asked("villa")
    assert "AA-03" not in codes_asked("homestay")


def test_an_item_on_condition_is_asked_when_the_earlier_answer_is_given():
    assert "AA-04" not in codes_asked("hotel")
    assert "AA-04" not in codes_asked("hotel", answer("AA-02", "fail"))
    assert "AA-04" in codes_asked("hotel", answer("AA-02", "pass"))


def test_a_condition_on_an_item_that_is_not_asked_is_not_met():
    stray = answer("AA-04", "pass")
    assert "AA-05" not in codes_asked("hotel", stray)
    assert "AA-05" in codes_asked("hotel", answer("AA-02", "pass"), stray)


def test_sound_answers_leave_no_fault():
    assert found() == []


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        (answer("ZZ-99", "pass"), "answers.1.item", "unknown_item"),
        (answer("AA-01", "fail", seen=1, bad=1), "answers.1.item", "item_twice"),
        (answer("AA-03", "pass"), "answers.1.item", "item_not_asked"),
        (answer("AA-04", "pass"), "answers.1.item", "item_not_asked"),
        (answer("AA-02", None), "answers.1.value", "missing_value"),
        (answer("BB-03", "", pages=1), "answers.1.value", "missing_value"),
        (answer("AA-02", True), "answers.1.value", "wrong_type"),
        (answer("AA-02", 1), "answers.1.value", "wrong_type"),
        (answer("AA-02", "PASS"), "answers.1.value", "not_allowed"),
        (answer("AA-02", "left"), "answers.1.value", "not_allowed"),
        (answer("BB-01", "3"), "answers.1.value", "wrong_type"),
        (answer("BB-01", 3.0), "answers.1.value", "wrong_type"),
        (answer("BB-01", True), "answers.1.value", "wrong_type"),
        (answer("BB-01", -1), "answers.1.value", "not_allowed"),
        (answer("BB-01", 10**9 + 1), "answers.1.value", "not_allowed"),
        (answer("BB-02", "1.5"), "answers.1.value", "wrong_type"),
        (answer("BB-02", False), "answers.1.value", "wrong_type"),
        (answer("BB-02", float("inf")), "answers.1.value", "not_allowed"),
        (answer("BB-02", float("nan")), "answers.1.value", "not_allowed"),
        (answer("BB-03", 5, pages=1), "answers.1.value", "wrong_type"),
        (answer("BB-03", "a" * 2001, pages=1), "answers.1.value", "not_allowed"),
        (answer("BB-04", "pass"), "answers.1.value", "not_allowed"),
        (answer("BB-04", ["left"]), "answers.1.value", "wrong_type"),
        (answer("BB-05", "2026-02-30"), "answers.1.value", "wrong_type"),
        (answer("BB-05", "20260131"), "answers.1.value", "wrong_type"),
        (answer("BB-05", "31/01/2026"), "answers.1.value", "wrong_type"),
        (answer("BB-05", 20260131), "answers.1.value", "wrong_type"),
        (answer("AA-02", "pass", rooms=3), "answers.1.counts.rooms", "unknown_count"),
        (answer("AA-02", "pass", days=-1), "answers.1.counts.days", "not_allowed"),
        (answer("AA-02", "pass", days=10**9 + 1), "answers.1.counts.days", "not_allowed"),
        (answer("AA-02", "pass", days=True), "answers.1.counts.days", "wrong_type"),
        (answer("AA-02", "pass", days=1.5), "answers.1.counts.days", "wrong_type"),
        (answer("BB-03", "chữ"), "answers.1.counts.pages", "missing_count"),
    ],
)
def test_a_bad_answer_is_named_at_its_place(given, path, code):
    assert found(given) == [(path, code)]


@pytest.mark.parametrize(
    "given",
    [
        answer("AA-02", "not_applicable", days=3),
        answer("BB-01", 0),
        answer("BB-01", 10**9, rooms=0),
        answer("BB-02", 3),
        answer("BB-02", -1.5),
        answer("BB-03", "a" * 2000, pages=0),
        answer("BB-04", "right"),
        answer("BB-05", "2028-02-29"),
    ],
)
def test_a_good_answer_of_each_type_is_taken(given):
    assert found(given) == []


@pytest.mark.parametrize(
    ("first", "missing"),
    [
        (answer("AA-01", "pass"), ["seen"]),
        (answer("AA-01", "pass", seen=0), []),
        (answer("AA-01", "fail"), ["seen", "bad"]),
        (answer("AA-01", "fail", seen=4), ["bad"]),
        (answer("AA-01", "fail", seen=4, bad=0), []),
        (answer("AA-01", "not_applicable"), []),
        (answer("AA-01", "not_applicable", seen=4, bad=2), []),
    ],
)
def test_counts_are_required_by_the_answer(first, missing):
    expected = [(f"answers.0.counts.{measure}", "missing_count") for measure in missing]
    assert found(first=[first]) == expected


def test_counts_that_were_sent_as_null_are_none():
    sent = {**answer("AA-02", "pass"), "counts": None}
    assert found(sent) == []


def test_a_required_item_without_an_answer_is_named():
    (fault,) = faults_in([], CHECKLIST, "homestay")
    assert (fault.path, fault.code) == ("answers", "missing_item")
    assert "AA-01" in fault.words


def test_a_required_item_is_missed_only_where_it_is_asked():
    assert found(kind="hotel") == [("answers", "missing_item")]
    through = [answer("AA-02", "pass"), answer("AA-04", "pass")]
    assert found(*through) == [("answers", "missing_item")]
    assert found(*through, answer("AA-05", "2026-01-31")) == []


def test_every_fault_is_told_at_once():
    given = [answer("ZZ-99", "pass"), answer("AA-02", "no", x=1), answer("BB-01", "x", heads=-1)]
    assert found(*given, first=[]) == [
        ("answers.0.item", "unknown_item"),
        ("answers.1.value", "not_allowed"),
        ("answers.1.counts.x", "unknown_count"),
        ("answers.2.value", "wrong_type"),
        ("answers.2.counts.heads", "not_allowed"),
        ("answers", "missing_item"),
    ]


def test_failed_items_are_the_failed_verdicts_in_the_checklists_order():
    given = [
        answer("BB-03", "fail", pages=1),
        answer("AA-02", "fail"),
        answer("AA-01", "fail", seen=1, bad=1),
        answer("AA-04", "not_applicable"),
    ]
    assert failed_items(given, CHECKLIST) == ["AA-01", "AA-02"]


def test_the_value_of_an_integer_item_is_its_first_measure_when_the_counts_lack_it():
    assert measures([answer("BB-01", 7, heads=9)], CHECKLIST) == {"rooms": 7, "heads": 9}
    assert measures([answer("BB-01", 7, rooms=5)], CHECKLIST) == {"rooms": 5}
    assert measures([answer("BB-01", 0)], CHECKLIST) == {"rooms": 0}


def test_measures_are_those_of_every_answer_and_failed_measures_of_the_failed_only():
    given = [
        answer("AA-01", "fail", seen=9, bad=4),
        answer("AA-02", "pass", days=30),
        answer("BB-01", 7),
    ]
    assert measures(given, CHECKLIST) == {"seen": 9, "bad": 4, "days": 30, "rooms": 7}
    assert failed_measures(given, CHECKLIST) == {"seen": 9, "bad": 4}


def test_a_number_beside_a_passed_item_is_not_a_failed_measure():
    assert failed_measures([answer("AA-01", "pass", seen=9, bad=4)], CHECKLIST) == {}


def all_passed(checklist, kind):
    """Every item answered as met, with the numbers that must stand beside it."""
    by_item, asked = {}, []
    while len(asked) != len(asked := asked_items(checklist, by_item, kind)) or not by_item:
        by_item = {item.code: _passed(item) for item in asked}
    return list(by_item.values())


def _passed(item):
    value = {"verdict": "pass", "integer": 3, "date": "2026-01-31"}[item.type]
    always = {count.measure: 2 for count in item.counts if count.required_on == "always"}
    return answer(item.code, value, **always)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("checklist", load_catalogue().newest(), ids=lambda each: each.code)
def test_every_published_checklist_can_be_answered_for_every_kind(checklist, kind):
    assert faults_in(all_passed(checklist, kind), checklist, kind) == []


TOLD = json.loads(FILE.read_text("utf-8"))


def test_the_vectors_are_of_this_checklist():
    assert TOLD["checklist"] == CHECKLIST.as_dict()


@pytest.mark.parametrize("told", TOLD["vectors"], ids=range(len(TOLD["vectors"])))
def test_each_vector_says_what_is_asked_what_is_wrong_and_what_failed(told):
    assert vector(CHECKLIST, told["kind"], told["answers"]) == told


def test_the_vectors_meet_every_fault_and_some_have_none():
    codes = {code for told in TOLD["vectors"] for _, code in told["faults"]}
    assert codes == {
        "unknown_item", "item_twice", "item_not_asked", "missing_item", "missing_value",
        "wrong_type", "not_allowed", "unknown_count", "missing_count",
    }  # fmt: skip
    assert sum(not told["faults"] for told in TOLD["vectors"]) >= 10
