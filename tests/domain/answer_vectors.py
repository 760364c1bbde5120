"""Vectors of what is asked and what is wrong: the tablet's rules must agree on each.

``python -m tests.domain.answer_vectors`` writes ``answer_vectors.json`` anew, from a small
checklist that has every type of item and every condition.
"""

import json
import random
from pathlib import Path
from typing import Any

from checklists.model import Checklist
from schemas.vocabulary import KINDS
from service.domain.answers import MOST_CHARACTERS, asked_items, failed_items, faults_in

FILE = Path(__file__).parent / "answer_vectors.json"
SEED = 20261124
ENOUGH = 300
LONGEST = "Đ" * MOST_CHARACTERS
# What somebody may answer by mistake, whatever the item asks.
STRANGE: tuple[Any, ...] = (
    None, "", "pass", "fail", "not_applicable", "left", "maybe", 0, 3, -1, 2.5, -2.5, 10**9,
    10**9 + 1, 1e9 + 0.5, True, "2026-02-28", "2026-02-30", "2026-2-3", "0000-01-01",
)  # fmt: skip


def vector(checklist: Checklist, kind: str, answers: list[dict[str, Any]]) -> dict[str, Any]:
    """What the rules in Python say of the answers."""
    by_item: dict[str, Any] = {}
    for answer in answers:
        by_item.setdefault(answer["item"], answer)
    return {
        "kind": kind,
        "answers": answers,
        "asked": [item.code for item in asked_items(checklist, by_item, kind)],
        "faults": [[fault.path, fault.code] for fault in faults_in(answers, checklist, kind)],
        "failed": failed_items(answers, checklist),
    }


def drawn(checklist: Checklist, how_many: int, seed: int = SEED) -> list[dict[str, Any]]:
    """Vectors by chance, the same for the same seed: sound, half done, and plainly wrong ones."""
    chance = random.Random(seed)  # noqa: S311 - the same cases each time.
    kinds = [*checklist.kinds, *KINDS]
    found = []
    for number in range(how_many):
        kind = chance.choice(kinds)
        answers = _whole(checklist, kind, chance) if number % 4 == 0 else _any(checklist, chance)
        found.append(vector(checklist, kind, answers))
    return found


def _whole(checklist: Checklist, kind: str, chance: random.Random) -> list[dict[str, Any]]:
    """Every item asked, answered soundly with all its counts; some optional ones left out."""
    by_item: dict[str, Any] = {}
    for item in checklist.items:
        asked = item in asked_items(checklist, by_item, kind)
        if asked and (item.required or chance.random() < 0.8):
            counts = {count.measure: chance.choice((0, 4)) for count in item.counts}
            by_item[item.code] = {
                "item": item.code,
                "value": _sound(item, chance),
                "counts": counts,
            }
    return list(by_item.values())


def _any(checklist: Checklist, chance: random.Random) -> list[dict[str, Any]]:
    care = chance.choice((0.3, 0.8, 0.97))
    items = [item for item in checklist.items if chance.random() < 0.5 + care / 2]
    answers = [_answer(item, chance, care) for item in items]
    if chance.random() < 0.1:
        answers.append({"item": "ZZ-99", "value": "pass"})
    if answers and chance.random() < 0.1:
        answers.append(dict(chance.choice(answers)))
    if chance.random() < 0.3:
        chance.shuffle(answers)
    return answers


def _answer(item: Any, chance: random.Random, care: float) -> dict[str, Any]:
    value = (
        _sound(item, chance)
        if chance.random() < care
        else chance.choices(
            STRANGE, [0.05 if each in (LONGEST, LONGEST + "x") else 1 for each in STRANGE]
        )[0]
    )
    counts = {
        count.measure: chance.choice((0, 4))
        if chance.random() < care
        else chance.choice((-1, 1.5, None, "4", True))
        for count in item.counts
        if chance.random() < care
    }
    if chance.random() > 0.95:
        counts["unheard_of"] = 1
    answer = {"item": item.code, "value": value, "counts": counts}
    return {name: part for name, part in answer.items() if part != {} or chance.random() < 0.5}


def _sound(item: Any, chance: random.Random) -> Any:
    if item.type in ("verdict", "choice"):
        return chance.choice(item.allowed)
    return {"integer": 7, "decimal": 2.5, "date": "2026-12-01", "text": "đã xem"}[item.type]


def _strange(chance: random.Random) -> Any:
    return chance.choice((LONGEST, LONGEST + "x") if chance.random() < 0.02 else STRANGE)


def write() -> None:
    """The vectors over the small checklist of the rules' own tests."""
    from tests.domain.test_answers import CHECKLIST

    vectors = drawn(CHECKLIST, ENOUGH)
    told = {"checklist": CHECKLIST.as_dict(), "vectors": vectors}
    FILE.write_text(
        json.dumps(told, ensure_ascii=False, indent=None, separators=(",", ":")).replace(
            '{"kind"', '\n{"kind"'
        )
        + "\n"
    )


if __name__ == "__main__":
    write()
