"""The map: clusters and points, filters in the address, the table that follows, no levels."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.axe import axe_faults
from tests.builders import CALLED, a_flag, a_visit, an_establishment, answers
from tests.pages.desk import Desk
from tests.people import Person

Desks = Callable[..., Desk]
OVERDUE = {"CL_02": {"value": "fail", "remedy": "Sửa", "remedy_by": "2026-11-04"}}
CLOSE = "/map?at=21.8533,106.7615,14"


def far(inspector: Person) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [107.2, 21.6]}
    body = an_establishment(name="Nhà nghỉ Xa", kind="guesthouse", point=point)
    return dict(inspector.put_new("/establishments", body).json)


def test_clusters_open_to_points_and_the_table_follows(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    far(inspector)
    inspector.put_new("/visits", a_visit(hotel["id"], answers=answers(**OVERDUE)))
    page = desk_of("leader", viewport={"width": 1366, "height": 900}).page
    page.goto("/map")
    expect(page.locator(".map-cluster")).to_have_count(2)
    expect(page.get_by_role("rowheader")).to_have_count(2)
    page.locator(".map-cluster.map-overdue").click()
    expect(page).to_have_url(re.compile("at="))
    expect(page.get_by_role("rowheader")).to_have_count(1)
    expect(page.get_by_role("row").filter(has_text=hotel["name"])).to_contain_text("Quá hạn")
    assert axe_faults(page) == []
    page.goto(CLOSE)
    expect(page.locator(".map-view path.leaflet-interactive[fill='#b3261e']")).to_have_count(1)
    expect(page.locator(".map-name", has_text="Đông Kinh")).to_be_visible()


def test_a_view_can_be_sent_by_its_address(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    other = far(inspector)
    page = desk_of("inspector").page
    page.goto("/map?kind=guesthouse&by=kind")
    expect(page.get_by_label("Loại hình")).to_have_value("guesthouse")
    expect(page.get_by_label("Tô màu theo")).to_have_value("kind")
    expect(page.get_by_role("rowheader")).to_have_text([re.compile(other["name"])])
    page.get_by_label("Loại hình").select_option("hotel")
    expect(page.get_by_role("rowheader")).to_have_text([re.compile(hotel["name"])])


def test_levels_are_shown_to_reviewers_alone(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    inspector.put_new("/visits", a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED))
    page = desk_of("reviewer").page
    page.goto(f"{CLOSE}&by=level")
    expect(page.locator(".map-view path.leaflet-interactive[fill='#b3261e']")).to_have_count(1)
    for username in ("inspector", "leader"):
        other = desk_of(username).page
        other.goto(f"{CLOSE}&by=level")
        expect(other.locator(".map-view path.leaflet-interactive[stroke='#ffffff']")).to_have_count(
            1
        )
        expect(other.get_by_label("Tô màu theo")).to_have_value("compliance")
        assert "Đỏ" not in other.locator("main").inner_text()


def test_what_is_drawn_around_goes_to_an_inspections_list(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    window = {"name": "Kiểm tra quý IV", "from": "2026-10-01", "to": "2026-12-31"}
    made = inspector.post("/inspections", {**window, "kind": "planned", "decision_no": "1/QĐ"}).json
    page = desk_of("inspector", viewport={"width": 1366, "height": 900}).page
    page.goto(CLOSE)
    expect(page.get_by_role("rowheader")).to_have_count(1)
    page.get_by_role("button", name="Chọn vùng để lập danh sách").click()
    box = page.locator(".map-view").bounding_box()
    assert box
    page.mouse.move(box["x"] + 120, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 40, box["y"] + box["height"] - 60, steps=4)
    page.mouse.up()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading", name="Đã chọn 1 cơ sở")).to_be_visible()
    panel.get_by_role("button", name="Thêm vào danh sách").click()
    expect(panel.get_by_role("status")).to_be_visible()
    listed = inspector.get(f"/inspections/{made['id']}/establishments").json["items"]
    assert [row["id"] for row in listed] == [hotel["id"]]


def test_a_key_for_a_desktop_gis_is_made_told_once_and_ended(desk_of: Desks) -> None:
    page = desk_of("inspector").page
    page.goto("/account")
    page.get_by_label("Khóa dùng ở đâu").fill("QGIS ở phòng")
    page.get_by_role("button", name="Tạo khóa").click()
    expect(page.locator(".key-told")).to_have_text(re.compile(r"^[\w-]{43}$"))
    page.reload()
    expect(page.get_by_role("button", name="Bỏ khóa – QGIS ở phòng")).to_be_visible()
    expect(page.locator(".key-told")).to_have_count(0)
    page.get_by_role("button", name="Bỏ khóa – QGIS ở phòng").click()
    expect(page.get_by_role("button", name="Bỏ khóa – QGIS ở phòng")).to_have_count(0)
