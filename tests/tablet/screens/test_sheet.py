"""The confidential sheet: its own door, what can be noted, what the level asks for."""

import re

import pytest
from playwright.sync_api import Page, expect

from checklists import load_catalogue
from tests.axe import axe_faults
from tests.pictures import a_photo
from tests.tablet.device import PIN, Tablet
from tests.tablet.screens.fingers import faults_of_screen
from tests.tablet.screens.sheets import (
    LOCKED_ROOM,
    a_visit_at,
    at_the_door_of,
    content_of,
    done,
    go,
    note,
    open_sheet,
    shown,
)  # fmt: skip
from tests.tablet.stage import Office

pytestmark = pytest.mark.xdist_group(__name__)

CATALOGUE = load_catalogue()
LATER = "(ms) => { const right = Date.now; Date.now = () => right() + ms; }"
HIDDEN = """(hidden) => {
  Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});
  document.dispatchEvent(new Event('visibilitychange'));
}"""
# As it would be pulled, in memory only: one who is on duty there now, one who no longer is.
ON_DUTY = """
  const numbers = await core.store.get('catalogue', 'catalogue numbers');
  const names = {vi: 'Công an phường', en: 'Ward police'};
  const of = (number, valid_to) => ({code: `duty_${number}`, number, name: names, use: names,
    valid_from: null, valid_to, source: '', certainty: 'known', areas: [given]});
  const items = [...numbers.body.items, of('02053870113', null), of('02053870114', '2026-01-01')];
  const changed = {...numbers, body: {...numbers.body, items}};
  await core.store.write([core.store.put('catalogue', 'catalogue numbers', changed)]);
  await core.catalogue.load();
  await core.store.write([core.store.put('catalogue', 'catalogue numbers', numbers)]);
"""
HOLDS = "Có vẻ có số"
UPRIGHT = {"width": 820, "height": 1180}


@pytest.fixture(scope="module")
def place(office: Office, shared_tablet: Tablet) -> str:
    """A hotel that the tablet knows."""
    key = office.new_place()
    shared_tablet.run("await core.sync.pull();")
    return key


@pytest.fixture
def tablet(shared_tablet: Tablet) -> Tablet:
    """Loaded anew and open, as wide as a tablet."""
    shared_tablet.offline(False)
    shared_tablet.load().unlock()
    shown(shared_tablet).set_viewport_size(UPRIGHT)
    return shared_tablet


@pytest.fixture
def visit(tablet: Tablet, place: str) -> str:
    return a_visit_at(tablet, place)


def photo() -> dict[str, object]:
    return {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}


def test_it_asks_for_the_pin_again_and_says_nothing_before(tablet: Tablet, visit: str) -> None:
    page = at_the_door_of(tablet, visit)
    assert "dấu hiệu" not in page.locator("body").inner_text().lower()
    assert page.title() == "Ghi chú nghiệp vụ · An Trú"
    page.get_by_label("Nhập lại mã PIN").fill("000001")
    page.get_by_role("button", name="Mở khóa").click()
    expect(page.get_by_role("alert")).to_contain_text("Còn")
    assert tablet.run("return core.vault.facts().triesLeft;") == CATALOGUE.limits.wrong_pins - 1
    assert axe_faults(page) == []
    open_sheet(tablet, visit)
    assert tablet.run("return core.vault.facts().triesLeft;") == CATALOGUE.limits.wrong_pins
    page.get_by_role("button", name="Quay lại").click()
    page.go_back()
    expect(page.get_by_label("Nhập lại mã PIN")).to_be_visible()


def test_a_sign_is_found_without_accents_and_in_its_group(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    page.get_by_label("Ghi một dấu hiệu").fill("khoa tu BEN ngoai")
    found = page.locator(".sheet-offered .row")
    expect(found).to_have_count(1)
    expect(found).to_contain_text(CATALOGUE.indicators["ROO-04"].label.vi)
    expect(found).to_contain_text("Đặc biệt nghiêm trọng")
    page.get_by_label("Ghi một dấu hiệu").fill("khong co gi nhu vay")
    expect(page.get_by_role("status").filter(has_text="Không có dấu hiệu nào")).to_be_visible()
    page.get_by_label("Ghi một dấu hiệu").fill("")
    groups = page.locator(".sheet-group")
    expect(groups).to_have_count(len(CATALOGUE.groups))
    expect(groups.last).to_contain_text("Cơ sở giải trí")  # A hotel is no karaoke.
    page.locator("summary", has_text="Buồng phòng").click()
    expect(page.get_by_role("button", name=LOCKED_ROOM)).to_be_visible()


def test_what_was_seen_is_saved_at_each_touch(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    note(page, "nhieu dien thoai sim")
    page.get_by_label("Đã thấy gì").fill("Mười hai máy trên một bàn")
    page.get_by_label("Ở đâu trong cơ sở").fill("tầng 3")
    (flag,) = content_of(tablet, visit)["flags"]
    seen_at = flag.pop("seen_at")
    assert flag == {
        "indicator": "ROO-05", "description": "Mười hai máy trên một bàn", "place": "tầng 3",
        "person": None, "attachments": [],
    }  # fmt: skip
    assert seen_at.endswith("+07:00")
    page.get_by_label("Lúc thấy").fill("2026-11-20T07:05")
    assert content_of(tablet, visit)["flags"][0]["seen_at"] == "2026-11-20T07:05:00.000+07:00"
    done(page)
    expect(page.locator(".sheet-flags")).to_contain_text("ROO-05 · 07:05 · tầng 3")


def test_one_person_is_used_again_under_the_same_pseudonym(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    note(page, "ROO-05")
    page.get_by_label("Người A (mới)").check()
    page.get_by_label("Người A: nhìn thấy thế nào").fill("nữ, áo xanh")
    done(page)
    expect(page.locator(".sheet-level")).to_contain_text("Trắng")
    note(page, "GUE-01")
    page.get_by_label("Người A", exact=True).check()
    page.get_by_label("Người A dưới 18 tuổi").check()
    told = {"label": "Người A, nữ, áo xanh", "under_18": True}
    assert [flag["person"] for flag in content_of(tablet, visit)["flags"]] == [told, told]
    expect(page.get_by_text("Không chụp ảnh người dưới 18 tuổi")).to_be_visible()
    page.get_by_label("Người B (mới)").check()
    assert content_of(tablet, visit)["flags"][1]["person"]["label"] == "Người B"
    done(page)
    expect(page.locator(".sheet-level")).to_contain_text("nâng một mức")


def test_a_number_that_looks_like_somebody_s_is_warned_of_and_saved(
    tablet: Tablet, visit: str
) -> None:
    page = open_sheet(tablet, visit)
    note(page, "ROO-05")
    page.get_by_label("Đã thấy gì").fill("gọi 0912 345 678")
    expect(page.get_by_text(f"{HOLDS} điện thoại")).to_be_visible()
    page.get_by_label("Ở đâu trong cơ sở").fill("tủ 001099012345")
    expect(page.get_by_text(f"{HOLDS} giấy tờ")).to_be_visible()
    (flag,) = content_of(tablet, visit)["flags"]
    assert (flag["description"], flag["place"]) == ("gọi 0912 345 678", "tủ 001099012345")
    page.get_by_label("Đã thấy gì").fill("gọi 113, phòng 204")
    expect(page.get_by_text(f"{HOLDS} điện thoại")).to_be_hidden()


def test_a_sign_is_taken_back_only_when_asked_twice(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    note(page, "ROO-05")
    page.get_by_role("button", name="Bỏ dấu hiệu này").click()
    page.get_by_role("button", name="Giữ lại").click()
    page.get_by_role("button", name="Bỏ dấu hiệu này").click()
    page.get_by_role("button", name="Bỏ hẳn").click()
    expect(page.get_by_role("heading", name="Chưa ghi dấu hiệu nào")).to_be_visible()
    assert content_of(tablet, visit)["flags"] == []


def test_the_device_s_way_back_leads_from_a_sign_to_the_sheet(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    note(page, "ROO-05")
    page.go_back()
    expect(page.get_by_role("heading", name="Đã ghi (1)")).to_be_visible()
    page.get_by_role("button", name=CATALOGUE.indicators["ROO-05"].label.vi).click()
    page.get_by_role("button", name="Quay lại").click()
    expect(page.get_by_role("heading", name="Đã ghi (1)")).to_be_visible()


def test_photos_are_sealed_and_shown_only_here(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    note(page, "ROO-05")
    page.locator("input[type=file]").last.set_input_files([photo()])
    expect(page.locator(".photo img")).to_be_visible()
    (flag,) = content_of(tablet, visit)["flags"]
    assert len(flag["attachments"]) == 1
    address = page.locator(".photo img").get_attribute("src")
    done(page)
    expect(page.locator(".photo img")).to_be_visible()
    assert is_void(page, address)
    address = page.locator(".photo img").get_attribute("src")
    go(tablet, "calls")
    expect(page.get_by_role("heading", name="Số gọi")).to_be_visible()
    assert is_void(page, address)


def test_red_shows_numbers_and_cards_and_asks_who_was_called(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    tablet.offline(True)
    note(page, "ROO-04")
    done(page)
    level = page.locator(".sheet-level")
    expect(level.locator(".level-red .icon")).to_be_visible()
    expect(level).to_contain_text("Đỏ")
    expect(level).to_contain_text(CATALOGUE.triage_rules.rules[0].words.vi)
    links = [link.get_attribute("href") for link in page.locator(".sheet-call .number").all()]
    assert {"tel:113", "tel:111", "tel:115"} == set(links)
    for card in CATALOGUE.cards[:3]:
        expect(page.get_by_text(card.words.vi)).to_be_visible()
    expect(page.get_by_text("Chưa ghi. Lượt mức đỏ")).to_be_visible()
    assert obstacles(tablet, visit) == ["red-without-call"]
    page.get_by_label("Đã gọi", exact=True).check()
    page.get_by_role("button", name="Công an xã, phường").click()
    page.get_by_label("Lúc gọi").fill("2026-11-20T07:10")
    call = {"body": "Công an xã, phường", "called_at": "2026-11-20T07:10:00.000+07:00"}
    assert content_of(tablet, visit)["emergency_call"] == call
    expect(page.get_by_text("Đã ghi: gọi Công an xã, phường lúc 07:10.")).to_be_visible()
    assert obstacles(tablet, visit) == []
    page.get_by_label("Gọi cho ai").fill("")
    assert content_of(tablet, visit)["emergency_call"] is None
    tablet.offline(False)


def test_a_number_that_was_tapped_is_noted_by_one_more_tap(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    note(page, "ROO-04")
    done(page)
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    page.locator(".number").first.click()
    page.get_by_role("button", name=re.compile("Ghi: đã gọi 113 Công an")).click()
    assert content_of(tablet, visit)["emergency_call"]["body"] == "113 Công an"
    expect(page.get_by_label("Gọi cho ai")).to_have_value("113 Công an")


def test_why_nobody_could_be_called_is_enough(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    note(page, "ROO-04")
    done(page)
    page.get_by_label("Chưa gọi được").check()
    page.get_by_role("button", name="Không có sóng").click()
    told = {"not_called_because": "Không có sóng"}
    assert content_of(tablet, visit)["emergency_call"] == told
    assert obstacles(tablet, visit) == []


def test_what_was_sent_stays_in_a_correction(office: Office, tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    note(page, "ROO-05")
    done(page)
    amendment = tablet.run(
        """
        const draft = await core.drafts.open(given);
        await draft.finish();
        await core.outbox.sendNow();
        return (await core.drafts.amend(given, 'ghi thêm')).id;
        """,
        visit,
    )
    open_sheet(tablet, amendment)
    expect(page.locator(".sheet-flags .tag")).to_have_text("Đã gửi")
    note(page, "GUE-01")
    expect(page.get_by_role("button", name="Bỏ dấu hiệu này")).to_be_visible()
    done(page)
    page.get_by_role("button", name=CATALOGUE.indicators["ROO-05"].label.vi).first.click()
    expect(page.get_by_text("sửa được lời ghi, không bỏ được")).to_be_visible()
    expect(page.get_by_role("button", name="Bỏ dấu hiệu này")).to_be_hidden()
    open_sheet_to_read(tablet, visit)


def open_sheet_to_read(tablet: Tablet, visit: str) -> None:
    """Of a visit that was sent: nothing in it can be changed."""
    page = at_the_door_of(tablet, visit)
    page.get_by_label("Nhập lại mã PIN").fill(PIN)
    page.get_by_role("button", name="Mở khóa").click()
    expect(page.get_by_text("phần này chỉ để đọc")).to_be_visible()
    expect(page.get_by_role("heading", name="Ghi một dấu hiệu")).to_be_hidden()
    page.locator(".sheet-flags .row").click()
    expect(page.get_by_label("Đã thấy gì")).to_be_disabled()


def test_two_minutes_without_a_touch_shut_it(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    page.evaluate(LATER, 119_000)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("heading", name="Ghi một dấu hiệu")).to_be_visible()
    page.evaluate(LATER, 2_000)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_label("Nhập lại mã PIN")).to_be_visible()
    assert tablet.run("return core.vault.state();") == "open"


def test_a_page_out_of_sight_is_covered_and_shut(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    covered = page.evaluate(
        f"(hidden) => {{ ({HIDDEN})(hidden); return getComputedStyle(page).visibility; }}", True
    )
    assert covered == "hidden"
    page.evaluate(HIDDEN, False)
    expect(page.get_by_label("Nhập lại mã PIN")).to_be_visible()


def test_behind_the_camera_it_is_covered_and_comes_back(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    note(page, "ROO-05")
    with page.expect_file_chooser() as chosen:
        page.locator(".picker", has_text="Chụp ảnh").click()
    page.evaluate(HIDDEN, True)
    expect(page.get_by_label("Đã thấy gì")).to_be_hidden()
    page.evaluate(HIDDEN, False)
    chosen.value.set_files([photo()])
    expect(page.locator(".photo img")).to_be_visible()
    page.evaluate(HIDDEN, True)
    page.evaluate(LATER, 121_000)
    page.evaluate(HIDDEN, False)
    expect(page.get_by_label("Nhập lại mã PIN")).to_be_visible()


def test_what_to_do_and_whom_to_call_is_there_without_any_visit(tablet: Tablet) -> None:
    tablet.offline(True)
    page = go(tablet, "calls")
    for card in CATALOGUE.cards:
        expect(page.get_by_text(card.words.vi)).to_be_visible()
    expect(page.locator(".number")).to_have_count(len(CATALOGUE.numbers))
    assert page.title() == "Làm gì, không làm gì · An Trú"
    tablet.offline(False)


def test_who_is_on_duty_in_the_area_comes_first(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    tablet.run(ON_DUTY, "2025:05977")
    note(page, "ROO-04")
    done(page)
    links = [link.get_attribute("href") for link in page.locator(".sheet-call .number").all()]
    assert links[0] == "tel:02053870113"
    assert "tel:02053870114" not in links
    expect(page.get_by_text("Máy chưa có số trực")).to_have_count(0)
    go(tablet, "calls")
    page.get_by_text("Phường Đông Kinh").click()
    expect(page.get_by_role("link", name="Công an phường")).to_be_visible()
    tablet.load().unlock()
    open_sheet(tablet, visit)
    expect(page.get_by_text("Máy chưa có số trực")).to_be_visible()


def test_from_the_door_one_reads_it_and_comes_back(tablet: Tablet, visit: str) -> None:
    page = at_the_door_of(tablet, visit)
    page.get_by_role("link", name="Làm gì, không làm gì").click()
    expect(page.get_by_role("heading", name="Số gọi")).to_be_visible()
    page.get_by_role("button", name="Quay lại").click()
    expect(page.get_by_label("Nhập lại mã PIN")).to_be_visible()


def test_each_state_fits_and_can_be_hit_with_gloves(tablet: Tablet, visit: str) -> None:
    page = open_sheet(tablet, visit)
    assert faults_of_screen(page) == []
    note(page, "ROO-04")
    page.get_by_label("Đã thấy gì").fill("001099012345 " + "dài" * 60)
    page.get_by_label("Người A (mới)").check()
    page.locator("input[type=file]").last.set_input_files([photo()])
    expect(page.locator(".photo img")).to_be_visible()
    page.get_by_role("button", name="Bỏ dấu hiệu này").click()
    assert faults_of_screen(page) == []
    done(page)
    page.get_by_label("Đã gọi", exact=True).check()
    page.locator(".sheet-group summary").first.click()
    assert faults_of_screen(page) == []
    page.get_by_label("Chưa gọi được").check()
    assert faults_of_screen(page) == []


def obstacles(tablet: Tablet, visit: str) -> list[str]:
    found: list[str] = tablet.run("return (await core.drafts.open(given)).obstacles();", visit)
    return found


def is_void(page: Page, address: str | None) -> bool:
    """Whether an address in memory leads nowhere any more."""
    void: bool = page.evaluate("(address) => fetch(address).then(() => false, () => true)", address)
    return void
