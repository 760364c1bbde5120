"""YAML read into the catalogue's dataclasses, every refusal with its file and line."""

import re
import types
import unicodedata
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from checklists.model import OneOf, Written

T = TypeVar("T")

# The C parser is about ten times as fast; it is absent where libyaml is.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TAG = "tag:yaml.org,2002:"


class CatalogueError(Exception):
    """A file of the catalogue that cannot be used; ``line`` counts from 1."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}:{line}: {reason}")


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """A file's content and where in it each entry begins."""

    file: str
    content: T
    lines: dict[int, int] = field(default_factory=dict, repr=False)

    def error(self, entry: object, reason: str) -> CatalogueError:
        return CatalogueError(self.file, self.lines.get(id(entry), 1), reason)


class Refused(Exception):
    """A reason at a node; the reader adds the file."""

    def __init__(self, node: yaml.Node, reason: str) -> None:
        self.line, self.reason = node.start_mark.line + 1, reason
        super().__init__(reason)


def read(folder: Path, file: str, shape: type[T]) -> Source[T]:
    """The file as one ``shape``, a dataclass whose field types say what each key must be."""
    lines: dict[int, int] = {}
    try:
        root = yaml.compose(read_text(folder, file), Loader=LOADER)
        if root is None:
            raise CatalogueError(file, 1, "the file is empty")
        return Source(file, _entry(shape, root, lines), lines)
    except Refused as refused:
        raise CatalogueError(file, refused.line, refused.reason) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = ", ".join(filter(None, (error.context, error.problem)))
        raise CatalogueError(file, mark.line + 1 if mark else 1, reason) from None
    except yaml.YAMLError as error:
        raise CatalogueError(file, 1, f"not YAML: {error}") from None


def read_text(folder: Path, file: str) -> str:
    try:
        return (folder / file).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CatalogueError(file, 1, "the file is missing") from None
    except UnicodeDecodeError:
        raise CatalogueError(file, 1, "the file is not UTF-8") from None


@cache
def _shape(cls: Any) -> tuple[dict[str, Any], frozenset[str]]:
    """The type of each key, and the keys that must be there."""
    hints = get_type_hints(cls, include_extras=True)
    needed = frozenset(each.name for each in fields(cls) if each.default is MISSING)
    return {each.name: hints[each.name] for each in fields(cls)}, needed


def _entry(cls: Any, node: yaml.Node, lines: dict[int, int]) -> Any:
    hints, needed = _shape(cls)
    values: dict[str, Any] = {}
    for key, value in pairs(node):
        if key not in hints:
            raise Refused(value, f"unknown key {key!r}; known are {', '.join(hints)}")
        values[key] = _value(hints[key], value, key, lines)
    missing = sorted(needed - values.keys())
    if missing:
        raise Refused(node, f"missing {', '.join(missing)}")
    try:
        entry = cls(**values)
    except ValueError as error:
        raise Refused(node, str(error)) from None
    lines[id(entry)] = node.start_mark.line + 1
    return entry


def pairs(node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    """Keys and values of a mapping; a key that stands twice is refused, as PyYAML does not."""
    if not isinstance(node, yaml.MappingNode):
        raise Refused(node, "must be a list of keys with values")
    seen: set[str] = set()
    for key, _value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise Refused(key, "a key must be a word")
        if key.value in seen:
            raise Refused(key, f"key {key.value!r} stands twice")
        seen.add(key.value)
    return [(key.value, value) for key, value in node.value]


def _value(hint: Any, node: yaml.Node, key: str, lines: dict[int, int]) -> Any:
    origin = get_origin(hint)
    if origin is Annotated:
        return _narrowed(hint, node, key)
    if origin is tuple:
        return _sequence(get_args(hint)[0], node, key, lines)
    if origin in (Union, types.UnionType):
        return _one_of_types(get_args(hint), node, key, lines)
    if is_dataclass(hint):
        return _entry(hint, node, lines)
    return _scalar(hint, node, key)


def _sequence(hint: Any, node: yaml.Node, key: str, lines: dict[int, int]) -> tuple[Any, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise Refused(node, f"{key} must be a list")
    return tuple(_value(hint, each, key, lines) for each in node.value)


def _one_of_types(
    choices: tuple[Any, ...], node: yaml.Node, key: str, lines: dict[int, int]
) -> Any:
    if node.tag == f"{TAG}null" and types.NoneType in choices:
        return None
    wanted = [choice for choice in choices if choice is not types.NoneType]
    fitting = [choice for choice in wanted if node.tag == _TAG_OF.get(choice)]
    return _value((fitting or wanted)[0], node, key, lines)


def _narrowed(hint: Any, node: yaml.Node, key: str) -> Any:
    base, *limits = get_args(hint)
    value = _scalar(base, node, key)
    for limit in limits:
        if isinstance(limit, OneOf) and value not in limit.words:
            raise Refused(node, f"{key} {value!r} is none of {', '.join(limit.words)}")
        if isinstance(limit, Written) and not re.fullmatch(limit.pattern, value):
            raise Refused(node, f"{key} {value!r} is not written as {limit.pattern}")
    return value


_TAG_OF = {
    str: f"{TAG}str",
    int: f"{TAG}int",
    bool: f"{TAG}bool",
    date: f"{TAG}timestamp",
}
_WORD_OF = {
    str: "a text (put it in quotes)",
    int: "a whole number",
    bool: "true or false",
    date: "a date as 2026-01-31",
}


def _scalar(kind: Any, node: yaml.Node, key: str) -> Any:
    if not isinstance(node, yaml.ScalarNode) or node.tag != _TAG_OF[kind]:
        raise Refused(node, f"{key} must be {_WORD_OF[kind]}")
    try:
        return _PARSED[kind](node.value)
    except ValueError as error:
        raise Refused(node, f"{key} must be {_WORD_OF[kind]}: {error}") from None


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("it is empty")
    if value != unicodedata.normalize("NFC", value):
        raise ValueError("its letters are not composed (NFC)")
    return value


def _truth(value: str) -> bool:
    if value not in ("true", "false"):
        raise ValueError(f"{value!r} is another spelling")
    return value == "true"


_PARSED: dict[Any, Callable[[str], Any]] = {
    str: _text,
    int: int,
    bool: _truth,
    date: date.fromisoformat,
}
