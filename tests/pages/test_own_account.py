"""One's own account on the pages: settled before anything else, kept in order afterwards."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from service.domain.demo_cast import DEMO_PASSWORD
from service.usecases.passwords import hashed
from tests.api.strict import Authenticator, be_strict, enrolled
from tests.pages.desk import Desk

Desks = Callable[..., Desk]
NEW = "con gà trống gáy sớm"


@pytest.fixture
def strict(repos: Any) -> Iterator[Any]:
    """The house without its demo mode, the cast restored afterwards."""
    policy, before = repos.policy, list(repos.accounts.rows.find({}))
    be_strict(repos)
    yield repos
    repos.policy = policy
    for row in before:
        repos.accounts.rows.replace_one({"_id": row["_id"]}, row)


def sign_in(page: Page, username: str, password: str = DEMO_PASSWORD) -> None:
    page.goto("/sign-in?back=%2Ffigures")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_label("Mật khẩu").press("Enter")


def change_password(page: Page, old: str, new: str, again: str) -> None:
    page.get_by_label("Mật khẩu đang dùng").fill(old)
    page.get_by_label("Mật khẩu mới", exact=True).fill(new)
    page.get_by_label("Nhập lại mật khẩu mới").fill(again)
    page.get_by_role("button", name="Đổi mật khẩu").click()


def test_a_first_sign_in_leads_over_a_password_and_a_second_factor_to_work(
    desk_of: Desks, strict: Any
) -> None:
    given = {"password_hash": hashed(DEMO_PASSWORD), "must_change_password": True}
    strict.accounts.change("leader", given)
    page = desk_of().page
    sign_in(page, "leader")
    expect(page).to_have_url(re.compile("/settle"))
    change_password(page, DEMO_PASSWORD, "password1234", "password1234")
    expect(page.locator("#new-error")).to_contain_text("dễ đoán")
    change_password(page, DEMO_PASSWORD, NEW, "khác")
    expect(page.locator("#again-error")).to_contain_text("không giống nhau")
    change_password(page, DEMO_PASSWORD, NEW, NEW)
    expect(page.get_by_role("img", name="Mã QR cho ứng dụng xác minh")).to_be_visible()
    telephone = Authenticator(page.locator(".secret").inner_text().replace(" ", ""))
    page.get_by_label("Mã 6 số đang hiện trong ứng dụng").fill("000000")
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.locator("#otp-error")).to_contain_text("không đúng")
    page.get_by_label("Mã 6 số đang hiện trong ứng dụng").fill(telephone.code())
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("button", name="Bắt đầu làm việc").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Số liệu")


def test_the_code_is_asked_for_after_the_password(app: Flask, desk_of: Desks, strict: Any) -> None:
    codes = enrolled(app, "reviewer")[2]
    page = desk_of().page
    sign_in(page, "reviewer")
    expect(page.get_by_label("Mã xác minh")).to_be_focused()
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.locator("#otp-error")).to_have_text("Nhập mã xác minh.")
    page.get_by_label("Mã xác minh").fill("000000")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.locator("#otp-error")).to_contain_text("không đúng")
    page.get_by_label("Mã xác minh").fill(codes[0])
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Số liệu")
    page.goto("/account")
    expect(page.locator("main")).to_contain_text("Còn 9 mã khôi phục")


def test_who_has_not_settled_is_led_there_from_any_page(desk_of: Desks, strict: Any) -> None:
    page = desk_of("reviewer").page
    page.goto("/establishments")
    expect(page).to_have_url(re.compile("/settle"))
    expect(page.get_by_role("heading", level=2)).to_have_text("Bật bước xác minh thứ hai")


def test_what_is_delicate_asks_for_a_fresh_code_and_then_goes_on(
    app: Flask, desk_of: Desks, strict: Any
) -> None:
    _, telephone, _ = enrolled(app, "admin")
    page = desk_of().page
    sign_in(page, "admin")
    page.get_by_label("Mã xác minh").fill(telephone.code())
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Số liệu")
    strict.sessions.rows.update_many({"username": "admin"}, {"$set": {"proved_at": None}})
    page.goto("/account")
    page.get_by_role("button", name="Tạo mã khôi phục mới").click()
    page.get_by_label("Mã xác minh").fill(telephone.code())
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator(".codes li")).to_have_count(10)


def test_devices_are_named_and_revoked_and_sessions_ended(desk_of: Desks) -> None:
    elsewhere, desk = desk_of("inspector"), desk_of("inspector")
    page = desk.page
    page.goto("/account")
    devices = page.get_by_role("table", name="Thiết bị")
    sessions = page.get_by_role("table", name="Phiên đang mở")
    expect(devices.get_by_role("row")).to_have_count(3)
    devices.get_by_role("button", name="Đổi tên").first.click()
    devices.get_by_label("Tên mới").fill("Máy bàn phòng 2")
    devices.get_by_role("button", name="Lưu").click()
    expect(devices).to_contain_text("Máy bàn phòng 2")
    ends = sessions.get_by_role("button", name="Kết thúc")
    before = ends.count()
    ends.first.click()
    expect(ends).to_have_count(before - 1)
    other = devices.get_by_role("row").filter(has_not_text="Máy bàn phòng 2").nth(1)
    other.get_by_role("button", name="Thu hồi").click()
    devices.get_by_role("button", name="Thu hồi máy này").click()
    expect(devices).to_contain_text("Đã thu hồi")
    elsewhere.page.goto("/visits")
    expect(elsewhere.page).to_have_url(re.compile("/sign-in"))


def test_a_changed_password_is_told(desk_of: Desks, strict: Any) -> None:
    page = desk_of("inspector").page
    page.goto("/account")
    change_password(page, "wrong", NEW, NEW)
    expect(page.locator("#old-error")).to_contain_text("không đúng")
    change_password(page, DEMO_PASSWORD, NEW, NEW)
    expect(page.get_by_role("status").filter(has_text="Đã đổi mật khẩu")).to_be_visible()


@pytest.mark.parametrize("width", [360, 820, 1366])
def test_no_step_scrolls_sideways(desk_of: Desks, strict: Any, width: int) -> None:
    desk = desk_of("leader", viewport={"width": width, "height": 800})
    page = desk.page
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    page.goto("/settle")
    expect(page.locator(".qr")).to_be_visible()
    assert page.evaluate(wider) <= 0
    telephone = Authenticator(page.locator(".secret").inner_text().replace(" ", ""))
    page.get_by_label("Mã 6 số đang hiện trong ứng dụng").fill(telephone.code())
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.locator(".codes")).to_be_visible()
    assert page.evaluate(wider) <= 0
    page.goto("/account")
    expect(page.get_by_role("table", name="Phiên đang mở")).to_be_visible()
    assert page.evaluate(wider) <= 0
