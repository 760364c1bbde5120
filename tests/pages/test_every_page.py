"""What holds for every page: no complaint of the browser, no sideways scroll, the keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.pages.desk import Desk
from tests.pages.world import a_failed_visit, sent
from tests.people import Person

Desks = Callable[..., Desk]
PATHS = (
    "/", "/establishments", "/establishments/{place}", "/visits", "/visits/{visit}",
    "/figures?period=2026-Q4", "/figures?period=2026-Q4&figure=C2a", "/account", "/nowhere",
    "/cases", "/findings", "/notices", "/inspections", "/tasks", "/campaigns",
    "/establishments/import", "/activities", "/summaries", "/map", "/map/unsettled",
)  # fmt: skip


@pytest.mark.parametrize(
    ("width", "language"),
    [
        (360, "vi"),
        *(pytest.param(*each, marks=pytest.mark.slow) for each in ((820, "en"), (1366, "vi"))),
    ],
)
def test_no_page_complains_or_scrolls_sideways(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any], width: int, language: str
) -> None:
    visit = sent(inspector, a_failed_visit(hotel))
    desk = desk_of("reviewer", viewport={"width": width, "height": 800})
    desk.context.add_init_script(f"localStorage.setItem('an-tru-language', '{language}')")
    for path in PATHS:
        desk.page.goto(path.format(place=hotel["id"], visit=visit["id"]))
        expect(desk.page.get_by_role("heading", level=1)).to_be_visible()
        desk.page.wait_for_load_state("networkidle")
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert desk.page.evaluate(wider) <= 0, path


def test_the_first_tab_skips_to_the_content(desk_of: Desks) -> None:
    page = desk_of("inspector").page
    page.goto("/establishments")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đi tới nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


@pytest.mark.parametrize("width", [360, 820])
def test_targets_are_large_enough_for_a_finger(
    desk_of: Desks, hotel: dict[str, Any], width: int
) -> None:
    page = desk_of("reviewer", viewport={"width": width, "height": 800}).page
    page.goto("/establishments")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    targets = page.locator("button, select, input, nav a, summary").all()
    for target in [target for target in targets if target.is_visible()]:
        box = target.bounding_box()
        assert box
        assert box["height"] >= 48, target.inner_text()


def test_a_server_that_does_not_answer_is_told_with_what_to_do(desk_of: Desks) -> None:
    desk = desk_of("inspector")
    desk.page.goto("/establishments")
    expect(desk.page.get_by_role("heading", level=1)).to_be_visible()
    desk.page.route("**/api/v1/establishments*", lambda route: route.abort())
    desk.page.get_by_label("Trạng thái").select_option("closed")
    expect(desk.page.get_by_role("alert")).to_contain_text("Không kết nối được với máy chủ")
    desk.page.unroute("**/api/v1/establishments*")
    desk.page.get_by_role("button", name="Thử lại").click()
    expect(desk.page.get_by_role("alert")).to_have_count(0)
