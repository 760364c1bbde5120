"""The figures of a period: table, chart, and the records behind a number."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.pages.desk import Desk
from tests.pages.world import FLAGGED, a_failed_visit, sent
from tests.people import Person
from tests.referrals import work_on

Desks = Callable[..., Desk]
PERIOD = "/figures?period=2026-Q4&basis=statutory"


@pytest.fixture
def visited(inspector: Person, hotel: dict[str, Any]) -> dict[str, Any]:
    """A hotel that was visited in the fourth quarter, with a flag."""
    return sent(inspector, a_failed_visit(hotel, **FLAGGED))


def test_the_table_tells_each_figure_and_the_chart_draws_it(
    desk_of: Desks, visited: dict[str, Any]
) -> None:
    page = desk_of("leader").page
    page.goto(PERIOD)
    row = page.get_by_role("table", name="Số liệu kỳ").get_by_role("row", name="C6a")
    expect(row.get_by_role("cell").nth(1)).to_have_text("4")
    expect(page.get_by_text("Từ 15/09/2026 đến hết 14/12/2026")).to_be_visible()
    kinds = page.get_by_role("table", name="Lượt kiểm tra theo loại hình")
    expect(kinds.get_by_role("row", name="Khách sạn")).to_contain_text("1")
    expect(kinds.locator("rect").first).to_have_attribute("width", "100%")


def test_the_picker_changes_the_period_and_the_address(
    desk_of: Desks, visited: dict[str, Any]
) -> None:
    page = desk_of("reporter").page
    page.goto(PERIOD)
    page.get_by_label("Kỳ báo cáo").select_option("Q3")
    page.get_by_label("Cách tính ngày").select_option("calendar")
    expect(page.get_by_text("Từ 01/07/2026 đến hết 30/09/2026")).to_be_visible()
    expect(page).to_have_url(re.compile(r"period=2026-Q3&basis=calendar$"))
    page.reload()
    expect(page.get_by_label("Kỳ báo cáo")).to_have_value("Q3")


def test_a_campaign_is_a_period_of_its_own(desk_of: Desks, admin: Person) -> None:
    campaign = {"name": "Đợt cao điểm thử", "from": "2026-07-01", "to": "2026-09-30"}
    assert admin.post("/campaigns", campaign).status_code == 201
    page = desk_of("leader").page
    page.goto(PERIOD)
    page.get_by_label("Kỳ báo cáo").select_option(label="Đợt cao điểm thử")
    expect(page.get_by_text("Từ 01/07/2026 đến hết 30/09/2026")).to_be_visible()
    expect(page.get_by_label("Năm", exact=True)).to_be_disabled()


def test_a_number_opens_to_its_records_and_escape_closes_them(
    desk_of: Desks, visited: dict[str, Any]
) -> None:
    page = desk_of("leader").page
    page.goto(PERIOD)
    page.get_by_role("button", name="Xem hồ sơ của C2a: 1").click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("Khách sạn Hoa Đào")
    expect(page).to_have_url(re.compile("figure=C2a"))
    expect(panel.get_by_role("link", name="Lượt kiểm tra ngày 03/11/2026")).to_have_attribute(
        "href", f"/visits/{visited['id']}"
    )
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page).not_to_have_url(re.compile("figure="))


def test_a_reporter_is_shown_no_way_to_a_visit(desk_of: Desks, visited: dict[str, Any]) -> None:
    page = desk_of("reporter").page
    page.goto(f"{PERIOD}&figure=C2a")
    expect(page.get_by_role("dialog")).to_contain_text("03/11/2026")
    expect(page.get_by_role("dialog").locator("a[href^='/visits/']")).to_have_count(0)


def test_only_a_reviewer_opens_what_was_noted_in_confidence(
    desk_of: Desks, visited: dict[str, Any]
) -> None:
    sealed = "Xem hồ sơ của E1a: 1"
    page = desk_of("reviewer").page
    page.goto(PERIOD)
    expect(page.get_by_role("button", name=sealed)).to_be_visible()
    page = desk_of("leader").page
    page.goto(PERIOD)
    expect(page.get_by_role("row", name="E1a")).to_contain_text("1")
    expect(page.get_by_role("button", name=sealed)).to_have_count(0)


def test_what_left_a_case_opens_to_its_case(
    desk_of: Desks, inspector: Person, reviewer: Person, reviewer2: Person, hotel: dict[str, Any]
) -> None:
    work = work_on(inspector, reviewer, reviewer2, hotel)
    work.sent()
    page = desk_of("reviewer").page
    page.goto("/figures")
    page.get_by_role("button", name="Xem hồ sơ của E2: 1").click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("Tin báo về tội phạm")
    expect(panel.get_by_role("link", name="Hồ sơ có tin gửi")).to_have_attribute(
        "href", f"/cases/{work.case}"
    )


def test_an_inspector_who_comes_by_the_address_is_told_where_to_go(desk_of: Desks) -> None:
    page = desk_of("inspector").page
    page.goto("/figures")
    expect(page.get_by_text("Vai trò của bạn không xem số liệu kỳ")).to_be_visible()


def test_a_period_that_makes_no_sense_is_told_in_words(desk_of: Desks) -> None:
    page = desk_of("leader").page
    page.goto("/figures?period=2026-Q9")
    expect(page.get_by_role("alert")).to_contain_text("Kỳ báo cáo phải có dạng")
