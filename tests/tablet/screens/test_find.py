"""A place is found among others, looked at, added; and a visit begins there."""

import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.tablet.device import Tablet
from tests.tablet.screens.find_stage import (
    CORNER,
    HERE,
    an_inspection,
    north_of,
    rows,
    search,
    stand_at,
)
from tests.tablet.screens.fingers import faults_of_screen
from tests.tablet.screens.visit_stage import begin, show, stored, tap
from tests.tablet.stage import Office

pytestmark = [pytest.mark.xdist_group(__name__), pytest.mark.slow]

TAM_THANH, OTHER = "05986", "Phường Tam Thanh"
PULL = "await core.sync.pull();"


@pytest.fixture(scope="module")
def tablet(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory, office: Office
) -> Iterator[Tablet]:
    """One that is enrolled, for all tests here."""
    folder = tmp_path_factory.mktemp("tablet")
    enrolled = Tablet(playwright, folder, office.server.port).open()
    yield enrolled.enrol(device="Máy tìm cơ sở")
    enrolled.close()


@pytest.fixture(scope="module")
def word(office: Office, tablet: Tablet) -> str:
    """A word that only the three places of this module have in their name."""
    word = f"Mộc{uuid.uuid4().hex[:6]}"
    for metres, name, more in (
        (300, "Nhà nghỉ Hoà Bình", {"kind": "guesthouse"}),
        (100, "Khách sạn Đồi Cỏ", {"status": "closed"}),
        (
            2500,
            "Homestay Xứ Lạng",
            {"kind": "homestay", "area": {"scheme": "2025", "code": TAM_THANH}},
        ),
    ):
        office.new_place(name=f"{name} {word}", point=north_of(HERE, metres), **more)
    tablet.run(PULL)
    return word


@pytest.fixture(autouse=True)
def as_it_was(tablet: Tablet) -> Iterator[None]:
    """No complaint of the page, and no test in the way of the next."""
    yield
    tablet.offline(False)
    stand_at(tablet, None)
    show(tablet, "")
    assert tablet.complaints == []


def find(tablet: Tablet, query: str = "") -> Page:
    return show(tablet, f"find?{query}" if query else "find")


def test_accents_and_tone_spelling_do_not_matter(tablet: Tablet, word: str) -> None:
    page = find(tablet)
    for typed in (f"hoa binh {word}", f"HÒA BÌNH {word}", f"Hoà Bình {word}"):
        search(page, "", re.compile("cơ sở"))
        search(page, typed.replace("Mộc", "moc"), "1 cơ sở")
        assert rows(page) == [f"Nhà nghỉ Hoà Bình {word}"]
    search(page, f"doi co {word}", "1 cơ sở")
    expect(page.locator(".place-row")).to_contain_text("Đã đóng cửa")


def test_more_than_is_shown_is_told(tablet: Tablet, word: str) -> None:
    body = """
      globalThis.many = Array.from({length: 60}, (_, n) => ({id: crypto.randomUUID(), gone: false,
        body: {id: `many-${n}`, name: `Đông ${given} ${n}`, kind: 'hotel', status: 'active',
          point: null, address: '', area: {scheme: '2025', code: '05977'}}}));
      core.register.renew(many.map((one) => ({...one, id: one.body.id})));
    """
    tablet.run(body, word)
    page = find(tablet)
    search(page, f"dong {word}", "60 cơ sở, hiện 50 cơ sở đầu. Hãy gõ thêm.")
    assert len(rows(page)) == 50
    search(page, f"dong {word} 17", "1 cơ sở")
    tablet.run("core.register.renew(many.map((one) => ({id: one.body.id, gone: true})));")


def test_filters_stay_in_the_address_and_on_the_way_back(
    tablet: Tablet, office: Office, word: str
) -> None:
    inspection = an_inspection(office, name=f"Kiểm tra {word}")
    tablet.run(PULL)
    page = find(tablet)
    search(page, word, "3 cơ sở")
    tap(page, "Lọc")
    page.get_by_role("combobox", name="Xã, phường").fill("tam thanh")
    page.get_by_role("option", name=OTHER).click()
    expect(page.locator(".find-total")).to_have_text("1 cơ sở")
    page.get_by_label("Loại hình").select_option("homestay")
    page.get_by_label("Đi kiểm tra theo").select_option(label=f"Kiểm tra {word}")
    expect(page.get_by_role("button", name="Lọc (3)")).to_be_visible()
    expect(page).to_have_url(re.compile(f"kind=homestay&area={TAM_THANH}&inspection={inspection}"))
    page.get_by_role("link", name="Homestay Xứ Lạng").click()
    expect(page.get_by_role("radio", name=f"Kiểm tra {word}")).to_be_checked()
    tap(page, "Quay lại")
    assert rows(page) == [f"Homestay Xứ Lạng {word}"]
    tap(page, "Lọc (3)")
    tap(page, "Bỏ chọn: Xã, phường")
    page.get_by_label("Loại hình").select_option("")
    expect(page.locator(".find-total")).to_have_text("3 cơ sở")


def test_the_nearest_come_first_without_a_network(tablet: Tablet, word: str) -> None:
    stand_at(tablet, HERE, accuracy=14)
    tablet.offline(True)
    page = find(tablet)
    search(page, word, "3 cơ sở")
    tap(page, "Gần tôi")
    expect(page.get_by_text("sai số khoảng 14 m")).to_be_visible()
    assert [name.split()[0] for name in rows(page)] == ["Khách", "Nhà", "Homestay"]
    assert page.locator(".place-far").all_inner_texts() == ["100 m", "300 m", "2,5 km"]
    tap(page, "Gần tôi")
    assert [name.split()[0] for name in rows(page)] == ["Homestay", "Khách", "Nhà"]


def test_a_position_that_is_refused_is_explained(tablet: Tablet, word: str) -> None:
    page = find(tablet)
    search(page, word, "3 cơ sở")
    tap(page, "Gần tôi")
    expect(page.get_by_role("alert")).to_contain_text("Máy chưa cho An Trú xem vị trí")
    assert len(rows(page)) == 3
    tap(page, "Gần tôi")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_point_on_the_map_marks_its_row(tablet: Tablet, word: str) -> None:
    page = find(tablet)
    page.set_viewport_size({"width": 360, "height": 780})
    search(page, word, "3 cơ sở")
    tap(page, "Bản đồ")
    expect(page.locator(".map-spot")).to_have_count(3)
    expect(page.locator(".map-commune").first).to_be_attached()
    before = page.locator(".map-measure text").first.text_content()
    tap(page, "Phóng to")
    expect(page.locator(".map-measure text").first).not_to_have_text(str(before))
    tap(page, "Xem hết")
    page.locator(".map-closed").click(force=True)
    marked = page.locator(".place-row.marked")
    expect(marked).to_contain_text("Đồi Cỏ")
    expect(marked).to_be_in_viewport()
    expect(marked.get_by_role("link")).to_have_attribute("aria-current", "true")


def test_two_fingers_bring_the_map_closer(tablet: Tablet, word: str) -> None:
    page = find(tablet, f"map=1&q={word}")
    page.set_viewport_size({"width": 360, "height": 780})
    expect(page.locator(".map-spot")).to_have_count(3)
    box = page.locator(".map-frame").bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2
    fingers = page.context.new_cdp_session(page)
    fingers.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def touch(kind: str, apart: float) -> None:
        points = [
            {"x": middle + side * apart, "y": box["y"] + 100, "id": 1 + side} for side in (-1, 1)
        ]
        event = {"type": kind, "touchPoints": points if kind != "touchEnd" else []}
        fingers.send("Input.dispatchTouchEvent", event)

    def apart() -> float:
        across = [float(str(spot.get_attribute("cy"))) for spot in page.locator(".map-spot").all()]
        return max(across) - min(across)

    before = apart()
    touch("touchStart", 30)
    for step in range(1, 9):
        touch("touchMove", 30 + step * 5)
    touch("touchEnd", 0)
    fingers.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    expect(page.locator(".map-spot")).to_have_count(3)
    assert apart() > 1.5 * before


def test_a_place_tells_what_is_known_and_what_is_to_be_checked_again(
    tablet: Tablet, office: Office
) -> None:
    place = office.new_place(name="Khách sạn Có Việc", status="suspended", point=north_of(HERE, 50))
    tablet.run(PULL)
    late = {"value": "fail", "remedy": "Niêm yết giá", "remedy_by": "2020-01-31"}
    answers = {"CL-08": late, "CL-05": {"value": "fail", "remedy": "Dọn lối thoát nạn"}}
    visit = begin(tablet, place, whole=True, answers=answers)
    finish = "await (await core.drafts.open(given)).finish(); await core.outbox.sendNow();"
    tablet.run(finish + PULL, visit)
    stand_at(tablet, HERE)
    page = show(tablet, f"places/{place}")
    expect(page.get_by_role("heading", name="Khách sạn Có Việc")).to_be_visible()
    for words in ("Tạm ngừng", "đang tạm ngừng", "3 sao", "24", "Chủ cơ sở minh họa"):
        expect(page.locator("main")).to_contain_text(words)
    phone = page.get_by_role("link", name="0205 3000 000")
    expect(phone).to_have_attribute("href", "tel:02053000000")
    expect(page.get_by_text("Cách bạn 50 m")).to_be_visible()
    first, second = page.locator(".finding").all()
    expect(first).to_contain_text("Yêu cầu: Niêm yết giá")
    expect(first).to_contain_text(re.compile(r"Quá hạn \d+ ngày \(hạn 31/01/2020\)"))
    expect(second).to_contain_text("Không ghi hạn")
    page.get_by_role("link", name="Đã gửi").click()
    expect(page).to_have_url(re.compile(f"sent/{visit}$"))


def test_a_visit_begins_with_who_holds_the_tablet_where_it_is(
    tablet: Tablet, office: Office
) -> None:
    inspection = an_inspection(office, name="Kiểm tra đột xuất tháng 11", kind="ad_hoc")
    place = office.new_place(point=north_of(HERE, 20))
    tablet.run(PULL)
    stand_at(tablet, HERE, accuracy=9)
    page = show(tablet, f"places/{place}")
    expect(page.get_by_role("radio", name="Cơ sở lưu trú du lịch")).to_be_checked()
    page.get_by_role("radio", name="Kiểm tra đột xuất tháng 11").check()
    tap(page, "Bắt đầu kiểm tra")
    page.wait_for_url(re.compile("visits/"))
    visit = page.url.rpartition("/")[2]
    expect(page.get_by_role("heading", name="Thành phần")).to_be_visible()
    row = stored(tablet, visit)
    assert (row["inspection_id"], row["campaign_id"]) == (inspection, None)
    assert row["checklist"]["code"] == "accommodation"
    (leader,) = row["content"]["team"]
    assert (leader["account"], leader["lead"]) == ("inspector", True)
    assert row["content"]["position"]["accuracy_m"] == 9
    assert row["content"]["position"]["coordinates"] == list(HERE)
    show(tablet, f"places/{place}")
    page.get_by_role("link", name="Tiếp tục").click()
    expect(page).to_have_url(re.compile(f"visits/{visit}$"))
    show(tablet, f"places/{office_place(office, tablet)}")
    expect(page.get_by_role("radio", name="Kiểm tra đột xuất tháng 11")).to_be_checked()


def office_place(office: Office, tablet: Tablet) -> str:
    place = office.new_place()
    tablet.run(PULL)
    return place


def test_no_visit_begins_on_a_tablet_long_out_of_touch_or_without_checklists(
    tablet: Tablet, office: Office
) -> None:
    place = office_place(office, tablet)
    page = show(tablet, f"places/{place}")
    expect(page.get_by_role("button", name="Bắt đầu kiểm tra")).to_be_visible()
    set_contact = (
        "await core.door.changeFacts(() => ({contact: given})); await core.vault.refreshFacts();"
    )
    now = tablet.run("return Date.now();")
    tablet.run(set_contact, 1)
    show(tablet, "find")
    show(tablet, f"places/{place}")
    expect(page.locator("main")).to_contain_text("quá lâu không liên lạc với máy chủ")
    expect(page.get_by_role("button", name="Bắt đầu kiểm tra")).to_have_count(0)
    tablet.run(set_contact + "core.catalogue.forget();", now)
    show(tablet, "find")
    show(tablet, f"places/{place}")
    expect(page.locator("main")).to_contain_text("Máy chưa có bảng kiểm")
    tablet.run("await core.catalogue.load();")


def fill_new(page: Page, name: str) -> None:
    page.get_by_label("Tên cơ sở").fill(name)
    page.get_by_label("Loại hình").select_option("guesthouse")
    page.get_by_role("combobox", name="Xã, phường").fill("ky lua")
    page.get_by_role("option", name="Phường Kỳ Lừa").click()


def test_a_place_met_offline_is_sent_before_its_visit(tablet: Tablet, office: Office) -> None:
    stand_at(tablet, CORNER, accuracy=30)
    tablet.offline(True)
    page = find(tablet)
    search(page, "nha nghi ven duong moi mo", "")
    page.get_by_role("link", name="Thêm cơ sở mới").click()
    expect(page.get_by_label("Tên cơ sở")).to_have_value("nha nghi ven duong moi mo")
    fill_new(page, "Nhà nghỉ Ven Đường mới mở")
    page.get_by_label("Điện thoại").fill("0912 000 000")
    tap(page, "Lấy vị trí tại đây")
    expect(page.get_by_text("sai số khoảng 30 m")).to_be_visible()
    tap(page, "Bỏ vị trí")
    tap(page, "Thêm cơ sở")
    expect(page.get_by_role("heading", name="Nhà nghỉ Ven Đường mới mở")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Máy chủ chưa biết")
    place = page.url.rpartition("/")[2]
    visit = begin(tablet, place, whole=True)
    tablet.run("await (await core.drafts.open(given)).finish({later: true});", visit)
    assert office.visits_at(place) == []
    tablet.offline(False)
    assert tablet.send() == []
    assert [one["id"] for one in office.visits_at(place)] == [visit]
    path = f"/api/v1/establishments/{place}"
    _, known = office.server.call("GET", path, token=office.token)
    assert (known["name"], known["kind"]) == ("Nhà nghỉ Ven Đường mới mở", "guesthouse")
    assert known["owner"]["phone"] == "0912 000 000"
    assert known["point"] is None
    show(tablet, "find")
    show(tablet, f"places/{place}")
    expect(page.get_by_text("Máy chủ chưa biết")).to_have_count(0)
    tablet.run("await core.register.load();")
    assert tablet.run("return core.register.get(given)?.own;", place) is False


def test_places_that_may_be_the_same_are_shown_first(tablet: Tablet, word: str) -> None:
    stand_at(tablet, (HERE[0], HERE[1] + 110 * METRES))
    page = show(tablet, "new-place")
    fill_new(page, f"nhà nghỉ hòa bình {word}")
    tap(page, "Lấy vị trí tại đây")
    expect(page.get_by_text("Đã lấy vị trí")).to_be_visible()
    tap(page, "Thêm cơ sở")
    alike = page.locator(".alike")
    expect(alike.get_by_role("heading", name="Có phải cơ sở này?")).to_be_focused()
    expect(alike).to_contain_text(f"Nhà nghỉ Hoà Bình {word}")
    expect(alike).to_contain_text(f"Khách sạn Đồi Cỏ {word}")
    alike.get_by_role("link", name=re.compile("Hoà Bình")).click()
    expect(page.get_by_role("heading", name=f"Nhà nghỉ Hoà Bình {word}")).to_be_visible()
    show(tablet, "new-place")
    expect(page.get_by_label("Tên cơ sở")).to_have_value(f"nhà nghỉ hòa bình {word}")
    tap(page, "Thêm cơ sở")
    tap(page, "Không phải, thêm cơ sở mới")
    expect(page.get_by_role("heading", name=f"nhà nghỉ hòa bình {word}")).to_be_visible()


METRES = 1 / 111_195


def test_what_was_typed_survives_a_reload_until_it_is_added(tablet: Tablet) -> None:
    name = f"Nhà nghỉ Dở Dang {uuid.uuid4().hex[:6]}"
    page = show(tablet, "new-place")
    fill_new(page, name)
    page.get_by_label("Địa chỉ").fill("thôn Bản Mới")
    assert tablet.run("return core.register.begun();")["address"] == "thôn Bản Mới"
    page.reload()
    page.locator("html[data-tablet=locked]").wait_for(state="attached")
    tablet.unlock()
    show(tablet, "new-place")
    expect(page.get_by_label("Tên cơ sở")).to_have_value(name)
    expect(page.get_by_label("Địa chỉ")).to_have_value("thôn Bản Mới")
    expect(page.get_by_role("combobox", name="Xã, phường")).to_have_value("Phường Kỳ Lừa")
    tap(page, "Thêm cơ sở")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    show(tablet, "new-place")
    expect(page.get_by_label("Tên cơ sở")).to_have_value("")


def test_what_is_missing_is_told_and_leads_to_its_field(tablet: Tablet) -> None:
    page = show(tablet, "new-place")
    tap(page, "Thêm cơ sở")
    told = page.get_by_role("alert").filter(has_text="Chưa thêm được")
    expect(told).to_be_focused()
    for words, field in (
        ("Nhập tên cơ sở", "place-name"),
        ("Chọn loại hình", "place-kind"),
        ("Chọn xã, phường", "place-area"),
    ):
        told.get_by_role("link", name=words).click()
        expect(page.locator(f"#{field}")).to_be_focused()
    expect(page).to_have_url(re.compile("new-place$"))


def test_every_screen_fits_is_hit_and_is_read(tablet: Tablet, word: str) -> None:
    stand_at(tablet, HERE)
    page = find(tablet, f"near=1&map=1&q={word}")
    tap(page, "Lọc")
    expect(page.locator(".map-spot").first).to_be_attached()
    assert faults_of_screen(page) == []
    page.get_by_role("link", name=re.compile("Hoà Bình")).first.click()
    expect(page.get_by_role("button", name="Bắt đầu kiểm tra")).to_be_visible()
    assert faults_of_screen(page) == []
    show(tablet, "new-place")
    tap(page, "Thêm cơ sở")
    tap(page, "Lấy vị trí tại đây")
    page.get_by_role("combobox", name="Xã, phường").click()
    assert faults_of_screen(page) == []
