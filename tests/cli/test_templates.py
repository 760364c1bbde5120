"""Templates by command: exported, edited, checked, used from a day on, and back again."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from docx import Document

from service.documents.papers.shipped import shipped
from service.usecases.templates import template_of
from tests.documents.test_papers import MOMENT


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["templates", *words])


@pytest.fixture
def edited(run, tmp_path):
    """The exported template with one more line, as an office would save it."""

    def edited(line, name="mau.docx"):
        path = tmp_path / name
        told = run("export", "record", str(path))
        assert told.exit_code == 0, told.output
        document = Document(str(path))
        document.add_paragraph(line)
        document.save(str(path))
        return path

    return edited


def says(template, words):
    return any(words in each.text for each in Document(io.BytesIO(template)).paragraphs)


def test_a_template_is_used_for_papers_of_its_days(run, edited, repos):
    path = edited("Mẫu của Sở: {{ number|blank }}")
    assert run("check", "record", str(path)).exit_code == 0
    told = run("use", "record", str(path), "--from", "2026-11-01")
    assert (told.exit_code, told.output) == (0, "record: template 1 from 2026-11-01\n")
    assert says(template_of(repos, "record", "2026-11-01"), "Mẫu của Sở")
    assert template_of(repos, "record", "2026-10-31") == shipped("record")


def test_the_way_back_keeps_what_was(run, edited, repos):
    run("use", "record", str(edited("Mẫu một")), "--from", "2026-01-01")
    run("use", "record", str(edited("Mẫu hai")), "--from", "2026-06-01")
    told = run("back", "record", "--from", "2026-09-01")
    assert told.output == "record: template 3, the shipped one, from 2026-09-01\n"
    assert says(template_of(repos, "record", "2026-05-31"), "Mẫu một")
    assert says(template_of(repos, "record", "2026-08-31"), "Mẫu hai")
    assert template_of(repos, "record", "2026-09-01") == shipped("record")
    rows = run("list").output.splitlines()
    assert rows[0] == "record: Biên bản kiểm tra"
    assert [row.split()[:2] for row in rows[1:4]] == [
        ["3", "2026-09-01"], ["2", "2026-06-01"], ["1", "2026-01-01"],
    ]  # fmt: skip


def test_a_later_version_of_the_same_day_holds(run, edited, repos):
    for words in ("Mẫu sai", "Mẫu đã sửa"):
        run("use", "record", str(edited(words)), "--from", "2026-01-01")
    assert says(template_of(repos, "record", "2026-02-01"), "Mẫu đã sửa")


def test_an_own_template_is_exported_by_its_number(run, edited, tmp_path):
    run("use", "record", str(edited("Mẫu một")), "--from", "2026-01-01")
    path = tmp_path / "again.docx"
    assert run("export", "record", str(path), "--number", "1").exit_code == 0
    assert says(path.read_bytes(), "Mẫu một")
    assert run("export", "record", str(path), "--number", "2").exit_code == 1


def test_a_bad_template_is_refused_by_name_and_nothing_stored(run, edited, repos):
    path = edited("{{ nmuber }}")
    for command in ("check", "use"):
        told = run(command, "record", str(path))
        assert (told.exit_code, "nmuber" in told.output) == (1, True)
    assert repos.templates.of("record") == []
    assert run("check", "no-such-paper", str(path)).exit_code == 1


def test_every_field_is_told_with_its_kind(run):
    rows = run("fields", "record").output.splitlines()
    assert "number  (text) số biên bản do máy chủ cấp; trống khi chưa có" in rows
    assert any(row.startswith("signatures.establishment.picture  (picture)") for row in rows)


def test_a_use_is_written_into_the_audit_log(run, edited, repos):
    run("use", "record", str(edited("Mẫu một")), "--from", "2026-01-01")
    entry = repos.audit.rows.find_one({"act": "use_template"})
    assert entry["of"][:2] == ["record", "2026-01-01"]


def test_many_at_once_get_numbers_of_their_own(repos):
    facts = {"content": None, "name": "", "valid_from": "2026-01-01", "at": MOMENT, "sha256": ""}
    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(lambda _: repos.templates.add("record", facts), range(16)))
    assert sorted(numbers) == list(range(1, 17))
