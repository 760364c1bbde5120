"""Every figure and its records, against an independent recount of worlds made at random."""

import pytest

from service.usecases.figure_records import records_behind
from service.usecases.preview_summary import preview_summary
from tests.figures.conftest import NOW, an_account
from tests.figures.recount import SPLITS, counting, middle, recount
from tests.figures.recount_returns import declared
from tests.figures.world import BA_SON, CAO_LOC, DONG_KINH, HIGH_SEASONS, a_random_world

TODAY = "2026-11-23"
SEEDS = [1, 2, 3]
CAMPAIGN, LAST_CAMPAIGN = (f"campaign:{each}" for each in HIGH_SEASONS)
# Each period with its own window, the one a year earlier and the year to date, written by hand.
PERIODS = [
    ("2026-Q3", "statutory", ("2026-06-15", "2026-09-14"), ("2025-06-15", "2025-09-14"),
     ("2025-12-15", "2026-09-14")),
    ("2026-Q3", "calendar", ("2026-07-01", "2026-09-30"), ("2025-07-01", "2025-09-30"),
     ("2026-01-01", "2026-09-30")),
    ("2026-Q4", "statutory", ("2026-09-15", "2026-12-14"), ("2025-09-15", "2025-12-14"),
     ("2025-12-15", "2026-12-14")),
    ("2026-H1", "calendar", ("2026-01-01", "2026-06-30"), ("2025-01-01", "2025-06-30"),
     ("2026-01-01", "2026-06-30")),
    ("2026", "statutory", ("2025-12-15", "2026-12-14"), ("2024-12-15", "2025-12-14"),
     ("2025-12-15", "2026-12-14")),
    ("2025-H1", "statutory", ("2024-12-15", "2025-06-14"), ("2023-12-15", "2024-06-14"),
     ("2024-12-15", "2025-06-14")),
    (CAMPAIGN, "statutory", ("2026-07-01", "2026-09-30"), ("2025-07-01", "2025-09-30"),
     ("2025-12-15", "2026-09-30")),
]  # fmt: skip
# The returns that are owed in each of the three windows, and the periods of what is declared.
YEAR_2026 = ("2025-12-15", "2026-12-14")
RETURNS = {
    ("2026-Q3", "statutory"): (
        {"2026-Q3": ("2026-06-15", "2026-09-14")}, {"2025-Q3": ("2025-06-15", "2025-09-14")},
        {"2026-Q1": ("2025-12-15", "2026-03-14"), "2026-Q2": ("2026-03-15", "2026-06-14"),
         "2026-Q3": ("2026-06-15", "2026-09-14")},
        ("2026-Q3", "2025-Q3", "2026-9M")),
    ("2026-Q3", "calendar"): (
        {"2026-Q3": ("2026-07-01", "2026-09-30")}, {"2025-Q3": ("2025-07-01", "2025-09-30")},
        {"2026-Q1": ("2026-01-01", "2026-03-31"), "2026-Q2": ("2026-04-01", "2026-06-30"),
         "2026-Q3": ("2026-07-01", "2026-09-30")},
        None),
    ("2026-Q4", "statutory"): (
        {"2026-Q4": ("2026-09-15", "2026-12-14")}, {"2025-Q4": ("2025-09-15", "2025-12-14")},
        {"2026-Q1": ("2025-12-15", "2026-03-14"), "2026-Q2": ("2026-03-15", "2026-06-14"),
         "2026-Q3": ("2026-06-15", "2026-09-14"), "2026-Q4": ("2026-09-15", "2026-12-14")},
        ("2026-Q4", "2025-Q4", "2026")),
    ("2026-H1", "calendar"): (
        {"2026-H1": ("2026-01-01", "2026-06-30")}, {"2025-H1": ("2025-01-01", "2025-06-30")},
        {"2026-H1": ("2026-01-01", "2026-06-30")}, None),
    ("2026", "statutory"): (
        {"2026": YEAR_2026}, {"2025": ("2024-12-15", "2025-12-14")}, {"2026": YEAR_2026},
        ("2026", "2025", "2026")),
    ("2025-H1", "statutory"): (
        {"2025-H1": ("2024-12-15", "2025-06-14")}, {"2024-H1": ("2023-12-15", "2024-06-14")},
        {"2025-H1": ("2024-12-15", "2025-06-14")}, ("2025-H1", "2024-H1", "2025-H1")),
    (CAMPAIGN, "statutory"): (
        {CAMPAIGN: ("2026-07-01", "2026-09-30")}, {LAST_CAMPAIGN: ("2025-07-01", "2025-09-30")},
        {CAMPAIGN: ("2026-07-01", "2026-09-30")}, (CAMPAIGN, LAST_CAMPAIGN, None)),
}  # fmt: skip
SCOPES = [None, [DONG_KINH], [BA_SON, CAO_LOC], []]
SEALED = {code for code in SPLITS if code.startswith("E")}
PROVINCE_ONLY = SEALED | {"F1"}


@pytest.fixture(params=SEEDS)
def world(request, repos):
    world = a_random_world(request.param)
    world.store(repos.database)
    for campaign, year in zip(HIGH_SEASONS, (2026, 2025), strict=True):
        window = {"name": "Đợt cao điểm", "from": f"{year}-07-01", "to": f"{year}-09-30"}
        repos.campaigns.insert({"_id": campaign, **window})
    return world


def all_records(repos, who, code, period, basis, limit=200):
    items, cursor = [], None
    while True:
        page = records_behind(repos, who, code, period, basis, NOW, cursor, limit)
        assert len(page["items"]) <= limit
        items += page["items"]
        if (cursor := page["next_cursor"]) is None:
            return items


def added_up(code, items):
    amounts = [item["amount"] for item in items]
    if code == "D1b":
        return (2000 * sum(amounts) + len(amounts)) // (2 * len(amounts)) / 10 if amounts else None
    return middle(amounts) if code == "E3c" else sum(amounts)


@pytest.mark.parametrize(("code", "basis", "window", "earlier", "to_date"), PERIODS)
def test_every_figure_is_what_the_documents_say(
    repos, world, code, basis, window, earlier, to_date
):
    for areas in SCOPES:
        scope = None if areas is None else set(areas)
        found = preview_summary(repos, an_account(areas=areas), code, basis, NOW)
        expected, before, year = (
            recount(world, days, TODAY, scope, window[1], owed)
            for days, owed in zip((window, earlier, to_date), RETURNS[code, basis], strict=False)
        )
        codes = set(SPLITS) if areas is None else set(SPLITS) - PROVINCE_ONLY
        assert set(found["figures"]) == codes
        for figure in codes:
            told = found["figures"][figure]
            assert (figure, told["value"], told["by"]) == (figure, *expected[figure])
            assert (figure, told["same_period_last_year"]) == (figure, before[figure][0])
            assert (figure, told["year_to_date"]) == (figure, year[figure][0])


@pytest.mark.parametrize(("code", "basis", "window", "earlier", "to_date"), PERIODS)
def test_what_units_declared_stands_beside_and_is_added_where_it_can_be(
    repos, world, code, basis, window, earlier, to_date
):
    for areas in (None, [DONG_KINH]):
        scope = None if areas is None else set(areas)
        told = preview_summary(repos, an_account(areas=areas), code, basis, NOW)["figures"]
        periods = RETURNS[code, basis][3] or ("1999", "1999", "1999")
        by = declared_by(world, scope, periods)
        for figure in (each for each in told if each.startswith("B")):
            names = ("declared", "declared_same_period_last_year", "declared_year_to_date")
            found = tuple(told[figure][name] for name in names)
            assert (figure, found) == (figure, by(figure))
            added = None if figure == "B10" else told[figure]["value"] + told[figure]["declared"]
            assert (figure, told[figure]["total"]) == (figure, added)
        assert "declared" not in told["C2a"]


def declared_by(world, scope, periods):
    by = counting(world, ("2026-01-01", "2026-01-02"), TODAY, scope, "2026-12-31")
    return lambda figure: tuple(
        None if period is None else declared(by, period, figure) for period in periods
    )


@pytest.mark.parametrize("areas", [None, [DONG_KINH], [BA_SON, CAO_LOC], []])
def test_the_records_behind_every_figure_add_up_to_it(repos, world, areas):
    who = an_account("reviewer", areas)
    for period, basis in (("2026", "calendar"), ("2025-H1", "statutory")):
        for code, figure in preview_summary(repos, who, period, basis, NOW)["figures"].items():
            items = all_records(repos, who, code, period, basis)
            assert (period, code, added_up(code, items)) == (period, code, figure["value"])


def test_pages_of_records_tile_without_gap_or_repetition(repos, world):
    who = an_account("reviewer")
    for code in SPLITS:
        whole = all_records(repos, who, code, "2026-Q3", "statutory")
        assert all_records(repos, who, code, "2026-Q3", "statutory", limit=4) == whole
        assert [item["day"] for item in whole] == sorted(item["day"] for item in whole)


def test_an_account_of_one_area_sees_what_the_province_shows_of_it(repos, world):
    whole = preview_summary(repos, an_account(), "2026", "statutory", NOW)["figures"]
    for area in (DONG_KINH, BA_SON, CAO_LOC):
        own = preview_summary(repos, an_account(areas=[area]), "2026", "statutory", NOW)["figures"]
        for code, figure in own.items():
            if "area" in figure["by"]:
                assert (code, figure["value"] or 0) == (
                    code,
                    whole[code]["by"]["area"].get(area, 0),
                )


def test_the_random_worlds_leave_no_figure_without_something_to_count(repos, world):
    figures = preview_summary(repos, an_account(), "2026", "statutory", NOW)["figures"]
    assert [code for code, figure in figures.items() if not figure["value"]] == []
