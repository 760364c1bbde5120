"""A bad file is refused with its name, its line and a reason."""

import shutil

import pytest

from checklists import CatalogueError, load_catalogue
from checklists.loader import OWN_FOLDER

HOMESTAY = "definitions/homestay.v1.yaml"


@pytest.fixture
def folder(tmp_path):
    """A copy of the product's own catalogue, free to be spoiled."""
    copy = tmp_path / "checklists"
    shutil.copytree(OWN_FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def spoil(folder, file, old, new):
    """Replace the first occurrence; returns the line, from 1, at which the old text began."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_products_own_catalogue_loads():
    assert len(load_catalogue().newest()) == 7


@pytest.mark.parametrize(
    ("file", "old", "new", "lines_below", "reason"),
    [
        (HOMESTAY, "code: homestay", "code: home_stay", 0, "code 'home_stay' is none of"),
        (HOMESTAY, "version: 1", "version: one", 0, "version must be a whole number"),
        (HOMESTAY, "version: 1", "version: 1\nversion: 1", 1, "key 'version' stands twice"),
        (HOMESTAY, "version: 1", "version: 1\ncolour: red", 1, "unknown key 'colour'"),
        (HOMESTAY, "version: 1", "version: 2", -1, "belong to definitions/homestay.v2.yaml"),
        (HOMESTAY, "valid_from: 2025-07-01", "valid_from: soon", 0, "valid_from must be a date"),
        (HOMESTAY, "kinds: [homestay]", "kinds: homestay", 0, "kinds must be a list"),
        (HOMESTAY, "kinds: [homestay]", "kinds: [motel]", 0, "kind"),
        (HOMESTAY, "kinds: [homestay]", "kinds: [homestay", 1, "expected ',' or ']'"),
        (HOMESTAY, "code: CL-02", "code: CL-2", 0, "is not written as"),
        (HOMESTAY, "code: CL-02", "code: CL-01", 0, "code CL-01 stands twice"),
        (HOMESTAY, "code: CL-02", "code: CP-05", 0, "belongs in no checklist"),
        (HOMESTAY, "type: verdict", "type: verdikt", 0, "type 'verdikt' is none of"),
        (HOMESTAY, "required: true", "required: yes", 0, "required must be true or false"),
        (HOMESTAY, "decides: Sở", "decides: ''", 0, "it is empty"),
        (HOMESTAY, "decides: Sở", "decides: So\u031b\u0309", 0, "not composed"),
        (HOMESTAY, "decides: Sở", "decides: 113", 0, "put it in quotes"),
        (HOMESTAY, "    decides: Sở\n", "", -9, "missing decides"),
        (HOMESTAY, "[LDL-2017-D49-K1A]", "[LDL-1999]", -8, "LDL-1999 is not in legal_bases.yaml"),
        ("indicators.yaml", "severity: medium", "severity: fatal", 0, "is none of low"),
        ("indicators.yaml", "code: REG-02", "code: REG-01", 0, "REG-01 stands twice"),
        ("indicators.yaml", "code: REG-02", "code: GUE-99", 0, "is not of group REG"),
        ("legal_bases.yaml", "certainty: known", "certainty: sure", 0, "is none of verified"),
        ("legal_bases.yaml", "valid_to: 2024-06-30", "valid_to: 2002-06-30", -6, "before"),
        ("legal_bases.yaml", "replaced_by: LG-2023", "replaced_by: LG-1", -8, "LG-1 is not here"),
        ("legal_bases.yaml", "at_least: 4", "at_least: 5", 0, "does not follow"),
        ("legal_bases.yaml", "min_vnd: 1000000", "min_vnd: 9000000", -2, "more than max_vnd"),
        ("triage.yaml", "level: red", "level: white", -1, "white is what is left"),
        ("triage.yaml", "at_least: 1", "at_least: 0", -6, "at least one indicator"),
        ("triage.yaml", "code: two_high", "code: high_alone", 0, "high_alone stands twice"),
        ("numbers.yaml", "number: '113'", "number: 113", 0, "put it in quotes"),
        ("numbers.yaml", "code: child_line", "code: police", 0, "police stands twice"),
        (
            "numbers.yaml",
            "number: '113'",
            "areas: [Lạng Sơn]\n    number: '113'",
            0,
            "is not written",
        ),
        ("do_no_harm.yaml", "code: D2", "code: D1", 0, "D1 stands twice"),
        ("figures.yaml", "code: A2a", "code: A1", 0, "A1 stands twice"),
        ("figures.yaml", "    origin: computed", "    origin: guessed", 0, "is none of computed"),
    ],
)
def test_a_spoilt_file_is_refused_at_its_line(folder, file, old, new, lines_below, reason):
    line = spoil(folder, file, old, new) + lines_below
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(folder)
    assert str(refused.value).startswith(f"{file}:{line}: ")
    assert reason in refused.value.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"# only a remark\n", "the file is empty"),
        (b"\xff\xfe\x00", "the file is not UTF-8"),
        (b"- one\n- two\n", "must be a list of keys with values"),
        (b"[a]: b\n", "a key must be a word"),
        (b"version: &x\n\tbad", "cannot start any token"),
        (b"version: 1\nfigures: \x07\n", "not YAML"),
        (b"version: 1\nfigures: []\n---\n", "another document"),
        (b"version: 1\nfigures: [*none]\n", "undefined alias"),
        (b"version: !!python/object:os.system 1\nfigures: []\n", "must be a whole number"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(folder, content, reason):
    (folder / "figures.yaml").write_bytes(content)
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(folder)
    assert refused.value.file == "figures.yaml"
    assert reason in refused.value.reason


def test_a_missing_file_is_named(folder):
    (folder / "triage.yaml").unlink()
    with pytest.raises(CatalogueError, match=r"triage\.yaml:1: the file is missing"):
        load_catalogue(folder)


def test_a_folder_without_checklists_is_refused(folder):
    shutil.rmtree(folder / "definitions")
    with pytest.raises(CatalogueError, match="there is no checklist"):
        load_catalogue(folder)


ONLY_IF = "only_if:\n      item: CP-01\n      value: pass\n"


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ("only_if:\n      item: CP-01\n", "only_if is either"),
        ("only_if:\n      item: CP-01\n      value: pass\n      kind: [hotel]\n", "is either"),
        ("only_if:\n      value: pass\n", "only_if is either"),
        ("only_if:\n      kind: []\n", "only_if is either"),
        ("only_if:\n      kind: [motel]\n", "kind 'motel' is none of"),
        ("only_if:\n      item: CP-01\n      value: maybe\n", "CP-01 does not allow"),
        ("only_if:\n      item: CP-04\n      value: pass\n", "no earlier item"),
        ("only_if:\n      item: CP-01D\n      value: pass\n", "no earlier item"),
        ("only_if:\n      item: CG-06\n      value: pass\n", "it must have allowed values"),
    ],
)
def test_a_condition_that_cannot_be_met_is_refused(folder, condition, reason):
    spoil(folder, HOMESTAY, ONLY_IF, condition)
    with pytest.raises(CatalogueError, match=HOMESTAY) as refused:
        load_catalogue(folder)
    assert reason in refused.value.reason


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("measure: children_checked", "measure: staff_checked", "staff_checked belongs to CW-01"),
        ("measure: children_checked", "measure: guests_present", "already stands at CG-06"),
        ("measure: rooms_checked", "measure: rooms_seen", "CG-06: must count rooms_checked"),
        ("measure: guests_checked", "measure: guests_seen", "CG-01: must count guests_checked"),
        ("measure: minors_at_work", "measure: young", "CW-02: must count minors_at_work"),
        ("measure: rooms_checked\n        required_on: never",
         "measure: rooms_checked\n        required_on: always", "the value itself"),
        ("measure: guests_present\n        required_on: never",
         "measure: guests_present\n        required_on: fail", "which cannot be answered"),
        ("allowed: [pass, fail, not_applicable]", "allowed: []", "type verdict needs allowed"),
        ("allowed: [pass, fail, not_applicable]", "allowed: [pass, pass]", "names a value twice"),
        ("allowed: [pass, fail, not_applicable]", "allowed: [pass, maybe]", "of a verdict are"),
        ("type: integer", "type: integer\n    allowed: [pass]", "type integer has no allowed"),
        ("type: verdict", "type: text", "type text has no allowed"),
        ("    legal_basis: [LDL-2017-D49-K1A]\n", "", "required without a legal basis"),
    ],
)  # fmt: skip
def test_a_checklist_that_contradicts_itself_is_refused(folder, old, new, reason):
    spoil(folder, HOMESTAY, old, new)
    with pytest.raises(CatalogueError, match=HOMESTAY) as refused:
        load_catalogue(folder)
    assert reason in refused.value.reason
