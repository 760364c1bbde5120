"""Where windows meet, and what counts once: each edge as a small story."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from service.domain.visits import facts_of
from service.usecases.figure_records import records_behind
from service.usecases.preview_summary import preview_summary
from tests.figures.conftest import NOW, an_account
from tests.figures.world import (
    BA_SON,
    CAO_LOC,
    DONG_KINH,
    MINORS_ITEM,
    OLD_LOST,
    OLD_PARTLY,
    OLD_SPLIT,
    OLD_WHOLE,
    World,
    a_sheet,
    a_state,
    a_violation,
    a_visit,
    an_establishment,
    an_inspection,
    at,
)

HIGH_SEASON = UUID(int=730)
HOA_DAO, PHU_LOC = UUID(int=1), UUID(int=2)


def a_world(*visits, establishments=(), inspections=(), sheets=()):
    return World(
        establishments=list(establishments) or [an_establishment(1), an_establishment(2)],
        inspections=list(inspections),
        visits=list(visits),
        flag_sheets=list(sheets),
    )


@pytest.fixture
def told(repos):
    """The preview of a period, ``told(world, "2026-Q3")``; the world is stored the first time."""
    stored = []

    def preview(world, period, basis="statutory", who=None, now=NOW):
        if world not in stored:
            world.store(repos.database)
            stored.append(world)
        return preview_summary(repos, who or an_account(), period, basis, now)

    return preview


def a_campaign(repos, first, last):
    repos.campaigns.insert({"_id": HIGH_SEASON, "name": "Cao điểm", "from": first, "to": last})
    return f"campaign:{HIGH_SEASON}"


def value(preview, code):
    return preview["figures"][code]["value"]


def test_the_fourteenth_of_september_is_the_third_quarter_and_the_fifteenth_the_fourth(told):
    world = a_world(a_visit(1, "2026-09-14T09:00"), a_visit(2, "2026-09-15T09:00", leaflets=7))
    third, fourth = told(world, "2026-Q3"), told(world, "2026-Q4")
    assert (value(third, "C2a"), value(third, "B7")) == (1, 0)
    assert (value(fourth, "C2a"), value(fourth, "B7")) == (1, 7)


def test_both_of_them_are_in_the_campaign(told, repos):
    world = a_world(a_visit(1, "2026-09-14T09:00"), a_visit(2, "2026-09-15T09:00"))
    assert value(told(world, a_campaign(repos, "2026-07-01", "2026-09-30")), "C2a") == 2


def test_the_last_of_september_is_in_the_campaign_and_the_first_of_october_is_not(told, repos):
    world = a_world(a_visit(1, "2026-09-30T23:59"), a_visit(2, "2026-10-01T00:00"))
    campaign = told(world, a_campaign(repos, "2026-07-01", "2026-09-30"))
    assert value(campaign, "C2a") == 1
    assert value(told(world, "2026-Q3", "calendar"), "C2a") == 1
    assert value(told(world, "2026-Q4", "calendar"), "C2a") == 1


@pytest.mark.parametrize(
    ("began", "third", "fourth"),
    [
        (datetime(2026, 9, 14, 16, 59, 59, tzinfo=UTC), 1, 0),
        (datetime(2026, 9, 14, 17, 0, tzinfo=UTC), 0, 1),
    ],
)
def test_a_day_turns_at_midnight_in_vietnam_not_in_greenwich(told, catalogue, began, third, fourth):
    visit = a_visit(1)
    content = {
        "started_at": began,
        "establishment_id": HOA_DAO,
        "inspection_id": None,
        "answers": [],
        "violations": [],
        "guidance": {"given": False, "commitment_signed": False, "staff_trained": 0,
                     "hotline_posted": False, "leaflets": 0},
    }  # fmt: skip
    visit["facts"] = facts_of(
        content, catalogue.checklist("accommodation", 1), a_state(), "so", None
    )
    world = a_world(visit)
    assert value(told(world, "2026-Q3"), "C2a") == third
    assert value(told(world, "2026-Q4"), "C2a") == fourth


def test_an_establishment_visited_twice_is_two_visits_and_one_establishment(told):
    world = a_world(
        a_visit(1, "2026-07-01T09:00", guided=True, rooms_checked=3),
        a_visit(2, "2026-08-01T09:00", guided=True, rooms_checked=4, unit="doi-kiem-tra"),
    )
    preview = told(world, "2026-Q3")
    found = {code: value(preview, code) for code in ("C2a", "C2b", "C3a", "C4")}
    assert found == {"C2a": 2, "C2b": 1, "C3a": 7, "C4": 1}
    by_unit = preview["figures"]["C2b"]["by"]["unit"]
    assert by_unit == {"so": 1, "doi-kiem-tra": 1}


def test_visits_of_two_quarters_are_one_establishment_in_the_year_to_date(told):
    world = a_world(a_visit(1, "2026-05-05T09:00"), a_visit(2, "2026-08-01T09:00"))
    preview = told(world, "2026-Q3")
    assert preview["figures"]["C2a"]["year_to_date"] == 2
    assert preview["figures"]["C2b"]["year_to_date"] == 1


def test_an_inspection_that_straddles_two_quarters_counts_once_in_each_and_once_in_the_year(told):
    plan = an_inspection(1, "interagency", "so")
    visits = [
        a_visit(number, when, inspection=plan["_id"], inspection_kind="interagency", unit="xa")
        for number, when in enumerate(["2026-09-13T09:00", "2026-09-14T09:00", "2026-09-16T09:00"])
    ]
    world = a_world(*visits, inspections=[plan])
    for quarter in ("2026-Q3", "2026-Q4"):
        figure = told(world, quarter)["figures"]["C1"]
        assert (figure["value"], figure["year_to_date"]) == (1, 1)
        assert figure["by"] == {"kind": {"interagency": 1}, "unit": {"so": 1}}
    assert value(told(world, "2026"), "C1") == 1


def test_visits_without_an_inspection_are_told_apart(told):
    plan = an_inspection(1)
    world = a_world(
        a_visit(1, inspection=plan["_id"], inspection_kind="planned"),
        a_visit(2),
        a_visit(3, state="withdrawn"),
        inspections=[plan, an_inspection(2)],
    )
    preview = told(world, "2026-Q3")
    assert (value(preview, "C1"), preview["visits_without_inspection"]) == (1, 1)


def test_a_withdrawn_visit_counts_nowhere(told):
    counted = {"guided": True, "committed": True, "hotline_posted": True, "leaflets": 3,
               "failed_items": ["CG-01"], "guests_not_notified": 2, "staff_trained": 1,
               "violations": [a_violation()], "findings": [("CG-01", "2026-08-10")]}  # fmt: skip
    visit = a_visit(1, state="withdrawn", **counted)
    preview = told(a_world(visit, sheets=[a_sheet(visit, "red")]), "2026-Q3")
    counted = {code for code, figure in preview["figures"].items() if figure["value"]}
    assert counted == {"A2b", "A3b"}  # units owe their returns whether or not they did anything


def test_a_year_before_the_leap_day_a_campaign_ends_on_the_twenty_eighth(told, repos):
    code = a_campaign(repos, "2028-02-01", "2028-02-29")
    world = a_world(
        a_visit(1, "2028-02-29T10:00"),
        a_visit(2, "2028-02-28T10:00"),
        a_visit(3, "2027-02-28T23:59"),
        a_visit(4, "2027-03-01T00:00"),
    )
    figure = told(world, code, now=at("2028-06-01T09:00"))["figures"]["C2a"]
    assert (figure["value"], figure["same_period_last_year"], figure["change_pct"]) == (2, 1, 100.0)


@pytest.mark.parametrize(
    ("now", "provisional"),
    [("2026-09-14T23:59", True), ("2026-09-15T00:00", False)],
)
def test_a_running_period_is_provisional(told, now, provisional):
    preview = told(a_world(a_visit(1)), "2026-Q3", now=at(now))
    assert preview["period"] == {
        "code": "2026-Q3",
        "basis": "statutory",
        "from": "2026-06-15",
        "to": "2026-09-14",
        "provisional": provisional,
    }


def test_the_year_to_date_begins_with_the_year_of_the_basis(told):
    world = a_world(
        a_visit(1, "2025-12-14T09:00"),
        a_visit(2, "2025-12-15T09:00"),
        a_visit(3, "2026-01-01T09:00"),
    )
    assert told(world, "2026-Q1")["figures"]["C2a"]["year_to_date"] == 2
    assert told(world, "2026-Q1", "calendar")["figures"]["C2a"]["year_to_date"] == 1


def test_change_against_nothing_is_not_told(told):
    figure = told(a_world(a_visit(1)), "2026-Q3")["figures"]["C2a"]
    assert (figure["same_period_last_year"], figure["change_pct"]) == (0, None)


def test_figures_carry_their_code_and_vietnamese_words(told):
    figure = told(a_world(a_visit(1)), "2026-Q3")["figures"]["C2a"]
    assert (figure["code"], figure["label"]) == ("C2a", "Lượt cơ sở được kiểm tra")
    assert figure["unit"] == "lượt"


def test_old_areas_are_shown_as_those_that_took_them_over(told):
    world = a_world(
        *(
            a_visit(number, area=area)
            for number, area in enumerate([DONG_KINH, OLD_WHOLE, OLD_SPLIT, OLD_PARTLY, OLD_LOST])
        )
    )
    by_area = told(world, "2026-Q3")["figures"]["C2a"]["by"]["area"]
    assert by_area == {DONG_KINH: 2, CAO_LOC: 2, OLD_LOST: 1}


@pytest.mark.parametrize(("last", "area"), [("2025-06-30", OLD_WHOLE), ("2025-07-01", DONG_KINH)])
def test_areas_are_shown_in_the_scheme_of_the_periods_last_day(told, repos, last, area):
    code = a_campaign(repos, "2025-06-01", last)
    world = a_world(a_visit(1, "2025-06-10T09:00", area=OLD_WHOLE))
    assert told(world, code)["figures"]["C2a"]["by"]["area"] == {area: 1}


def test_only_violations_with_a_number_are_records(told):
    world = a_world(
        a_visit(1, violations=[a_violation("01/BB"), a_violation(None), a_violation("")]),
        a_visit(2, violations=[a_violation("02/BB"), a_violation("03/BB")], area=BA_SON),
        a_visit(3, violations=[a_violation(None)]),
    )
    figure = told(world, "2026-Q3")["figures"]["C7a"]
    assert figure["value"] == 3
    assert figure["by"] == {"basis": {"ND282-2025-D10": 3}, "area": {DONG_KINH: 1, BA_SON: 2}}


def test_a_finding_counts_in_the_period_in_which_it_is_due(told):
    world = a_world(
        a_visit(
            1,
            "2026-06-01T09:00",
            findings=[("CG-01", "2026-06-14"), ("CG-03", "2026-06-15"), ("CL-02", "2026-09-14")],
        ),
        a_visit(2, "2026-08-01T09:00", findings=[("CG-01", "2026-09-15"), ("CG-03", None)]),
    )
    assert value(told(world, "2026-Q3"), "C10b") == 2
    assert value(told(world, "2026-Q2"), "C10b") == 1
    assert value(told(world, "2026-Q4"), "C10b") == 1


def test_the_hotline_is_posted_where_the_last_visit_found_it(told):
    world = a_world(
        a_visit(1, "2026-07-01T09:00", hotline_posted=True),
        a_visit(2, "2026-07-01T15:00", hotline_posted=False),
        a_visit(3, "2026-07-01T09:00", establishment=PHU_LOC, hotline_posted=False),
        a_visit(4, "2026-07-02T09:00", establishment=PHU_LOC, hotline_posted=True, kind="bar"),
    )
    figure = told(world, "2026-Q3")["figures"]["D3"]
    assert (figure["value"], figure["by"]["kind"]) == (1, {"bar": 1})


def test_commitments_are_shared_over_those_active_on_the_last_day(told):
    closed_after = a_state("2026-09-15T00:00", status="closed")
    closed_on_it = a_state("2026-09-14T23:59", status="closed")
    places = [
        an_establishment(1, closed_after, area=BA_SON),
        an_establishment(2, closed_on_it),
        an_establishment(3),
        an_establishment(4, a_state("2026-01-01T00:00"), status="suspended"),
    ]
    signed = [(1, "2024-05-01T09:00"), (2, "2026-07-01T09:00"), (3, "2026-09-15T00:00")]
    visits = [
        a_visit(number, when, establishment=UUID(int=number), committed=True)
        for number, when in signed
    ]
    world = a_world(*visits, establishments=places)
    figure = told(world, "2026-Q3")["figures"]["D1b"]
    assert figure["value"] == 33.3
    assert figure["by"]["area"] == {BA_SON: 100.0, DONG_KINH: 0.0}
    assert value(told(world, "2026-Q4"), "D1b") == 50.0


def test_while_a_period_runs_the_register_is_read_as_of_today(told):
    opens_later = an_establishment(2, a_state("2026-12-01T00:00"), status="unregistered")
    world = a_world(
        a_visit(1, "2026-10-01T09:00", committed=True),
        establishments=[an_establishment(1), opens_later],
    )
    assert value(told(world, "2026-Q4", now=at("2026-11-30T23:59")), "D1b") == 100.0
    assert value(told(world, "2026-Q4", now=at("2026-12-01T00:00")), "D1b") == 50.0


def test_with_nobody_active_there_is_no_share(told):
    world = a_world(a_visit(1), establishments=[an_establishment(1, status="closed")])
    figure = told(world, "2026-Q3")["figures"]["D1b"]
    assert (figure["value"], figure["change_pct"], figure["by"]) == (
        None,
        None,
        {"kind": {}, "area": {}},
    )


def test_what_was_found_of_minors_at_work_is_told_for_the_province_only(told):
    world = a_world(a_visit(1, failed_items=["CG-01", MINORS_ITEM], minors_at_work=2))
    whole = told(world, "2026-Q3")["figures"]
    assert (whole["C5b"]["value"], whole["F1"]["value"], whole["F1"]["by"]) == (2, 2, {})
    assert whole["C5b"]["by"]["item"] == {"CG-01": 1, MINORS_ITEM: 1}
    assert whole["C5b"]["by"]["area"] == {DONG_KINH: 1}
    limited = told(world, "2026-Q3", who=an_account(areas=[DONG_KINH]))["figures"]
    assert limited["C5b"]["value"] == 1
    assert limited["C5b"]["by"]["item"] == {"CG-01": 1}


def test_an_account_sees_the_old_areas_that_its_own_grew_out_of(told, repos):
    world = a_world(a_visit(1, area=OLD_WHOLE), a_visit(2, area=BA_SON), a_visit(3, area=DONG_KINH))
    who = an_account(areas=[DONG_KINH])
    assert value(told(world, "2026-Q3", who=who), "C2a") == 2
    page = records_behind(repos, who, "C2a", "2026-Q3", "statutory", NOW, None, 50)
    assert [item["area"] for item in page["items"]] == [DONG_KINH, DONG_KINH]


def test_a_count_does_not_change_while_it_is_made(repos):
    world = a_world(a_visit(1))
    world.store(repos.database)
    window = ("2026-06-15", "2026-09-14")
    with repos.figures.at_one_moment() as moment:
        before = repos.figures.visit_rows(window, moment)
        repos.database["visits"].insert_one(a_visit(2, failed_items=["CG-01"]))
        assert repos.figures.visit_rows(window, moment) == before
        assert repos.figures.failed_items(window, moment) == []
    assert sum(row["visits"] for row in repos.figures.visit_rows(window)) == 2


@pytest.mark.parametrize(("limit", "pages"), [(1, [1, 1]), (2, [2]), (3, [2])])
def test_a_page_that_ends_with_the_last_record_has_no_next(repos, limit, pages):
    world = a_world(a_visit(1), a_visit(2, establishment=PHU_LOC))
    world.store(repos.database)
    for code in ("C2a", "C2b", "D1b"):
        sizes, cursor = [], None
        while not sizes or cursor:
            page = records_behind(
                repos, an_account(), code, "2026-Q3", "statutory", NOW, cursor, limit
            )
            sizes.append(len(page["items"]))
            cursor = page["next_cursor"]
        assert sizes == pages
