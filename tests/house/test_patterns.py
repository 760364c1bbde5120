"""No pattern of ours runs for ever: no repetition lies within another without a bound."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import checklists
import schemas
import service

# So often may something be tried again within what is itself repeated; more is as good as for ever.
FEW = 20
ROOT = Path(__file__).parents[2]
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


@cache
def own_patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that is written or held in a module or a class of ours, by where it stands."""
    found = written_patterns()
    for package in (service, schemas, checklists):
        for told in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(told.name)
            for name, thing in vars(module).items():
                held = {name: thing}
                if isinstance(thing, type):
                    held |= {f"{name}.{inner}": value for inner, value in vars(thing).items()}
                found |= {
                    f"{told.name}:{where}": value
                    for where, value in held.items()
                    if isinstance(value, re.Pattern)
                }
    return found


def written_patterns() -> dict[str, re.Pattern[str]]:
    """Those that stand in a call such as ``re.sub("…", …)``."""
    found = {}
    for package in ("service", "schemas", "checklists"):
        for path in (ROOT / package).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text("utf-8"))):
                match call:
                    case ast.Call(
                        func=ast.Attribute(value=ast.Name(id="re")),
                        args=[ast.Constant(value=str(text)), *_],
                    ):
                        found[f"{path.relative_to(ROOT)}:{call.lineno}"] = re.compile(text)
    return found


def nested(parsed: Any, within: bool = False) -> Iterator[str]:
    """Each repetition without a bound that lies within another."""
    for operator, argument in parsed:
        repeats = str(operator) in REPEATS
        many = repeats and argument[1] > FEW
        if many and within:
            yield str(argument[2])
        for part in inner_of(operator, argument):
            yield from nested(part, within or many)


def inner_of(operator: Any, argument: Any) -> list[Any]:
    name = str(operator)
    if name in REPEATS:
        return [argument[2]]
    if name == "SUBPATTERN":
        return [argument[3]]
    if name == "BRANCH":
        return list(argument[1])
    if name in ("ASSERT", "ASSERT_NOT"):
        return [argument[1]]
    if name == "ATOMIC_GROUP":
        return [argument]
    return []


def test_the_patterns_are_found():
    assert len(own_patterns()) > 40


@pytest.mark.parametrize("where", sorted(own_patterns()))
def test_a_pattern_never_repeats_a_repetition(where):
    pattern = own_patterns()[where]
    assert list(nested(_parser.parse(pattern.pattern, pattern.flags))) == []


@pytest.mark.parametrize("evil", [r"(a+)+$", r"(?:a|b*)*c", r"(x(?=y+))*", r"((ab){1,99}c?){30,}"])
def test_what_could_run_for_ever_is_found(evil):
    assert list(nested(_parser.parse(evil)))
