"""Each role begins with what it does first."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.pages.desk import Desk
from tests.pages.world import FLAGGED, a_failed_visit, sent
from tests.people import Person

Desks = Callable[..., Desk]

PLACES = {
    "inspector": ["Trang chủ", "Sổ cơ sở", "Bản đồ", "Lượt kiểm tra", "Khắc phục", "Kế hoạch"],
    "reviewer": [
        "Trang chủ",
        "Hồ sơ",
        "Sổ cơ sở",
        "Bản đồ",
        "Lượt kiểm tra",
        "Khắc phục",
        "Kế hoạch",
        "Số liệu kỳ",
    ],
    "reporter": ["Trang chủ", "Sổ cơ sở", "Bản đồ", "Kế hoạch", "Số liệu kỳ"],
    "leader": ["Trang chủ", "Sổ cơ sở", "Bản đồ", "Lượt kiểm tra", "Kế hoạch", "Số liệu kỳ"],
    "admin": [
        "Trang chủ",
        "Sổ cơ sở",
        "Bản đồ",
        "Lượt kiểm tra",
        "Kế hoạch",
        "Số liệu kỳ",
        "Quản trị",
    ],
}


@pytest.mark.parametrize("username", PLACES)
def test_the_navigation_leads_where_the_role_may_go(desk_of: Desks, username: str) -> None:
    page = desk_of(username).page
    page.goto("/")
    places = page.get_by_role("navigation", name="Các trang").get_by_role("link")
    expect(places).to_have_text(PLACES[username])


def test_an_inspector_sees_the_unit_s_latest_visits_and_searches(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    sent(inspector, a_failed_visit(hotel))
    page = desk_of("inspector2").page
    page.goto("/")
    row = page.get_by_role("row", name="Khách sạn Hoa Đào")
    expect(row).to_contain_text("03/11/2026")
    expect(row).to_contain_text("1 mục không đạt")
    page.get_by_label("Tìm trong sổ cơ sở").fill("hoa dao")
    page.get_by_label("Tìm trong sổ cơ sở").press("Enter")
    expect(page.get_by_role("row", name="Khách sạn Hoa Đào")).to_be_visible()


def test_a_reviewer_takes_a_case_from_the_queue(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    sent(inspector, a_failed_visit(hotel, **FLAGGED))
    page = desk_of("reviewer").page
    page.goto("/")
    row = page.get_by_role("row", name="Khách sạn Hoa Đào")
    expect(row).to_contain_text("Đỏ")
    expect(row).to_contain_text("Mới")
    row.get_by_role("button", name="Nhận hồ sơ").click()
    expect(row).to_contain_text("Đang xử lý")
    expect(row).to_contain_text("bạn đang giữ")
    expect(row.get_by_role("button")).to_have_count(0)


def test_a_case_that_another_took_meanwhile_is_told_in_words(
    desk_of: Desks, inspector: Person, reviewer2: Person, hotel: dict[str, Any]
) -> None:
    sent(inspector, a_failed_visit(hotel, **FLAGGED))
    page = desk_of("reviewer").page
    page.goto("/")
    button = page.get_by_role("button", name="Nhận hồ sơ")
    expect(button).to_be_visible()
    case = reviewer2.get("/cases").json["items"][0]
    assert reviewer2.post(f"/cases/{case['id']}/claim").status_code == 200
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("đã có người nhận")
    page.get_by_role("button", name="Thử lại").click()
    expect(page.get_by_role("row", name="Khách sạn Hoa Đào")).to_contain_text("reviewer2")


def test_a_reviewer_goes_from_the_start_to_the_queue(desk_of: Desks) -> None:
    page = desk_of("reviewer").page
    page.goto("/")
    page.get_by_role("link", name="Mở hàng chờ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hàng chờ hồ sơ")


def test_an_empty_queue_says_so(desk_of: Desks) -> None:
    page = desk_of("reviewer").page
    page.goto("/")
    expect(page.get_by_text("Không có hồ sơ nào")).to_be_visible()


@pytest.mark.parametrize("username", ["reporter", "leader"])
def test_figures_in_short_for_who_reports_and_who_leads(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any], username: str
) -> None:
    page = desk_of(username).page
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Số liệu Quý")
    page.get_by_role("link", name="Xem mọi chỉ tiêu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Số liệu kỳ")


def test_an_administrator_sees_the_accounts(desk_of: Desks) -> None:
    page = desk_of("admin").page
    page.goto("/")
    table = page.get_by_role("table", name="Tài khoản")
    expect(table.get_by_role("row")).to_have_count(9)
    expect(table).to_contain_text("reviewer2")
