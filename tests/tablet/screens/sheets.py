"""The confidential sheet as a finger opens it."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.tablet.device import PIN, Tablet

LOCKED_ROOM = "Phòng bị khóa từ bên ngoài"
BEGIN = """
  const draft = await core.begin(given);
  core.answerAll(draft);
  await draft.saved();
  return draft.id;
"""


def shown(tablet: Tablet) -> Page:
    assert tablet.page
    return tablet.page


def a_visit_at(tablet: Tablet, place: str) -> str:
    """Everything in it is answered, nothing confidential is noted."""
    visit: str = tablet.run(BEGIN, place)
    return visit


def go(tablet: Tablet, route: str) -> Page:
    page = shown(tablet)
    page.locator("html[data-tablet=open]").wait_for(state="attached")
    page.goto(f"{tablet.address}/tablet#/{route}")
    return page


def at_the_door_of(tablet: Tablet, visit: str) -> Page:
    go(tablet, "")  # The sheet may be open already.
    page = go(tablet, f"visits/{visit}/sheet")
    expect(page.get_by_label("Nhập lại mã PIN")).to_be_visible()
    return page


def open_sheet(tablet: Tablet, visit: str) -> Page:
    page = at_the_door_of(tablet, visit)
    page.get_by_label("Nhập lại mã PIN").fill(PIN)
    page.get_by_role("button", name="Mở khóa").click()
    expect(page.get_by_role("heading", name="Ghi một dấu hiệu")).to_be_visible()
    return page


def note(page: Page, words: str) -> None:
    """Search for a sign and take the first that is found."""
    page.get_by_label("Ghi một dấu hiệu").fill(words)
    page.locator(".sheet-offered .row").first.click()
    expect(page.get_by_label("Đã thấy gì")).to_be_visible()


def done(page: Page) -> None:
    page.get_by_role("button", name="Xong").click()
    expect(page.get_by_role("heading", name="Ghi một dấu hiệu")).to_be_visible()


def unlock(page: Page) -> None:
    """By the outer door."""
    page.locator("html[data-tablet=locked]").wait_for(state="attached")
    page.get_by_label("Nhập mã PIN").fill(PIN)
    page.get_by_role("button", name="Mở khóa").click()
    page.locator("html[data-tablet=open]").wait_for(state="attached")


def content_of(tablet: Tablet, visit: str) -> Any:
    return tablet.run(
        "const draft = await core.drafts.open(given); await draft.saved();"
        "return (await core.store.get('drafts', given)).content;",
        visit,
    )
