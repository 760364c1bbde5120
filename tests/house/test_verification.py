"""docs/security.md: every row of the verification table has its tests, or says why it has none."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/security.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| .* \| ([^|]+) \|$", TEXT, re.MULTILINE)
TESTS = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
REASON = re.compile(r"^(not applicable, because .|not yet, because .|in work)")


def test_all_45_rows_are_told_in_their_order():
    assert [int(number) for number, _ in ROWS] == list(range(1, 46))


@pytest.mark.parametrize(("number", "told"), ROWS)
def test_a_row_has_tests_or_a_reason(number, told):
    assert TESTS.search(told) or REASON.match(told)


@pytest.mark.parametrize(("path", "name"), sorted(set(TESTS.findall(TEXT))))
def test_a_test_that_is_named_is_there(path, name):
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    found = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert any(test.startswith("test_") for test in found)
    assert not name or name in found


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", *(
    f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))])  # fmt: skip
def test_a_link_to_a_file_of_ours_leads_somewhere(page):
    folder = (ROOT / page).parent
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / page).read_text("utf-8")):
        assert (folder / target).exists(), target
