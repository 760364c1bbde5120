"""A visit on the tablet's screens, and what the tests do to it with their fingers."""

import itertools
import math
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.tablet.device import PIN, Tablet

BEGIN = """
  const draft = await core.begin(given.place);
  if (given.whole) core.answerAll(draft);
  for (const [code, patch] of Object.entries(given.answers ?? {})) draft.answer(code, patch);
  if (given.content) draft.set(given.content);
  await draft.saved();
  return draft.id;
"""
STORED = """
  const draft = await core.drafts.open(given);
  await draft.saved();
  const {store} = core;
  return store.get('drafts', given);
"""
HANDS = itertools.count()
TEAM = [{"name": "Người kiểm tra một", "position": "Chuyên viên", "account": "inspector"}]


def begin(tablet: Tablet, place: str, **more: Any) -> str:
    """The id of a draft: ``whole`` answers all, ``answers`` patches, ``content`` sets."""
    visit: str = tablet.run(BEGIN, {"place": place, **more})
    return visit


def stored(tablet: Tablet, visit: str) -> dict[str, Any]:
    """The draft as it lies on the disk."""
    row: dict[str, Any] = tablet.run(STORED, visit)
    return row


def answer_of(tablet: Tablet, visit: str, item: str) -> dict[str, Any]:
    found: dict[str, Any] = stored(tablet, visit)["content"]["answers"][item]
    return found


def show(tablet: Tablet, route: str) -> Page:
    assert tablet.page
    tablet.page.goto(f"{tablet.address}/tablet#/{route}")
    return tablet.page


def tap(where: Page | Locator, name: str) -> None:
    where.get_by_role("button", name=name, exact=True).click()


def at(page: Page, item: str) -> None:
    """The card of the item is what is shown."""
    expect(page.locator("main .visit-over .code")).to_have_text(item)


def sign(page: Page, name: str = "") -> None:
    """Write on the open glass with a finger, and be done."""
    if name:
        page.get_by_label("Họ và tên").last.fill(name)
    write(page)
    tap(page.get_by_role("dialog"), "Xong")


def write(page: Page) -> None:
    """No two hands write alike."""
    hand = next(HANDS)
    box = page.locator(".glass canvas").bounding_box()
    assert box
    left, middle = box["x"] + box["width"] / 6, box["y"] + box["height"] / 2
    page.mouse.move(left, middle)
    page.mouse.down()
    for step in range(24):
        page.mouse.move(
            left + step * box["width"] / 40, middle + math.sin(step + hand) * box["height"] / 4
        )
    page.mouse.up()


def hand_back(page: Page, pin: str = PIN) -> None:
    """From what the establishment reads, back to the team."""
    tap(page, "Đọc và ký xong: trả máy cho đoàn kiểm tra")
    type_pin(page, pin)


def type_pin(page: Page, pin: str = PIN) -> None:
    """Key by key, as a gloved finger does."""
    for digit in pin:
        tap(page, digit)
    tap(page, "Mở khóa")
