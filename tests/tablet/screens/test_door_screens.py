"""The door by hand: signing in, the keypad, a PIN that is forgotten, what was wiped."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, Playwright, expect

from service.domain.demo_cast import DEMO_PASSWORD
from tests.api.strict import be_strict, enrolled
from tests.axe import axe_faults
from tests.tablet.device import PIN, Tablet
from tests.tablet.network import Network
from tests.tablet.screens.fingers import faults_of_screen
from tests.tablet.stage import Office

Tablets = Callable[..., Tablet]
pytestmark = [pytest.mark.xdist_group(__name__), pytest.mark.slow]
PHONE = {"width": 360, "height": 780}
PLACE = "Khách sạn Chim Sẻ"


@pytest.fixture(scope="module")
def tablet(
    office: Office, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tablet]:
    """One tablet, enrolled, with a visit being recorded; each test finds it locked."""
    made = Tablet(playwright, tmp_path_factory.mktemp("door"), office.server.port).open()
    made.enrol(device="Máy ở cửa")
    made.run(
        "await core.begin(core.register.get(given)); await core.photos.space();",
        known_place(made, office),
    )
    yield made
    assert made.complaints == []
    made.close()


@pytest.fixture
def locked(tablet: Tablet) -> Page:
    assert tablet.page
    tablet.page.set_viewport_size(PHONE)
    tablet.run("await core.vault.lock();")
    expect(tablet.page.get_by_role("heading", name="Nhập mã PIN")).to_be_visible()
    return tablet.page


@pytest.fixture
def blank(office: Office, tablet_of: Tablets) -> Page:
    page = tablet_of(office.server.port).open().page
    assert page
    page.set_viewport_size(PHONE)
    return page


def test_the_first_sign_in_says_what_is_wrong_at_its_field(blank: Page) -> None:
    assert faults_of_screen(blank) == []
    sign_in = blank.get_by_role("button", name="Đăng nhập và khóa bằng PIN")
    expect(blank.get_by_label("Tên máy này")).to_have_value("Máy tính Linux")
    sign_in.click()
    expect(blank.get_by_label("Tên đăng nhập")).to_be_focused()
    expect(blank.get_by_label("Tên đăng nhập")).to_have_accessible_description(
        "Xin nhập tên đăng nhập."
    )
    fill(blank, "inspector", "sai mật khẩu", pin="123456", again="1234567")
    sign_in.click()
    expect(blank.get_by_text("Hai mã PIN không giống nhau")).to_be_visible()
    blank.get_by_label("Nhập lại mã PIN", exact=True).fill("123456")
    sign_in.click()
    expect(blank.get_by_text("quá dễ đoán")).to_be_visible()
    expect(blank.get_by_label("Mã PIN", exact=True)).to_be_focused()
    fill(blank, "inspector", "sai mật khẩu")
    sign_in.click()
    password = blank.get_by_label("Mật khẩu", exact=True)
    expect(password).to_be_focused()
    expect(password).to_have_attribute("aria-invalid", "true")
    blank.get_by_role("button", name="Hiện: Mật khẩu").click()
    expect(password).to_have_attribute("type", "text")
    assert axe_faults(blank) == []
    password.fill(DEMO_PASSWORD)
    sign_in.click()
    expect(blank.get_by_role("button", name="Lượt kiểm tra mới")).to_be_visible()


def test_a_second_factor_is_asked_for_where_the_account_has_one(
    app: Flask, repos: Any, blank_tablet: Page
) -> None:
    be_strict(repos)
    _, telephone, _ = enrolled(app, "inspector")
    fill(blank_tablet, "inspector", DEMO_PASSWORD)
    sign_in = blank_tablet.get_by_role("button", name="Đăng nhập và khóa bằng PIN")
    sign_in.click()
    code = blank_tablet.get_by_label("Mã xác thực hai lớp")
    expect(code).to_be_focused()
    code.fill("000000")
    sign_in.click()
    expect(blank_tablet.get_by_text("không đúng")).to_be_visible()
    expect(code).to_be_focused()
    code.fill(telephone.code())
    sign_in.click()
    expect(blank_tablet.get_by_role("button", name="Lượt kiểm tra mới")).to_be_visible()


def test_an_account_that_has_to_settle_something_is_told_where(
    network: Network, tablet_of: Tablets
) -> None:
    page = tablet_of(network.port).open().page
    assert page
    plain, settle = b'"must_change_password":false', b'"must_change_password":true '
    network.rewrite = lambda data: data.replace(plain, settle)
    fill(page, "inspector", DEMO_PASSWORD)
    page.get_by_role("button", name="Đăng nhập và khóa bằng PIN").click()
    expect(page.get_by_text("phải đổi mật khẩu hoặc đăng ký xác thực")).to_be_visible()
    link = page.get_by_role("link", name="Mở trang đăng nhập để làm việc đó")
    expect(link).to_have_attribute("href", "/sign-in")


def test_the_language_of_the_door_can_be_changed(blank: Page) -> None:
    blank.get_by_role("button", name="English").click()
    expect(blank.get_by_role("heading", name="First sign-in")).to_be_visible()
    blank.get_by_role("button", name="Tiếng Việt").click()
    expect(blank.get_by_role("heading", name="Đăng nhập lần đầu")).to_be_visible()


def test_hiding_leaves_nothing_of_what_was_open(locked: Page) -> None:
    unlock(locked)
    expect(locked.get_by_text(PLACE)).to_be_visible()
    locked.get_by_role("button", name="Ẩn ngay").click()
    expect(locked.get_by_role("heading", name="Nhập mã PIN")).to_be_visible()
    expect(locked).to_have_title("An Trú")
    expect(locked.get_by_text(PLACE)).to_have_count(0)
    assert "inspector" not in locked.content()
    assert locked.url.rpartition("/tablet")[2] in ("", "#/")


def test_the_keypad_opens_it_and_a_wrong_pin_says_how_many_tries_are_left(locked: Page) -> None:
    expect(locked.get_by_text("1 lượt chưa gửi")).to_be_visible()
    expect(locked.get_by_text("Liên lạc máy chủ:")).to_be_visible()
    assert faults_of_screen(locked) == []
    assert min(box["height"] for box in keys(locked)) >= 64
    tap(locked, "000001")
    expect(locked.get_by_role("alert")).to_contain_text("Mã PIN không đúng. Còn 7 lần")
    expect(locked.get_by_role("alert")).to_contain_text("kể cả 1 lượt chưa gửi")
    locked.reload()
    expect(locked.get_by_role("alert")).to_contain_text("Còn 7 lần thử.")
    for digit in "999":
        locked.get_by_role("button", name=digit, exact=True).click()
        locked.get_by_role("button", name="Xóa một ký tự").click()
    unlock(locked)
    expect(locked.get_by_role("button", name="Lượt kiểm tra mới")).to_be_visible()


def test_a_pin_with_letters_is_typed(tablet: Tablet, locked: Page) -> None:
    unlock(locked)
    expect(locked.get_by_role("button", name="Lượt kiểm tra mới")).to_be_visible()
    tablet.run("await core.vault.changePin(given, 'chim sẻ 12');", PIN)
    tablet.run("await core.vault.lock();")
    locked.get_by_role("button", name="Dùng cả chữ cái").click()
    expect(locked.get_by_label("Nhập mã PIN")).to_be_focused()
    locked.keyboard.type("chim sẻ 12")
    locked.keyboard.press("Enter")
    expect(locked.get_by_role("button", name="Lượt kiểm tra mới")).to_be_visible()
    tablet.run("await core.vault.changePin('chim sẻ 12', given);", PIN)


def test_a_tablet_too_long_without_contact_opens_for_sending_only(
    tablet: Tablet, locked: Page
) -> None:
    tablet.run(
        "await core.door.changeFacts(() => ({contact: Date.now() - given * 86_400_000}));", 15
    )
    tablet.offline(True)
    tablet.load()
    expect(locked.get_by_text("Quá 14 ngày không liên lạc máy chủ")).to_be_visible()
    unlock(locked)
    expect(locked.get_by_role("button", name="Lượt kiểm tra mới")).to_be_disabled()
    expect(locked.get_by_text("chỉ gửi được những lượt còn lại")).to_be_visible()
    expect(locked.get_by_role("heading", name="Kiểm tra hôm nay")).to_have_count(0)
    expect(locked.get_by_text(PLACE)).to_be_visible()
    tablet.offline(False)
    locked.get_by_role("button", name="Đồng bộ ngay").click()
    expect(locked.get_by_role("button", name="Lượt kiểm tra mới")).to_be_enabled()
    expect(locked.get_by_role("heading", name="Kiểm tra hôm nay")).to_be_visible()


def test_a_forgotten_pin_costs_what_is_unsent_and_says_so_twice(
    office: Office, tablet_of: Tablets
) -> None:
    tablet = tablet_of(office.server.port).open().enrol(device="Máy quên mã")
    tablet.run("await core.begin(given);", known_place(tablet, office))
    tablet.run("await core.vault.lock();")
    page = tablet.page
    assert page
    page.get_by_role("button", name="Quên mã PIN").click()
    expect(page.get_by_role("heading", name="Quên mã PIN")).to_be_focused()
    assert faults_of_screen(page) == []
    page.get_by_role("button", name="Xóa hết và đăng nhập lại").click()
    expect(page.get_by_text("1 lượt chưa gửi sẽ mất hẳn")).to_be_focused()
    page.get_by_role("button", name="Giữ lại").click()
    page.get_by_role("button", name="Quay lại nhập mã PIN").click()
    expect(page.get_by_text("1 lượt chưa gửi")).to_be_visible()
    page.get_by_role("button", name="Quên mã PIN").click()
    page.get_by_role("button", name="Xóa hết và đăng nhập lại").click()
    page.get_by_role("button", name="Xóa, mất 1 lượt").click()
    expect(page.get_by_role("heading", name="Đăng nhập lần đầu")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("1 lượt chưa gửi đã mất theo")
    assert tablet.run("return (await core.disk.disk()).count('drafts');") == 0


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("revoked", "Quản trị đã thu hồi máy này."),
        ("wrong-pins", "Mã PIN bị nhập sai quá nhiều lần."),
        ("no-contact", "không liên lạc với máy chủ quá 14 ngày"),
    ],
)
def test_a_tablet_that_was_wiped_says_why_and_signs_in_again(
    blank_tablet: Page, reason: str, words: str
) -> None:
    wipe = """async (reason) => {
      const vault = await import('/static/tablet/core/vault.js');
      await vault.wipe(reason);
    }"""
    blank_tablet.evaluate(wipe, reason)
    blank_tablet.reload()
    expect(blank_tablet.get_by_role("heading", name="Máy này đã được xóa")).to_be_visible()
    told = blank_tablet.get_by_role("status")
    expect(told).to_contain_text(words)
    expect(told).to_contain_text("Không có lượt nào chưa gửi bị mất.")
    assert faults_of_screen(blank_tablet) == []
    blank_tablet.get_by_role("button", name="Đăng nhập lại trên máy này").click()
    expect(blank_tablet.get_by_role("heading", name="Đăng nhập lần đầu")).to_be_visible()


def fill(page: Page, username: str, password: str, pin: str = PIN, again: str = "") -> None:
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_label("Mã PIN", exact=True).fill(pin)
    page.get_by_label("Nhập lại mã PIN", exact=True).fill(again or pin)


def tap(page: Page, pin: str) -> None:
    for digit in pin:
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="Mở khóa").click()


def unlock(page: Page) -> None:
    tap(page, PIN)


def keys(page: Page) -> list[dict[str, float]]:
    boxes = [key.bounding_box() for key in page.locator(".keypad button").all()]
    assert len(boxes) == 12
    return [{**box} for box in boxes if box]


def known_place(tablet: Tablet, office: Office) -> str:
    place = office.new_place(name=f"{PLACE} {uuid.uuid4().hex[:6]}")
    tablet.run("await core.sync.pull();")
    return place
