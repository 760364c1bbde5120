"""Templates of papers: filled alike each time, refused by name for what they must not do."""

import datetime as dt
import io
import os
import subprocess
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from docx import Document

from service.documents.papers import pdf
from service.documents.papers.declared import PAPERS
from service.documents.papers.drawing import drawn
from service.documents.papers.fields import Many, Paper, Part, Picture, Text, Truth, sample
from service.documents.papers.fill import filled
from service.documents.papers.language import BLANK
from service.documents.papers.shipped import shipped
from service.documents.papers.template import check_template
from service.domain.errors import Busy, CannotPrint, Unfit
from tests.pictures import a_signature

MOMENT = dt.datetime(2026, 11, 3, 8, 30, tzinfo=dt.UTC)
LETTER = Paper("letter", "Thư", {
    "name": Text("tên"), "urgent": Truth("khẩn"), "mark": Picture("dấu", 10),
    "place": Part("nơi", {"area": Text("địa bàn")}),
    "rows": Many("dòng", {"text": Text("chữ"), "parts": Many("phần", {"text": Text("chữ")})}),
})  # fmt: skip
VALUES = {
    "name": "Khách sạn Hoa Đào", "urgent": True, "mark": None, "place": {"area": "Đông Kinh"},
    "rows": [{"text": "một", "parts": []}, {"text": "hai", "parts": [{"text": "nhỏ"}]}],
}  # fmt: skip
ALPHABET = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


def a_template(*lines, change=None):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if change:
        change(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def with_part(name, content, data=None):
    """A template with one more part, or another content of one."""
    source = zipfile.ZipFile(io.BytesIO(data or a_template("{{ name }}")))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for each in source.namelist():
            if each != name:
                package.writestr(each, source.read(each))
        package.writestr(name, content)
    return target.getvalue()


def replaced(name, old, new):
    data = a_template("{{ name }}")
    content = zipfile.ZipFile(io.BytesIO(data)).read(name).decode()
    assert old in content
    return with_part(name, content.replace(old, new), data)


def words_of(docx):
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs)


def refusal(data, paper=LETTER):
    with pytest.raises(Unfit) as refused:
        check_template(data, paper)
    assert refused.value.code == "template-refused"
    return refused.value.words


def xml(inner):
    """A paragraph of raw XML put where the template's name stood."""
    return replaced("word/document.xml", "<w:t>{{ name }}</w:t>", inner)


@pytest.mark.parametrize("code", PAPERS)
def test_what_the_service_ships_is_what_it_draws_and_may_be_used(code):
    assert drawn()[code] == shipped(code)
    check_template(shipped(code), PAPERS[code])


def test_fields_are_printed_asked_and_gone_through():
    template = a_template(
        "{{ name|upper }}, {{ place.area }}{% if urgent %}, KHẨN{% endif %}",
        "{%p for row in rows %}",
        "{{ loop.index }}/{{ loop.length }} {{ row.text }}"
        "{% for part in row.parts %} {{ part.text }}{% endfor %}",
        "{%p endfor %}",
    )
    check_template(template, LETTER)
    told = words_of(filled(template, LETTER, VALUES, MOMENT))
    assert told.split("\n") == ["KHÁCH SẠN HOA ĐÀO, Đông Kinh, KHẨN", "1/2 một", "2/2 hai nhỏ"]


def test_what_is_missing_is_left_as_dots():
    template = a_template("Tên: {{ name|blank }}; nơi: {{ place.area|blank(3) }}")
    empty = sample(LETTER.fields, full=False)
    told = words_of(filled(template, LETTER, empty, MOMENT))
    assert told == f"Tên: {'…' * BLANK}; nơi: ………"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("a < b & c > d", "a < b & c > d"),
        ("hai\ndòng", "hai\ndòng"),
        ("hai\r\ndòng", "hai\ndòng"),
        ("{{ place.area }} {% if x %}", "{{ place.area }} {% if x %}"),
        ("chuông\a trang\f không\x00 thẻ\t", "chuông trang\n không thẻ"),
        ("<w:p/>", "<w:p/>"),
    ],
)
def test_no_value_is_more_than_words(value, told):
    document = filled(a_template("{{ name }}"), LETTER, {**VALUES, "name": value}, MOMENT)
    assert words_of(document) == told


def test_the_same_values_give_the_same_bytes_and_a_picture_is_shown():
    template = a_template("{% if mark %}{{ mark }}{% endif %}{{ name }}")
    values = {**VALUES, "mark": a_signature()}
    one = filled(template, LETTER, values, MOMENT)
    assert one == filled(template, LETTER, values, MOMENT)
    parts = zipfile.ZipFile(io.BytesIO(one))
    assert any(name.startswith("word/media/") for name in parts.namelist())
    assert {entry.date_time[0] for entry in parts.infolist()} == {1980}
    about = Document(io.BytesIO(one)).core_properties
    assert (about.title, about.created) == ("Thư", MOMENT)


def test_values_of_other_fields_than_the_declared_are_a_mistake_of_ours():
    for odd in ({**VALUES, "flags": []}, {"name": "x"}, {**VALUES, "place": {}}):
        with pytest.raises(ValueError, match="fields of the paper"):
            filled(a_template("{{ name }}"), LETTER, odd, MOMENT)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{{ nmae }}", "nmae"),
        ("{{ place.flags }}", "place.flags"),
        ("{% for row in rows %}{{ row.secret }}{% endfor %}", "row.secret"),
        ("{{ row.text }}", "row"),
        ("{{ loop.index }}", "loop"),
        ("{{ name.__class__ }}", "name.__class__"),
        ("{{ name.__class__.__mro__ }}", "name.__class__"),
        ("{{ rows.append }}", "rows.append"),
        ("{{ place }}", "place"),
        ("{{ rows }}", "rows"),
        ("{{ urgent }}", "urgent"),
        ("{% for each in name %}{% endfor %}", "name"),
        ("{{ name|tojson }}", "tojson"),
        ("{{ name|attr('x') }}", "attr"),
        ("{{ rows|upper }}", "rows"),
        ("{{ name() }}", "Call"),
        ("{{ name['x'] }}", "Getitem"),
        ("{{ name * 1000000000 }}", "Mul"),
        ("{{ [name] }}", "List"),
        ("{{ name if urgent }}", "else"),
        ("{% set x = name %}", "Assign"),
        ("{% macro x() %}{% endmacro %}", "Macro"),
        ("{% include 'x' %}", "Include"),
        ("{% import 'x' as y %}", "Import"),
        ("{% extends 'x' %}", "Extends"),
        ("{% for a in rows recursive %}{% endfor %}", "For"),
        ("{{ name", "{{ name"),
        ("{% if urgent %}", "if"),
        ("{% nonsense %}", "nonsense"),
    ],
)
def test_a_template_says_nothing_but_declared_fields(line, named):
    assert named in refusal(a_template("Kính gửi", line))
    in_header = a_template(
        "{{ name }}", change=lambda it: it.sections[0].header.add_paragraph(line)
    )
    assert named in refusal(in_header)


@pytest.mark.parametrize("inner", ["rows", "row.parts"])
def test_a_list_in_a_list_is_one_of_its_own_so_that_nothing_multiplies(inner):
    nested = f"{{% for row in rows %}}{{% for each in {inner} %}}x{{% endfor %}}{{% endfor %}}"
    if inner == "row.parts":
        check_template(a_template(nested), LETTER)
    else:
        assert inner in refusal(a_template(nested))


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (("{{p name }}",), "đặt sai chỗ"),
        (("{%tr for row in rows %}", "{{ row.text }}", "{%tr endfor %}"), "'tr'"),
    ],
)
def test_a_command_in_the_wrong_place_is_told(lines, named):
    assert named in refusal(a_template("x", *lines))


def a_field(instruction):
    field = f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    return xml(f"<w:t>x</w:t></w:r>{field}<w:r>")


VBA = (
    '<Override PartName="/word/vbaProject.bin" '
    'ContentType="application/vnd.ms-office.vbaProject"/></Types>'
)
PIECES = (
    '<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r>'
    '<w:instrText>TEXT "/etc/passwd"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/>'
)
EXTERNAL = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}" TargetMode="{}"/></Relationships>'
)


def related(kind, target, mode):
    return replaced("word/_rels/document.xml.rels", "</Relationships>",
                    EXTERNAL.format(kind, target, mode))  # fmt: skip


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "DOCX"),
        (b"PK\x03\x04 broken", "DOCX"),
        (os.urandom(3 * 1024 * 1024), "2 MB"),
        (replaced("[Content_Types].xml", "</Types>", VBA), "macro"),
        (replaced("[Content_Types].xml", "document.main+xml", "document.macroEnabled.main+xml"),
         "macro"),
        (replaced("[Content_Types].xml", "document.main+xml", "template.main+xml"), "template"),
        (related("image", "http://example.org/x.png", "External"), "example.org"),
        (related("hyperlink", "https://example.org", "External"), "example.org"),
        (related("attachedTemplate", "file:///x.dotm", "External"), "x.dotm"),
        (related("aFChunk", "chunk.html", "Internal"), "aFChunk"),
        (related("oleObject", "embeddings/x.bin", "Internal"), "oleObject"),
        (a_field("INCLUDETEXT /etc/passwd"), "INCLUDETEXT"),
        (a_field("DDEAUTO c:\\\\cmd x"), "DDEAUTO"),
        (a_field("PAGE &quot;x&quot;"), "PAGE"),
        (xml(PIECES), "INCLUDETEXT"),
        (xml('<w:object/>'), "object"),
        (xml('<w:pict w:x="http://example.org/beacon"/>'), "example.org"),
        (with_part("word/document.xml", b"<!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>"), "document"),
        (with_part("../../etc/cron.d/x", b"x"), "tên lạ"),
        (with_part("word/huge.xml", b" " * (21 * 1024 * 1024)), "bung ra"),
    ],
    ids=lambda given: given if isinstance(given, str) else "data",
)  # fmt: skip
def test_a_template_brings_nothing_that_runs_fetches_or_bursts(data, named):
    assert named in refusal(data)


def test_counts_of_pages_are_fields_that_a_template_may_hold():
    for words in ("PAGE", " NUMPAGES ", "PAGE \\* MERGEFORMAT"):
        check_template(a_field(words), LETTER)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The alphabet on paper: the PDF, its words and its fonts."""
    template = a_template("{{ name }}", change=_times)
    letters = " ".join(f"{letter}{letter.upper()}" for letter in ALPHABET)
    path = tmp_path_factory.mktemp("pdf") / "letter.pdf"
    path.write_bytes(pdf.as_pdf(filled(template, LETTER, {**VALUES, "name": letters}, MOMENT)))
    return path.read_bytes(), told("pdftotext", path, "-"), told("pdffonts", path), letters


def told(*words):
    return subprocess.run(words, capture_output=True, check=True, text=True).stdout


def _times(document):
    document.styles["Normal"].font.name = "Times New Roman"


def test_a_pdf_is_made_of_the_docx_for_the_archive(printed):
    content, *_ = printed
    assert content.startswith(b"%PDF-1.")
    assert b"<pdfaid:part>2</pdfaid:part>" in content


def test_no_vietnamese_letter_is_missing_on_paper(printed):
    _, words, fonts, letters = printed
    assert "".join(words.split()) == "".join(letters.split())
    used = [line.split()[0].partition("+")[2] for line in fonts.splitlines()[2:]]
    assert used == ["LiberationSerif"]


def test_without_libreoffice_it_is_said_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotPrint, match="apt-get install libreoffice-writer-nogui"):
        pdf.as_pdf(b"")


@pytest.fixture
def a_program(monkeypatch, tmp_path):
    """LibreOffice's place taken by a script of the test."""

    def put(script):
        path = tmp_path / pdf.PROGRAM
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o700)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return put


def test_what_takes_too_long_is_killed_with_its_children(a_program, monkeypatch, tmp_path):
    a_program(f"sleep 1000 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(pdf, "SECONDS", 0.5)
    with pytest.raises(CannotPrint) as overrun:
        pdf.as_pdf(b"x")
    assert overrun.value.code == "pdf-overrun"
    child = int((tmp_path / "child").read_text())
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(child)], capture_output=True, text=True)
    assert state.stdout.strip()[:1] in ("", "Z")


def test_a_program_that_prints_nothing_is_told(a_program):
    a_program("exit 0")
    with pytest.raises(CannotPrint) as failed:
        pdf.as_pdf(b"x")
    assert failed.value.code == "pdf-failed"


@pytest.mark.parametrize("lane", ["_hands", "_places"])
def test_no_more_than_so_many_print_or_wait_at_once(monkeypatch, lane):
    monkeypatch.setattr(pdf, lane, threading.BoundedSemaphore(1))
    monkeypatch.setattr(pdf, "WAITED_MOST_SECONDS", 0.01)
    with getattr(pdf, lane), pytest.raises(Busy):
        pdf.as_pdf(b"x")


def test_two_print_at_once_and_do_not_meet():
    one, other = (
        filled(a_template("{{ name }}"), LETTER, {**VALUES, "name": name}, MOMENT)
        for name in ("Một", "Hai")
    )
    with ThreadPoolExecutor(2) as threads:
        papers = list(threads.map(pdf.as_pdf, (one, other)))
    assert [words_on(paper) for paper in papers] == ["Một", "Hai"]


def words_on(paper):
    run = ["pdftotext", "-", "-"]
    return subprocess.run(run, input=paper, capture_output=True, check=True).stdout.decode().strip()


def test_nothing_is_left_behind(a_program):
    a_program('cat "$PWD/paper.docx" > paper.pdf')
    before = set(pdf.MEMORY.glob(f"{pdf.FOLDERS}*"))
    assert pdf.as_pdf(b"x") == b"x"
    assert set(pdf.MEMORY.glob(f"{pdf.FOLDERS}*")) == before
