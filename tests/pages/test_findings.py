"""What must be remedied: the list, a remedy confirmed, a sanction and a transfer recorded."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.axe import axe_faults
from tests.builders import a_visit, answers
from tests.pages.desk import Desk
from tests.pages.world import FAILED, a_failed_visit, sent
from tests.people import Person

Desks = Callable[..., Desk]
VIOLATION = {"item": "CG-01", "basis": "ND282-2025-D10", "record_no": "01/BB-VPHC"}
LATER = {"started_at": "2026-11-12T08:30:00+07:00"}


def opened(page: Page, name: str) -> Any:
    """The panel that a button opens."""
    page.get_by_role("button", name=name).first.click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("button").last).to_be_visible()
    return panel


def test_the_list_is_narrowed_by_the_address_and_leads_to_the_visit(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    late = answers(CG_01={**FAILED, "remedy_by": "2026-11-04"})
    visit = sent(inspector, a_visit(hotel["id"], answers=late))
    sent(inspector, a_visit(hotel["id"], answers=answers(CG_01={**FAILED, "remedy_by": None})))
    page = desk_of("inspector").page
    page.goto("/findings")
    rows = page.get_by_role("rowheader")
    expect(rows).to_have_count(2)
    expect(page.get_by_role("row").nth(1)).to_contain_text("04/11/2026")
    page.get_by_label("Tình trạng").select_option("met")
    expect(page.get_by_text("Không có nội dung nào hợp")).to_be_visible()
    page.get_by_role("button", name="Bỏ các điều kiện lọc").click()
    page.get_by_label("Có hạn trước ngày").fill("2026-11-05")
    expect(rows).to_have_count(1)
    page.reload()
    expect(rows).to_have_count(1)
    rows.get_by_role("link").click()
    expect(page).to_have_url(re.compile(visit["id"]))


def test_a_remedy_is_confirmed_by_a_document_and_taken_back(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    sent(inspector, a_failed_visit(hotel))
    page = desk_of("inspector").page
    page.goto("/findings?state=every")
    panel = opened(page, "Xác nhận khắc phục")
    panel.get_by_role("button", name="Xác nhận khắc phục").click()
    expect(panel.get_by_role("alert")).to_contain_text("Nhập số văn bản.")
    panel.get_by_label("Số văn bản").fill("12/BC-KS")
    panel.get_by_label("Ngày văn bản").fill("2026-11-10")
    panel.get_by_label("Đã khắc phục từ ngày").fill("2026-11-09")
    panel.get_by_role("button", name="Xác nhận khắc phục").click()
    row = page.get_by_role("row", name="CG-01")
    expect(row).to_contain_text("Đã khắc phục")
    expect(row).to_contain_text("VB 12/BC-KS ngày 10/11/2026")
    expect(page.get_by_role("dialog")).to_have_count(0)
    panel = opened(page, "Sửa – CG-01")
    panel.get_by_label("Bản ghi cũ").select_option("void")
    panel.get_by_label("Lý do sửa").fill("Nhầm cơ sở")
    panel.get_by_role("button", name="Ghi bản sửa").click()
    expect(row.get_by_role("button", name="Xác nhận khắc phục")).to_be_visible()
    expect(row).not_to_contain_text("VB 12/BC-KS")


def test_a_later_visit_is_offered_as_what_confirms_it(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    sent(inspector, a_failed_visit(hotel))
    later = sent(inspector, a_visit(hotel["id"], **LATER))
    page = desk_of("reviewer").page
    page.goto("/findings")
    panel = opened(page, "Xác nhận khắc phục")
    expect(panel.get_by_label("Lượt kiểm tra", exact=True)).to_have_value(later["id"])
    panel.get_by_label("Đã khắc phục từ ngày").fill("2026-11-12")
    panel.get_by_role("button", name="Xác nhận khắc phục").click()
    expect(page.get_by_text("Không còn nội dung nào phải khắc phục")).to_be_visible()


def test_a_sanction_and_a_transfer_are_recorded_on_the_visit_s_page(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    visit = sent(inspector, a_failed_visit(hotel, violations=[VIOLATION]))
    page = desk_of("inspector").page
    page.goto(f"/visits/{visit['id']}")
    panel = opened(page, "Ghi quyết định xử phạt")
    panel.get_by_label("Số quyết định").fill("15/QĐ-XPHC")
    panel.get_by_label("Ngày quyết định").fill("2026-11-12")
    panel.get_by_label("Người, cơ quan").fill("Chủ tịch UBND phường")
    panel.get_by_label("Tiền phạt").fill("4.000.000")
    panel.get_by_label("Đình chỉ, tước").select_option("suspension")
    panel.get_by_role("button", name="Ghi", exact=True).click()
    expect(panel.get_by_role("alert")).to_contain_text("Nhập ngày bắt đầu.")
    panel.get_by_label("Từ ngày").fill("2026-11-15")
    panel.get_by_role("button", name="Ghi", exact=True).click()
    row = page.get_by_role("row", name="15/QĐ-XPHC")
    expect(row).to_contain_text("4.000.000")
    expect(row).to_contain_text("Đình chỉ hoạt động")
    panel = opened(page, "Ghi việc chuyển")
    panel.get_by_label("Chuyển đến").fill("Công an phường")
    panel.get_by_label("Ngày chuyển").fill("2026-11-13")
    panel.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_role("row", name="Công an phường")).to_contain_text("13/11/2026")
    assert inspector.get(f"/visits/{visit['id']}").json["sanctions"][0]["fine_vnd"] == 4_000_000


def test_who_may_not_record_reads_what_was(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    visit = sent(inspector, a_failed_visit(hotel, violations=[VIOLATION]))
    page = desk_of("leader").page
    page.goto(f"/visits/{visit['id']}")
    expect(page.get_by_role("heading", name="Vi phạm hành chính")).to_be_visible()
    expect(page.get_by_role("button", name="Ghi quyết định xử phạt")).to_have_count(0)


@pytest.mark.parametrize(("width", "language"), [(820, "vi"), (1366, "en")])
def test_axe_finds_nothing_on_the_list_and_in_the_panels(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any], width: int, language: str
) -> None:
    visit = sent(inspector, a_failed_visit(hotel, violations=[VIOLATION]))
    desk = desk_of("inspector", viewport={"width": width, "height": 900})
    desk.context.add_init_script(f"localStorage.setItem('an-tru-language', '{language}')")
    page = desk.page
    page.goto("/findings")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    assert axe_faults(page) == []
    page.locator("main table button").click()
    expect(page.get_by_role("dialog").locator("form")).to_be_visible()
    assert axe_faults(page) == []
    page.goto(f"/visits/{visit['id']}")
    page.locator(".section-head button").first.click()
    expect(page.get_by_role("dialog").locator("form")).to_be_visible()
    assert axe_faults(page) == []
