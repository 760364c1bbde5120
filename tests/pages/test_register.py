"""The register: found without accents, filtered, sent on by its address."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.builders import an_establishment
from tests.pages.desk import Desk
from tests.pages.world import a_failed_visit, sent
from tests.people import Person

Desks = Callable[..., Desk]


def test_search_without_accents_finds_as_one_types(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    inspector.put_new("/establishments", an_establishment(name="Nhà nghỉ Bằng Lăng"))
    page = desk_of("inspector").page
    page.goto("/establishments")
    expect(page.get_by_role("rowheader")).to_have_count(2)
    page.get_by_label("Tìm theo tên, địa chỉ").press_sequentially("bang lang")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    expect(page.get_by_role("rowheader")).to_contain_text("Nhà nghỉ Bằng Lăng")
    expect(page).to_have_url(re.compile(r"\?q=bang\+lang$"))


def test_filters_stand_in_the_address_and_survive_a_reload(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    karaoke = an_establishment(name="Karaoke Sao", kind="karaoke", stars=None, rooms=None)
    inspector.put_new("/establishments", karaoke)
    page = desk_of("inspector").page
    page.goto("/establishments")
    page.get_by_label("Loại hình").select_option("karaoke")
    page.get_by_label("Trạng thái").select_option("active")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    page.reload()
    expect(page.get_by_label("Loại hình")).to_have_value("karaoke")
    expect(page.get_by_role("row", name="Karaoke Sao")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Trạng thái")).to_have_value("")
    page.get_by_label("Loại hình").select_option("massage")
    page.get_by_role("button", name="Bỏ các điều kiện lọc").click()
    expect(page.get_by_role("rowheader")).to_have_count(2)


def test_numbers_are_written_with_a_point_for_thousands(desk_of: Desks, inspector: Person) -> None:
    made = inspector.put_new("/establishments", an_establishment(rooms=1200)).json
    page = desk_of("inspector").page
    for address in ("/establishments", f"/establishments/{made['id']}"):
        page.goto(address)
        expect(page.get_by_text("1.200", exact=True)).to_be_visible()


def test_a_long_list_goes_on_by_a_button(desk_of: Desks, admin: Person) -> None:
    for number in range(52):
        place = an_establishment(name=f"Nhà nghỉ số {number:02}", kind="guesthouse", stars=None)
        assert admin.put_new("/establishments", place).status_code == 201
    page = desk_of("admin").page
    page.goto("/establishments")
    expect(page.get_by_role("rowheader")).to_have_count(50)
    page.get_by_role("button", name="Xem thêm").click()
    expect(page.get_by_role("rowheader")).to_have_count(52)
    expect(page.get_by_role("button", name="Xem thêm")).to_have_count(0)


def test_an_establishment_tells_its_facts_owner_and_visits(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    sent(inspector, a_failed_visit(hotel))
    page = desk_of("inspector").page
    page.goto("/establishments")
    page.get_by_role("link", name="Khách sạn Hoa Đào").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Khách sạn Hoa Đào")
    expect(page.get_by_text("Chủ cơ sở minh họa")).to_be_visible()
    expect(page.get_by_role("link", name="0205 3000 000")).to_have_attribute(
        "href", "tel:02053000000"
    )
    page.get_by_role("link", name="03/11/2026").click()
    expect(page.get_by_text("Hồ sơ lượt kiểm tra")).to_be_visible()


def test_who_may_not_know_the_owner_sees_no_owner(desk_of: Desks, hotel: dict[str, Any]) -> None:
    page = desk_of("leader").page
    page.goto(f"/establishments/{hotel['id']}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Khách sạn Hoa Đào")
    expect(page.get_by_text("Chủ cơ sở")).to_have_count(0)


def test_an_establishment_that_is_not_there_is_told_in_words(desk_of: Desks) -> None:
    page = desk_of("inspector").page
    page.goto("/establishments/00000000-0000-4000-8000-000000000000")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("link", name="Sổ cơ sở").last).to_be_visible()
