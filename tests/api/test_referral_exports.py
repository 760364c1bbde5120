"""Exports: the paper with who exported it, and a sealed archive whose hashes all hold."""

import hashlib
import io
import json
import re
import subprocess
import uuid
import zipfile

import pyrage
import pytest
from docx import Document

from service.usecases import export_referral as exporting
from tests.builders import a_flag, a_visit
from tests.pictures import a_photo, sent_whole, sha256_of
from tests.referrals import step, work_on

PERSON = {"label": "Người A", "name": "Lò Thị Minh Họa", "born": "2008"}
PASSPHRASE = "ba con cò trắng bay về núi"
PHOTOS = [a_photo(), a_photo()]


@pytest.fixture
def desk(inspector, reviewer, reviewer2, hotel):
    """A red case with two confidential photos."""
    flags = [a_flag("ROO-04", attachments=[sha256_of(photo) for photo in PHOTOS])]
    work = work_on(inspector, reviewer, reviewer2, hotel, *flags, a_flag("REG-09"))
    for photo in PHOTOS:
        sent_whole(inspector, work.visit, photo, part="sealed")
    return work


@pytest.fixture
def referral(desk):
    """Approved, with both photos and an identity."""
    photos = [{"visit": desk.visit, "sha256": sha256_of(photo)} for photo in PHOTOS]
    return desk.approved(attachments=photos, people=[PERSON])


def exported(desk, referral, **asked):
    answer = desk.holder.post(f"{desk.of(referral)}/exports", step(**asked))
    assert answer.status_code == 200, answer.json
    return answer


def words_of(docx):
    """All that a DOCX says, its footers too."""
    document = Document(io.BytesIO(docx))
    section = document.sections[0]
    holders = [document, section.footer, section.first_page_footer]
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(each.text for holder in [*holders, *cells] for each in holder.paragraphs)


def allowed(desk, referral):
    """Another person's approval of the identities."""
    asked = {"act": "reveal_identity", "subject": referral["id"], "reason": "Giao cho Công an"}
    key = desk.holder.post("/approvals", asked).json["id"]
    desk.second.post(f"/approvals/{key}/decision", {"decision": "approved"})
    return key


def test_the_paper_says_what_was_seen_to_whom_it_goes_and_who_exported_it(desk, referral):
    told = words_of(exported(desk, referral, form="docx").data)
    for words in (
        "UBND TỈNH LẠNG SƠN (MINH HỌA)", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH (MINH HỌA)",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TIN BÁO VỀ TỘI PHẠM", "KHẨN",
        "Kính gửi: Công an tỉnh Lạng Sơn (Trực ban hình sự)",
        "Căn cứ Luật Phòng, chống mua bán người 2024, Điều 22 (số 53/2024/QH15).",
        "Khách sạn Hoa Đào", "Phường Đông Kinh", "(ROO-04)", "09:00 ngày 03/11/2026", "tầng 2",
        "Người A, nữ, khoảng 30", "trong 24 giờ", sha256_of(PHOTOS[0]),
        "Danh tính của 1 người có nguy cơ được niêm phong",
        "Bản xuất số 1", "bởi Người xét duyệt một (minh họa) (reviewer)",
    ):  # fmt: skip
        assert words in told, words
    assert "REG-09" not in told
    assert PERSON["name"] not in told
    assert "Số: ……/TB-SVHTTDL" in told


@pytest.mark.parametrize(
    ("kind", "title"),
    [("prosecution_request", "KIẾN NGHỊ KHỞI TỐ"), ("transfer_note", "PHIẾU CHUYỂN")],
)
def test_each_type_has_its_title(desk, kind, title):
    assert title in words_of(exported(desk, desk.approved(type=kind), form="docx").data)


def test_the_pdf_is_made_of_the_same_and_marked_on_every_page(desk, referral):
    long = "\n".join(f"Dòng {number} của nội dung." for number in range(60))
    pdf = exported(desk, desk.approved(text=long), form="pdf").data
    assert pdf.startswith(b"%PDF")
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = told.stdout.decode().strip("\f\n").split("\f")
    assert len(pages) > 1
    for page in pages:
        assert "Bản xuất số 1" in re.sub(r"\s+", " ", page)


def test_only_what_another_person_approved_is_exported(desk):
    drafted = desk.drafted()
    answer = desk.holder.post(f"{desk.of(drafted)}/exports", step(form="docx"))
    assert answer.status_code == 409
    assert "người khác duyệt" in answer.json["detail"]
    desk.take(desk.holder, drafted, "cancellation", reason="Nhầm")
    assert desk.holder.post(f"{desk.of(drafted)}/exports", step(form="docx")).status_code == 409


def test_exports_are_numbered_kept_and_the_same_under_the_same_id(desk, referral, repos):
    path, first = f"{desk.of(referral)}/exports", step(form="docx")
    one, again = (desk.holder.post(path, first) for _ in range(2))
    assert words_of(one.data) == words_of(again.data)
    other = desk.second.post(path, step(form="docx"))
    assert "Bản xuất số 2" in words_of(other.data)
    assert desk.holder.post(path, {**first, "form": "pdf"}).status_code == 409
    assert desk.second.post(path, first).status_code == 409
    (told,) = desk.holder.get(f"{desk.path}/referrals").json["items"]
    assert [(each["number"], each["by"]) for each in told["exports"]] == [
        (1, "reviewer"), (2, "reviewer2"),
    ]  # fmt: skip
    entries = list(repos.audit.rows.find({"act": "export_referral", "of": first["id"]}))
    assert len(entries) >= 4
    assert one.headers["Content-Disposition"].endswith('-1.docx"')
    assert one.headers["Cache-Control"] == "no-store"


def test_who_was_there_exports_nothing(desk, referral, repos):
    repos.cases.rows.update_one({}, {"$addToSet": {"barred": "reviewer2"}})
    answer = desk.second.post(f"{desk.of(referral)}/exports", step(form="docx"))
    assert answer.json["type"].endswith("was-on-the-visit")


def test_identities_are_printed_by_two_people_alone_and_once(desk, referral, repos):
    path = f"{desk.of(referral)}/exports"
    nobody = step(form="docx", approval=str(uuid.uuid4()))
    assert desk.holder.post(path, nobody).status_code == 403
    assert repos.referrals.rows.find_one()["exports"] == []
    asked = step(form="docx", approval=allowed(desk, referral))
    told = words_of(desk.holder.post(path, asked).data)
    assert PERSON["name"] in told
    assert "niêm phong, giao riêng" not in told
    assert desk.holder.post(path, asked).status_code == 403
    assert desk.holder.post(path, {**asked, "id": str(uuid.uuid4())}).status_code == 403
    assert [each["with_people"] for each in repos.referrals.rows.find_one()["exports"]] == [True]


def check(archive):
    """Every file of the manifest is there with its hash; answers the manifest."""
    names = set(archive.namelist())
    manifest = json.loads(archive.read("manifest.json"))
    assert {row["name"] for row in manifest["files"]} | {"manifest.json", "manifest.txt"} == names
    for row in manifest["files"]:
        content = archive.read(row["name"])
        assert (len(content), hashlib.sha256(content).hexdigest()) == (row["bytes"], row["sha256"])
        assert f"{row['sha256']}  {row['name']}" in archive.read("manifest.txt").decode()
    return manifest


def test_an_archive_opens_by_its_passphrase_and_all_hashes_hold(desk, referral):
    sealed = exported(desk, referral, form="archive", passphrase=PASSPHRASE).data
    assert sealed.startswith(b"age-encryption.org/v1")
    for photo in PHOTOS:
        assert photo[:200] not in sealed
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(sealed, "một mật khẩu khác hẳn")
    archive = zipfile.ZipFile(io.BytesIO(pyrage.passphrase.decrypt(sealed, PASSPHRASE)))
    manifest = check(archive)
    assert [archive.read(name) for name in ("anh-01.jpg", "anh-02.jpg")] == PHOTOS
    assert "TIN BÁO VỀ TỘI PHẠM" in words_of(archive.read("tin.docx"))
    assert manifest["exported_by"] == "Người xét duyệt một (minh họa) (reviewer)"


def test_an_archive_for_the_recipient_opens_by_its_key_alone(desk, referral, repos, monkeypatch):
    asked = step(form="archive", for_recipient=True)
    path = f"{desk.of(referral)}/exports"
    refused = desk.holder.post(path, asked)
    assert "for_recipient" in refused.json["errors"]
    key, strange = (pyrage.x25519.Identity.generate() for _ in range(2))
    given = [
        type(one)(**{**{f: getattr(one, f) for f in one.__slots__},
                     "age_key": str(key.to_public())})
        for one in repos.catalogue.recipients
    ]  # fmt: skip
    monkeypatch.setattr(exporting, "known_recipients", lambda _: given)
    sealed = desk.holder.post(path, asked).data
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [strange])
    check(zipfile.ZipFile(io.BytesIO(pyrage.decrypt(sealed, [key]))))


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ({}, "passphrase"),
        ({"passphrase": PASSPHRASE, "for_recipient": True}, "passphrase"),
        ({"passphrase": "ngắn"}, "passphrase"),
    ],
)
def test_an_archive_has_one_lock_and_a_long_passphrase(desk, referral, asked, place, repos):
    answer = desk.holder.post(f"{desk.of(referral)}/exports", step(form="archive", **asked))
    assert place in answer.json["errors"]
    assert repos.referrals.rows.find_one()["exports"] == []


def test_a_photo_that_has_not_come_is_told(desk, inspector, hotel):
    missing = a_photo()
    flags = [a_flag("REG-02", attachments=[sha256_of(missing)])]
    visit = inspector.put_new("/visits", a_visit(hotel["id"], flags=flags)).json["id"]
    cited = [{"visit": visit, "sha256": sha256_of(missing)}]
    referral = desk.approved(attachments=cited)
    asked = step(form="archive", passphrase=PASSPHRASE)
    answer = desk.holder.post(f"{desk.of(referral)}/exports", asked)
    assert answer.json["type"].endswith("photo-missing")


def test_a_photo_that_was_changed_in_the_store_leaves_in_no_archive(desk, referral, repos):
    repos.database["sealed_attachments_files.chunks"].update_one({}, {"$set": {"data": b"x" * 99}})
    asked = step(form="archive", passphrase=PASSPHRASE)
    answer = desk.holder.post(f"{desk.of(referral)}/exports", asked)
    assert answer.status_code == 500
    assert repos.referrals.rows.find_one()["exports"] == []
