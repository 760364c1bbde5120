"""Plans on the desk: an inspection from decision to end, a document with a task, campaigns."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.axe import axe_faults
from tests.builders import a_visit, an_establishment
from tests.pages.desk import Desk
from tests.people import Person

Desks = Callable[..., Desk]


def test_an_inspection_from_its_decision_to_its_end(
    desk_of: Desks, inspector: Person, inspector2: Person, hotel: dict[str, Any]
) -> None:
    other = inspector.put_new("/establishments", an_establishment(name="Nhà nghỉ Hai")).json
    page = desk_of("inspector").page
    page.goto("/inspections")
    page.get_by_role("button", name="Lập cuộc kiểm tra").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Tên", exact=True).fill("Kiểm tra quý IV")
    panel.get_by_role("button", name="Lưu thay đổi").click()
    expect(panel.get_by_role("alert")).to_contain_text("Cần ghi mục này")
    panel.get_by_label("Từ ngày").fill("2026-10-01")
    panel.get_by_label("Đến hết ngày").fill("2026-12-31")
    panel.get_by_label("Số quyết định").fill("15/QĐ-SVHTTDL")
    panel.get_by_role("button", name="Lưu thay đổi").click()
    page.get_by_role("link", name="Kiểm tra quý IV").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm tra quý IV")
    expect(page.get_by_text("15/QĐ-SVHTTDL")).to_be_visible()

    page.get_by_role("button", name="Sửa đoàn").click()
    panel.get_by_label("Người kiểm tra một").check()
    panel.get_by_label("Người kiểm tra hai").check()
    panel.get_by_label("Người của cơ quan khác").fill("Nông Văn Minh Họa, Công an tỉnh")
    panel.get_by_role("button", name="Lưu thay đổi").click()
    expect(page.get_by_role("listitem").filter(has_text="Trưởng đoàn")).to_contain_text("một")
    expect(page.get_by_text("Công an tỉnh")).to_be_visible()

    page.get_by_role("button", name="Thêm cơ sở").click()
    panel.get_by_role("button", name="Thêm cả 2 cơ sở tìm thấy").click()
    expect(page.get_by_text("Đã thêm 2 cơ sở")).to_be_visible()
    page.get_by_label("Chọn tất cả đang hiện").check()
    page.get_by_label("Giao cho ai").select_option(label="Người kiểm tra hai (minh họa)")
    page.get_by_role("button", name="Giao", exact=True).click()
    expect(page.get_by_text("Đã giao 2 cơ sở.")).to_be_visible()

    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.locator(".lead .tag")).to_have_text("Đang tiến hành")
    visit = a_visit(hotel["id"], inspection_id=page.url.rsplit("/", 1)[1][:36])
    assert inspector2.put_new("/visits", visit).status_code == 201
    page.reload()
    expect(page.get_by_role("row").filter(has_text=hotel["name"])).to_contain_text("Đã kiểm tra")
    assert axe_faults(page) == []
    page.get_by_label("Kết quả").select_option("waiting")
    expect(page.get_by_role("rowheader")).to_have_text([re.compile(other["name"])])
    page.get_by_role("button", name="Kết thúc").click()
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.locator("#move-reason-error")).to_contain_text("Còn 1 cơ sở")
    page.get_by_label("Lý do").fill("Cơ sở tạm nghỉ")
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.locator(".lead .tag")).to_have_text("Đã kết thúc")
    expect(page.get_by_role("button", name="Thêm cơ sở")).to_have_count(0)


def test_a_document_sets_a_task_and_its_unit_tells_how_far_it_is(desk_of: Desks) -> None:
    page = desk_of("reporter").page
    page.goto("/tasks")
    page.get_by_role("button", name="Đăng ký văn bản").click()
    panel = page.get_by_role("dialog")
    for label, words in (
        ("Số, ký hiệu", "40/KH-BCĐ"), ("Cơ quan ban hành", "Ban Chỉ đạo 138 tỉnh"),
        ("Trích yếu", "Kế hoạch năm 2026"),
    ):  # fmt: skip
        panel.get_by_label(label).fill(words)
    panel.get_by_role("button", name="Lưu thay đổi").click()
    page.get_by_role("button", name="Giao nhiệm vụ – 40/KH-BCĐ").click()
    panel.get_by_label("Đơn vị", exact=True).select_option("SVHTTDL-QLDL")
    panel.get_by_label("Việc phải làm").fill("Báo cáo kết quả")
    panel.get_by_label("Hạn").select_option("before")
    panel.get_by_label("Ngày", exact=True).fill("2026-10-02")
    panel.get_by_role("button", name="Lưu thay đổi").click()
    row = page.get_by_role("row").filter(has_text="Báo cáo kết quả")
    expect(row).to_contain_text("01/10/2026")
    expect(row).to_contain_text("Quá hạn")
    assert axe_faults(page) == []
    page = desk_of("inspector").page
    page.goto("/tasks?state=late")
    page.get_by_role("button", name="Báo tiến độ").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Đạt bao nhiêu phần trăm").fill("100")
    panel.get_by_label("Nội dung").fill("Đã gửi")
    panel.get_by_role("button", name="Lưu thay đổi").click()
    expect(page.get_by_text("Không có nhiệm vụ nào")).to_be_visible()
    page.goto("/tasks")
    expect(page.get_by_role("row").filter(has_text="Báo cáo kết quả")).to_contain_text("Xong muộn")
    expect(page.get_by_role("button", name="Giao nhiệm vụ")).to_have_count(0)


def test_a_campaign_is_made_with_its_targets(desk_of: Desks) -> None:
    page = desk_of("reporter").page
    page.goto("/campaigns")
    page.get_by_role("button", name="Lập đợt cao điểm").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Tên").fill("Đợt cao điểm 2027")
    panel.get_by_label("Từ ngày").fill("2027-07-01")
    panel.get_by_label("Đến hết ngày").fill("2027-09-30")
    panel.get_by_label("Chỉ tiêu lượt kiểm tra").fill("150")
    panel.get_by_label("Cơ quan phối hợp").fill("Công an tỉnh; Tỉnh đoàn")
    panel.get_by_role("button", name="Lưu thay đổi").click()
    row = page.get_by_role("row").filter(has_text="Đợt cao điểm 2027")
    expect(row).to_contain_text("Công an tỉnh; Tỉnh đoàn")
    expect(row).to_contain_text("0/150")
    assert axe_faults(page) == []


def test_who_only_reads_changes_nothing(desk_of: Desks, inspector: Person) -> None:
    body = {"name": "Kiểm tra", "kind": "planned", "from": "2026-10-01", "to": "2026-12-31"}
    made = inspector.post("/inspections", body).json
    page = desk_of("leader").page
    for path in ("/inspections", f"/inspections/{made['id']}", "/tasks", "/campaigns"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        for name in ("Lập", "Sửa đoàn", "Bắt đầu", "Thêm cơ sở", "Đăng ký"):
            expect(page.get_by_role("button", name=name)).to_have_count(0)
