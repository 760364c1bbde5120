"""Signing in, being sent to sign in, staying signed in, signing out."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.pages.desk import Desk

Desks = Callable[..., Desk]


def fill(page: Page, username: str, password: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_label("Mật khẩu").press("Enter")


def test_the_right_password_leads_to_the_start_page(desk_of: Desks) -> None:
    page = desk_of().page
    page.goto("/")
    expect(page).to_have_url(re.compile("/sign-in$"))
    fill(page, "inspector", "antru-demo")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bắt đầu từ cơ sở cần kiểm tra")
    expect(page.locator("header")).to_contain_text("Phòng Quản lý du lịch (minh họa)")


def test_a_wrong_password_is_told_beside_the_field_and_at_the_top(desk_of: Desks) -> None:
    page = desk_of().page
    page.goto("/sign-in")
    fill(page, "inspector", "something else")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Mật khẩu")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#password-error")).to_contain_text("không đúng")
    summary.get_by_role("link").click()
    expect(page.get_by_label("Mật khẩu")).to_be_focused()


def test_nothing_typed_is_told_field_by_field_without_asking_the_server(desk_of: Desks) -> None:
    page = desk_of().page
    page.goto("/sign-in")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator("#username-error")).to_have_text("Nhập tên đăng nhập.")
    expect(page.locator("#password-error")).to_have_text("Nhập mật khẩu.")
    assert not [url for url in asked if "/auth/login" in url]


def test_one_tap_on_the_cast_fills_the_form(desk_of: Desks) -> None:
    page = desk_of().page
    page.goto("/sign-in")
    page.get_by_role("button", name="reporter Người làm báo cáo").click()
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("reporter")
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Số liệu Quý")


def test_who_was_sent_to_sign_in_comes_back_to_where_they_were(desk_of: Desks) -> None:
    page = desk_of().page
    page.goto("/figures?period=2026-Q1&basis=calendar")
    expect(page).to_have_url(re.compile("/sign-in"))
    fill(page, "leader", "antru-demo")
    expect(page).to_have_url(re.compile(r"/figures\?period=2026-Q1&basis=calendar$"))


@pytest.mark.parametrize("back", ["//example.org/", "https://example.org/", "/\\example.org", "x"])
def test_the_way_back_never_leaves_the_site(desk_of: Desks, address: str, back: str) -> None:
    page = desk_of().page
    page.goto(f"/sign-in?back={quote(back, safe='')}")
    fill(page, "inspector", "antru-demo")
    expect(page).to_have_url(f"{address}/")


def test_an_expired_access_is_renewed_unseen(desk_of: Desks) -> None:
    desk = desk_of("reviewer")
    desk.context.clear_cookies(name="antru_access")
    desk.page.goto("/")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Hồ sơ chờ xét duyệt")


def test_signing_out_ends_the_session(desk_of: Desks) -> None:
    page = desk_of("inspector").page
    page.goto("/")
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page).to_have_url(re.compile("/sign-in$"))
    page.goto("/establishments")
    expect(page).to_have_url(re.compile("/sign-in"))
