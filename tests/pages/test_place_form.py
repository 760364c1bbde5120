"""An establishment entered and changed at the desk, by its pin as well; nobody's words are lost."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.axe import axe_faults
from tests.pages.desk import Desk
from tests.people import Person

Desks = Callable[..., Desk]


def test_a_place_is_entered_with_its_point_by_a_click(desk_of: Desks, inspector: Person) -> None:
    page = desk_of("inspector").page
    page.goto("/establishments")
    page.get_by_role("button", name="Thêm cơ sở").click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("button", name="Lưu thay đổi").click()
    expect(panel.get_by_role("alert").first).to_be_visible()
    panel.get_by_label("Tên cơ sở").fill("Nhà nghỉ Mới")
    panel.get_by_label("Địa bàn").select_option(label="Phường Đông Kinh")
    panel.locator(".pin-map").click(position={"x": 120, "y": 90})
    expect(panel.get_by_label("Tọa độ")).to_have_value(re.compile(r"^2\d\.\d{6}, 10\d\.\d{6}$"))
    assert axe_faults(page) == []
    panel.get_by_role("button", name="Lưu thay đổi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhà nghỉ Mới")
    (found,) = inspector.get("/establishments").json["items"]
    assert found["point"]["coordinates"][0] > 100


def test_what_somebody_else_changed_is_told_and_both_are_kept(
    desk_of: Desks, inspector2: Person, hotel: dict[str, Any]
) -> None:
    page = desk_of("inspector").page
    page.goto(f"/establishments/{hotel['id']}")
    page.get_by_role("button", name="Sửa cơ sở").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Số phòng").fill("31")
    changed = inspector2.patch(
        f"/establishments/{hotel['id']}", {"stars": 4}, headers={"If-Match": '"1"'}
    )
    assert changed.status_code == 200
    panel.get_by_role("button", name="Lưu thay đổi").click()
    panel.get_by_role("button", name="Xem người khác đã sửa gì").click()
    expect(panel.get_by_text("Hạng sao: 4")).to_be_visible()
    panel.get_by_role("button", name="Giữ những gì tôi ghi").click()
    panel.get_by_role("button", name="Lưu thay đổi").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    stored = inspector2.get(f"/establishments/{hotel['id']}").json
    assert (stored["rooms"], stored["version"]) == (31, 3)


def test_the_dashboard_opens_every_number_and_tells_who_is_late(
    desk_of: Desks, reporter: Person
) -> None:
    window = {"name": "Đợt cao điểm", "from": "2026-07-01", "to": "2026-09-30"}
    reporter.post("/campaigns", {**window, "targets": {"visits": 10}})
    page = desk_of("leader").page
    page.goto("/dashboard")
    expect(page.get_by_role("link", name="Xem hồ sơ của C2a: 0")).to_be_visible()
    expect(page.get_by_text("Lượt cơ sở được kiểm tra theo quý")).to_be_visible()
    expect(page.get_by_role("link", name="Phòng Quản lý du lịch")).to_be_visible()
    expect(page.get_by_role("heading", name="Đợt cao điểm", exact=True)).to_be_visible()
    assert axe_faults(page) == []
