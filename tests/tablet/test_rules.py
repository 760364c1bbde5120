"""The tablet's rules agree with the server's: on every vector, and on thousands by chance."""

import json
import random
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from checklists import load_catalogue
from schemas.vocabulary import KINDS_OF_LETTER
from service.domain.names import folded
from service.domain.open_text import personal_data_in
from service.domain.triage import triage
from tests.domain.answer_vectors import FILE, drawn

TRIAGE = json.loads(
    (Path(__file__).parents[1] / "domain" / "triage_vectors.json").read_text("utf-8")
)
CATALOGUE = load_catalogue()
EACH = 150  # vectors by chance, each checklist
TRIAGES = 3000
TEXTS = 3000

ANSWERS_JS = """async ({checklist, vectors}) => {
  const rules = await import('/static/tablet/core/checklist.js');
  return vectors.map(({kind, answers}) => ({
    kind,
    answers,
    asked: rules.askedItems(checklist, rules.firstByItem(answers), kind).map((item) => item.code),
    faults: rules.faultsIn(answers, checklist, kind).map(({path, code}) => [path, code]),
    failed: rules.failedItems(answers, checklist),
  }));
}"""
TRIAGE_JS = """async ({indicators, rules, visits}) => {
  const {triage} = await import('/static/tablet/core/triage.js');
  const byCode = new Map(indicators.map((one) => [one.code, one]));
  return visits.map((flags) => triage(flags, byCode, rules));
}"""


def test_answers_are_judged_alike_on_every_vector(blank_tablet: Page) -> None:
    told = json.loads(FILE.read_text("utf-8"))
    assert blank_tablet.evaluate(ANSWERS_JS, told) == told["vectors"]


def test_answers_are_judged_alike_on_every_checklist_by_chance(blank_tablet: Page) -> None:
    for checklist in CATALOGUE.checklists.values():
        vectors = drawn(checklist, EACH, seed=checklist.version)
        told = {"checklist": checklist.as_dict(), "vectors": vectors}
        assert blank_tablet.evaluate(ANSWERS_JS, told) == vectors, checklist.code


def test_flags_have_the_same_level_and_rules_on_every_vector(blank_tablet: Page) -> None:
    found = levels(blank_tablet, [vector["flags"] for vector in TRIAGE])
    assert found == [{"level": each["level"], "rules": each["rules"]} for each in TRIAGE]


def test_flags_have_the_same_level_and_rules_by_chance(blank_tablet: Page) -> None:
    chance = random.Random(20261124)  # noqa: S311 - the same cases each time.
    people = [None, {"label": "Người A", "under_18": True}, {"label": "Người B", "under_18": False}]
    codes = sorted(CATALOGUE.indicators)
    visits = [
        [{"indicator": chance.choice(codes), "person": chance.choice([None, *people])}
         for _ in range(chance.randrange(7))]
        for _ in range(TRIAGES)
    ]  # fmt: skip
    assert levels(blank_tablet, visits) == [level_here(flags) for flags in visits]


def test_names_are_folded_alike(blank_tablet: Page) -> None:
    names = [
        "KS. Hoà-Bình", "Khách sạn HÒA BÌNH", "Đồng Đăng", "Nhà nghỉ Ước Mơ 2", "Kỳ Lừa (cũ)", "",
        "Ẩm thực  Quốc  Tế", "Mai'Spa", "３６ phố", "Phở Ⅳ", "ΚΑΦΕ", "a\u0300 a\u0323\u0302",
    ]  # fmt: skip
    js = """async (names) => {
      const {folded} = await import('/static/tablet/core/names.js');
      return names.map(folded);
    }"""
    assert blank_tablet.evaluate(js, names) == [folded(name) for name in names]


def test_numbers_of_people_are_found_alike(blank_tablet: Page) -> None:
    chance = random.Random(20261125)  # noqa: S311 - the same cases each time.
    pieces = [
        "0912345678", "+84 912 345 678", "001099012345", "B1234567", "123456789", "02053812345",
        "0912.345.678", "1", " ", ".", ",", "/", "-", "phòng ", "số", "\n", "+84", "84", "é",
    ]  # fmt: skip
    texts = ["".join(chance.choices(pieces, k=chance.randrange(1, 6))) for _ in range(TEXTS)]
    js = """async (texts) => {
      const {personalDataIn} = await import('/static/tablet/core/open-text.js');
      return texts.map(personalDataIn);
    }"""
    wanted = [[kind for _, kind in personal_data_in([("", text)])] for text in texts]
    assert 500 < sum(map(bool, wanted)) < TEXTS
    assert blank_tablet.evaluate(js, texts) == wanted


def test_letters_stand_for_the_same_kinds(blank_tablet: Page) -> None:
    js = "async () => (await import('/static/tablet/core/letters.js')).KINDS_OF_LETTER"
    assert blank_tablet.evaluate(js) == {
        letter: list(kinds) for letter, kinds in KINDS_OF_LETTER.items()
    }


def levels(page: Page, visits: list[Any]) -> list[Any]:
    told = {
        "indicators": CATALOGUE.indicator_rows(),
        "rules": CATALOGUE.triage_rules.as_dict(),
        "visits": visits,
    }
    return page.evaluate(TRIAGE_JS, told)


def level_here(flags: list[Any]) -> dict[str, Any]:
    found = triage(flags, CATALOGUE.indicators, CATALOGUE.triage_rules)
    return {"level": found.level, "rules": list(found.rules)}
