"""What the lint asks beyond loading: nothing lost, nothing published edited."""

import shutil

import pytest

from checklists.lint import lint, sha256_of
from checklists.loader import OWN_FOLDER

HOMESTAY = "definitions/homestay.v1.yaml"
MASSAGE = "definitions/massage.v1.yaml"


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "checklists"
    shutil.copytree(OWN_FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def spoil(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def publish(folder, file):
    """List the file as published, or renew its digest: what a careless hand would do."""
    path = folder / "published.yaml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
    place = next((n for n, line in enumerate(lines) if line.endswith(f"file: {file}")), None)
    if place is not None:
        del lines[place : place + 2]
    lines += [f"  - file: {file}", f"    sha256: '{sha256_of(folder / file)}'"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_products_own_catalogue_is_clean():
    assert lint(OWN_FOLDER) == []


def test_a_published_file_that_was_edited_is_named(folder):
    spoil(folder, HOMESTAY, "Có camera lối vào", "Có camera ở lối vào")
    (fault,) = lint(folder)
    assert fault.startswith(f"{HOMESTAY}:1: was edited after it was published")


def test_even_a_remark_is_an_edit(folder):
    with (folder / HOMESTAY).open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert len(lint(folder)) == 1


def test_a_published_file_that_is_gone_is_named_where_it_is_listed(folder):
    listed = (folder / "published.yaml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(listed, 1) if text.endswith(HOMESTAY))
    (folder / HOMESTAY).unlink()
    assert f"published.yaml:{line}: {HOMESTAY} was published and is gone" in lint(folder)


def test_a_new_version_asks_to_be_published_and_then_is_clean(folder):
    newer = "definitions/homestay.v2.yaml"
    shutil.copy(folder / HOMESTAY, folder / newer)
    spoil(folder, newer, "version: 1\n", "version: 2\n")
    (fault,) = lint(folder)
    assert fault.startswith(f"{newer}:1: is not in published.yaml")
    assert sha256_of(folder / newer) in fault
    publish(folder, newer)
    assert lint(folder) == []


def test_a_list_of_published_files_that_cannot_be_read_is_a_fault(folder):
    (folder / "published.yaml").unlink()
    assert lint(folder) == ["published.yaml:1: the file is missing"]


def test_an_item_that_fell_out_of_every_checklist_is_named(folder):
    spoil(folder, MASSAGE, "code: CK-08", "code: CK-09")
    publish(folder, MASSAGE)
    assert lint(folder) == ["definitions:1: item CK-08 is in no checklist"]


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("kinds: [homestay, hotel]", "kind hotel is offered 2 checklists instead of one"),
        ("kinds: []", "kind homestay is offered 0 checklists instead of one"),
    ],
)
def test_every_kind_is_offered_one_checklist(folder, new, reason):
    spoil(folder, HOMESTAY, "kinds: [homestay]", new)
    publish(folder, HOMESTAY)
    assert lint(folder) == [f"definitions:1: {reason}"]


def test_a_missing_checklist_is_named(folder):
    (folder / MASSAGE).unlink()
    assert "definitions:1: checklist massage is missing" in lint(folder)


def test_a_group_that_lost_an_indicator_is_named(folder):
    text = (folder / "indicators.yaml").read_text(encoding="utf-8")
    start = text.index("      - code: EST-04")
    (folder / "indicators.yaml").write_text(text[:start], encoding="utf-8")
    (fault,) = lint(folder)
    assert fault.startswith("indicators.yaml:")
    assert "group EST holds 3 indicators instead of 4" in fault


@pytest.mark.parametrize(
    ("file", "first", "wanted"), [("figures.yaml", "F1", 50), ("do_no_harm.yaml", "D12", 12)]
)
def test_a_lost_figure_or_card_is_told(folder, file, first, wanted):
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text[: text.index(f"  - code: {first}\n")], encoding="utf-8")
    told = f"holds {wanted - 1} entries instead of {wanted}"
    assert [fault for fault in lint(folder) if told in fault]


def test_every_bad_file_is_told_at_once(folder):
    spoil(folder, "triage.yaml", "level: red", "level: crimson")
    spoil(folder, "figures.yaml", "origin: computed\n", "origin: guessed\n")
    spoil(folder, HOMESTAY, "type: integer", "type: whole")
    told = {fault.split(":")[0] for fault in lint(folder)}
    assert {"triage.yaml", "figures.yaml", HOMESTAY} <= told


def test_what_the_loader_refuses_the_lint_tells_too(folder):
    spoil(folder, HOMESTAY, "measure: children_checked", "measure: staff_checked")
    assert any("staff_checked belongs to CW-01" in fault for fault in lint(folder))


def test_two_periods_of_retention_on_one_day_are_named(folder):
    spoil(folder, "retention.yaml", "- code: approvals", "- code: visit_people")
    (fault,) = lint(folder)
    assert fault.endswith("visit_people has two periods on one day")


def test_what_is_kept_for_no_day_is_named(folder):
    spoil(folder, "retention.yaml", "days: 731", "days: 0")
    (fault,) = lint(folder)
    assert fault.endswith("owner_contacts is kept for less than a day")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("glass_hours: 3", "glass_hours: 0", "oversight allows nothing"),
        ("valid_to: null", "valid_to: 2030-12-31", "the next rule does not begin where it ends"),
        ("valid_from: null", "valid_from: 2026-01-01", "there is no rule from the beginning on"),
    ],
)
def test_a_day_without_oversight_is_named(folder, old, new, reason):
    spoil(folder, "oversight.yaml", old, new)
    (fault,) = lint(folder)
    assert reason in fault


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("gather_minutes: 3", "gather_minutes: 0", "telling allows nothing"),
        ("[1, 5, 15,", "[5, 1, 15,", "retry_minutes do not grow"),
        ("valid_from: null", "valid_from: 2026-01-01", "there is no rule from the beginning on"),
    ],
)
def test_pauses_between_letters_that_make_no_sense_are_named(folder, old, new, reason):
    spoil(folder, "telling.yaml", old, new)
    (fault,) = lint(folder)
    assert reason in fault
