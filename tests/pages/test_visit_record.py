"""The record of a visit: what failed first, and nothing that was noted in confidence."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from service.documents.papers import pdf
from tests.pages.desk import Desk
from tests.pages.world import FLAGGED, a_failed_visit, sent
from tests.people import Person

Desks = Callable[..., Desk]


def shown(page: Page, visit: dict[str, Any]) -> str:
    """The text of the record, with every disclosure open."""
    page.goto(f"/visits/{visit['id']}")
    expect(page.get_by_role("heading", name="Không đạt: 1 mục")).to_be_visible()
    expect(page.get_by_role("heading", name="Khách sạn Hoa Đào")).to_be_visible()
    for known_later in ("Phường Đông Kinh", "Phòng Quản lý du lịch"):
        expect(page.locator("main")).to_contain_text(known_later)
    page.get_by_role("button", name="Hiện căn cứ pháp lý").click()
    for summary in page.locator("main summary").all():
        summary.click()
    return page.locator("main").inner_text()


def test_what_failed_comes_first_with_its_counts_note_and_remedy(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    visit = sent(inspector, a_failed_visit(hotel))
    page = desk_of("inspector").page
    shown(page, visit)
    failed = page.get_by_role("region", name="Không đạt: 1 mục")
    expect(failed).to_contain_text("Khách không được thông báo lưu trú: 4")
    expect(failed).to_contain_text("Bốn khách chưa được thông báo.")
    expect(failed).to_contain_text("trước hết ngày 01/12/2026")
    first, second = page.get_by_role("heading", level=2).all()[:2]
    expect(first).to_have_text("Không đạt: 1 mục")
    expect(second).to_have_text("Phải khắc phục")


@pytest.mark.parametrize("username", ["inspector", "reviewer", "leader", "admin"])
def test_a_flagged_visit_and_one_that_is_not_read_the_same(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any], username: str
) -> None:
    plain = sent(inspector, a_failed_visit(hotel))
    flagged = sent(inspector, a_failed_visit(hotel, **FLAGGED))
    page = desk_of(username).page
    received = page.locator("dt", has_text="Nhận lúc").locator("+ dd")
    texts = []
    for visit in (plain, flagged):
        text = shown(page, visit)
        texts.append(text.replace(received.inner_text(), ""))
    assert texts[0] == texts[1]
    for word in ("ROO-04", "Cửa khóa", "Người A", "phiếu ghi nhận", "mức đỏ"):
        assert word not in page.content()


def test_law_that_is_not_sure_is_marked_and_comes_last(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    visit = sent(inspector, a_failed_visit(hotel))
    versions = inspector.get("/checklists/accommodation/versions/1", day="2026-11-03").json
    unsure = [basis for basis in versions["legal_bases"] if basis["certainty"] == "unsure"]
    page = desk_of("inspector").page
    shown(page, visit)
    for basis in unsure:
        told = page.get_by_role("listitem").filter(has_text=basis["title"]["vi"])
        expect(told.last).to_contain_text("cần kiểm tra")
    sure = next(basis for basis in versions["legal_bases"] if basis["certainty"] == "verified")
    line = page.locator(".basis-told li", has_text=sure["title"]["vi"]).first
    expect(line).not_to_contain_text("cần kiểm tra")


def test_a_withdrawn_visit_says_so_and_why(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    visit = sent(inspector, a_failed_visit(hotel))
    reason = {"reason": "Ghi nhầm cơ sở."}
    assert inspector.post(f"/visits/{visit['id']}/withdrawal", reason).status_code == 200
    page = desk_of("inspector").page
    page.goto(f"/visits/{visit['id']}")
    expect(page.get_by_text("Ghi nhầm cơ sở.")).to_be_visible()
    expect(page.get_by_text("không tính vào số liệu")).to_be_visible()


def test_paper_holds_the_record_without_what_is_for_the_hand(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any]
) -> None:
    visit = sent(inspector, a_failed_visit(hotel))
    page = desk_of("inspector").page
    page.goto(f"/visits/{visit['id']}")
    expect(page.get_by_role("button", name="In", exact=True)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.get_by_role("button", name="In", exact=True)).to_be_hidden()
    expect(page.get_by_role("heading", name="Không đạt: 1 mục")).to_be_visible()


def test_the_paper_is_taken_along_and_what_is_missing_for_a_pdf_is_told(
    desk_of: Desks, inspector: Person, hotel: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = sent(inspector, a_failed_visit(hotel))
    desk = desk_of("leader")
    page = desk.page
    page.goto(f"/visits/{visit['id']}")
    papers = page.get_by_role("group", name="Biên bản kiểm tra")
    with page.expect_download() as download:
        papers.get_by_role("button", name="Tải DOCX").click()
    assert download.value.suggested_filename == "bien-ban-01-BB-QLDL-2026-11-03.docx"
    monkeypatch.setattr(pdf, "PROGRAM", "no-such-program")
    papers.get_by_role("button", name="Tải PDF").click()
    expect(papers.get_by_role("alert")).to_contain_text("libreoffice-writer-nogui")
    expect(papers.get_by_role("button", name="Tải PDF")).to_be_enabled()
    assert [said.split()[0] for said in desk.complaints] == ["503"]
    desk.complaints.clear()
