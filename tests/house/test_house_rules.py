"""House rules that a reader could forget and a test does not."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEB = ("service/api/", "service/web/", "service/app.py", "service/cli/")
STORE = ("service/repositories/", "service/mongod.py")
LINES_MOST = 300


def modules() -> list[Path]:
    rooms = ("service", "schemas", "checklists", "bench")
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("pymongo", STORE),
        ("bson", STORE),
        ("flask", WEB),
        ("flask_restx", ("service/api/",)),
        ("gunicorn", ("service/serve.py",)),
    ],
)
def test_a_library_stays_in_its_rooms(library, rooms):
    strays = [
        name
        for path in modules()
        if not (name := path.relative_to(ROOT).as_posix()).startswith((*rooms, "bench/"))
        and library in imported(path)
    ]
    assert strays == []


def test_rules_ask_no_clock_and_open_no_file():
    wanted = {"now", "utcnow", "today", "open", "read_text", "read_bytes"}
    strays = [
        f"{path.name}: {node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id}"
        for path in (ROOT / "service/domain").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", None) or getattr(node.func, "id", None)) in wanted
    ]
    assert strays == []


def test_no_module_is_two_things():
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in modules()
        if (count := path.read_text().count("\n")) > LINES_MOST
    }
    assert long == {}


def test_every_module_says_what_is_here():
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []
