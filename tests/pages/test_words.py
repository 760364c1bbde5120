"""The words of the pages: both languages whole, and the switch between them."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.pages.desk import Desk

Desks = Callable[..., Desk]
STATIC = Path(__file__).parents[2] / "service" / "web" / "static"
KEY = re.compile(r"^  '([^']+)': '(.*)',$", re.MULTILINE)
PLACEHOLDER = re.compile(r"\{\w+\}")
SAID = re.compile(r"\bt\('([^'$]+)'")


def words(language: str) -> dict[str, str]:
    return dict(KEY.findall((STATIC / "words" / f"{language}.js").read_text("utf-8")))


def test_both_languages_have_the_same_keys_and_places_for_values() -> None:
    vi, en = words("vi"), words("en")
    assert list(vi) == list(en)
    assert len(vi) > 200
    for key in vi:
        assert sorted(PLACEHOLDER.findall(vi[key])) == sorted(PLACEHOLDER.findall(en[key])), key


def test_every_word_that_a_page_says_is_known() -> None:
    modules = [path for path in STATIC.rglob("*.js") if "vendor" not in path.parts]
    said = {key for path in modules for key in SAID.findall(path.read_text("utf-8"))}
    assert len(said) > 100
    assert said - set(words("vi")) == set()


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
