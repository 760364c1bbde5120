"""The signs that a few of the demo's visits note, invented and said to be so."""

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from schemas.vocabulary import KINDS_OF_LETTER
from service.domain import demo_words as words
from service.domain.triage import triage

# Of a thousand visits, how many are meant for each level; one person under 18 raises some of them.
MEANT = {None: 940, "white": 20, "yellow": 21, "orange": 13, "red": 6}
UNDER_18 = 0.05

Flag = dict[str, Any]


def demo_flags(
    chance: random.Random, kind: str, started_at: dt.datetime, catalogue: Any
) -> list[Flag]:
    """The flags of one visit, mostly none; only indicators that apply to the kind."""
    meant = chance.choices(list(MEANT), list(MEANT.values()))[0]
    if meant is None:
        return []
    fitting = [
        each for each in catalogue.indicators.values() if _applies(each, kind) and not each.minor
    ]
    return [_flag(chance, each, started_at) for each in _chosen(chance, meant, fitting)]


def demo_call(
    chance: random.Random, flags: Sequence[Flag], finished_at: dt.datetime, catalogue: Any
) -> dict[str, Any] | None:
    """Who was called where the flags make the visit red, or why nobody could be."""
    if triage(flags, catalogue.indicators, catalogue.triage_rules).level != "red":
        return None
    if chance.random() < 0.25:
        return {"not_called_because": words.NOT_CALLED}
    called_at = finished_at - dt.timedelta(minutes=chance.randint(2, 15))
    return {"body": chance.choice(words.CALLED), "called_at": called_at}


def _applies(indicator: Any, kind: str) -> bool:
    letters = indicator.applies
    return "all" in letters or any(kind in KINDS_OF_LETTER.get(each, ()) for each in letters)


def _chosen(chance: random.Random, meant: str, fitting: Sequence[Any]) -> list[Any]:
    mild = [each for each in fitting if each.severity in ("low", "medium")]
    high = [each for each in fitting if each.severity == "high"]
    if meant == "white":
        return chance.sample(mild, chance.choice((1, 1, 2)))
    lone = [each for each in high if each.mode != "A"]
    if meant == "yellow":
        return [chance.choice(lone)] if lone and chance.random() < 0.4 else chance.sample(mild, 3)
    grave = [each for each in fitting if each.severity == "critical"]
    first = grave if meant == "red" else [each for each in high if each.mode == "A"]
    return [chance.choice(first), *chance.sample(mild, chance.randint(0, 2))]


def _flag(chance: random.Random, indicator: Any, started_at: dt.datetime) -> Flag:
    person = None
    if chance.random() < 0.6:
        under_18 = chance.random() < UNDER_18
        label = words.LABEL_UNDER_18 if under_18 else chance.choice(words.LABELS_SEEN)
        person = {"label": label, "under_18": under_18}
    return {
        "indicator": indicator.code,
        "seen_at": started_at + dt.timedelta(minutes=chance.randint(5, 25)),
        "place": chance.choice(words.PLACES_SEEN),
        "description": f"{words.SEEN} {indicator.label.vi}.",
        "person": person,
        "attachments": [],
    }
