"""A whole visit by the screens: without a network, through a killed browser, to the server."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from service.domain.demo_cast import DEMO_PASSWORD
from tests.pictures import a_photo
from tests.tablet.device import PIN, Tablet
from tests.tablet.network import Network
from tests.tablet.screens.sheets import done, note
from tests.tablet.screens.visit_stage import at, hand_back, sign, stored, tap, type_pin
from tests.tablet.stage import Office
from tests.tablet.test_nothing_lost import whole_on_the_server

Tablets = Callable[..., Tablet]
pytestmark = pytest.mark.xdist_group(__name__)

KILLED_AT = "CG-05"
FAILED = {"CL-08": "Niêm yết giá phòng ở quầy", "CG-01": "Thông báo lưu trú đủ khách"}
PHOTOS = {"CL-05": [(900, 700), (700, 900)], "CG-03": [(640, 480)]}
SIGNING = ("Đại diện cơ sở", "Người ghi biên bản")


def test_a_whole_visit_by_the_screens(office: Office, network: Network, tablet_of: Tablets) -> None:
    name = "Khách sạn Nhất Chi Mai"
    place = office.new_place(name=name)
    tablet = tablet_of(network.port).open()
    page = enrolled(tablet)
    tablet.offline(True)
    network.down = True

    visit = begun(page, name)
    who_was_there(page)
    answered = answer_until(page, KILLED_AT)
    stored(tablet, visit)
    tablet.kill()

    page = unlocked(tablet.open())
    tablet.offline(True)
    page.get_by_role("link", name=name).click()
    at(page, KILLED_AT)
    answered |= answer_until(page, None)
    noted_in_confidence(page)
    finished(page)
    row = stored(tablet, visit)
    assert row["state"] == "ready"
    photos = tablet.photos(visit)
    assert len(photos) == sum(map(len, PHOTOS.values())) + len(SIGNING) + 1

    waits(page, name)
    network.down = False
    tablet.offline(False)
    expect(page.get_by_text("Nhận đủ lúc")).to_be_visible(timeout=60_000)
    (arrived,) = whole_on_the_server(office, place, visit, photos)
    as_recorded(arrived, row["content"], answered)
    assert row["content"]["emergency_call"] == {"not_called_because": "Không có sóng"}
    assert office.levels_at(place) == ["red"]
    assert tablet.complaints == []


def enrolled(tablet: Tablet) -> Page:
    """Signed in by the first screen, all pulled, the app on the device."""
    page = tablet.page
    assert page
    told = {
        "Tên đăng nhập": "inspector",
        "Mật khẩu": DEMO_PASSWORD,
        "Tên máy này": "Máy đi thực địa",
    }
    for label, words in {**told, "Mã PIN": PIN, "Nhập lại mã PIN": PIN}.items():
        page.get_by_label(label, exact=True).fill(words)
    tap(page, "Đăng nhập và khóa bằng PIN")
    page.locator("html[data-tablet=open]").wait_for(state="attached")
    tablet.run("await core.app.refresh(); await navigator.serviceWorker.ready;")
    return page


def unlocked(tablet: Tablet) -> Page:
    page = tablet.page
    assert page
    type_pin(page)
    page.locator("html[data-tablet=open]").wait_for(state="attached")
    return page


def begun(page: Page, name: str) -> str:
    """The id of the visit that was begun at the place found by a part of its name."""
    tap(page, "Lượt kiểm tra mới")
    page.get_by_role("searchbox").fill("nhat chi mai")
    page.get_by_role("link", name=name).click()
    tap(page, "Bắt đầu kiểm tra")
    expect(page.get_by_role("heading", name="Thành phần")).to_be_visible()
    return page.url.rpartition("/")[2]


def who_was_there(page: Page) -> None:
    representative = page.get_by_role("group", name="Đại diện cơ sở")
    representative.get_by_label("Họ và tên").fill("Trần Văn Đức")
    representative.get_by_label("Chức vụ").fill("Quản lý")
    tap(page, "Thêm người chứng kiến")
    page.locator("#witness-0-name").fill("Hoàng Thị Mai")
    tap(page, "Tiếp")


def answer_until(page: Page, stop: str | None) -> dict[str, Any]:
    """What was answered, card after card, until the card where it stops, or the last."""
    answered = {}
    while (item := card(page)) != stop:
        answered[item] = answer(page, item)
        if not page.get_by_role("button", name="Tiếp", exact=True).count():
            break
        if card(page) == item and not moves_on(page, item):
            tap(page, "Tiếp")
        expect(page.locator("main .visit-over .code")).not_to_have_text(item)
    return answered


def card(page: Page) -> str:
    return page.locator("main .visit-over .code").inner_text()


def moves_on(page: Page, item: str) -> bool:
    """Whether the next card comes by itself: a pass with nothing left to fill in."""
    return item not in FAILED and not page.locator("main .counter, main #value").count()


def answer(page: Page, item: str) -> Any:
    for sizes in [PHOTOS.get(item, [])]:
        photos = [
            {"name": f"{place}.jpg", "mimeType": "image/jpeg", "buffer": a_photo(*size)}
            for place, size in enumerate(sizes)
        ]
        if photos:
            page.get_by_label("Chọn ảnh").set_input_files(photos)
        expect(page.locator(".photo img")).to_have_count(len(photos))
    value = given(page, item)
    for field in page.locator("main .counters input[aria-required=true]").all():
        field.fill("4")
    return value


def given(page: Page, item: str) -> Any:
    if page.locator("main #value[type=date]").count():
        page.locator("main #value").fill("2026-03-05")
        return "2026-03-05"
    if page.locator("main #value").count():
        page.locator("main #value").fill("7")
        return 7
    if item not in FAILED:
        tap(page, "Đạt")
        return "pass"
    tap(page, "Không đạt")
    page.get_by_label("Yêu cầu khắc phục").fill(FAILED[item])
    tap(page, "30 ngày")
    return "fail"


def noted_in_confidence(page: Page) -> None:
    """A sign with a photo on the sheet, and why nobody could be called."""
    page.get_by_role("link", name="Ghi chú nghiệp vụ").click()
    type_pin(page)
    note(page, "ROO-04")
    page.get_by_label("Đã thấy gì").fill("Cửa phòng 204 khóa từ ngoài")
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": a_photo(500, 400)}
    page.locator("input[type=file]").last.set_input_files([photo])
    expect(page.locator(".photo img")).to_be_visible()
    done(page)
    page.get_by_label("Chưa gọi được").check()
    tap(page, "Không có sóng")
    tap(page, "Quay lại")
    expect(page.get_by_role("link", name="Hoàn tất").first).to_be_visible()


def finished(page: Page) -> None:
    """Guidance, reading, signatures, and out of the hand."""
    page.get_by_role("link", name="Hoàn tất").first.click()
    page.get_by_label("Đã hướng dẫn phòng, chống mua bán người").check()
    page.get_by_label("Yêu cầu, kiến nghị của đoàn").fill("Khắc phục đúng hạn")
    tap(page, "Đưa cơ sở đọc và ký")
    page.get_by_label("Ý kiến của cơ sở").fill("Nhất trí")
    for role in SIGNING:
        tap(page.get_by_role("group", name=role, exact=True), "Ký")
        sign(page)
    tap(page.get_by_role("group", name="Người chứng kiến", exact=True), "Không ký")
    page.get_by_label("Lý do không ký").fill("Phải về sớm")
    tap(page, "Ghi lý do")
    hand_back(page)
    tap(page, "Hoàn tất, gửi sau")
    expect(page).to_have_url(re.compile("#/sent/"))


def waits(page: Page, name: str) -> None:
    """The visit lies in the outbox, and is told to be there."""
    tap(page, "Quay lại")
    page.get_by_role("link", name="Xem từng lượt").click()
    expect(page.get_by_role("listitem").filter(has_text=name)).to_contain_text("sẽ gửi")


def as_recorded(arrived: Any, content: Any, answered: dict[str, Any]) -> None:
    """What the server keeps is what the fingers said."""
    kept = {one["item"]: one for one in arrived["answers"]}
    assert {item: one["value"] for item, one in kept.items()} == answered
    for item, words in FAILED.items():
        assert kept[item]["remedy"] == words
        assert kept[item]["remedy_by"] == content["answers"][item]["remedy_by"]
    for item, one in kept.items():
        assert one["attachments"] == content["answers"][item]["attachments"]
        assert one["counts"] == content["answers"][item]["counts"]
    assert arrived["opinion"] == "Nhất trí"
    assert arrived["requirements"] == "Khắc phục đúng hạn"
    assert arrived["guidance"]["given"] is True
    assert arrived["representative"]["name"] == "Trần Văn Đức"
    assert [one["name"] for one in arrived["witnesses"]] == ["Hoàng Thị Mai"]
    marks = {one["role"]: one for one in arrived["signatures"]}
    assert set(marks) == {"establishment", "recorder", "witness"}
    assert marks["witness"]["refused_because"] == "Phải về sớm"
    for secret in ("ROO-04", "phòng 204", "Không có sóng"):
        assert secret not in str(arrived)
