"""A visit that was finished is read back, corrected, and brought home when it was refused."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.builders import a_visit
from tests.tablet.device import Tablet
from tests.tablet.screens.fingers import faults_of_screen
from tests.tablet.screens.visit_stage import at, show, stored, tap
from tests.tablet.stage import Office

pytestmark = [pytest.mark.xdist_group(__name__), pytest.mark.slow]

# A whole visit with something of everything, its flag included; `more` goes to its beginning.
MADE = """
  const draft = await core.begin(given.place, given.more ?? {});
  core.answerAll(draft);
  draft.answer('CL-01', {value: 'fail', note: 'Bản chính ở nơi khác', remedy: 'Bổ sung giấy',
    remedy_by: '2026-12-15'});
  await draft.addPhoto({item: 'CL-01'}, await core.picture(640, 480));
  await draft.addPhoto({item: 'CL-01'}, await core.picture(480, 640));
  draft.answer('CG-01', {value: 'fail'});
  draft.count('CG-01', 'guests_not_notified', 4);
  const seen = {place: 'quầy lễ tân', description: 'Khách không có giấy tờ.'};
  draft.addFlag({indicator: 'REG-01', ...seen});
  draft.guide({given: true, leaflets: 10});
  draft.set({representative: {name: 'Nguyễn Thị Lan', position: 'Quản lý'}, opinion: 'Đồng ý.'});
  const image = await core.picture(300, 120, 'image/png');
  await draft.sign('establishment', {name: 'Nguyễn Thị Lan', image});
  await draft.sign('lead', {name: 'Người kiểm tra một', refused_because: 'Bút hỏng'});
  for (const [code, patch] of Object.entries(given.answers ?? {})) draft.answer(code, patch);
  await draft.finish({later: true});
  if (given.send ?? true) await core.outbox.sendNow();
  return draft.id;
"""
SENT = "return (await core.drafts.open(given)).row.state;"


@pytest.fixture(scope="module")
def tablet(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory, office: Office
) -> Iterator[Tablet]:
    """One that is enrolled, for all tests here."""
    folder = tmp_path_factory.mktemp("tablet")
    enrolled = Tablet(playwright, folder, office.server.port).open()
    yield enrolled.enrol(device="Máy xem lại")
    enrolled.close()


@pytest.fixture
def place(office: Office, tablet: Tablet) -> str:
    key = office.new_place()
    tablet.run("await core.sync.pull();")
    return key


@pytest.fixture(autouse=True)
def without_complaints(tablet: Tablet) -> Iterator[None]:
    yield
    tablet.offline(False)
    show(tablet, "")
    assert tablet.complaints == []


def made(tablet: Tablet, place: str, **more: Any) -> str:
    visit: str = tablet.run(MADE, {"place": place, **more})
    return visit


def attention(page: Page) -> Locator:
    found = page.get_by_role("region", name="Cần xem lại")
    expect(found).to_contain_text("Mọi thứ vẫn còn nguyên trên máy")
    return found


def finish(page: Page) -> None:
    """From any card of a visit that is complete, to its end and away."""
    if page.get_by_role("link", name="Hoàn tất").count():
        page.get_by_role("link", name="Hoàn tất").click()
    tap(page, "Hoàn tất và gửi ngay")


def has_arrived(page: Page) -> None:
    expect(page.locator(".sent-head .tag")).to_have_text("Đã gửi")
    expect(page.get_by_role("heading", name="Biên nhận của máy chủ")).to_be_visible()


def test_what_was_sent_is_read_back_without_its_confidential_part(
    tablet: Tablet, place: str
) -> None:
    visit = made(tablet, place)
    page = show(tablet, f"sent/{visit}")
    has_arrived(page)
    expect(page.get_by_text("Gồm 34 kết quả, 2 ảnh, 1 chữ ký")).to_be_visible()
    expect(page.get_by_role("heading", name="Không đạt (2)")).to_be_visible()
    first = page.locator(".sent-answer").first
    for words in ("CL-01", "Bản chính ở nơi khác", "Bổ sung giấy", "hạn 15/12/2026"):
        expect(first).to_contain_text(words)
    expect(first.locator("img")).to_have_count(2)
    expect(page.locator("main")).to_contain_text("Khách không được thông báo lưu trú: 4")
    page.get_by_text("Lao động", exact=True).click()
    expect(page.get_by_text("CW-01")).to_be_visible()
    for words in (
        "Nguyễn Thị Lan, Quản lý",
        "Số tờ rơi đã phát: 10",
        "Không ký: Bút hỏng",
        "Đồng ý.",
    ):
        expect(page.locator("main")).to_contain_text(words)
    text = page.locator("body").inner_text()
    for secret in ("REG-01", "quầy lễ tân", "giấy tờ.", "dấu hiệu", "Đỏ", "Cam", "Vàng"):
        assert secret not in text, secret


def test_photos_are_looked_at_and_let_go(tablet: Tablet, place: str) -> None:
    visit = made(tablet, place)
    tablet.run(WATCH)
    page = show(tablet, f"sent/{visit}")
    page.get_by_role("button", name="Ảnh 2 của mục CL-01").click()
    viewer = page.get_by_role("dialog", name="Ảnh 2 của mục CL-01")
    expect(viewer.get_by_role("img")).to_be_visible()
    assert faults_of_screen(page) == []
    tap(viewer, "Đóng")
    expect(viewer).to_have_count(0)
    assert tablet.run("return held.size;") == 3
    show(tablet, "")
    expect(page.locator(".sent")).to_have_count(0)
    assert tablet.run("return held.size;") == 0


WATCH = """
  globalThis.held = new Set();
  const {createObjectURL: make, revokeObjectURL: drop} = URL;
  URL.createObjectURL = (blob) => (held.add(make.call(URL, blob)), [...held].at(-1));
  URL.revokeObjectURL = (url) => (held.delete(url), drop.call(URL, url));
"""


def test_a_visit_that_waits_says_so_and_is_sent_by_hand(tablet: Tablet, place: str) -> None:
    tablet.offline(True)
    visit = made(tablet, place)
    page = show(tablet, f"sent/{visit}")
    expect(page.get_by_role("heading", name="Đang chờ gửi")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Không kết nối được với máy chủ")
    expect(page.get_by_role("button", name="Đính chính")).to_have_count(0)
    assert faults_of_screen(page) == []
    tablet.offline(False)
    tablet.run("await core.outbox.sendNow();")
    has_arrived(page)


def test_an_amendment_arrives_with_its_reason(tablet: Tablet, office: Office, place: str) -> None:
    visit = made(tablet, place)
    page = show(tablet, f"sent/{visit}")
    tap(page, "Đính chính")
    reason = page.get_by_label("Lý do đính chính")
    expect(reason).to_be_focused()
    reason.fill("ồ")
    tap(page, "Tiếp tục")
    expect(page.get_by_role("alert").filter(has_text="ít nhất 3 ký tự")).to_be_visible()
    reason.fill("Ghi nhầm mục đăng ký")
    assert faults_of_screen(page) == []
    tap(page, "Tiếp tục")
    page.wait_for_url(re.compile("visits/"))
    amendment = page.url.rpartition("/")[2]
    assert amendment != visit
    show(tablet, f"sent/{visit}")
    expect(page.get_by_text("Đang có một bản đính chính")).to_be_visible()
    page.get_by_role("link", name="Xem bản đó").click()
    show(tablet, "")
    show(tablet, f"visits/{amendment}?item=CL-01")
    tap(page, "Đạt")
    show(tablet, f"visits/{amendment}/finish")
    finish(page)
    has_arrived(page)
    expect(page.get_by_text("Đây là bản đính chính. Lý do: Ghi nhầm mục đăng ký")).to_be_visible()
    kept = office.visit(visit)
    assert [one["reason"] for one in kept["amendments"]] == ["Ghi nhầm mục đăng ký"]
    assert kept["failed_items"] == ["CG-01"]
    tablet.run("await core.sync.pull();")
    show(tablet, f"sent/{visit}")
    expect(page.locator("main")).to_contain_text("Đã được đính chính lúc")
    expect(page.get_by_text("Trên máy có bản đính chính mới hơn")).to_be_visible()


def test_a_visit_withdrawn_at_the_office_is_told(
    tablet: Tablet, office: Office, place: str
) -> None:
    visit = made(tablet, place)
    path = f"/api/v1/visits/{visit}/withdrawal"
    assert office.server.call("POST", path, {"reason": "Nhầm cơ sở"}, office.token)[0] == 200
    tablet.run("await core.sync.pull();")
    page = show(tablet, f"sent/{visit}")
    expect(page.get_by_text("Đã được rút lại lúc")).to_be_visible()
    expect(page.get_by_text("Lý do: Nhầm cơ sở")).to_be_visible()
    expect(page.get_by_role("button", name="Đính chính")).to_have_count(0)


def test_a_refused_answer_is_mended_on_its_card(tablet: Tablet, office: Office, place: str) -> None:
    visit = made(tablet, place, answers={"CL-05": {"note": "dài " * 1300}})
    assert tablet.run(SENT, visit) == "attention"
    page = show(tablet, f"sent/{visit}")
    told = attention(page)
    expect(told).to_contain_text("CL-05")
    expect(told).to_contain_text("Độ dài phải từ 0 đến 5000 ký tự.")
    assert faults_of_screen(page) == []
    tap(told, "Sửa và gửi lại")
    at(page, "CL-05")
    page.get_by_label("Ghi chú", exact=True).fill("Ngắn hơn")
    finish(page)
    has_arrived(page)
    (kept,) = office.visits_at(place)
    assert kept["id"] == visit
    notes = {answer["item"]: answer["note"] for answer in kept["answers"]}
    assert notes["CL-05"] == "Ngắn hơn"


def test_a_campaign_that_is_not_known_is_chosen_anew(
    tablet: Tablet, office: Office, place: str
) -> None:
    visit = made(tablet, place, more={"campaign": str(uuid.uuid4())})
    page = show(tablet, f"sent/{visit}")
    told = attention(page)
    expect(told).to_contain_text("Không có đợt cao điểm này.")
    expect(told.get_by_role("radio", name="Không thuộc đợt nào")).to_be_checked()
    tap(told, "Sửa và gửi lại")
    finish(page)
    has_arrived(page)
    assert [one["campaign_id"] for one in office.visits_at(place)] == [None]


def taken(office: Office, place: str, visit: str, username: str = "inspector") -> None:
    """The id is used up at the server, by other content."""
    path, token = f"/api/v1/visits/{visit}", office.token_of(username)
    row = office.server.call("PUT", path, a_visit(place), token)
    assert row[0] == 201


def test_an_id_taken_by_other_content_becomes_an_amendment(
    tablet: Tablet, office: Office, place: str
) -> None:
    visit = made(tablet, place, send=False)
    started = stored(tablet, visit)["content"]["started_at"]
    path = f"/api/v1/visits/{visit}"
    other = a_visit(place, started_at=started)
    assert office.server.call("PUT", path, other, office.token)[0] == 201
    assert [item["code"] for item in tablet.send()] == ["refused"]
    page = show(tablet, f"sent/{visit}")
    told = attention(page)
    expect(told).to_contain_text("đã có lượt kiểm tra với nội dung khác")
    expect(told.get_by_role("button", name="Gửi như lượt mới")).to_be_visible()
    assert faults_of_screen(page) == []
    tap(told, "Gửi thành đính chính")
    page.get_by_label("Lý do đính chính").fill("Gửi hai lần từ hai máy")
    tap(page, "Tiếp tục")
    has_arrived(page)
    (kept,) = office.visits_at(place)
    assert kept["id"] == visit
    assert [one["reason"] for one in kept["amendments"]] == ["Gửi hai lần từ hai máy"]
    assert kept["failed_items"] == ["CL-01", "CG-01"]


def test_an_id_taken_by_somebody_else_is_sent_as_a_new_visit(
    tablet: Tablet, office: Office, place: str
) -> None:
    visit = made(tablet, place, send=False)
    taken(office, place, visit, "inspector2")
    hashed = tablet.photos(visit)
    tablet.send()
    page = show(tablet, f"sent/{visit}")
    told = attention(page)
    expect(told.get_by_role("button", name="Gửi thành đính chính")).to_have_count(0)
    tap(told, "Gửi như lượt mới")
    has_arrived(page)
    fresh = page.url.rpartition("/")[2]
    assert fresh != visit
    assert office.missing(fresh) == []
    assert tablet.photos(fresh) == hashed


def test_a_place_that_is_refused_is_mended_and_the_visit_goes_again(
    tablet: Tablet, office: Office
) -> None:
    body = """
      const {id} = await core.register.add({name: 'Nhà nghỉ Sai Điểm', kind: 'hotel',
        status: 'active', area: {scheme: '2025', code: '05977'}, address: '',
        owner: {name: '', phone: ''}, point: {type: 'Point', coordinates: [2.35, 48.86]}});
      return id;
    """
    place = tablet.run(body)
    visit = made(tablet, place)
    page = show(tablet, f"sent/{visit}")
    told = attention(page)
    expect(told).to_contain_text("Việt Nam")
    show(tablet, f"places/{place}")
    expect(page.get_by_text("Máy chủ chưa nhận cơ sở này")).to_be_visible()
    show(tablet, f"sent/{visit}")
    told.get_by_role("link", name="Sửa thông tin cơ sở").click()
    expect(page.get_by_label("Tên cơ sở")).to_have_value("Nhà nghỉ Sai Điểm")
    tap(page, "Bỏ vị trí")
    tap(page, "Lưu cơ sở")
    has_arrived(page)
    assert [one["id"] for one in office.visits_at(place)] == [visit]


def test_it_is_thrown_away_only_by_who_insists(tablet: Tablet, office: Office, place: str) -> None:
    visit = made(tablet, place, more={"campaign": str(uuid.uuid4())})
    page = show(tablet, f"sent/{visit}")
    tap(page, "Bỏ hẳn lượt này…")
    expect(page.get_by_role("button", name="Giữ lại")).to_be_focused()
    expect(page.get_by_role("alert").last).to_contain_text("34 kết quả, 2 ảnh, 2 chữ ký")
    tap(page, "Giữ lại")
    assert tablet.run(SENT, visit) == "attention"
    tap(page, "Bỏ hẳn lượt này…")
    tap(page, "Bỏ lượt này")
    assert tablet.run(SENT, visit) == "attention"
    tap(page, "Đúng, bỏ hẳn")
    expect(page).to_have_url(f"{tablet.address}/tablet#/")
    body = "return (await core.drafts.list()).filter((row) => row.id === given);"
    assert tablet.run(body, visit) == []
    assert office.visits_at(place) == []


def test_what_is_wrong_on_the_sheet_is_not_named_here(tablet: Tablet, place: str) -> None:
    visit = made(tablet, place, send=False)
    tablet.run(REFUSED, visit)
    page = show(tablet, f"sent/{visit}")
    told = attention(page)
    expect(told).to_contain_text("Còn một chỗ nằm ngoài bảng kiểm")
    text = page.locator("body").inner_text()
    for secret in ("dấu hiệu", "REG-01", "Mức đỏ"):
        assert secret not in text
    tap(told, "Sửa và gửi lại")
    expect(page).to_have_url(re.compile(f"visits/{visit}/sheet$"))


# As the server would answer for an indicator that it does not know.
REFUSED = """
  const draft = await core.drafts.open(given);
  const words = {code: 'unknown_indicator', message: 'Không có dấu hiệu mang mã này.'};
  const red = {code: 'required_when_red', message: 'Mức đỏ: ghi đã gọi cho ai.'};
  const errors = {'flags.0.indicator': [words], emergency_call: [red]};
  const told = {code: 'refused', values: {}, status: 422, type: '', detail: 'Chưa đúng.', errors};
  await draft.move({state: 'attention', trouble: told});
"""


def test_the_whole_screen_fits_is_hit_and_is_read(tablet: Tablet, place: str) -> None:
    visit = made(tablet, place)
    page = show(tablet, f"sent/{visit}")
    has_arrived(page)
    for summary in page.locator("summary").all():
        summary.click()
    assert faults_of_screen(page) == []
