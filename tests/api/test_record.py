"""The biên bản of a visit: the open part, all of it, and nothing that tells of a flag."""

import io
import re
import subprocess
import uuid
import zipfile
from pathlib import Path

import pytest
from docx import Document
from PIL import Image, ImageDraw

from service import web
from service.documents.papers import pdf
from service.domain.paper_words import KINDS
from tests.builders import CALLED, VIOLATION, a_flag, a_visit, answers
from tests.pictures import encoded, sent_whole, sha256_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REMEDY = {
    "value": "fail", "note": "Khách vào phòng trước khi nhập tên",
    "remedy": "Thông báo lưu trú qua phần mềm", "remedy_by": "2026-12-01",
}  # fmt: skip
ROLES = ("establishment", "recorder", "lead", "witness")


def a_signature():
    """What a finger draws on glass."""
    image = Image.new("RGBA", (400, 160), (255, 255, 255, 0))
    points = [(20, 120), (90, 30), (130, 130), (200, 50), (240, 120), (380, 80)]
    ImageDraw.Draw(image).line(points, fill=(10, 20, 120, 255), width=6, joint="curve")
    return encoded(image, "PNG")


def signed(mark):
    return [
        {"role": role, "name": f"Người ký {role}", "attachment": sha256_of(mark)} for role in ROLES
    ]


def a_full_visit(place, inspection, mark, **changes):
    """Every field of the paper has something to say."""
    return a_visit(
        place,
        **{
            "inspection_id": inspection,
            "answers": answers(CG_01="fail", CG_03=REMEDY),
            "violations": [{**VIOLATION, "record_no": "12/BB-VPHC"}],
            "witnesses": [{"name": "Người chứng kiến", "position": "Tổ trưởng tổ dân phố"}],
            "opinion": "Cơ sở nhất trí.\nSẽ khắc phục.",
            "requirements": "Thông báo lưu trú đầy đủ",
            "remarks": "Quầy lễ tân đang sửa",
            "signatures": signed(mark),
            **changes,
        },
    )


def an_inspection(person):
    body = {"name": "Kế hoạch kiểm tra quý IV", "kind": "planned", "from": "2026-11-01",
            "to": "2026-11-30", "decision_no": "84/QĐ-SVHTTDL"}  # fmt: skip
    return person.post("/inspections", body).json["id"]


@pytest.fixture
def full(inspector, hotel):
    """A whole visit with its signatures, as its path and what was sent."""
    mark, key = a_signature(), str(uuid.uuid4())
    visit = a_full_visit(hotel["id"], an_inspection(inspector), mark)
    assert inspector.put(f"/visits/{key}", visit).status_code == 201
    sent_whole(inspector, key, mark, kind="signature")
    return f"/visits/{key}", visit


def a_plain(inspector, hotel, **changes):
    key = str(uuid.uuid4())
    answer = inspector.put(f"/visits/{key}", a_visit(hotel["id"], **changes))
    assert answer.status_code == 201, answer.json
    return f"/visits/{key}"


def printed(person, path):
    answer = person.get(f"{path}/record.docx")
    assert answer.status_code == 200, answer.text
    return answer.get_data()


def words_of(docx):
    """All the words of the document, cells of tables too, in order."""
    root = Document(io.BytesIO(docx)).element.body
    lines = [
        "".join(part.text or "\n" for part in each.iter() if part.tag.endswith(("}t", "}br")))
        for each in root.iter("{*}p")
    ]
    return "\n".join(lines)


def everything_in(docx):
    """Each part of the package, unpacked."""
    package = zipfile.ZipFile(io.BytesIO(docx))
    return {name: package.read(name) for name in package.namelist()}


def test_the_paper_says_all_that_a_record_must_hold(inspector, full):
    answer = inspector.get(f"{full[0]}/record.docx")
    assert answer.mimetype == DOCX
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="bien-ban-01-BB-QLDL-2026-11-03.docx"'
    )
    words = words_of(answer.get_data())
    for said in (
        "SỞ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH", "PHÒNG QUẢN LÝ DU LỊCH\n", "Số: 01/BB-QLDL",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Kiểm tra Khách sạn Hoa Đào",
        "Căn cứ Quyết định số 84/QĐ-SVHTTDL (Kế hoạch kiểm tra quý IV).",
        "hồi 08 giờ 30 phút, ngày 03 tháng 11 năm 2026, tại số 2 đường Hùng Vương, Phường",
        "Người kiểm tra một", "Trưởng đoàn", "ông (bà) Người quản lý; chức vụ: Quản lý",
        "Người chứng kiến; Tổ trưởng tổ dân phố",
        "Cơ sở lưu trú du lịch” (phiên bản 1)", "Không đạt", "Đạt",
        "Ghi nhận: Khách vào phòng trước khi nhập tên", "Khách không được thông báo lưu trú: 1",
        "biên bản vi phạm hành chính số: 12/BB-VPHC",
        "Cơ sở đã ký cam kết", "Đã phát 10 tờ rơi",
        "Thông báo lưu trú đầy đủ", "Thông báo lưu trú qua phần mềm", "01/12/2026",
        "Cơ sở nhất trí.\nSẽ khắc phục.", "Quầy lễ tân đang sửa",
        "kết thúc hồi 09 giờ 40 phút", *(f"Người ký {role}" for role in ROLES),
        "Lưu: VT, hồ sơ kiểm tra.",
    ):  # fmt: skip
        assert said in words, said


def test_each_item_that_was_asked_stands_in_its_section_once(inspector, full, app):
    words = words_of(printed(inspector, full[0]))
    table = Document(io.BytesIO(printed(inspector, full[0]))).tables[1]
    codes = [row.cells[1].text for row in table.rows]
    asked = [answer["item"] for answer in full[1]["answers"]]
    assert [code for code in codes if re.fullmatch(r"[A-Z]{2}-\d\d", code)] == asked
    assert words.count("Mục CG-03:") == 1


def test_signatures_are_the_pictures_of_the_tablet_without_metadata(inspector, full):
    parts = everything_in(printed(inspector, full[0]))
    pictures = [data for name, data in parts.items() if name.startswith("word/media/")]
    assert len(pictures) == 1  # The same mark four times is one picture.
    assert parts["word/document.xml"].count(b"<w:drawing>") == 4
    with Image.open(io.BytesIO(pictures[0])) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (400, 160), {})


def test_a_refusal_to_sign_is_said_with_its_reason(inspector, hotel):
    refused = [{"role": "establishment", "name": "", "refused_because": "Chủ cơ sở đi vắng"}]
    words = words_of(printed(inspector, a_plain(inspector, hotel, signatures=refused)))
    assert "Đại diện cơ sở từ chối ký. Lý do: Chủ cơ sở đi vắng" in words
    assert "(Từ chối ký)" in words


def test_what_is_missing_is_left_as_dots(inspector, hotel):
    bare = {"team": [], "representative": None, "inspection_id": None, "guidance": {}}
    words = words_of(printed(inspector, a_plain(inspector, hotel, **bare)))
    for said in ("Căn cứ ……", "- Ông (bà) ……", "Đại diện: ông (bà) ……", "điện thoại: ……"):
        assert said in words, said
    assert "None" not in words


def test_law_is_told_in_the_version_of_the_day_of_the_visit(inspector, hotel):
    """A violation was noted under the decree of today; on its day another stood in its place."""

    def of(started):
        sent = {"answers": answers(CG_03=REMEDY, CP_01="fail"), "violations": [VIOLATION]}
        return words_of(printed(inspector, a_plain(inspector, hotel, started_at=started, **sent)))

    today, before = of("2026-11-03T08:30:00+07:00"), of("2025-06-03T08:30:00+07:00")
    for law, other in (("53/2024/QH15", "66/2011/QH12"), ("282/2025/NĐ-CP", "144/2021/NĐ-CP")):
        assert (law in today, other in today) == (True, False)
        assert (law in before, other in before) == (False, True)


def test_an_amended_visit_prints_its_latest_content_and_says_so(inspector, full):
    path, visit = full
    first = words_of(printed(inspector, path))
    changed = {**visit, "opinion": "Cơ sở có ý kiến khác"}
    body = {"id": str(uuid.uuid4()), "reason": "Ghi thiếu ý kiến", "submission": changed}
    assert inspector.post(f"{path}/amendments", body).status_code == 201
    words = words_of(printed(inspector, path))
    assert "Đính chính lần 1, ngày " in words
    assert "Lý do: Ghi thiếu ý kiến" in words
    assert "Cơ sở có ý kiến khác" in words
    assert "Cơ sở nhất trí" not in words
    assert "Số: 01/BB-QLDL" in words
    assert "Đính chính" not in first


def test_a_withdrawn_visit_says_so_and_keeps_its_number(inspector, hotel, repos):
    numbered, never = a_plain(inspector, hotel), a_plain(inspector, hotel)
    printed(inspector, numbered)
    for path in (numbered, never):
        inspector.post(f"{path}/withdrawal", {"reason": "Ghi nhầm cơ sở"})
    words = words_of(printed(inspector, numbered))
    assert "LƯỢT KIỂM TRA NÀY ĐÃ ĐƯỢC RÚT LẠI" in words
    assert "Lý do: Ghi nhầm cơ sở" in words
    assert "Số: 01/BB-QLDL" in words
    assert "Số: ………/BB-QLDL" in words_of(printed(inspector, never))
    assert repos.paper_numbers.rows.count_documents({}) == 1


def test_flags_leave_no_trace_in_a_byte_of_the_paper(inspector, hotel, repos, app):
    """The same visit, once with flags and a call, once without, each alone in the house."""
    path = f"/visits/{uuid.uuid4()}"
    sealed = {"flags": [a_flag(), a_flag("REG-02")], "emergency_call": CALLED}
    papers = []
    for part in (sealed, {}):
        for rows in (repos.visits, repos.flag_sheets, repos.cases, repos.paper_numbers,
                     repos.paper_series):  # fmt: skip
            rows.rows.delete_many({})
        assert inspector.put(path, a_visit(hotel["id"], **part)).status_code == 201
        papers.append(printed(inspector, path))
    assert papers[0] == papers[1]


@pytest.mark.parametrize("role", ["inspector", "reviewer", "leader", "administrator"])
def test_whoever_may_read_the_visit_prints_the_same_paper(cast, inspector, full, role):
    own = printed(inspector, full[0])
    assert printed(cast[role], full[0]) == own


def test_reporters_strangers_and_absent_visits_get_no_paper(reporter, stranger, inspector, full):
    for kind in ("docx", "pdf"):
        assert reporter.get(f"{full[0]}/record.{kind}").status_code == 403
        assert stranger.get(f"{full[0]}/record.{kind}").status_code == 401
        answer = inspector.get(f"/visits/{uuid.uuid4()}/record.{kind}")
        assert (answer.status_code, answer.json["status"]) == (404, 404)


def test_an_inspector_of_another_unit_gets_none(inspector, full, repos):
    repos.visits.rows.update_one({}, {"$set": {"submitter.unit": "SVHTTDL"}})
    assert inspector.get(f"{full[0]}/record.docx").status_code == 404
    assert repos.paper_numbers.rows.count_documents({}) == 0


def test_names_that_were_purged_come_back_in_no_signature(inspector, full, repos):
    names = {"content.signatures.$[].name": "", "content.representative.name": "",
             "content.witnesses.$[].name": "", "people_purged_at": 1}  # fmt: skip
    repos.visits.rows.update_one({}, {"$set": names})
    parts = everything_in(printed(inspector, full[0]))
    assert parts["word/document.xml"].count(b"<w:drawing>") == 2  # recorder and lead


def test_an_office_prints_on_its_own_template(app, inspector, full, tmp_path):
    run = app.test_cli_runner()
    path = tmp_path / "mau.docx"
    run.invoke(args=["templates", "export", "record", str(path)])
    document = Document(str(path))
    document.add_paragraph("Mẫu của Sở, số {{ number }}")
    document.save(str(path))
    run.invoke(args=["templates", "use", "record", str(path), "--from", "2026-11-03"])
    assert "Mẫu của Sở, số 01" in words_of(printed(inspector, full[0]))


def test_a_pdf_says_the_same_and_nothing_of_flags(inspector, full, tmp_path):
    path, visit = full
    canary = f"canary{uuid.uuid4().hex}"
    flags = [a_flag(place=canary, description=canary, person={"label": canary, "under_18": True})]
    call = {"not_called_because": canary}
    changed = {**visit, "flags": flags, "emergency_call": call}
    body = {"id": str(uuid.uuid4()), "reason": "Bổ sung", "submission": changed}
    assert inspector.post(f"{path}/amendments", body).status_code == 201
    answer = inspector.get(f"{path}/record.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"].endswith('01-BB-QLDL-2026-11-03.pdf"')
    file = tmp_path / "record.pdf"
    file.write_bytes(answer.get_data())
    words = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True).stdout
    told = " ".join(words.split())
    for said in ("Số: 01/BB-QLDL", "Khách sạn Hoa Đào", "Cơ sở nhất trí.", "Biên bản gồm"):
        assert said in told, said
    pages = re.search(r"Biên bản gồm (\d+) trang", told)
    assert int(pages[1]) == len(words.split("\f")) - 1
    for content in (*everything_in(printed(inspector, path)).values(), answer.get_data(), words):
        text = content if isinstance(content, str) else content.decode("utf-8", "replace")
        assert canary not in text
        assert "ROO-04" not in text


def test_without_libreoffice_docx_goes_on_and_pdf_says_what_to_install(
    inspector, full, monkeypatch
):
    monkeypatch.setattr(pdf, "PROGRAM", "no-such-program")
    answer = inspector.get(f"{full[0]}/record.pdf")
    assert (answer.status_code, answer.json["type"]) == (
        503,
        "urn:an-tru:problem:pdf-program-missing",
    )
    assert "libreoffice-writer-nogui" in answer.json["detail"]
    printed(inspector, full[0])


def test_a_print_is_written_into_the_audit_log(inspector, full, repos):
    printed(inspector, full[0])
    entry = repos.audit.rows.find_one({"act": "print_record"})
    assert (entry["by"], entry["of"]) == ("inspector", [full[0].rpartition("/")[2]])


def test_kinds_are_called_on_paper_as_on_the_pages():
    words = (Path(web.__file__).parent / "static/words/kinds.vi.js").read_text()
    assert dict(re.findall(r"'kind\.(\w+)': '([^']*)'", words)) == KINDS
