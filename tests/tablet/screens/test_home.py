"""Home, the outbox, this tablet and help, by hand."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from service.domain.demo_cast import DEMO_PASSWORD
from service.domain.periods import LOCAL
from tests.tablet.device import PIN, Tablet
from tests.tablet.network import Network
from tests.tablet.screens.fingers import faults_of_screen
from tests.tablet.stage import Office

Tablets = Callable[..., Tablet]
pytestmark = [pytest.mark.xdist_group(__name__), pytest.mark.slow]
PHONE = {"width": 360, "height": 780}
WEEK = dt.timedelta(days=7)

# A visit finished; with a campaign that nobody knows the server refuses it.
FINISHED = """
  const made = await core.begin(given.place, {campaign: given.campaign ?? null});
  core.answerAll(made);
  await made.addPhoto({item: 'CL-01'}, await core.picture(600, 400));
  await made.finish({later: given.later ?? false});
  await core.outbox.sendDue();
  return made.id;
"""
RED = """
  const made = await core.begin(given);
  made.answer('CL-01', {value: 'pass'});
  made.addFlag({indicator: 'ROO-04', description: 'chim hoàng yến'});
  await made.saved();
"""


@pytest.fixture(scope="module")
def tablet(
    office: Office, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tablet]:
    """One tablet for all; each test makes visits of its own."""
    made = Tablet(playwright, tmp_path_factory.mktemp("home"), office.server.port).open()
    yield made.enrol(device="Máy ở nhà")
    assert made.complaints == []
    made.close()


@pytest.fixture
def home(tablet: Tablet) -> Page:
    assert tablet.page
    tablet.offline(False)
    tablet.page.set_viewport_size(PHONE)
    go(tablet.page, "")
    expect(tablet.page.get_by_role("button", name="Lượt kiểm tra mới")).to_be_enabled()
    return tablet.page


def test_home_says_who_and_what_is_planned(office: Office, tablet: Tablet, home: Page) -> None:
    today = dt.datetime.now(LOCAL).date()
    window = {"from": str(today - WEEK), "to": str(today)}
    inspection, campaign = str(uuid.uuid4()), str(uuid.uuid4())
    plan = {"id": inspection, "name": "Kiểm tra chim sẻ", "kind": "ad_hoc",
            "unit": "SVHTTDL-QLDL", "decision_no": "12/QĐ", **window,
            "team": [{"name": "Một", "account": "inspector", "lead": True}]}  # fmt: skip
    high_point = {"id": campaign, "name": "Đợt chim sẻ", **window}
    for path, body in (("inspections", plan), ("campaigns", high_point)):
        assert office.server.call("POST", f"/api/v1/{path}", body, office.token)[0] == 201
    place = place_with_a_finding_due(office, today)
    listed = f"/api/v1/inspections/{inspection}/establishments"
    for path, more in ((listed, {}), (f"{listed}/assignment", {"account": "inspector"})):
        body = {"establishments": [place], **more}
        assert office.server.call("POST", path, body, office.token)[0] == 200
    home.get_by_role("button", name="Đồng bộ ngay").click()
    given = section(home, "Được giao")
    expect(given).to_contain_text("Đã kiểm tra 0 trong 1 cơ sở")
    expect(given.locator(f'a[href="#/places/{place}"]')).to_contain_text("Kiểm tra chim sẻ")
    expect(home.get_by_text("Người kiểm tra một")).to_be_visible()
    expect(home.get_by_text("Phòng Quản lý du lịch (minh họa) · toàn tỉnh")).to_be_visible()
    link = home.locator(f'a[href="#/find?inspection={inspection}"]')
    expect(link).to_contain_text("Kiểm tra chim sẻ")
    expect(link).to_contain_text("Đột xuất · 12/QĐ")
    expect(section(home, "Đợt cao điểm")).to_contain_text("Đợt chim sẻ")
    whole = home.get_by_role("button", name="Xem thêm")
    if whole.is_visible():
        whole.click()
    row = section(home, "Đến hạn tái kiểm tra").locator(f'a[href="#/places/{place}"]')
    expect(row).to_contain_text(f"Hạn {today:%d/%m/%Y}")
    home.get_by_role("button", name="Lượt kiểm tra mới").click()
    expect(home).to_have_url(f"{tablet.address}/tablet#/find")


def test_the_first_steps_are_shown_until_they_are_dismissed(tablet: Tablet, home: Page) -> None:
    expect(home.get_by_role("heading", name="Mới dùng lần đầu?")).to_be_visible()
    home.get_by_role("button", name="Đã hiểu").click()
    expect(home.get_by_role("heading", name="Mới dùng lần đầu?")).to_have_count(0)
    tablet.run("await core.vault.lock();")
    tablet.unlock()
    expect(home.get_by_role("heading", name="Đang ghi")).to_be_visible()
    expect(home.get_by_role("heading", name="Mới dùng lần đầu?")).to_have_count(0)
    home.get_by_role("link", name="Hướng dẫn").first.click()
    expect(home.get_by_role("heading", name="Hướng dẫn", level=1)).to_be_focused()
    expect(home.get_by_role("heading", name="Một lượt kiểm tra")).to_be_visible()


def test_a_draft_is_gone_on_with_and_tells_nothing_of_its_sheet(
    office: Office, tablet: Tablet, home: Page
) -> None:
    place = known_place(tablet, office)
    tablet.run(RED, place)
    row = section(home, "Đang ghi").get_by_role("link", name=name_of(tablet, place))
    expect(row).to_contain_text("Đã trả lời 1/")
    text = home.locator("body").inner_text()
    for word in ("Đỏ", "chim hoàng yến", "ROO-04", "mua bán", "dấu hiệu"):
        assert word not in text
    row.click()
    expect(home).to_have_url(f"{tablet.address}/tablet#/visits/{newest(tablet)}")


def test_what_waits_says_why_and_goes_by_itself_when_the_network_is_back(
    office: Office, tablet: Tablet, home: Page
) -> None:
    place = known_place(tablet, office)
    tablet.offline(True)
    visit = tablet.run(FINISHED, {"place": place})
    expect(section(home, "Hộp gửi")).to_contain_text("1 mục chờ gửi")
    expect(section(home, "Hộp gửi")).to_contain_text("Không kết nối được với máy chủ")
    expect(section(home, "Hộp gửi").get_by_role("progressbar")).to_have_attribute("value", "0")
    go(home, "outbox")
    row = home.get_by_role("listitem").filter(has_text=name_of(tablet, place))
    expect(row).to_contain_text("1 tệp ảnh")
    expect(row).to_contain_text("Đã thử 1 lần · sẽ gửi lúc")
    assert faults_of_screen(home) == []
    tablet.offline(False)
    expect(home.get_by_text("Không có gì chờ gửi.")).to_be_visible()
    assert office.missing(visit) == []


def test_what_is_to_go_later_goes_now_at_a_tap(office: Office, tablet: Tablet, home: Page) -> None:
    place = known_place(tablet, office)
    visit = tablet.run(FINISHED, {"place": place, "later": True})
    go(home, "outbox")
    row = home.get_by_role("listitem").filter(has_text=name_of(tablet, place))
    expect(row).to_contain_text("sẽ gửi lúc")
    home.get_by_role("button", name="Gửi ngay").click()
    expect(home.get_by_text("Không có gì chờ gửi.")).to_be_visible()
    sent = section(home, "Đã gửi").get_by_role("link", name=name_of(tablet, place))
    expect(sent).to_have_attribute("href", f"#/sent/{visit}")
    expect(section(home, "Đã gửi")).to_contain_text("giữ trên máy 30 ngày")
    assert office.missing(visit) == []


def test_what_was_refused_stands_first_and_blocks_nothing(
    office: Office, tablet: Tablet, home: Page
) -> None:
    place = known_place(tablet, office)
    visit = tablet.run(FINISHED, {"place": place, "campaign": str(uuid.uuid4())})
    row = section(home, "Cần xem lại").get_by_role("link", name=name_of(tablet, place))
    expect(row).to_have_attribute("href", f"#/sent/{visit}")
    expect(home.get_by_text("Không có gì chờ gửi.")).to_be_visible()
    headings = home.locator("main h2").all_inner_texts()
    assert headings[0] == "Cần xem lại"
    assert faults_of_screen(home) == []
    tablet.run("await core.drafts.discard(given);", visit)
    expect(home.get_by_role("heading", name="Cần xem lại")).to_have_count(0)


def test_a_place_met_in_the_field_waits_in_sight(tablet: Tablet, home: Page) -> None:
    tablet.offline(True)
    body = """
      await core.register.add({name: 'Nhà nghỉ bên đường', kind: 'guesthouse',
        status: 'unregistered', area: {scheme: '2025', code: '05977'}, address: '',
        point: {type: 'Point', coordinates: [0, 0]}});
    """
    tablet.run(body)
    go(home, "outbox")
    expect(section(home, "Cơ sở mới gặp")).to_contain_text("Nhà nghỉ bên đường")
    tablet.offline(False)
    refused = section(home, "Cơ sở mới gặp").get_by_role("link", name="Nhà nghỉ bên đường")
    expect(refused).to_contain_text("Nội dung chưa đúng")
    assert faults_of_screen(home) == []
    mend = """
      const [item] = await core.outbox.places();
      await core.register.mend(item.id, {...item.body, point: null});
      await core.outbox.sendNow();
    """
    tablet.run(mend)
    expect(home.get_by_text("Không có gì chờ gửi.")).to_be_visible()


def test_a_session_that_is_over_asks_for_the_password_on_the_spot(
    tablet: Tablet, home: Page
) -> None:
    body = """
      const session = {...(await core.store.get('meta', 'session')), access: 'x', refresh: 'x'};
      await core.store.write([core.store.put('meta', 'session', session)]);
      await core.session.load();
    """
    tablet.run(body)
    home.get_by_role("button", name="Đồng bộ ngay").click()
    expect(home.get_by_text("Phiên đăng nhập đã hết", exact=True)).to_be_visible()
    assert faults_of_screen(home) == []
    home.get_by_label("Mật khẩu", exact=True).fill("sai mật khẩu")
    home.get_by_role("button", name="Đăng nhập lại").click()
    expect(home.get_by_role("alert").first).to_be_visible()
    home.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
    home.get_by_role("button", name="Đăng nhập lại").click()
    expect(home.get_by_text("Phiên đăng nhập đã hết", exact=True)).to_have_count(0)
    expect(section(home, "Đồng bộ")).to_contain_text("Lần gần nhất xong lúc")


def test_the_pin_is_changed_by_hand(tablet: Tablet, home: Page) -> None:
    go(home, "tablet")
    home.get_by_role("heading", name="Đổi mã PIN").click()
    change = home.get_by_role("button", name="Đổi mã PIN")
    for label, value in (("Mã PIN đang dùng", "000001"), ("Mã PIN mới", "864207"),
                         ("Nhập lại mã PIN mới", "864207")):  # fmt: skip
        home.get_by_label(label, exact=True).fill(value)
    change.click()
    expect(home.get_by_text("Mã PIN không đúng. Còn 7 lần")).to_be_visible()
    home.get_by_label("Mã PIN đang dùng", exact=True).fill(PIN)
    assert faults_of_screen(home) == []
    change.click()
    expect(home.get_by_text("Đã đổi mã PIN.")).to_be_visible()
    tablet.run("await core.vault.lock();")
    tablet.unlock("864207")
    tablet.run("await core.vault.changePin('864207', given);", PIN)


def test_this_tablet_says_what_it_is_and_speaks_english_where_wanted(
    tablet: Tablet, home: Page
) -> None:
    go(home, "tablet")
    facts = section(home, "Người và máy")
    for words in ("(inspector)", "Máy ở nhà", "Cả ứng dụng nằm trên máy"):
        expect(facts).to_contain_text(words)
    version = tablet.run("return (await import('/static/tablet/core/update.js')).version();")
    expect(facts).to_contain_text(version[:8])
    home.get_by_role("button", name="English").click()
    expect(home.get_by_role("heading", name="Person and tablet")).to_be_visible()
    go(home, "help")
    expect(home.get_by_role("heading", name="How a visit goes")).to_be_visible()
    assert faults_of_screen(home) == []
    go(home, "tablet")
    home.get_by_role("button", name="Tiếng Việt").click()
    home.get_by_role("button", name="Khóa ngay").click()
    expect(home.get_by_role("heading", name="Nhập mã PIN")).to_be_visible()
    tablet.unlock()


def test_help_is_there_without_a_network(tablet: Tablet, home: Page) -> None:
    tablet.offline(True)
    go(home, "help")
    for words in ("Tìm cơ sở", "Ẩn ngay", "Biên nhận", "Không có mạng", "Cần giúp"):
        expect(home.get_by_role("heading", name=words)).to_be_visible()
    assert faults_of_screen(home) == []


def test_a_new_version_is_taken_by_the_person_s_tap_only(
    network: Network, tablet_of: Tablets
) -> None:
    tablet = tablet_of(network.port).open().enrol(device="Máy bản mới")
    page = tablet.page
    assert page
    network.rewrite = lambda data: data.replace(b'SHELL = {"version":"', b'SHELL = {"version":"n')
    tablet.run("await (await navigator.serviceWorker.getRegistration('/tablet')).update();")
    expect(page.get_by_text("Có bản mới của ứng dụng.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Dùng bản mới ngay").click()
    expect(page.get_by_role("heading", name="Nhập mã PIN")).to_be_visible()


def test_unsent_visits_go_to_another_tablet_as_a_file_by_hand(
    office: Office, tablet_of: Tablets, tmp_path: Any
) -> None:
    tablet = tablet_of(office.server.port).open().enrol(device="Máy mất mạng")
    place = known_place(tablet, office)
    tablet.run("await core.begin(given);", place)
    page = tablet.page
    assert page
    go(page, "tablet")
    page.get_by_role("heading", name="Chuyển qua máy khác").click()
    page.get_by_label("Mã PIN của máy này", exact=True).fill(PIN)
    with page.expect_download() as download:
        page.get_by_role("button", name="Xuất tệp").click()
    assert download.value.suggested_filename.startswith("an-tru-")
    download.value.save_as(tmp_path / "carried.json")
    expect(page.get_by_text("Đã xuất.")).to_be_visible()
    leave(page, unsent=1)
    tablet.enrol(device="Máy kia", pin="771199")
    go(page, "tablet")
    page.get_by_role("heading", name="Nhận từ máy khác").click()
    page.get_by_label("Tệp niêm phong").set_input_files(tmp_path / "carried.json")
    page.get_by_label("Mã PIN của máy đã xuất tệp", exact=True).fill(PIN)
    page.get_by_role("button", name="Nhận vào máy").click()
    expect(page.get_by_text("Đã nhận 1 lượt mới.")).to_be_visible()
    go(page, "")
    expect(section(page, "Đang ghi")).to_contain_text(name_of(tablet, place))


def leave(page: Page, unsent: int) -> None:
    """Sign out, through the warnings."""
    page.get_by_role("heading", name="Đăng xuất").click()
    expect(page.get_by_text(f"{unsent} lượt chưa gửi sẽ mất. Xin gửi hết")).to_be_visible()
    assert faults_of_screen(page) == []
    page.get_by_role("button", name="Đăng xuất và xóa").click()
    expect(page.get_by_text(f"{unsent} lượt chưa gửi sẽ mất hẳn")).to_be_focused()
    page.get_by_role("button", name=f"Xóa, mất {unsent} lượt").click()
    expect(page.get_by_role("heading", name="Đăng nhập lần đầu")).to_be_visible()


def go(page: Page, route: str) -> None:
    page.evaluate("(route) => { location.hash = `#/${route}`; }", route)


def section(page: Page, title: str) -> Any:
    return page.locator("section").filter(has=page.get_by_role("heading", name=title, exact=True))


def known_place(tablet: Tablet, office: Office) -> str:
    place = office.new_place()
    tablet.run("await core.sync.pull();")
    return place


def name_of(tablet: Tablet, place: str) -> str:
    name: str = tablet.run("return core.register.get(given).name;", place)
    return name


def newest(tablet: Tablet) -> str:
    visit: str = tablet.run("return (await core.drafts.list())[0].id;")
    return visit


def place_with_a_finding_due(office: Office, day: dt.date) -> str:
    """A place where something failed that is to be remedied by the day."""
    place = office.new_place()
    _, checklist = office.server.call(
        "GET", "/api/v1/checklists/accommodation/versions/1", token=office.token
    )
    started = dt.datetime.now(LOCAL) - WEEK
    answers = [
        {"item": item["code"], "value": "pass",
         "counts": {one["measure"]: 5 for one in item["counts"] if one["required_on"] == "always"}}
        for item in checklist["items"]
        if item["type"] == "verdict" and item["required"] and "hotel" in kinds_of(item)
    ]  # fmt: skip
    failed = next(one for one in answers if one["item"] == "CL-05")
    failed |= {"value": "fail", "remedy": "Sửa lối thoát nạn", "remedy_by": str(day)}
    visit = {"establishment_id": place, "checklist": {"code": "accommodation", "version": 1},
             "started_at": started.isoformat(), "answers": answers,
             "finished_at": (started + dt.timedelta(hours=1)).isoformat()}  # fmt: skip
    path = f"/api/v1/visits/{uuid.uuid4()}"
    assert office.server.call("PUT", path, visit, office.token)[0] == 201
    return place


def kinds_of(item: dict[str, Any]) -> list[str]:
    kinds: list[str] = (item["only_if"] or {}).get("kind", ["hotel"])
    return kinds
