"""Hiding at once: nothing is seen from the next frame on, and nothing is lost behind it."""

import pytest
from playwright.sync_api import Page, expect

from tests.pictures import a_photo
from tests.tablet.device import Tablet
from tests.tablet.disk import HOLD
from tests.tablet.screens.sheets import (
    a_visit_at,
    content_of,
    note,
    open_sheet,
    shown,
    unlock,
)
from tests.tablet.stage import Office

pytestmark = pytest.mark.xdist_group(__name__)

CANARY = "chimhoangyen"
NEUTRAL = ("", "#/")
LATER = "(ms) => { const right = Date.now; Date.now = () => right() + ms; }"
# As the browser next draws it, so before anybody sees it.
LOOK = """
  await new Promise(requestAnimationFrame);
  return {
    html: document.documentElement.outerHTML, text: document.body.innerText,
    title: document.title, address: location.href, state: document.documentElement.dataset.tablet,
  };
"""
PRESSES = {
    "the button": "document.querySelector('.bar-hide').click();",
    "the key": "document.body.dispatchEvent("
    "new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}));",
}


@pytest.fixture(scope="module")
def place(office: Office, shared_tablet: Tablet) -> str:
    key = office.new_place()
    shared_tablet.run("await core.sync.pull();")
    return key


@pytest.fixture
def page(shared_tablet: Tablet, place: str) -> Page:
    """The sheet of a visit, open at a sign in which words and a photo lie."""
    shared_tablet.load().unlock()
    page = open_sheet(shared_tablet, a_visit_at(shared_tablet, place))
    note(page, "ROO-04")
    page.get_by_label("Đã thấy gì").fill(f"{CANARY} trước")
    page.locator("input[type=file]").last.set_input_files(
        [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}]
    )
    expect(page.locator(".photo img")).to_be_visible()
    return page


@pytest.mark.parametrize("press", PRESSES.values(), ids=PRESSES.keys())
def test_within_a_frame_nothing_is_seen_though_the_disk_is_busy_and_all_is_saved(
    shared_tablet: Tablet, page: Page, press: str
) -> None:
    visit = page.url.split("/")[-2]
    page.evaluate("() => { globalThis.kept = document.querySelector('.photo img').src; }")
    told = shared_tablet.run(
        HOLD
        + """
        globalThis.release = await hold('drafts');
        const field = document.getElementById('description');
        field.value = given.words;
        field.dispatchEvent(new InputEvent('input', {bubbles: true}));
        """
        + press
        + LOOK,
        {"words": f"{CANARY} sau"},
    )
    assert told["state"] == "locked"
    assert CANARY not in told["html"]
    assert visit not in told["html"]
    assert "dấu hiệu" not in told["text"].lower()
    assert told["title"] == "An Trú"
    assert told["address"].rpartition("/tablet")[2] in NEUTRAL
    assert shared_tablet.run("return core.store.isOpen();"), "what is to be saved needs them"
    assert page.evaluate("() => fetch(kept).then(() => false, () => true)")
    page.evaluate("() => release()")
    unlock(page)
    assert page.url.rpartition("/tablet")[2] in NEUTRAL
    (flag,) = content_of(shared_tablet, visit)["flags"]
    assert flag["description"] == f"{CANARY} sau"
    assert len(flag["attachments"]) == 1


def test_the_way_back_shows_nothing_while_it_is_shut(shared_tablet: Tablet, page: Page) -> None:
    page.get_by_role("button", name="Ẩn ngay").click()
    page.locator("html[data-tablet=locked]").wait_for(state="attached")
    for way in (page.go_back, page.go_back, page.go_forward):
        way()
        expect(page.get_by_role("button", name="Mở khóa")).to_be_visible()
        assert CANARY not in page.content()
        assert page.url.rpartition("/tablet")[2] in NEUTRAL
        assert page.title() == "An Trú"


def test_loaded_anew_it_is_shut_and_the_address_says_nothing(page: Page) -> None:
    page.reload()
    page.locator("html[data-tablet=locked]").wait_for(state="attached")
    expect(page.get_by_role("button", name="Mở khóa")).to_be_visible()
    assert page.url.rpartition("/tablet")[2] in NEUTRAL


def test_left_alone_the_tablet_locks_itself(shared_tablet: Tablet, page: Page) -> None:
    minutes = shared_tablet.run("return core.vault.facts().limits.idle_minutes;")
    page.goto(f"{shared_tablet.address}/tablet#/calls")
    page.evaluate(LATER, minutes * 60_000 - 5_000)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert shared_tablet.run("return core.vault.state();") == "open"
    page.evaluate(LATER, 6_000)
    page.mouse.move(5, 5)
    page.mouse.down()
    page.locator("html[data-tablet=locked]").wait_for(state="attached")
    unlock(page)
    assert shared_tablet.run("return core.vault.state();") == "open"


def test_a_key_meant_for_an_input_method_hides_nothing(shared_tablet: Tablet, page: Page) -> None:
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Escape', isComposing: true, bubbles: true}))"
    )
    assert shared_tablet.run("return core.vault.state();") == "open"
    expect(page.get_by_label("Đã thấy gì")).to_be_visible()
    assert shown(shared_tablet) is page
