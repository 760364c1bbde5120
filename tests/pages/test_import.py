"""A list is dragged onto the page, read for trial, mended and imported; nothing twice."""

import base64
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Page, expect

from tests.api.test_import import HEADER, ROWS, workbook
from tests.axe import axe_faults
from tests.pages.desk import Desk

Desks = Callable[..., Desk]
# Lets go of a file over the page, as a hand does that dragged it there.
DROP = """([name, coded]) => {
  const bytes = Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], name));
  const place = document.querySelector('.drop');
  for (const kind of ['dragover', 'drop'])
    place.dispatchEvent(
      new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }),
    );
}"""


def drop(page: Page, name: str, data: bytes) -> None:
    page.locator(".drop").wait_for()
    page.evaluate(DROP, [name, base64.b64encode(data).decode()])


def count(page: Page, verdict: str) -> Any:
    return page.locator(".counts li").filter(has_text=verdict).locator("strong")


def test_a_list_is_dragged_read_mended_and_imported(desk_of: Desks, repos: Any) -> None:
    page = desk_of("reporter").page
    page.goto("/establishments")
    page.get_by_role("link", name="Nhập danh sách").click()
    drop(page, "danh-sach.xlsx", workbook([HEADER, *ROWS]))
    expect(count(page, "Thêm mới")).to_have_text("2")
    expect(count(page, "Chưa nhận")).to_have_text("1")
    assert repos.establishments.rows.count_documents({}) == 0
    page.get_by_label("Kết quả").select_option("refused")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    assert axe_faults(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải các dòng chưa nhận").click()
    assert download.value.suggested_filename == "chua-nhan-danh-sach.xlsx"
    page.get_by_role("button", name="Nhập 2 cơ sở").dblclick()
    expect(page.get_by_text("Đã nhập danh-sach.xlsx")).to_be_visible()
    assert repos.establishments.rows.count_documents({}) == 2

    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    column = HEADER.index("Tên cơ sở lưu trú") + 1
    book.active.cell(2, column, "Khách sạn Mẫu Ba")
    mended = io.BytesIO()
    book.save(mended)
    drop(page, "da-sua.xlsx", mended.getvalue())
    page.get_by_role("button", name="Nhập 1 cơ sở").click()
    expect(page.get_by_text("Đã nhập da-sua.xlsx")).to_be_visible()
    assert repos.establishments.rows.count_documents({}) == 3
    drop(page, "danh-sach.xlsx", workbook([HEADER, *ROWS]))
    expect(count(page, "Đã có, không đổi")).to_have_text("2")
    expect(page.get_by_role("button", name="Không có gì để nhập")).to_be_disabled()


def test_a_file_that_is_no_list_is_told_and_another_is_chosen_by_keyboard(desk_of: Desks) -> None:
    desk = desk_of("reporter")
    page = desk.page
    page.goto("/establishments/import")
    drop(page, "anh.xlsx", b"\x89PNG\r\n not a list")
    expect(page.get_by_role("alert")).to_be_visible()
    button = page.get_by_role("button", name="Chọn tệp")
    expect(button).to_be_enabled()
    with page.expect_file_chooser() as chooser:
        button.press("Enter")
    csv = "\n".join(";".join(map(str, row)) for row in [HEADER, *ROWS]).encode()
    chooser.value.set_files({"name": "danh-sach.csv", "mimeType": "text/csv", "buffer": csv})
    expect(count(page, "Thêm mới")).to_have_text("2")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_who_may_not_import_is_told_who_may(desk_of: Desks) -> None:
    page = desk_of("inspector").page
    page.goto("/establishments/import")
    expect(page.get_by_text("Vai trò của bạn không nhập danh sách")).to_be_visible()
    page.goto("/establishments")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Nhập danh sách")).to_have_count(0)
