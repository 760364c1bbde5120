"""The words of the pages: both languages whole, and the switch between them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.pages.desk import Desk

Desks = Callable[..., Desk]
STATIC = Path(__file__).parents[2] / "service" / "web" / "static"
KEY = re.compile(r"^  '([^']+)': '(.*)',$", re.MULTILINE)
PLACEHOLDER = re.compile(r"\{\w+\}")
SAID = re.compile(r"\bt\('([^'$]+)'")


TABLET = STATIC / "tablet"
# The files of words that are spoken together, by who speaks them.
FILES = {"desk": ["words/*.{}.js"], "tablet": ["tablet/words/*.{}.js", "words/kinds.{}.js"]}


def words(speaker: str, language: str) -> dict[str, str]:
    found = [path for files in FILES[speaker] for path in STATIC.glob(files.format(language))]
    paths = sorted(found, key=lambda path: path.name.removesuffix(f"{language}.js"))
    return {key: said for path in paths for key, said in KEY.findall(path.read_text("utf-8"))}


@pytest.mark.parametrize(("speaker", "least"), [("desk", 200), ("tablet", 30)])
def test_both_languages_have_the_same_keys_and_places_for_values(speaker: str, least: int) -> None:
    vi, en = words(speaker, "vi"), words(speaker, "en")
    assert list(vi) == list(en)
    assert len(vi) > least
    for key in vi:
        assert sorted(PLACEHOLDER.findall(vi[key])) == sorted(PLACEHOLDER.findall(en[key])), key


def test_every_word_that_a_page_says_is_known() -> None:
    modules = {path for path in STATIC.rglob("*.js") if "vendor" not in path.parts}
    tablets = set(TABLET.rglob("*.js"))
    assert len(said(modules - tablets)) > 100
    assert said(modules - tablets) - set(words("desk", "vi")) == set()
    assert said(tablets) - set(words("tablet", "vi")) == set()


def test_every_trouble_of_the_tablet_has_words() -> None:
    thrown = re.compile(r"new Trouble\('([^']+)'")
    codes = {code for path in TABLET.rglob("*.js") for code in thrown.findall(path.read_text())}
    assert len(codes) > 20
    assert {f"trouble.{code}" for code in codes} - set(words("tablet", "vi")) == set()


def said(modules: set[Path]) -> set[str]:
    return {key for path in modules for key in SAID.findall(path.read_text("utf-8"))}


def test_the_switch_changes_words_and_the_document_s_language_and_lasts(desk_of: Desks) -> None:
    page = desk_of("inspector").page
    page.goto("/establishments")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Register of establishments")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Register of establishments")
    expect(page).to_have_title("Register of establishments · An Trú")
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sổ cơ sở")
