"""What leaves a case, on its page: drafted, approved by another, sent, acknowledged, concluded."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.axe import axe_faults
from tests.builders import CALLED, a_flag, a_referral
from tests.pages.desk import Desk
from tests.pages.world import a_failed_visit, sent
from tests.people import Person
from tests.pictures import a_photo, sent_whole, sha256_of

Desks = Callable[..., Desk]
PHOTO = a_photo(640, 400)
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def visit(inspector: Person, hotel: dict[str, Any]) -> dict[str, Any]:
    """A red visit with a confidential photo."""
    flags = [a_flag("ROO-04", attachments=[sha256_of(PHOTO)]), a_flag("REG-09")]
    found = sent(inspector, a_failed_visit(hotel, flags=flags, emergency_call=CALLED))
    sent_whole(inspector, found["id"], PHOTO, part="sealed")
    return found


def card(page: Page) -> Any:
    """The one referral of the case."""
    return page.locator("article.referral")


def step(page: Page, name: str) -> None:
    """Open the panel of a step and take it."""
    card(page).get_by_role("button", name=name, exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


def taken(page: Page, name: str) -> Path:
    """The file that a button of the referral, or of the panel over it, brings."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path())


def test_a_red_case_goes_from_the_queue_to_its_result(desk_of: Desks, visit: Any) -> None:
    page, second = desk_of("reviewer").page, desk_of("reviewer2").page
    page.goto("/cases")
    page.get_by_role("button", name="Nhận hồ sơ").click()
    page.get_by_role("rowheader").get_by_role("link").click()
    expect(page.get_by_text("Chưa có tin nào.")).to_be_visible()
    page.get_by_role("button", name="Soạn tin").click()
    page.get_by_role("button", name="Lưu dự thảo").click()
    expect(page.get_by_role("alert")).to_contain_text("Xin ghi trích yếu.")
    page.get_by_label("Nơi nhận").select_option("commune_police")
    page.get_by_label("Trích yếu").fill("Nghi có người bị giữ, phòng 203")
    page.get_by_label("Nội dung").fill("Người A ở trong phòng khóa ngoài.")
    page.get_by_label("Ảnh 1, lượt ngày 03/11/2026").check()
    page.get_by_role("button", name="Thêm người").click()
    page.get_by_label("Tên quy ước trong phiếu").fill("Người A")
    page.get_by_label("Họ và tên thật").fill("Lò Thị Minh Họa")
    assert axe_faults(page) == []
    page.get_by_role("button", name="Lưu dự thảo").click()
    expect(card(page)).to_contain_text("Chờ người xét duyệt khác duyệt.")
    expect(card(page)).to_contain_text("Công an phường Đông Kinh")
    expect(page.get_by_text("Lò Thị Minh Họa")).to_have_count(0)
    second.goto(page.url)
    step(second, "Duyệt")
    expect(card(second)).to_contain_text("Đã duyệt, chưa gửi")
    page.reload()
    card(page).get_by_role("button", name="Ghi đã gửi").click()
    page.get_by_label("Số, ký hiệu văn bản").fill("15/TB-SVHTTDL")
    page.get_by_role("dialog").get_by_role("button", name="Ghi đã gửi").click()
    expect(card(page)).to_contain_text("còn 23 giờ")
    expect(page.locator(".head .case-marks")).to_contain_text("Đã chuyển")
    assert taken(page, "Tải PDF").read_bytes().startswith(b"%PDF")
    card(page).get_by_role("button", name="Hồ sơ mã hóa").click()
    page.get_by_label("Mật khẩu của tệp").fill("ngắn")
    page.get_by_role("button", name="Tải hồ sơ mã hóa").click()
    expect(page.get_by_text("Mật khẩu cần từ 12 ký tự.")).to_be_visible()
    assert axe_faults(page) == []
    page.get_by_label("Mật khẩu của tệp").fill("sương sớm Mẫu Sơn")
    assert taken(page, "Tải hồ sơ mã hóa").read_bytes().startswith(b"age-encryption.org/v1")
    card(page).get_by_text("Nội dung và các bước").click()
    expect(card(page)).to_contain_text("Bản 1: PDF · reviewer")
    expect(card(page)).to_contain_text("Bản 2: Hồ sơ mã hóa · reviewer")
    card(page).get_by_role("button", name="Ghi nơi nhận xác nhận").click()
    page.get_by_label("Số tiếp nhận").fill("45/TB-CA")
    assert axe_faults(page) == []
    page.get_by_role("dialog").get_by_role("button", name="Ghi nơi nhận xác nhận").click()
    expect(card(page)).to_contain_text("45/TB-CA")
    card(page).get_by_role("button", name="Ghi kết quả").click()
    page.get_by_label("Kết quả", exact=True).select_option("founded")
    page.get_by_label("Số người được tiếp nhận, hỗ trợ").fill("2")
    page.get_by_role("dialog").get_by_role("button", name="Ghi kết quả").click()
    expect(card(page)).to_contain_text("Có căn cứ")
    expect(card(page)).to_contain_text("Đã có kết quả")


def test_identities_are_shown_once_another_person_allows_it(
    desk_of: Desks, reviewer: Person, visit: Any
) -> None:
    case = reviewer.get("/cases").json["items"][0]["id"]
    reviewer.post(f"/cases/{case}/claim")
    people = [{"label": "Người A", "name": "Lò Thị Minh Họa"}]
    draft = a_referral(visit["id"], people=people)
    assert reviewer.post(f"/cases/{case}/referrals", draft).status_code == 201
    page, second = desk_of("reviewer").page, desk_of("reviewer2").page
    page.goto(f"/cases/{case}")
    card(page).get_by_role("button", name="Đề nghị xem danh tính").click()
    page.get_by_label("Lý do").last.fill("Đọc cho Công an phường qua điện thoại")
    page.get_by_role("dialog").get_by_role("button", name="Đề nghị xem danh tính").click()
    expect(card(page)).to_contain_text("chờ người khác đồng ý")
    second.goto(page.url)
    expect(card(second)).to_contain_text("Đọc cho Công an phường qua điện thoại")
    card(second).get_by_role("button", name="Đồng ý").click()
    expect(card(second).get_by_role("button", name="Đồng ý")).to_have_count(0)
    page.reload()
    card(page).get_by_role("button", name="Xem danh tính (một lần)").click()
    expect(card(page)).to_contain_text("Lò Thị Minh Họa")
    page.reload()
    expect(card(page).get_by_role("button", name="Đề nghị xem danh tính")).to_be_visible()
    expect(page.get_by_text("Lò Thị Minh Họa")).to_have_count(0)


@pytest.mark.parametrize(("width", "language"), [(360, "vi"), (820, "en"), (1366, "vi")])
def test_what_is_late_shows_on_the_case_and_over_the_queue_at_any_width(
    desk_of: Desks, reviewer: Person, repos: Any, visit: Any, width: int, language: str
) -> None:
    case = reviewer.get("/cases").json["items"][0]["id"]
    reviewer.post(f"/cases/{case}/claim")
    now = dt.datetime.now(dt.UTC)
    call = a_referral(visit["id"], type="emergency_call", called_at=now.isoformat())
    reviewer.post(f"/cases/{case}/referrals", call)
    gone = {"id": call["id"], "sent_at": now.isoformat()}
    reviewer.post(f"/cases/{case}/referrals/{call['id']}/sending", gone)
    late = {"$set": {"due_at": now - dt.timedelta(hours=2, minutes=1)}}
    repos.referrals.rows.update_one({}, late)
    desk = desk_of("reviewer", viewport={"width": width, "height": 900})
    desk.context.add_init_script(f"localStorage.setItem('an-tru-language', '{language}')")
    page = desk.page
    page.goto("/cases")
    expect(page.locator(".notice-warn")).to_contain_text({"vi": "2 giờ", "en": "2 h"}[language])
    expect(page.locator(".alert-line")).to_have_count(1)
    page.locator(".notice-warn").get_by_role("link").click()
    expect(page.locator(".clock-late")).to_be_visible()
    page.locator(".referral details summary").click()
    page.locator(".referrals .section-head button").click()
    page.get_by_role("button", name={"vi": "Thêm người", "en": "Add a person"}[language]).click()
    assert axe_faults(page) == []
    assert page.evaluate(WIDER) <= 0


def test_who_was_there_is_told_so_instead_of_being_offered_what_is_refused(
    desk_of: Desks, reviewer: Person, repos: Any, visit: Any
) -> None:
    case = reviewer.get("/cases").json["items"][0]["id"]
    repos.cases.rows.update_one({}, {"$addToSet": {"barred": "reviewer2"}})
    page = desk_of("reviewer2").page
    page.goto("/cases")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    expect(page.get_by_role("button", name="Nhận hồ sơ")).to_have_count(0)
    page.goto(f"/cases/{case}")
    expect(page.get_by_text("Bạn có mặt trong một lượt kiểm tra")).to_be_visible()
    expect(page.get_by_role("button", name="Nhận hồ sơ")).to_have_count(0)
    expect(page.get_by_label("Ghi chú mới")).to_have_count(0)


def test_a_case_elsewhere_is_opened_to_be_read_with_a_reason(
    desk_of: Desks, reviewer: Person, repos: Any, visit: Any, request: Any
) -> None:
    case = reviewer.get("/cases").json["items"][0]["id"]
    unit = repos.units.get("SVHTTDL")
    request.addfinalizer(lambda: repos.units.put(unit))
    repos.units.put({**unit, "areas": ["2025:06463"]})
    page = desk_of("reviewer").page
    page.goto(f"/cases/{case}")
    page.get_by_label("Vì sao phải đọc ngay").fill("gấp")
    page.get_by_role("button", name="Mở khẩn").click()
    expect(page.get_by_text("ít nhất 10 ký tự")).to_be_visible()
    page.get_by_label("Vì sao phải đọc ngay").fill("Nạn nhân vừa được đưa sang địa bàn tôi")
    assert axe_faults(page) == []
    page.get_by_role("button", name="Mở khẩn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Khách sạn Hoa Đào")
    expect(page.get_by_text("Hồ sơ này ngoài địa bàn của bạn")).to_be_visible()
    expect(page.get_by_role("button", name="Nhận hồ sơ")).to_have_count(0)
    expect(page.get_by_text("Nạn nhân vừa được đưa sang địa bàn tôi")).to_be_visible()
