"""A visit is recorded card by card, and each touch is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.pictures import a_photo
from tests.tablet.device import Tablet
from tests.tablet.screens.fingers import faults_of_screen
from tests.tablet.screens.visit_stage import answer_of, at, begin, show, stored, tap
from tests.tablet.stage import Office

pytestmark = pytest.mark.xdist_group(__name__)


@pytest.fixture(scope="module")
def tablet(shared_tablet: Tablet) -> Tablet:
    return shared_tablet


@pytest.fixture(scope="module")
def place(office: Office, tablet: Tablet) -> str:
    key = office.new_place()
    tablet.run("await core.sync.pull();")
    return key


@pytest.fixture(autouse=True)
def without_complaints(tablet: Tablet) -> Iterator[None]:
    yield
    assert tablet.complaints == []


def photo_files(*sizes: tuple[int, int]) -> list[Any]:
    return [
        {"name": f"{place}.jpg", "mimeType": "image/jpeg", "buffer": a_photo(*size)}
        for place, size in enumerate(sizes)
    ]


def photos_of(tablet: Tablet, visit: str) -> dict[str, bytes]:
    stored(tablet, visit)
    return tablet.photos(visit)


def test_an_answer_is_kept_and_the_next_card_comes(tablet: Tablet, place: str) -> None:
    visit = begin(tablet, place)
    page = show(tablet, f"visits/{visit}")
    expect(page.get_by_role("heading", name="Thành phần")).to_be_visible()
    tap(page, "Tiếp")
    at(page, "CL-01")
    tap(page, "Đạt")
    at(page, "CL-02")
    expect(page.get_by_role("heading", level=2)).to_be_focused()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "1")
    assert answer_of(tablet, visit, "CL-01")["value"] == "pass"
    tap(page, "Trước")
    expect(page.get_by_role("button", name="Đạt", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.get_by_text("Đã lưu trên máy")).to_be_visible()
    tap(page, "Bỏ kết quả")
    assert answer_of(tablet, visit, "CL-01")["value"] is None


def test_one_comes_back_to_the_card_where_one_was(tablet: Tablet, place: str) -> None:
    visit = begin(tablet, place)
    page = show(tablet, f"visits/{visit}?item=CL-05")
    at(page, "CL-05")
    tap(page, "Tiếp")
    at(page, "CL-06")
    assert stored(tablet, visit)["at"] == "CL-06"
    show(tablet, "")
    show(tablet, f"visits/{visit}")
    at(page, "CL-06")


def test_what_fails_asks_for_remedy_day_violation_and_note(tablet: Tablet, place: str) -> None:
    visit = begin(tablet, place)
    page = show(tablet, f"visits/{visit}?item=CL-01")
    tap(page, "Không đạt")
    page.get_by_label("Yêu cầu khắc phục").fill("Bổ sung giấy đăng ký")
    tap(page, "15 ngày")
    page.get_by_label("Ghi chú", exact=True).fill("Bản chính ở nơi khác")
    page.get_by_role("checkbox", name="Luật Du lịch 2017, Điều 49").check()
    page.get_by_label("Số biên bản vi phạm").fill("07/BB")
    at(page, "CL-01")
    content = stored(tablet, visit)["content"]
    answer = content["answers"]["CL-01"]
    assert answer["remedy"] == "Bổ sung giấy đăng ký"
    assert answer["note"] == "Bản chính ở nơi khác"
    days = "return (Date.parse(given[1]) - Date.parse(given[0].slice(0, 10))) / 86400000;"
    assert tablet.run(days, [content["started_at"], answer["remedy_by"]]) == 15
    assert content["violations"] == [
        {"item": "CL-01", "basis": "LDL-2017-D49-K1A", "record_no": "07/BB"}
    ]


def test_items_come_and_go_with_an_answer_and_it_is_told(tablet: Tablet, place: str) -> None:
    visit = begin(tablet, place)
    page = show(tablet, f"visits/{visit}?item=CP-01")
    tap(page, "Đạt")
    at(page, "CP-01D")
    expect(
        page.get_by_role("status").filter(has_text="Thêm mục: Cam kết ký ngày nào?")
    ).to_have_count(1)
    page.get_by_label("Ngày", exact=True).fill("2026-03-05")
    assert answer_of(tablet, visit, "CP-01D")["value"] == "2026-03-05"
    tap(page, "Trước")
    tap(page, "Không đạt")
    expect(page.get_by_role("status").filter(has_text="Bớt 1 mục")).to_have_count(1)
    tap(page, "Tiếp")
    at(page, "CP-02")


def test_a_number_that_is_asked_holds_the_card_until_it_is_there(
    tablet: Tablet, place: str
) -> None:
    visit = begin(tablet, place, whole=True, answers={"CG-01": {"value": None, "counts": {}}})
    page = show(tablet, f"visits/{visit}?item=CG-01")
    tap(page, "Không đạt")
    expect(page.get_by_role("button", name="Còn thiếu 1")).to_be_visible()
    page.get_by_role("textbox", name="Khách được đối chiếu").fill("12a")
    for _ in range(2):
        tap(page, "Thêm: Khách không được thông báo lưu trú")
    expect(page.get_by_role("link", name="Hoàn tất")).to_be_visible()
    assert answer_of(tablet, visit, "CG-01")["counts"] == {
        "guests_checked": 12,
        "guests_not_notified": 2,
    }
    tap(page, "Không áp dụng")
    at(page, "CG-02")


def test_the_rest_is_one_tap_away(tablet: Tablet, place: str) -> None:
    left = {"CL-03": {"value": None}, "CW-01": {"counts": {}}}
    visit = begin(tablet, place, whole=True, answers=left)
    page = show(tablet, f"visits/{visit}?item=CL-08")
    tap(page, "Còn thiếu 2")
    at(page, "CW-01")
    tap(page, "Còn thiếu 2")
    at(page, "CL-03")
    tap(page, "Không áp dụng")
    at(page, "CL-04")
    expect(page.get_by_role("button", name="Còn thiếu 1")).to_be_visible()


def test_the_list_shows_every_state_and_leads_anywhere(tablet: Tablet, place: str) -> None:
    states = {"CL-01": {"value": "fail"}, "CL-02": {"value": "not_applicable"}}
    visit = begin(tablet, place, whole=True, answers={**states, "CW-01": {"counts": {}}})
    page = show(tablet, f"visits/{visit}")
    page.get_by_role("button", name="Mục lục").click()
    listed = page.get_by_role("dialog", name="Mục lục")
    for code, word in {
        "CL-01": "Không đạt",
        "CL-02": "Không áp dụng",
        "CW-01": "Thiếu số liệu",
    }.items():
        expect(listed.get_by_role("button", name=code)).to_contain_text(word)
    listed.get_by_role("button", name="CW-01").click()
    at(page, "CW-01")
    expect(listed).to_have_count(0)


def test_photos_are_taken_removed_and_brought_back_as_they_were(tablet: Tablet, place: str) -> None:
    visit = begin(tablet, place)
    page = show(tablet, f"visits/{visit}?item=CL-05")
    shown = page.locator(".photo img")
    page.get_by_label("Chọn ảnh").set_input_files(photo_files((800, 600), (640, 480)))
    expect(shown).to_have_count(2)
    page.get_by_label("Chụp ảnh").set_input_files(photo_files((300, 400)))
    expect(shown).to_have_count(3)
    before = photos_of(tablet, visit)
    tap(page, "Bỏ ảnh 2")
    expect(shown).to_have_count(2)
    assert len(photos_of(tablet, visit)) == 2
    tap(page, "Lấy lại ảnh")
    expect(shown).to_have_count(3)
    assert photos_of(tablet, visit) == before
    assert sorted(answer_of(tablet, visit, "CL-05")["attachments"]) == sorted(before)
    page.get_by_label("Chọn ảnh").set_input_files(
        {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"}
    )
    expect(page.get_by_role("alert")).to_contain_text("Không đọc được ảnh này")
    assert photos_of(tablet, visit) == before


def test_a_touch_that_finds_no_room_is_told_until_it_is_saved(tablet: Tablet, place: str) -> None:
    visit = begin(tablet, place)
    page = show(tablet, f"visits/{visit}?item=CL-05")
    with no_room(tablet):
        page.get_by_label("Chọn ảnh").set_input_files(photo_files((1200, 900)))
        unsaved = page.get_by_role("alert").filter(has_text="Chưa lưu được thao tác vừa rồi")
        expect(unsaved).to_contain_text("Máy hết chỗ lưu")
        told = refusals(page)
        tap(page, "Bỏ ảnh 1")
        page.wait_for_function("(told) => globalThis.refusals > told", arg=told)
    tap(page, "Thử lưu lại")
    expect(unsaved).to_have_count(0)
    expect(page.get_by_text("Đã lưu trên máy")).to_be_visible()
    assert answer_of(tablet, visit, "CL-05")["attachments"] == []


def refusals(page: Page) -> int:
    """How many writes the full disk took back until now."""
    return int(page.evaluate("globalThis.refusals"))


@contextmanager
def no_room(tablet: Tablet) -> Iterator[None]:
    """The disk of the tablet is full: a write is taken back when it is to be kept."""
    tablet.run(FULL)
    yield
    tablet.run("Object.assign(IDBObjectStore.prototype, globalThis.withRoom);")


FULL = """
  const {put, delete: remove} = IDBObjectStore.prototype;
  globalThis.withRoom = {put, delete: remove};
  globalThis.refusals = 0;
  const open = new Map();
  for (const [name, write] of Object.entries(globalThis.withRoom)) {
    IDBObjectStore.prototype[name] = function (...given) {
      const {transaction} = this;
      open.set(transaction, (open.get(transaction) ?? 0) + 1);
      const request = write.apply(this, given);
      request.addEventListener('success', () => {
        open.set(transaction, open.get(transaction) - 1);
        if (open.get(transaction)) return;
        const value = new DOMException('', 'QuotaExceededError');
        Object.defineProperty(transaction, 'error', {value});
        transaction.abort();
        globalThis.refusals += 1;
      });
      return request;
    };
  }
"""


def test_who_was_there_is_kept_and_nobody_without_a_name(tablet: Tablet, place: str) -> None:
    visit = begin(tablet, place)
    page = show(tablet, f"visits/{visit}")
    page.get_by_role("button", name="Thêm Người kiểm tra một").click()
    tap(page, "Thêm người")
    tap(page, "Thêm người")
    page.locator("#team-1-name").fill("Nguyễn Thị Hồng Ánh Nguyệt")
    page.get_by_label("Trưởng đoàn").nth(1).check()
    page.get_by_role("group", name="Đại diện cơ sở").get_by_label("Họ và tên").fill("Trần Văn Đức")
    page.get_by_label("Bắt đầu lúc").fill("2026-11-03T08:15")
    content = stored(tablet, visit)["content"]
    assert [(one["name"], one["lead"]) for one in content["team"]] == [
        ("Người kiểm tra một (minh họa)", False),
        ("Nguyễn Thị Hồng Ánh Nguyệt", True),
    ]
    assert content["team"][0]["account"] == "inspector"
    assert content["representative"]["name"] == "Trần Văn Đức"
    assert content["started_at"] == "2026-11-03T08:15:00.000+07:00"


def test_what_was_asked_for_last_time_stands_beside_its_item(
    tablet: Tablet, office: Office
) -> None:
    place = office.new_place()
    tablet.run("await core.sync.pull();")
    failed = {"value": "fail", "remedy": "Niêm yết giá phòng", "remedy_by": "2026-12-01"}
    earlier = begin(tablet, place, whole=True, answers={"CL-08": failed})
    body = "await (await core.drafts.open(given)).finish(); await core.outbox.sendNow();"
    tablet.run(f"{body} await core.sync.pull();", earlier)
    page = show(tablet, f"visits/{begin(tablet, place)}?item=CL-08")
    expect(page.get_by_text("Niêm yết giá phòng")).to_be_visible()
    expect(page.get_by_text("hạn 01/12/2026")).to_be_visible()


def test_a_visit_is_thrown_away_only_by_who_insists(tablet: Tablet, place: str) -> None:
    visit = begin(tablet, place, whole=True)
    page = show(tablet, f"visits/{visit}")
    page.get_by_role("button", name="Mục lục").click()
    for name in ("Xóa lượt kiểm tra này…", "Xóa lượt này", "Đúng, xóa hẳn"):
        tap(page, name)
    expect(page).to_have_url(f"{tablet.address}/tablet#/")
    assert tablet.run(STATES, visit) == []


STATES = "return (await core.drafts.list()).filter((row) => row.id === given);"


def test_every_card_fits_is_hit_and_is_read(tablet: Tablet, place: str) -> None:
    visit = begin(tablet, place, answers={"CG-01": {"value": "fail"}})
    page = show(tablet, f"visits/{visit}")
    people(page)
    assert faults_of_screen(page) == []
    for item in ("CG-01", "CG-06", "CL-08"):
        show(tablet, "")
        show(tablet, f"visits/{visit}?item={item}")
        at(page, item)
        page.get_by_text("Căn cứ pháp lý").click()
        assert faults_of_screen(page) == [], item
    page.get_by_role("button", name="Mục lục").click()
    tap(page, "Xóa lượt kiểm tra này…")
    assert faults_of_screen(page) == []


def people(page: Page) -> None:
    page.get_by_role("button", name="Thành phần").first.click()
    for name in ("Thêm người", "Thêm người chứng kiến"):
        tap(page, name)
