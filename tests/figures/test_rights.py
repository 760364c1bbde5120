"""Who may see which figures and records, and what is refused."""

from uuid import UUID

import pytest

from schemas.summaries import PreviewShape, RecordsShape
from service.domain.errors import Invalid, NotAllowed, NotFound
from service.usecases.figure_records import records_behind
from service.usecases.preview_summary import preview_summary
from tests.figures.conftest import NOW, an_account
from tests.figures.test_edges import a_world
from tests.figures.world import (
    BA_SON,
    DONG_KINH,
    MINORS_ITEM,
    a_sheet,
    a_violation,
    a_visit,
    an_inspection,
)

SEALED = {"E1a", "E1b", "E1c", "E2", "E3a", "E3b", "E3c", "E4"}
PROVINCE_ONLY = SEALED | {"F1"}


@pytest.fixture
def red_visit(repos):
    plan = an_inspection(1)
    visit = a_visit(
        1,
        inspection=plan["_id"],
        inspection_kind="planned",
        failed_items=["CG-01", MINORS_ITEM],
        minors_at_work=1,
        hotline_posted=True,
        committed=True,
        violations=[a_violation()],
        findings=[("CG-01", "2026-08-20")],
    )
    world = a_world(visit, inspections=[plan], sheets=[a_sheet(visit, "red")])
    world.store(repos.database)
    return visit


def preview(repos, who, period="2026-Q3", basis="statutory"):
    return preview_summary(repos, who, period, basis, NOW)


def records(repos, who, code, period="2026-Q3", cursor=None):
    return records_behind(repos, who, code, period, "statutory", NOW, cursor, 50)


@pytest.mark.parametrize(
    ("role", "areas", "hidden"),
    [
        ("reviewer", None, set()),
        ("reporter", None, set()),
        ("leader", None, set()),
        ("administrator", None, SEALED),
        ("reviewer", [DONG_KINH], PROVINCE_ONLY),
        ("reporter", [DONG_KINH], PROVINCE_ONLY),
        ("reporter", [], PROVINCE_ONLY),
        ("leader", [DONG_KINH], set()),
        ("administrator", [DONG_KINH], SEALED),
    ],
)
def test_each_role_sees_its_figures(repos, red_visit, role, areas, hidden):
    whole = set(preview(repos, an_account("reviewer"))["figures"])
    assert set(preview(repos, an_account(role, areas))["figures"]) == whole - hidden


def test_an_account_of_other_areas_sees_nothing_of_the_visit(repos, red_visit):
    found = preview(repos, an_account(areas=[BA_SON]))
    assert {code for code, figure in found["figures"].items() if figure["value"]} == set()
    assert records(repos, an_account(areas=[BA_SON]), "C2a")["items"] == []


@pytest.mark.parametrize("role", ["reporter", "leader", "administrator"])
def test_only_a_reviewer_opens_the_records_of_a_level(repos, red_visit, role):
    with pytest.raises(NotAllowed):
        records(repos, an_account(role), "E1a")
    assert repos.audit.rows.count_documents({}) == 0


def test_a_reviewer_opens_the_records_of_a_level(repos, red_visit):
    page = records(repos, an_account("reviewer"), "E1a")
    assert [item["visit"] for item in page["items"]] == [red_visit["_id"]]


def test_the_record_of_a_level_tells_nothing_of_the_sheet(repos, red_visit):
    (item,) = records(repos, an_account("reviewer"), "E1a")["items"]
    (plain,) = records(repos, an_account("reviewer"), "C2a")["items"]
    assert item == plain


@pytest.mark.parametrize("code", sorted(PROVINCE_ONLY))
def test_a_limited_reviewer_finds_no_records_of_the_province(repos, red_visit, code):
    with pytest.raises(NotFound):
        records(repos, an_account("reviewer", [DONG_KINH]), code)


@pytest.mark.parametrize("code", ["", "C99", "B11", "c2a", "A9"])
def test_a_figure_that_is_not_counted_has_no_records(repos, red_visit, code):
    with pytest.raises(NotFound):
        records(repos, an_account("reviewer"), code)


def test_a_campaign_that_is_not_known_is_not_found(repos):
    for ask in (preview, lambda repos, who, period: records(repos, who, "C2a", period)):
        with pytest.raises(NotFound):
            ask(repos, an_account(), f"campaign:{UUID(int=404)}")


@pytest.mark.parametrize("period", ["2026-Q5", "campaign:30-7", "2026-H2"])
def test_a_period_that_does_not_exist_is_refused(repos, period):
    with pytest.raises(Invalid):
        preview(repos, an_account(), period)
    with pytest.raises(Invalid):
        records(repos, an_account(), "C2a", period)


@pytest.mark.parametrize("cursor", ["x", "bm90IGpzb24", "W10", "WyIyMDI2Il0", "WyIyMDI2IiwgIjEiXQ"])
def test_a_cursor_that_is_not_ours_is_refused(repos, red_visit, cursor):
    with pytest.raises(Invalid) as refusal:
        records(repos, an_account(), "C2a", cursor=cursor)
    assert refusal.value.faults[0].path == "cursor"


def test_the_shapes_on_the_wire_leave_nothing_out(repos, red_visit):
    who = an_account("reviewer")
    found = preview(repos, who)
    told = PreviewShape().dump(found)
    assert told == found
    for code in found["figures"]:
        page = records(repos, who, code)
        dumped = RecordsShape().dump(page)
        assert bool(page["items"]) == bool(found["figures"][code]["value"])
        for sent, item in zip(dumped["items"], page["items"], strict=True):
            assert set(sent) == set(item)
            if code.startswith("A"):
                continue  # units have no establishment
            assert sent["establishment"]["name"] in ("Nhà nghỉ số 1", "Nhà nghỉ số 2")


def test_each_record_brings_what_fits_its_figure(repos, red_visit):
    who = an_account("reviewer")
    (failed,) = records(repos, who, "C5b")["items"]
    (limited,) = records(repos, an_account("reviewer", [DONG_KINH]), "C5b")["items"]
    (violation,) = records(repos, who, "C7a")["items"]
    (finding,) = records(repos, who, "C10b")["items"]
    (inspection,) = records(repos, who, "C1")["items"]
    assert (failed["failed_items"], failed["amount"]) == (["CG-01", MINORS_ITEM], 2)
    assert (limited["failed_items"], limited["amount"]) == (["CG-01"], 1)
    assert [one["record_no"] for one in violation["violations"]] == ["01/BB-VPHC"]
    assert (finding["day"], finding["finding"]["item"]) == ("2026-08-20", "CG-01")
    assert inspection["inspection"] == {
        "id": UUID(int=900_001),
        "kind": "planned",
        "unit": "so",
        "name": "Kiểm tra theo Quyết định 1",
    }
    assert inspection["visit"] == red_visit["_id"]
