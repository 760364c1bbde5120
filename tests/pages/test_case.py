"""One case on its page: what was seen, by which rule it is at its level, its past, its paper."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.axe import axe_faults
from tests.builders import CALLED, a_flag, an_establishment
from tests.pages.desk import Desk
from tests.pages.world import a_failed_visit, sent
from tests.people import Person
from tests.pictures import a_photo, sent_whole, sha256_of

Desks = Callable[..., Desk]
PHOTOS = [a_photo(640, 400), a_photo(320, 200)]
CHILD = {"label": "Người B, nữ, khoảng 15", "under_18": True}


@pytest.fixture
def case(inspector: Person, reviewer: Person, hotel: dict[str, Any]) -> dict[str, Any]:
    """A red case of a hotel that had another before, with two confidential photos."""
    sent(inspector, a_failed_visit(hotel, flags=[a_flag("REG-02")]))
    path = f"/cases/{reviewer.get('/cases').json['items'][0]['id']}"
    reviewer.post(f"{path}/claim")
    reviewer.post(f"{path}/decision", {"decision": "unfounded", "reason": "Khách tự giữ giấy tờ."})
    flags = [
        a_flag("ROO-04", attachments=[sha256_of(photo) for photo in PHOTOS]),
        a_flag("REG-09", person=CHILD),
    ]
    visit = sent(inspector, a_failed_visit(hotel, flags=flags, emergency_call=CALLED))
    for photo in PHOTOS:
        sent_whole(inspector, visit["id"], photo, part="sealed")
    return reviewer.get("/cases", open="true").json["items"][0]


@pytest.fixture
def page(desk_of: Desks, case: dict[str, Any]) -> Page:
    """The page of that case, by a reviewer who was not there."""
    page = desk_of("reviewer2").page
    page.goto(f"/cases/{case['id']}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Khách sạn Hoa Đào")
    return page


def test_a_case_says_what_was_seen_when_where_and_by_which_rule(page: Page) -> None:
    told = page.locator(".seen")
    for words in (
        "Lượt kiểm tra ngày 03/11/2026", "Đỏ", "Có dấu hiệu đặc biệt nghiêm trọng",
        "Có người dưới 18 tuổi: nâng một mức", "Đã gọi 113 lúc 09:01 ngày 03/11/2026.", "ROO-04",
        "Phòng bị khóa từ bên ngoài", "tầng 2 · 09:00 ngày 03/11/2026", "Cửa khóa từ ngoài.",
        "Người B, nữ, khoảng 15", "Dưới 18 tuổi",
    ):  # fmt: skip
        expect(told).to_contain_text(words)


def test_the_place_s_past_is_on_one_line_of_time(page: Page, case: dict[str, Any]) -> None:
    past = page.locator("section", has=page.get_by_role("heading", name="Cơ sở này trước đây"))
    expect(past.get_by_role("listitem")).to_have_count(4)
    expect(past).to_contain_text("Phải khắc phục CG-01: Thông báo lưu trú đủ. (hạn 01/12/2026)")
    expect(past).to_contain_text("Không có căn cứ")
    past.get_by_role("link", name="Mở hồ sơ khác").click()
    expect(page.get_by_text("Khách tự giữ giấy tờ.")).to_be_visible()
    expect(page.get_by_text("Giấy tờ của khách do người khác giữ")).to_be_visible()


def test_the_map_is_drawn_here_and_asks_nobody(page: Page) -> None:
    expect(page.get_by_role("img", name="Bản đồ: Khách sạn Hoa Đào")).to_be_visible()
    hosts = "performance.getEntriesByType('resource').map((one) => new URL(one.name).origin)"
    assert set(page.evaluate(hosts)) == {page.evaluate("location.origin")}


def test_photos_are_asked_for_only_when_looked_at_one_at_a_time(page: Page) -> None:
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_response(lambda answer: "preview=true" in answer.url) as first:
        page.get_by_role("button", name="Ảnh 1").click()
    assert first.value.status == 200
    viewer = page.get_by_role("dialog", name="Ảnh 1 trên 2")
    expect(viewer.get_by_role("img")).to_be_visible()
    assert len([url for url in asked if "/attachments/" in url]) == 1
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog", name="Ảnh 2 trên 2").get_by_role("img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_every_reader_is_listed(page: Page, case: dict[str, Any], reviewer: Person) -> None:
    reviewer.get(f"/cases/{case['id']}")
    page.reload()
    readers = page.locator("section", has=page.get_by_role("heading", name="Ai đã xem"))
    expect(readers.get_by_role("listitem").filter(has_text="reviewer2")).to_contain_text("2 lần")
    expect(readers.get_by_role("listitem")).to_have_count(2)


def test_signs_are_on_paper_only_when_asked_for(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.get_by_text("Cửa khóa từ ngoài.").first).to_be_hidden()
    expect(page.get_by_text("Phần dấu hiệu không in.")).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_label("In cả phần dấu hiệu").check()
    page.emulate_media(media="print")
    expect(page.get_by_text("Cửa khóa từ ngoài.").first).to_be_visible()
    expect(page.get_by_text("MẬT. In bởi")).to_contain_text("reviewer2")


@pytest.mark.parametrize("width", [360, 820, 1366])
def test_axe_finds_nothing_on_a_case_and_nothing_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_load_state("networkidle")
    assert axe_faults(page) == []
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) <= 0


def test_a_case_that_is_not_there_says_so(desk_of: Desks) -> None:
    page = desk_of("reviewer").page
    page.goto("/cases/0190a5c8-0000-7000-8000-000000000000")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("link", name="Hàng chờ hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hàng chờ hồ sơ")


def test_a_case_is_taken_decided_and_reopened_each_with_a_reason(page: Page) -> None:
    page.get_by_role("button", name="Nhận hồ sơ").click()
    expect(page.get_by_text("bạn đang giữ", exact=True)).to_be_visible()
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_text("Xin chọn một quyết định.")).to_be_visible()
    page.get_by_label("Quyết định").select_option("closed")
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_text("Xin ghi lý do")).to_be_visible()
    expect(page.get_by_label("Lý do")).to_be_focused()
    page.get_by_label("Lý do").fill("Công an phường đã xác minh.")
    page.get_by_role("button", name="Ghi quyết định").click()
    done = page.locator("section", has=page.get_by_role("heading", name="Các bước đã xử lý"))
    expect(done.get_by_role("listitem")).to_have_count(2)
    expect(done).to_contain_text("Công an phường đã xác minh.")
    page.get_by_label("Lý do").fill("Có tin mới.")
    page.get_by_role("button", name="Mở lại hồ sơ").click()
    expect(done.get_by_role("listitem").first).to_contain_text("Có tin mới.")
    expect(page.get_by_role("button", name="Nhận hồ sơ")).to_be_visible()


def test_a_case_that_moved_meanwhile_is_told_in_words(
    page: Page, case: dict[str, Any], reviewer: Person
) -> None:
    assert reviewer.post(f"/cases/{case['id']}/claim").status_code == 200
    page.get_by_role("button", name="Nhận hồ sơ").click()
    expect(page.get_by_role("alert")).to_contain_text("đã có người nhận")
    page.get_by_role("button", name="Thử lại").click()
    expect(page.get_by_text("reviewer đang giữ hồ sơ.")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_note_is_kept_once_though_its_answer_was_lost(
    page: Page, case: dict[str, Any], reviewer: Person
) -> None:
    page.route("**/notes", lambda route: (route.fetch(), route.abort()))
    page.get_by_label("Ghi chú mới").fill("Đã gọi Công an phường.")
    page.get_by_role("button", name="Thêm ghi chú").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.unroute("**/notes")
    page.get_by_role("button", name="Thêm ghi chú").click()
    expect(page.get_by_label("Ghi chú mới")).to_have_value("")
    expect(page.get_by_text("Đã gọi Công an phường.")).to_be_visible()
    notes = reviewer.get(f"/cases/{case['id']}").json["notes"]
    assert [note["text"] for note in notes] == ["Đã gọi Công an phường."]


def test_a_related_case_is_shown_with_its_reason(
    page: Page, inspector: Person, hotel: dict[str, Any]
) -> None:
    related = page.locator("section", has=page.get_by_role("heading", name="Hồ sơ liên quan"))
    expect(related).to_contain_text("Không thấy hồ sơ nào")
    other = an_establishment(name="Nhà nghỉ Hai", address="nơi khác")
    place = inspector.put_new("/establishments", other).json
    sent(inspector, a_failed_visit(place, flags=[a_flag("REG-02")]))
    page.reload()
    expect(related.get_by_role("listitem")).to_contain_text("Nhà nghỉ Hai")
    expect(related).to_contain_text("cùng tên chủ cơ sở, cùng số điện thoại")
