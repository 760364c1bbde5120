import io

from openpyxl import load_workbook

from service.documents.error_file import error_file
from service.documents.register_sheet import read_register
from tests.documents.lists import HEADER, ROW, csv, xlsx


def verdict(word, *reasons):
    return {"verdict": word, "faults": [{"code": "x", "words": reason} for reason in reasons]}


def page_of(data):
    return load_workbook(io.BytesIO(data)).active


def test_only_rows_that_were_not_stored_come_back_under_their_own_header():
    sheet = read_register(xlsx(HEADER, ROW, ["2", "KS B", "", "đâu đó"], ROW), "a.xlsx")
    refused = verdict("refused", "Chưa có xã.", "Xin điền.")
    data = error_file(sheet, [verdict("created"), refused, verdict("duplicate", "Trùng.")])
    rows = list(page_of(data).iter_rows(values_only=True))
    assert rows[0][: len(HEADER)] == tuple(HEADER)
    assert rows[0][-1] == "Lý do và cách sửa"
    assert rows[1][1] == "KS B"
    assert rows[1][-3:] == ("3", "Chưa nhận", "Chưa có xã. Xin điền.")
    assert rows[2][-3:] == ("4", "Có thể trùng", "Trùng.")
    assert len(rows) == 3


def test_nothing_refused_gives_no_file():
    sheet = read_register(xlsx(HEADER, ROW), "a.xlsx")
    assert error_file(sheet, [verdict("unchanged")]) is None


def test_what_looks_like_a_formula_comes_back_as_text():
    evil = ["1", "=HYPERLINK('http://x')", "+1", "@SUM(A1)", "-2", "http://x.vn"]
    sheet = read_register(csv(HEADER, evil), "a.csv")
    page = page_of(error_file(sheet, [verdict("refused", "=1+1")]))
    cells = next(iter(page.iter_rows(min_row=2)))
    assert [cell.data_type for cell in cells] == ["s"] * len(cells)
    assert cells[1].value == evil[1]


def test_a_corrected_error_file_can_be_sent_again():
    sheet = read_register(xlsx(HEADER, ROW), "a.xlsx")
    again = read_register(error_file(sheet, [verdict("refused", "Sai.")]), "loi.xlsx")
    assert again.rows[0].fields == sheet.rows[0].fields
