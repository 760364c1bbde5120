"""What the product's own catalogue holds, and how it answers."""

import csv
import datetime
import json
import re
from pathlib import Path

import pytest

from checklists import load_catalogue
from schemas.vocabulary import CHECKLIST_CODES, KINDS_OF_LETTER

CATALOGUE = load_catalogue()
FOUNDING = Path(__file__).parents[2].parent / "shared" / "domain"
MINOR = {"ROO-07", "ENT-03", *(f"MIN-0{n}" for n in (1, 2, 3, 4, 5, 6, 8, 9))}
REWORDED = {"CG-06", "CT-04"}  # asked as one number instead of as several


def rows(name):
    path = FOUNDING / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the repository")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def items_of(code):
    return {item.code: item for item in CATALOGUE.checklist(code, 1).items}


def every_item():
    return [(each.code, item) for each in CATALOGUE.newest() for item in each.items]


def split(text, mark):
    return tuple(part.strip() for part in text.split(mark))


def test_the_seven_checklists_stand_in_the_vocabularys_order():
    assert tuple(each.code for each in CATALOGUE.newest()) == CHECKLIST_CODES


def test_an_unknown_checklist_or_version_is_none():
    assert CATALOGUE.checklist("homestay", 2) is None
    assert CATALOGUE.checklist("hotel", 1) is None


def test_each_item_stands_in_the_checklists_of_its_letters():
    letter_of = {"accommodation": "LT", "homestay": "LT", "tour_operator": "LH",
                 "entertainment": "KR", "massage": "XB", "food_drink": "AU"}  # fmt: skip
    for row in rows("compliance.csv"):
        letters = split(re.sub(r"\(.*?\)", "", row["applies"]), ",")
        wanted = {code for code, letter in letter_of.items() if letter in letters}
        if "all" in letters:
            wanted = set(CHECKLIST_CODES)
        if "(hotel)" in row["applies"]:
            wanted = {"accommodation"}
        if row["code"] == "CP-05":
            wanted = set()
        there = {code for code in CHECKLIST_CODES if row["code"] in items_of(code)}
        assert (row["code"], there) == (row["code"], wanted)


def test_items_say_what_the_founding_list_says():
    founding = {row["code"]: row for row in rows("compliance.csv")}
    for _, item in every_item():
        if item.code == "CP-01D":
            continue
        row = founding[item.code]
        assert item.section == row["group_name"].split(" / ")[0]
        assert item.decides == row["decides"].replace("Sở records", "Sở ghi nhận")
        assert item.applies == split(re.sub(r"\s*\(.*?\)", "", row["applies"]), ",")
        assert item.type == ("verdict" if row["answers"].startswith("Đ/K/N") else "integer")
        assert bool(item.counts) == (
            "số" in row["answers"] or bool(re.search(r"m", row["answers"]))
        )
        if item.code not in REWORDED:
            assert item.question.vi == row["question_vi"]
            assert item.question.en == row["question_en"]


def test_an_item_asked_in_several_checklists_is_the_same_but_for_condition_and_basis():
    seen = {}
    for _, item in every_item():
        row = {**item.as_dict(), "only_if": None, "legal_basis": None}
        assert seen.setdefault(item.code, row) == row


@pytest.mark.parametrize(
    ("checklist", "code", "condition"),
    [
        ("accommodation", "CS-04", {"kind": ["hotel"]}),
        ("accommodation", "CM-01", {"kind": ["hotel"]}),
        ("accommodation", "CM-03", {"kind": ["guesthouse", "homestay"]}),
        ("homestay", "CM-03", None),
        ("entertainment", "CK-05", {"kind": ["dance_hall"]}),
        ("entertainment", "CK-07", {"kind": ["dance_hall"]}),
        ("food_drink", "CW-02", {"kind": ["bar"]}),
        ("entertainment", "CW-02", None),
        ("massage", "CP-01D", {"item": "CP-01", "value": "pass"}),
    ],
)
def test_conditions_follow_the_kind_or_an_earlier_answer(checklist, code, condition):
    assert items_of(checklist)[code].as_dict()["only_if"] == condition


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("CG-01", [("guests_checked", "always"), ("guests_not_notified", "fail")]),
        ("CG-05", [("foreigners_checked", "never"), ("foreigners_not_declared", "fail")]),
        ("CG-06", [("rooms_checked", "never"), ("guests_present", "never"),
                   ("guests_in_register", "never"), ("guests_on_system", "never")]),
        ("CW-01", [("staff_checked", "always"), ("staff_with_contract", "never")]),
        ("CW-02", [("minors_at_work", "fail")]),
    ],
)  # fmt: skip
def test_the_measures_that_figures_read_stand_at_their_items(code, counts):
    item = items_of("accommodation")[code]
    assert [(count.measure, count.required_on) for count in item.counts] == counts


def test_recommendations_and_numbers_are_not_required_and_what_the_law_decides_is():
    for _, item in every_item():
        free = item.type != "verdict" or "khuyến nghị" in item.decides or item.code == "CP-01"
        assert (item.code, item.required) == (item.code, not free)


def test_a_checklist_as_a_dict_has_the_contracts_shape():
    checklist = CATALOGUE.checklist("accommodation", 1).as_dict()
    assert set(checklist) == {"code", "version", "title", "kinds", "valid_from", "items"}
    assert set(checklist["title"]) == {"vi", "en"}
    keys = {"code", "section", "question", "type", "allowed", "required", "counts", "only_if",
            "legal_basis", "decides", "evidence", "applies"}  # fmt: skip
    assert all(set(item) == keys for item in checklist["items"])
    assert json.loads(json.dumps(checklist)) == checklist


def test_indicators_agree_with_the_founding_list():
    founding = rows("indicators.csv")
    assert [row["code"] for row in founding] == list(CATALOGUE.indicators)
    for row, there in zip(founding, CATALOGUE.indicator_rows(), strict=True):
        quotes = str.maketrans("“”", "''")
        assert there["label"]["vi"].translate(quotes) == row["label_vi"]
        assert there["label"]["en"] == row["label_en"]
        assert there["where"]["en"] == row["where"]
        assert f"{there['group_name']['vi']} / {there['group_name']['en']}" == row["group_name"]
        assert there["group"] == row["group"]
        assert tuple(there["applies"]) == split(row["applies"], ",")
        assert (there["severity"], there["mode"]) == (row["severity"], row["mode"])
        assert tuple(there["sources"]) == split(row["sources"], ";")


def test_the_indicators_that_raise_for_a_minor_are_the_contracts():
    assert {code for code, one in CATALOGUE.indicators.items() if one.minor} == MINOR


def test_figures_agree_with_the_founding_list():
    founding = rows("figures.csv")
    assert [row["code"] for row in founding] == list(CATALOGUE.figures)
    for row in founding:
        figure = CATALOGUE.figures[row["code"]]
        assert figure.label.vi.replace(",", "") == row["label_vi"]
        assert (figure.unit, figure.origin) == (row["unit_vi"], row["origin"])
        assert figure.definition.en == row["counts"]
        assert " / ".join(figure.dated_by).replace("_", " ") == row["dated_by"].replace("_", " ")
        assert (" ".join(figure.split) or "-") == row["split"]
        assert figure.shown_below_province == (row["shown_below_province"] == "yes")


@pytest.mark.parametrize(
    ("day", "decrees"),
    [
        (datetime.date(2021, 12, 31), []),
        (datetime.date(2022, 1, 1), ["ND144-2021-D9"]),
        (datetime.date(2025, 12, 14), ["ND144-2021-D9"]),
        (datetime.date(2025, 12, 15), ["ND282-2025-D10"]),
        (datetime.date(2026, 11, 23), ["ND282-2025-D10"]),
    ],
)
def test_a_visit_is_answered_with_the_decree_of_its_day(day, decrees):
    codes = items_of("accommodation")["CG-01"].legal_basis
    there = [basis.code for basis in CATALOGUE.legal_bases_on(codes, day)]
    assert [code for code in there if code.startswith("ND")] == decrees


def test_the_fines_for_guests_not_notified_are_those_of_the_two_decrees():
    def tiers(code):
        fines = CATALOGUE.legal_bases[code].fines
        return [(tier.at_least, tier.at_most, tier.min_vnd, tier.max_vnd) for tier in fines]

    million = 1_000_000
    assert tiers("ND144-2021-D9") == [
        (1, 3, million, 2 * million), (4, 8, 2 * million, 4 * million),
        (9, None, 4 * million, 6 * million),
    ]  # fmt: skip
    assert tiers("ND282-2025-D10") == [
        (None, None, million // 2, million), (1, 3, 2 * million, 4 * million),
        (4, 8, 4 * million, 8 * million), (9, None, 8 * million, 12 * million),
    ]  # fmt: skip


def test_a_replaced_basis_ends_the_day_before_its_successor_begins():
    for basis in CATALOGUE.legal_bases.values():
        if basis.replaced_by is not None:
            successor = CATALOGUE.legal_bases[basis.replaced_by]
            assert basis.valid_to + datetime.timedelta(days=1) == successor.valid_from


def test_what_the_field_marks_unsure_is_never_told_as_law():
    for code in ("LDL-2017-D53", "ND96-2016-D44-ND", "L118-2025", "LXNC-2019", "ND162-2025"):
        assert CATALOGUE.legal_bases[code].certainty == "unsure"


def test_the_trafficking_line_is_shown_from_its_first_day():
    def codes(day):
        return [number.code for number in CATALOGUE.numbers_on(day)]

    assert codes(datetime.date(2025, 6, 30)) == ["police", "child_line", "ambulance"]
    assert codes(datetime.date(2025, 7, 1))[1] == "trafficking_line"


def test_the_cards_are_the_twelve_in_order():
    assert [card.code for card in CATALOGUE.cards] == [f"D{n}" for n in range(1, 13)]


def test_the_catalogue_cannot_be_changed_in_memory():
    with pytest.raises(TypeError):
        CATALOGUE.indicators["REG-01"] = None


def test_letters_of_items_and_indicators_are_those_of_the_vocabulary():
    letters = {each for _, item in every_item() for each in item.applies}
    assert letters <= {"all", *KINDS_OF_LETTER}
