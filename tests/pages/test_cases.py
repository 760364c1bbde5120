"""The queue of cases: filtered in the address bar, fresh, loud when a red one comes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.axe import axe_faults
from tests.builders import a_flag, an_establishment
from tests.pages.desk import Desk
from tests.pages.world import FLAGGED, a_failed_visit, sent
from tests.people import Person

Desks = Callable[..., Desk]

# A bell that is heard by counting its tones, and a poll that does not wait.
EARS = """
    window.tones = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      window.tones += 1;
      start.apply(this, when);
    };
    const later = window.setTimeout;
    window.setTimeout = (act, after) => later(act, after === 15000 ? 150 : after);
"""


def another(inspector: Person, name: str, **changes: Any) -> dict[str, Any]:
    return inspector.put_new("/establishments", an_establishment(name=name, **changes)).json


def flagged(inspector: Person, place: dict[str, Any], indicator: str = "REG-02") -> None:
    sent(inspector, a_failed_visit(place, flags=[a_flag(indicator)]))


@pytest.fixture
def page(desk_of: Desks) -> Page:
    """The queue of a reviewer whose browser counts the tones of the bell."""
    desk = desk_of("reviewer")
    desk.context.add_init_script(EARS)
    return desk.page


def test_the_queue_is_narrowed_by_the_address(
    page: Page, inspector: Person, hotel: dict[str, Any]
) -> None:
    sent(inspector, a_failed_visit(hotel, **FLAGGED))
    flagged(inspector, another(inspector, "Nhà nghỉ Cam"))
    page.goto("/cases?level=orange")
    rows = page.get_by_role("rowheader")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Nhà nghỉ Cam")
    page.get_by_label("Mức", exact=True).select_option("red")
    expect(rows).to_contain_text("Khách sạn Hoa Đào")
    expect(page).to_have_url(re.compile(r"/cases\?level=red$"))
    page.get_by_label("Loại hình").select_option("karaoke")
    expect(page.get_by_text("Không có hồ sơ nào")).to_be_visible()
    page.get_by_role("button", name="Bỏ các điều kiện lọc").click()
    expect(rows).to_have_count(2)
    page.go_back()
    expect(page.get_by_label("Loại hình")).to_have_value("karaoke")


def test_the_counts_lead_to_their_cases(
    page: Page, inspector: Person, hotel: dict[str, Any]
) -> None:
    sent(inspector, a_failed_visit(hotel, **FLAGGED))
    flagged(inspector, another(inspector, "Nhà nghỉ Cam"))
    page.goto("/cases")
    counts = page.get_by_role("navigation", name="Số hồ sơ theo mức và tình trạng")
    expect(counts.get_by_role("link", name="Đỏ")).to_contain_text("1")
    expect(counts.get_by_role("link", name="Mới")).to_contain_text("2")
    counts.get_by_role("link", name="Cam").click()
    expect(page.get_by_role("rowheader")).to_contain_text("Nhà nghỉ Cam")


def test_a_red_case_shows_and_rings_without_reloading(
    page: Page, inspector: Person, hotel: dict[str, Any]
) -> None:
    flagged(inspector, another(inspector, "Nhà nghỉ Cam"))
    page.goto("/cases")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    expect(page).to_have_title("Hàng chờ hồ sơ · An Trú")
    page.get_by_role("heading", level=1).click()
    sent(inspector, a_failed_visit(hotel, **FLAGGED))
    expect(page.get_by_role("rowheader").first).to_contain_text("Khách sạn Hoa Đào")
    expect(page.get_by_role("alert")).to_contain_text("Có 1 hồ sơ đỏ chưa ai nhận")
    expect(page).to_have_title("(1) Hàng chờ hồ sơ · An Trú")
    assert page.evaluate("window.tones") == 4
    page.get_by_role("button", name="Đã biết").click()
    expect(page.get_by_text("Có 1 hồ sơ đỏ chưa ai nhận")).to_have_count(0)


def test_a_bell_that_is_turned_off_stays_silent(
    page: Page, inspector: Person, hotel: dict[str, Any]
) -> None:
    page.goto("/cases")
    page.get_by_role("button", name="Chuông đang bật").click()
    sent(inspector, a_failed_visit(hotel, **FLAGGED))
    expect(page.get_by_role("alert")).to_contain_text("Có 1 hồ sơ đỏ chưa ai nhận")
    assert page.evaluate("window.tones") == 0


def test_a_queue_that_did_not_change_is_asked_for_by_its_tag(
    page: Page, inspector: Person, hotel: dict[str, Any]
) -> None:
    sent(inspector, a_failed_visit(hotel, **FLAGGED))
    page.goto("/cases")
    with page.expect_response(lambda answer: answer.status == 304):
        pass
    expect(page.get_by_role("rowheader")).to_contain_text("Khách sạn Hoa Đào")


def test_j_and_k_step_through_the_rows(
    page: Page, inspector: Person, hotel: dict[str, Any]
) -> None:
    sent(inspector, a_failed_visit(hotel, **FLAGGED))
    flagged(inspector, another(inspector, "Nhà nghỉ Cam"))
    page.goto("/cases")
    expect(page.get_by_role("rowheader")).to_have_count(2)
    for key, name in (
        ("j", "Khách sạn Hoa Đào"),
        ("j", "Nhà nghỉ Cam"),
        ("k", "Khách sạn Hoa Đào"),
    ):
        page.keyboard.press(key)
        expect(page.get_by_role("link", name=name)).to_be_focused()


def test_axe_finds_nothing_in_the_queue(
    page: Page, inspector: Person, hotel: dict[str, Any]
) -> None:
    page.goto("/cases")
    expect(page.get_by_text("Không có hồ sơ nào")).to_be_visible()
    assert axe_faults(page) == []
    sent(inspector, a_failed_visit(hotel, **FLAGGED))
    flagged(inspector, another(inspector, "Nhà nghỉ Cam"))
    expect(page.get_by_role("rowheader")).to_have_count(2)
    assert axe_faults(page) == []


def test_nothing_of_the_queue_is_on_paper(
    page: Page, inspector: Person, hotel: dict[str, Any]
) -> None:
    sent(inspector, a_failed_visit(hotel, **FLAGGED))
    page.goto("/cases")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.get_by_text("Khách sạn Hoa Đào", exact=True)).to_be_hidden()
    expect(page.get_by_text("không in ra giấy")).to_be_visible()
