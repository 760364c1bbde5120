"""The map: clusters and points, filters in the address, the table that follows, no levels."""

import re
import uuid
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from service.usecases.marks import bring_up_to_date
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


def test_a_guess_is_confirmed(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any], repos: Any
) -> None:
    guess = {"point_from": "geocoder", "to_map": True}
    repos.establishments.rows.update_one({"_id": uuid.UUID(hotel["id"])}, {"$set": guess})
    page = desk_of("inspector").page
    page.goto("/map")
    page.get_by_role("link", name="Vị trí cần xem lại").click()
    row = page.get_by_role("row").filter(has_text=hotel["name"])
    expect(row).to_contain_text("Tìm theo địa chỉ")
    assert axe_faults(page) == []
    row.get_by_role("button", name="Vị trí đúng").click()
    expect(page.get_by_text("Đã xác nhận vị trí")).to_be_visible()
    expect(page.get_by_text("Không có vị trí nào cần xem lại")).to_be_visible()
    told = inspector.get(f"/establishments/{hotel['id']}").json
    assert (told["point_from"], told["point"]) == ("sender", hotel["point"])


def test_a_point_that_moved_meanwhile_is_not_confirmed_unseen(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any], repos: Any
) -> None:
    key = {"_id": uuid.UUID(hotel["id"])}
    repos.establishments.rows.update_one(key, {"$set": {"point_from": "geocoder", "to_map": True}})
    page = desk_of("inspector").page
    page.goto("/map/unsettled")
    confirm = page.get_by_role("button", name="Vị trí đúng")
    expect(confirm).to_be_visible()
    moved = {"point.coordinates": [106.79, 21.86], "to_map": True}
    repos.establishments.rows.update_one(key, {"$set": moved})
    confirm.click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert inspector.get(f"/establishments/{hotel['id']}").json["point_from"] == "geocoder"


def test_a_leader_sees_what_is_to_be_settled_and_changes_nothing(
    desk_of: Desks, hotel: dict[str, Any], repos: Any
) -> None:
    repos.establishments.rows.update_one({}, {"$set": {"point_from": "area", "to_map": True}})
    page = desk_of("leader").page
    page.goto("/map/unsettled")
    expect(page.get_by_role("row").filter(has_text=hotel["name"])).to_contain_text("Giữa xã")
    expect(page.get_by_role("button", name="Vị trí đúng")).to_have_count(0)


def test_an_establishment_is_moved_to_the_commune_it_lies_in(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any], repos: Any
) -> None:
    bring_up_to_date(repos)
    elsewhere = {"area_by_point": "2025:05983", "unsettled": ["area"]}
    repos.marks.rows.update_one({}, {"$set": elsewhere})
    page = desk_of("inspector").page
    page.goto("/map/unsettled?why=area")
    page.get_by_role("button", name=re.compile("Chuyển về")).click()
    expect(page.get_by_text("Đã chuyển")).to_be_visible()
    told = inspector.get(f"/establishments/{hotel['id']}").json
    assert told["area"] == {"scheme": "2025", "code": "05983"}
