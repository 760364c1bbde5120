"""Triage rules published at the desk by two people, with what changes shown before."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from service.usecases.publications import refresh_catalogue
from tests.axe import axe_faults
from tests.pages.desk import Desk
from tests.people import Person

Desks = Callable[..., Desk]


@pytest.fixture(autouse=True)
def _shipped_again(repos):
    yield
    repos.publications.rows.delete_many({})
    refresh_catalogue(repos)


def test_rules_are_proposed_by_one_and_published_by_another(
    desk_of: Desks, inspector: Person
) -> None:
    page = desk_of("admin").page
    page.goto("/admin/checklists")
    page.get_by_role("button", name="Soạn bản tiếp theo – triage.yaml").click()
    panel = page.get_by_role("dialog")
    text = panel.get_by_label("Nội dung (YAML)")
    told = text.input_value()
    assert "version: 2" in told
    text.fill(told.replace("level: red", "level: crimson", 1))
    panel.get_by_role("button", name="Kiểm tra và xem thay đổi").click()
    expect(panel.get_by_role("alert")).to_contain_text("triage.yaml:")
    text.fill(told.replace("Có dấu hiệu đặc biệt", "Có một dấu hiệu đặc biệt", 1))
    panel.get_by_role("button", name="Kiểm tra và xem thay đổi").click()
    expect(panel.locator(".diff-new").last).to_contain_text("Có một dấu hiệu đặc biệt")
    panel.get_by_label("Lý do thay đổi").fill("Sửa câu chữ")
    assert axe_faults(page) == []
    panel.get_by_role("button", name="Đề xuất bản này").click()
    expect(page.get_by_text("Chờ quản trị viên khác công bố.")).to_be_visible()

    other = desk_of("admin2").page
    other.goto("/admin/checklists")
    expect(other.locator(".diff-old")).to_have_count(2)
    other.get_by_role("button", name="Công bố", exact=True).click()
    expect(other.get_by_text("Đã công bố", exact=True)).to_be_visible()
    rules = {
        row["code"]: row["words"]["vi"] for row in inspector.get("/triage-rules").json["items"]
    }
    assert rules["critical"].startswith("Có một dấu hiệu")
