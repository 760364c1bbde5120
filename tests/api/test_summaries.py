"""Summaries: drafted, edited, approved by a second person, issued, frozen, corrected, printed."""

import io
import re
import uuid
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from service.domain.public_figures import kept_back
from service.domain.summary_text import typed_numbers, unknown_tokens
from tests.builders import (
    CALLED,
    a_flag,
    a_visit,
    an_activity,
    an_establishment,
    answers,
    catalogue,
)

IN_Q3 = {"started_at": "2026-08-10T08:30:00+07:00", "finished_at": "2026-08-10T09:30:00+07:00"}
FAILED = {"CG_01": {"value": "fail", "counts": {"guests_not_notified": 2, "guests_checked": 9}}}


@pytest.fixture
def quarter(inspector, reporter, hotel):
    """A quarter with a red visit, a plain one, a session and a return that was accepted."""
    flagged = a_visit(hotel["id"], answers=answers(**FAILED), flags=[a_flag()],
                      emergency_call=CALLED, **IN_Q3)  # fmt: skip
    for body in (flagged, a_visit(hotel["id"], **IN_Q3)):
        assert inspector.put_new("/visits", body).status_code == 201
    inspector.post("/activities", an_activity(times=4))
    path = "/returns/SVHTTDL-QLDL/2026-Q3"
    reporter.put(path, {"declared": {"B1": {"value": 3, "source": "Báo cáo số 15"}}})
    reporter.post(f"{path}/submit")
    assert reporter.post(f"{path}/accept").status_code == 200
    return hotel


def drafted(reporter, **changes):
    answer = reporter.post("/summaries", {"period": "2026-Q3", **changes})
    assert answer.status_code == 201, answer.json
    return answer.json


def issued(reporter, leader, **changes):
    path = f"/summaries/{drafted(reporter, **changes)['id']}"
    assert leader.post(f"{path}/approve").status_code == 200
    answer = leader.post(f"{path}/issue", {"issued_on": "2026-09-20"})
    assert answer.status_code == 200, answer.json
    return answer.json


def tag(document):
    return {"If-Match": f'"{document["version"]}"'}


def words(summary, code):
    (section,) = [each for each in summary["sections"] if each["code"] == code]
    return " ".join(paragraph["words"] for paragraph in section["paragraphs"])


def text_of(docx):
    xml = ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", " ", xml)


def test_the_system_drafts_what_its_figures_say(quarter, reporter):
    told = drafted(reporter)
    assert told["about"] == "Kết quả công tác phòng, chống mua bán người quý III năm 2026"
    assert told["figures"]["B1"]["total"] == 7
    assert words(told, "propaganda").startswith(
        "Đã tổ chức 7 buổi tuyên truyền, hội nghị, tập huấn, mít tinh (cùng kỳ năm trước không có) "
        "với 40 lượt người tham dự"
    )
    assert "4 buổi có hồ sơ trong hệ thống, 3 buổi do đơn vị khai" in words(told, "propaganda")
    assert "2 lượt cơ sở" in words(told, "management")
    assert "1 lượt mức đỏ" in words(told, "detection")
    preview = reporter.get("/summaries/preview", period="2026-Q3").json
    assert told["figures"] == preview["figures"]


def test_one_is_in_work_for_a_period_and_the_same_again_is_the_same(quarter, reporter):
    body = {"id": str(uuid.uuid4()), "period": "2026-Q3"}
    first, again = reporter.post("/summaries", body), reporter.post("/summaries", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert reporter.post("/summaries", {"period": "2026-Q3"}).status_code == 409
    assert reporter.post("/summaries", {**body, "period": "2026-Q2"}).status_code == 409
    gone = reporter.post(f"/summaries/{body['id']}/discard", {"reason": "Soạn nhầm"})
    assert gone.json["state"] == "discarded"
    assert reporter.post("/summaries", {"period": "2026-Q3"}).status_code == 201


def test_every_number_in_the_words_is_a_figure(quarter, reporter, leader):
    told = drafted(reporter)
    path = f"/summaries/{told['id']}"
    unknown = {"sections": {"assessment": ["Đạt {C99} lượt, {C2a:loud}."]}}
    refused = reporter.patch(path, unknown, headers=tag(told))
    assert (refused.status_code, list(refused.json["errors"])) == (422, ["sections.assessment.0"])
    typed = {"sections": {"assessment": ["Kiểm tra 57 lượt theo Kế hoạch số 12/KH-UBND."]}}
    changed = reporter.patch(path, typed, headers=tag(told)).json
    assert changed["typed"] == [{"section": "assessment", "number": "57"}]
    assert leader.post(f"{path}/approve").json["type"].endswith("typed-number")
    bound = {"sections": {"assessment": ["Kiểm tra {C2a} lượt theo Kế hoạch số 12/KH-UBND."]}}
    changed = reporter.patch(path, bound, headers=tag(changed)).json
    assert words(changed, "assessment") == "Kiểm tra 2 lượt theo Kế hoạch số 12/KH-UBND."
    assert leader.post(f"{path}/approve").status_code == 200


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Từ ngày 01/7 đến ngày 30/9/2026, quý 3 năm 2026, 6 tháng đầu năm", []),
        ("Công văn số 2053/BCĐ138/CP, Điều 12 khoản 3, gọi 111 hoặc 113", []),
        ("Đạt {C2a} lượt và 12,5%", ["12,5"]),
        ("Có 1.234 lượt khách, 3 vụ", ["1.234", "3"]),
    ],
)
def test_days_and_documents_are_no_typed_numbers(words, numbers):
    assert typed_numbers(words) == numbers


def test_no_sentence_of_the_outline_holds_a_number_of_its_own():
    outlines = catalogue().summary.outlines
    sections = [section for outline in outlines for section in outline.sections]
    told = [each.words for section in sections for each in section.sentences]
    told += [section.nothing for section in sections if section.nothing]
    assert [words for words in told if typed_numbers(words)] == []
    codes = list(catalogue().figures)
    assert [words for words in told if unknown_tokens(words, codes)] == []


def test_who_wrote_it_does_not_approve_it_and_only_leaders_do(quarter, repos, reporter, leader):
    path = f"/summaries/{drafted(reporter)['id']}"
    assert reporter.post(f"{path}/approve").status_code == 403
    assert leader.post(f"{path}/issue").status_code == 409
    repos.summaries.rows.update_one({}, {"$set": {"written_by": ["reporter", "leader"]}})
    assert leader.post(f"{path}/approve").status_code == 403
    repos.summaries.rows.update_one({}, {"$set": {"written_by": ["reporter"]}})
    approved = leader.post(f"{path}/approve").json
    assert approved["state"] == "approved"
    assert reporter.patch(path, {"signer": "Ai đó"}, headers=tag(approved)).status_code == 409
    back = leader.post(f"{path}/send-back", {"reason": "Thiếu đánh giá"}).json
    assert back["state"] == "draft"
    assert back["steps"][-1]["reason"] == "Thiếu đánh giá"


def test_it_is_issued_once_with_number_and_day_and_frozen(quarter, inspector, reporter, leader):
    told = issued(reporter, leader)
    path = f"/summaries/{told['id']}"
    assert (told["number"], told["issued_on"]) == ("01/BC-SVHTTDL", "2026-09-20")
    assert leader.post(f"{path}/issue", {"number": "9"}).json["number"] == "01/BC-SVHTTDL"
    for code in ("recount", "discard"):
        assert reporter.post(f"{path}/{code}", {"reason": "Muộn rồi"}).status_code in (409, 422)
    before = leader.get(f"{path}.xlsx").data
    inspector.put_new("/visits", a_visit(quarter["id"], **IN_Q3))
    after = leader.get(path).json
    assert after["figures"] == told["figures"]
    assert {"code": "C2a", "was": 2.0, "now": 3.0} in after["late_since"]
    assert leader.get(f"{path}.xlsx").data == before
    assert leader.post(f"{path}/issue", {"issued_on": "2050-01-01"}).status_code == 200


def test_records_stay_those_that_were_counted(quarter, inspector, reporter, reviewer, leader):
    told = issued(reporter, leader)
    inspector.put_new("/visits", a_visit(quarter["id"], **IN_Q3))
    path = f"/summaries/{told['id']}/figures"
    for code in ("A2b", "C2a", "C2b", "B1", "B2", "C5b", "D1a"):
        items = leader.get(f"{path}/{code}/records").json["items"]
        given = sum(item["amount"] for item in items)
        assert (code, given) == (code, told["figures"][code]["value"])
    first = leader.get(f"{path}/C2a/records", limit=1).json
    rest = leader.get(f"{path}/C2a/records", limit=1, cursor=first["next_cursor"]).json
    assert (len(first["items"]), len(rest["items"]), rest["next_cursor"]) == (1, 1, None)
    assert leader.get(f"{path}/E1a/records").status_code == 403
    assert len(reviewer.get(f"{path}/E1a/records").json["items"]) == 1
    assert leader.get(f"{path}/X1/records").status_code == 404


def test_what_comes_late_is_told_of_the_next_period_and_put_right_by_a_correction(
    quarter, inspector, reporter, leader
):
    first = issued(reporter, leader)
    inspector.put_new("/visits", a_visit(quarter["id"], **IN_Q3))
    fourth = drafted(reporter, period="2026-Q4")
    assert fourth["figures"]["C2a"]["value"] == 0
    assert fourth["late"]["number"] == "01/BC-SVHTTDL"
    assert {"code": "C2a", "was": 2.0, "now": 3.0} in fourth["late"]["changes"]
    correction = issued(reporter, leader, corrects=first["id"])
    assert {"code": "C2a", "was": 2.0, "now": 3.0} in correction["changes"]
    assert correction["number"] == "02/BC-SVHTTDL"
    docx = text_of(leader.get(f"/summaries/{correction['id']}.docx").data)
    assert "đính chính và thay thế số liệu của Báo cáo số 01/BC-SVHTTDL" in docx
    assert leader.get(f"/summaries/{first['id']}").json["figures"]["C2a"]["value"] == 2
    again = reporter.post("/summaries", {"period": "2026-Q4", "corrects": str(uuid.uuid4())})
    assert again.status_code == 422


def test_a_draft_is_counted_anew_and_keeps_its_words(quarter, inspector, reporter):
    told = drafted(reporter)
    path = f"/summaries/{told['id']}"
    kept = {"sections": {"assessment": ["Đạt {C2a} lượt."]}}
    told = reporter.patch(path, kept, headers=tag(told)).json
    inspector.put_new("/visits", a_visit(quarter["id"], **IN_Q3))
    fresh = reporter.post(f"{path}/recount").json
    assert words(fresh, "assessment") == "Đạt 3 lượt."
    assert reporter.patch(path, kept, headers=tag(told)).status_code == 412


def test_nobody_below_the_province_drafts_and_administrators_see_no_sealed_figure(
    quarter, repos, reporter, admin, inspector, leader
):
    told = issued(reporter, leader)
    path = f"/summaries/{told['id']}"
    seen = admin.get(path).json
    assert not [code for code in seen["figures"] if code.startswith("E")]
    assert "detection" not in [section["code"] for section in seen["sections"]]
    assert "mức đỏ" not in text_of(admin.get(f"{path}.docx").data)
    assert "mức đỏ" in text_of(leader.get(f"{path}.docx").data)
    assert inspector.get(path).status_code == 403
    repos.units.rows.update_one({"_id": "SVHTTDL"}, {"$set": {"areas": ["2025:05977"]}})
    assert reporter.post("/summaries", {"period": "2026-Q2"}).status_code == 403


def test_the_public_version_tells_neither_signs_nor_small_counts(
    quarter, inspector, reporter, leader
):
    elsewhere = an_establishment(name="Nhà nghỉ Sao", area={"scheme": "2025", "code": "06196"})
    other = inspector.put_new("/establishments", elsewhere).json
    inspector.put_new("/visits", a_visit(other["id"], **IN_Q3))
    draft = drafted(reporter)
    path = f"/summaries/{draft['id']}"
    assert leader.get(f"{path}.docx", public="true").status_code == 409
    leader.post(f"{path}/approve")
    leader.post(f"{path}/issue")
    whole, public = (text_of(leader.get(f"{path}.docx", public=each).data) for each in ("0", "1"))
    assert "BẢN CÔNG BỐ" not in whole
    for word in ("E1a", "F1", "mức đỏ", "Tin báo"):
        assert (word in whole, word in public) == (True, False), word
    book = load_workbook(io.BytesIO(leader.get(f"{path}.xlsx", public="1").data))
    assert [row[1].value for row in book["II. Kiểm tra"].iter_rows(min_row=4)] == ["…", "…"]


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ({"a": 9, "b": 12}, {"a": 9, "b": 12}),
        ({"a": 3, "b": 12, "c": 7}, {"a": None, "b": 12, "c": None}),
        ({"a": 3, "b": 2, "c": 7}, {"a": None, "b": None, "c": 7}),
        ({"a": 1, "b": 1, "c": 7}, {"a": None, "b": None, "c": None}),
        ({"a": 4, "b": 4, "c": 7, "d": 9}, {"a": None, "b": None, "c": None, "d": 9}),
        ({"a": 3}, {}),
        ({"a": 1, "b": 1}, {}),
        ({}, {}),
    ],
)
def test_small_counts_are_kept_back_so_that_totals_do_not_tell_them(groups, told):
    assert kept_back(groups) == told


def test_the_workbook_has_a_sheet_an_appendix_and_numbers_that_calculate(quarter, reporter, leader):
    path = f"/summaries/{drafted(reporter)['id']}"
    book = load_workbook(io.BytesIO(leader.get(f"{path}.xlsx").data))
    assert book.sheetnames == ["I. Chỉ tiêu", "II. Kiểm tra", "III. Không đạt",
                               "IV. Tuyên truyền", "V. Nộp báo cáo"]  # fmt: skip
    rows = {row[0].value: row for row in book["I. Chỉ tiêu"].iter_rows(min_row=4)}
    assert len(rows) == 50
    assert [cell.value for cell in rows["B1"][3:5]] == [4, 3]
    assert rows["B1"][5].value.startswith("=D")
    assert rows["B10"][5].value is None
    assert rows["C2a"][9].value


def test_the_same_data_give_the_same_paper_byte_for_byte(quarter, reporter, leader):
    path = f"/summaries/{drafted(reporter)['id']}"
    for kind in ("docx", "xlsx"):
        assert leader.get(f"{path}.{kind}").data == leader.get(f"{path}.{kind}").data


def test_the_pdf_is_of_the_same_paper(quarter, reporter, leader):
    answer = leader.get(f"/summaries/{drafted(reporter)['id']}.pdf")
    assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")
    assert "bao-cao-2026-Q3.pdf" in answer.headers["Content-Disposition"]
