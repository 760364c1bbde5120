"""Activities, returns and the summary on the desk, from what was done to an issued paper."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.axe import axe_faults
from tests.builders import an_activity
from tests.pages.desk import Desk
from tests.people import Person

Desks = Callable[..., Desk]
RETURN = "/returns/SVHTTDL-QLDL/2026-Q3"


def test_an_activity_is_recorded_and_one_entered_twice_is_merged(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    inspector.post("/activities", an_activity(title="Tuyên truyền ở chợ Kỳ Lừa"))
    page = desk_of("inspector").page
    page.goto("/activities")
    page.get_by_role("button", name="Ghi hoạt động").click()
    panel = page.get_by_role("dialog")
    panel.get_by_text("Cơ sở ký cam kết tại đây: 0").click()
    panel.get_by_label("Tìm cơ sở theo tên").fill("hoa dao")
    panel.get_by_role("button", name=hotel["name"]).click()
    expect(panel.get_by_text("Cơ sở ký cam kết tại đây: 1")).to_be_visible()
    panel.get_by_label("Nội dung").fill("Tuyên truyền ở chợ Kỳ Lừa")
    panel.get_by_label("Ngày").fill("2026-08-11")
    panel.get_by_label("Người dân").fill("25")
    panel.get_by_role("button", name="Lưu thay đổi").click()
    expect(panel.get_by_role("heading", name="Có thể đã ghi hai lần")).to_be_visible()
    assert axe_faults(page) == []
    panel.get_by_role("button", name="Là một, gộp vào hoạt động đó").click()
    expect(panel.get_by_text("Đã rút", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    page.get_by_role("button", name="Tuyên truyền ở chợ Kỳ Lừa").click()
    expect(panel.get_by_role("link", name=hotel["name"])).to_be_visible()


def test_from_a_return_to_an_issued_paper(desk_of: Desks, inspector: Person) -> None:
    inspector.post("/activities", an_activity(times=4))
    page = desk_of("reporter").page
    page.goto("/returns?period=2026-Q3")
    expect(page.get_by_text("đã nộp 0 trên 1")).to_be_visible()
    page.get_by_role("link", name="Phòng Quản lý du lịch").click()
    row = page.get_by_role("row").filter(has_text="B1 Buổi tuyên truyền")
    expect(row.get_by_role("cell").first).to_have_text("4")
    page.get_by_label("Đơn vị khai thêm – B1", exact=True).fill("3")
    page.get_by_role("button", name="Lưu bản thảo").click()
    expect(page.get_by_role("alert")).to_contain_text(["Chưa có mục này", "Độ dài"][1])
    page.get_by_label("Nguồn (văn bản, báo cáo) – B1", exact=True).fill("Báo cáo số 15")
    page.get_by_label("Ưu điểm; tồn tại").fill("Đạt kế hoạch.")
    assert axe_faults(page) == []
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.locator(".lead .tag")).to_have_text("Đã nộp")
    page.get_by_role("button", name="Nhận báo cáo").click()
    expect(page.locator(".lead .tag")).to_have_text("Đã nhận")

    page.goto("/summaries?period=2026-Q3")
    page.get_by_role("button", name="Soạn bản thảo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("quý III năm 2026")
    expect(page.get_by_text("Đã tổ chức 7 buổi")).to_be_visible()
    page.get_by_role("button", name="Sửa lời – III. ĐÁNH GIÁ").click()
    words = page.get_by_label("III. ĐÁNH GIÁ")
    words.fill("Tổ chức 99 buổi.")
    page.get_by_role("button", name="Lưu thay đổi").click()
    expect(page.get_by_text("Số gõ tay: 99")).to_be_visible()
    page.get_by_role("button", name="Sửa lời – III. ĐÁNH GIÁ").click()
    words.fill("Tổ chức {B1} buổi.")
    page.get_by_role("button", name="Lưu thay đổi").click()
    expect(page.get_by_text("Tổ chức 7 buổi.", exact=True)).to_be_visible()
    assert axe_faults(page) == []

    desk = desk_of("leader").page
    desk.goto(page.url)
    desk.get_by_role("button", name="Duyệt").click()
    desk.get_by_role("button", name="Phát hành").click()
    expect(desk.locator(".over")).to_contain_text("01/BC-SVHTTDL")
    desk.get_by_role("button", name="Xem hồ sơ của B1: 4").click()
    expect(desk.get_by_role("dialog").get_by_role("rowheader")).to_have_count(1)
    desk.keyboard.press("Escape")
    with desk.expect_download() as taken:
        desk.get_by_role("button", name="Tải XLSX").click()
    assert taken.value.suggested_filename == "bao-cao-2026-Q3.xlsx"


def test_of_two_who_write_a_return_at_once_the_later_is_told_and_keeps_the_words(
    desk_of: Desks, reporter: Person
) -> None:
    page = desk_of("reporter").page
    page.goto(RETURN)
    page.get_by_label("Kiến nghị, đề xuất").fill("Cấp thêm tờ rơi.")
    assert reporter.put(RETURN, {"narrative": {"campaign": "Của người khác"}}).status_code == 201
    page.get_by_role("button", name="Lưu bản thảo").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Kiến nghị, đề xuất")).to_have_value("Cấp thêm tờ rơi.")
    stored = reporter.get(RETURN).json
    assert stored["narrative"]["campaign"] == "Của người khác"
