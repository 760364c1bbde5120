"""A visit is read by the establishment, signed, and finished."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.tablet.device import Tablet
from tests.tablet.screens.fingers import faults_of_screen
from tests.tablet.screens.visit_stage import (
    TEAM,
    at,
    begin,
    hand_back,
    show,
    sign,
    stored,
    tap,
    type_pin,
    write,
)
from tests.tablet.stage import Office

pytestmark = [pytest.mark.xdist_group(__name__), pytest.mark.slow]

READ = "Đưa cơ sở đọc và ký"
PEOPLE = {"team": [{**TEAM[0], "lead": True}], "representative": {"name": "Trần Văn Đức"}}
FLAG = """
  const draft = await core.drafts.open(given);
  draft.addFlag({indicator: 'ROO-04', place: 'tầng 9', description: 'Cửa khóa từ ngoài.'});
  await draft.saved();
"""


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


def test_what_is_missing_leads_to_its_card_and_holds_the_end(tablet: Tablet, place: str) -> None:
    left = {"CL-03": {"value": None}, "CG-01": {"counts": {}}}
    visit = begin(tablet, place, whole=True, answers=left)
    page = show(tablet, f"visits/{visit}/finish")
    expect(page.get_by_role("heading", name="Còn thiếu 2 mục")).to_be_visible()
    tap(page, "Hoàn tất và gửi ngay")
    expect(page.get_by_role("alert")).to_contain_text("Chưa hoàn tất được")
    assert stored(tablet, visit)["state"] == "draft"
    expect(page.get_by_role("link", name="CG-01")).to_contain_text("Thiếu số liệu")
    page.get_by_role("link", name="CL-03").click()
    at(page, "CL-03")


def test_what_waits_on_the_sheet_is_told_in_neutral_words(tablet: Tablet, place: str) -> None:
    visit = begin(tablet, place, whole=True)
    tablet.run(FLAG, visit)
    page = show(tablet, f"visits/{visit}/finish")
    tap(page, "Hoàn tất và gửi ngay")
    assert stored(tablet, visit)["state"] == "draft"
    waits = page.get_by_role("link", name="Còn việc ở mục Ghi chú nghiệp vụ")
    expect(waits).to_have_attribute("href", f"#/visits/{visit}/sheet")
    told = page.locator("body").inner_text().lower()
    assert [word for word in CONFIDENTIAL if word in told] == []


CONFIDENTIAL = ("dấu hiệu", "mức đỏ", "nạn nhân", "khẩn cấp", "113", "cửa khóa", "tầng 9", "roo-04")


def test_guidance_and_words_are_kept(tablet: Tablet, place: str) -> None:
    visit = begin(tablet, place, whole=True)
    page = show(tablet, f"visits/{visit}/finish")
    page.get_by_label("Đã hướng dẫn phòng, chống mua bán người").check()
    tap(page, "Thêm: Số tờ rơi đã phát")
    page.get_by_role("textbox", name="Số nhân viên được hướng dẫn").fill("3")
    page.get_by_label("Yêu cầu, kiến nghị của đoàn").fill("Niêm yết giá")
    content = stored(tablet, visit)["content"]
    assert content["guidance"] == {
        "given": True,
        "commitment_signed": False,
        "staff_trained": 3,
        "hotline_posted": False,
        "leaflets": 1,
    }
    assert content["requirements"] == "Niêm yết giá"


def test_the_establishment_reads_the_open_part_and_nothing_else(tablet: Tablet, place: str) -> None:
    noted = {"CL-01": {"value": "fail", "note": "Bản sao mờ", "remedy": "Nộp lại bản rõ"}}
    visit = begin(tablet, place, whole=True, answers=noted, content=PEOPLE)
    tablet.run(FLAG, visit)
    page = show(tablet, f"visits/{visit}/finish")
    tap(page, READ)
    for words in ("Bản sao mờ", "Nộp lại bản rõ", "Trần Văn Đức"):
        expect(page.get_by_text(words).first).to_be_visible()
    told = page.locator("body").inner_text().lower()
    secret = [word for word in CONFIDENTIAL if word != "113"]  # An item asks for the posted number.
    assert [word for word in secret if word in told] == []
    expect(page.get_by_role("link")).to_have_count(0)
    expect(page.get_by_role("button", name="Ẩn ngay")).to_be_visible()
    page.get_by_label("Ý kiến của cơ sở").fill("Nhất trí")
    assert faults_of_screen(page) == []
    hand_back(page, "000001")
    expect(page.get_by_role("alert")).to_contain_text("Mã PIN không đúng")
    assert faults_of_screen(page) == []
    type_pin(page)
    expect(page.get_by_role("button", name=READ)).to_be_visible()
    assert stored(tablet, visit)["content"]["opinion"] == "Nhất trí"


def test_who_leaves_the_reading_without_the_pin_finds_the_door_shut(
    tablet: Tablet, place: str
) -> None:
    visit = begin(tablet, place, whole=True)
    page = show(tablet, f"visits/{visit}")
    page.get_by_role("link", name="Hoàn tất").click()
    tap(page, READ)
    page.go_back()
    page.locator("html[data-tablet=locked]").wait_for(state="attached")
    tablet.unlock()


def test_a_hand_signs_on_the_glass_and_an_empty_glass_is_no_signature(
    tablet: Tablet, place: str
) -> None:
    visit = begin(tablet, place, whole=True, content=PEOPLE)
    page = show(tablet, f"visits/{visit}/finish")
    tap(page, READ)
    tap(page.get_by_role("group", name="Đại diện cơ sở", exact=True), "Ký")
    glass = page.get_by_role("dialog", name="Đại diện cơ sở")
    done = glass.get_by_role("button", name="Xong", exact=True)
    expect(done).to_be_disabled()
    write(page)
    expect(done).to_be_enabled()
    tap(glass, "Bỏ nét cuối")
    expect(done).to_be_disabled()
    assert faults_of_screen(page) == []
    sign(page)
    tap(page.get_by_role("group", name="Trưởng đoàn", exact=True), "Không ký")
    page.get_by_label("Lý do không ký").fill("Đang họp")
    tap(page, "Ghi lý do")
    expect(page.get_by_text("Đang họp")).to_be_visible()
    marks = {one["role"]: one for one in stored(tablet, visit)["content"]["signatures"]}
    assert marks["lead"]["refused_because"] == "Đang họp"
    assert marks["establishment"]["name"] == "Trần Văn Đức"
    image = tablet.photos(visit)[marks["establishment"]["attachment"]]
    assert image.startswith(b"\x89PNG")
    assert 1_000 < len(image) < 1_000_000
    hand_back(page)
    expect(page.get_by_text("Nội dung đã đổi sau khi ký")).to_have_count(0)
    page.get_by_label("Ghi nhận khác").fill("Thêm sau khi ký")
    expect(page.get_by_text("Nội dung đã đổi sau khi ký")).to_be_visible()


def test_without_a_signature_it_is_asked_once_more_then_waits(tablet: Tablet, place: str) -> None:
    tablet.offline(True)
    visit = begin(tablet, place, whole=True)
    page = show(tablet, f"visits/{visit}/finish")
    tap(page, "Hoàn tất, gửi sau")
    assert stored(tablet, visit)["state"] == "draft"
    tap(page, "Vẫn hoàn tất")
    expect(page).to_have_url(f"{tablet.address}/tablet#/sent/{visit}")
    assert stored(tablet, visit)["state"] == "ready"
    tablet.offline(False)
    show(tablet, f"visits/{visit}")
    expect(page.get_by_role("link", name="Xem lượt này")).to_be_visible()


def test_a_correction_shows_its_reason_and_demands_no_new_signature(
    tablet: Tablet, place: str
) -> None:
    visit = begin(tablet, place, whole=True)
    body = """
      await (await core.drafts.open(given)).finish();
      await core.outbox.sendNow();
      return (await core.drafts.amend(given, 'Ghi nhầm số khách')).id;
    """
    amendment = tablet.run(body, visit)
    page = show(tablet, f"visits/{amendment}/finish")
    expect(page.get_by_text("Bản đính chính. Lý do: Ghi nhầm số khách")).to_be_visible()
    tap(page, "Hoàn tất và gửi ngay")
    expect(page).to_have_url(f"{tablet.address}/tablet#/sent/{amendment}")


def test_the_end_fits_is_hit_and_is_read(tablet: Tablet, place: str) -> None:
    visit = begin(tablet, place, whole=True, answers={"CL-03": {"value": None}}, content=PEOPLE)
    page = show(tablet, f"visits/{visit}/finish")
    expect(page.get_by_role("heading", name="Còn thiếu 1 mục")).to_be_visible()
    tap(page, "Hoàn tất và gửi ngay")
    assert faults_of_screen(page) == []
