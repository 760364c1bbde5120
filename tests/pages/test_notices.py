"""What waits shows on the bell of every page and on a page of its own; told by mail by choice."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.axe import axe_faults
from tests.builders import CALLED, a_flag, a_visit
from tests.pages.desk import Desk
from tests.people import Person

Desks = Callable[..., Desk]


def test_a_red_case_rings_on_every_page_until_it_is_seen(
    desk_of: Desks, inspector: Person, reviewer: Person, hotel: dict[str, Any]
) -> None:
    visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED)
    assert inspector.put_new("/visits", visit).status_code == 201
    page = desk_of("reviewer").page
    page.goto("/establishments")
    bell = page.get_by_role("link", name="Thông báo: 1 chưa xem")
    expect(bell).to_be_visible()
    bell.click()
    row = page.get_by_role("row").filter(has_text="mức đỏ trong địa bàn")
    expect(row).to_contain_text("Chưa xem")
    assert "Hoa Đào" not in page.locator("main").inner_text()
    row.get_by_role("link", name="Mở").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Khách sạn Hoa Đào")
    page.goto("/notices")
    expect(page.get_by_role("row").filter(has_text="Đã xem")).to_have_count(1)
    expect(page.get_by_role("link", name="Thông báo", exact=True)).to_be_visible()
    assert reviewer.get("/me/notices").json["unseen"] == 0


def test_everybody_chooses_whether_and_where_to_be_told(
    desk_of: Desks, leader: Person, repos: Any
) -> None:
    page = desk_of("leader").page
    page.goto("/account")
    page.get_by_label("Địa chỉ thư điện tử").fill("không phải thư")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("#email-error")).to_contain_text("chưa đúng")
    page.get_by_label("Địa chỉ thư điện tử").fill("lanh.dao@langson.invalid")
    page.get_by_label("Báo cho tôi qua thư").uncheck()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    told = leader.get("/me").json
    assert (told["email"], told["told_by_mail"]) == ("lanh.dao@langson.invalid", False)
    page.goto("/notices")
    expect(page.get_by_text("Chưa có thông báo nào")).to_be_visible()
    assert axe_faults(page) == []
