"""Windows of periods: statutory, calendar, campaigns, and their edges."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from uuid import UUID

import pytest

from service.domain.errors import Invalid
from service.domain.periods import (
    Period,
    a_year_earlier,
    campaign_of,
    local_day,
    period_of,
    year_to_date,
)

HIGH_SEASON = UUID("0198c000-0000-7000-8000-000000000730")


def a_campaign(first: str = "2026-07-01", last: str = "2026-09-30") -> dict:
    return {"_id": HIGH_SEASON, "name": "Đợt cao điểm 30/7", "from": first, "to": last}


def the_campaign(first: str, last: str, basis: str = "statutory") -> Period:
    return period_of(f"campaign:{HIGH_SEASON}", basis, a_campaign(first, last))


@pytest.mark.parametrize(
    ("code", "basis", "first", "last"),
    [
        ("2026-Q1", "statutory", date(2025, 12, 15), date(2026, 3, 14)),
        ("2026-Q2", "statutory", date(2026, 3, 15), date(2026, 6, 14)),
        ("2026-Q3", "statutory", date(2026, 6, 15), date(2026, 9, 14)),
        ("2026-Q4", "statutory", date(2026, 9, 15), date(2026, 12, 14)),
        ("2026-H1", "statutory", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-9M", "statutory", date(2025, 12, 15), date(2026, 9, 14)),
        ("2026", "statutory", date(2025, 12, 15), date(2026, 12, 14)),
        ("2026-Q1", "calendar", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q2", "calendar", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q3", "calendar", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q4", "calendar", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H1", "calendar", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-9M", "calendar", date(2026, 1, 1), date(2026, 9, 30)),
        ("2026", "calendar", date(2026, 1, 1), date(2026, 12, 31)),
        ("2000", "statutory", date(1999, 12, 15), date(2000, 12, 14)),
        ("2100-Q4", "calendar", date(2100, 10, 1), date(2100, 12, 31)),
    ],
)
def test_a_code_names_a_window_of_closed_dates(code, basis, first, last):
    assert period_of(code, basis) == Period(code, basis, first, last)


@pytest.mark.parametrize("basis", ["statutory", "calendar"])
def test_four_quarters_tile_the_year_without_gap_or_overlap(basis):
    quarters = [period_of(f"{year}-Q{n}", basis) for year in (2027, 2028) for n in range(1, 5)]
    for earlier, later in pairwise(quarters):
        assert later.first - earlier.last == timedelta(days=1)
    assert quarters[0].first == period_of("2027", basis).first
    assert quarters[3].last == period_of("2027", basis).last


def test_a_campaign_has_its_own_window_on_either_basis():
    for basis in ("statutory", "calendar"):
        period = the_campaign("2026-07-01", "2026-09-30", basis)
        assert (period.first, period.last) == (date(2026, 7, 1), date(2026, 9, 30))
        assert period.code == f"campaign:{HIGH_SEASON}"
        assert period.basis == basis


def test_a_campaigns_code_is_written_in_lower_case():
    code = f"campaign:{str(HIGH_SEASON).upper()}"
    assert period_of(code, "statutory", a_campaign()).code == f"campaign:{HIGH_SEASON}"


@pytest.mark.parametrize(
    ("code", "names"),
    [("2026-Q3", None), ("", None), (f"campaign:{HIGH_SEASON}", HIGH_SEASON)],
)
def test_a_code_may_name_a_campaign(code, names):
    assert campaign_of(code) == names


@pytest.mark.parametrize(
    "code",
    [
        "campaign:",
        "campaign:30-7",
        f"campaign:{HIGH_SEASON.hex}",
        f"campaign:{{{HIGH_SEASON}}}",
        f"campaign:urn:uuid:{HIGH_SEASON}",
        f"campaign:{HIGH_SEASON} ",
    ],
)
def test_a_campaign_that_is_no_uuid_is_refused(code):
    with pytest.raises(Invalid) as refusal:
        campaign_of(code)
    assert refusal.value.faults[0].path == "period"


@pytest.mark.parametrize(
    "code",
    [
        "", "2026-Q0", "2026-Q5", "2026-H2", "2026-6M", "2026-q1", "26-Q1", "2026-Q1 ", "2026-Q1\n",
        " 2026", "2026-", "1999", "2101", "2101-Q1", "0000", "٢٠٢٦", "２０２６-Q1", "20261",
        "quý I", f"campaign:{HIGH_SEASON}",
    ],
)  # fmt: skip
def test_a_code_that_names_no_period_is_refused_on_its_path(code):
    with pytest.raises(Invalid) as refusal:
        period_of(code, "statutory")
    (fault,) = refusal.value.faults
    assert (fault.path, fault.code) == ("period", "unknown_period")
    assert "2026-Q1" in fault.words


def test_another_campaigns_document_does_not_make_a_period():
    other = {**a_campaign(), "_id": UUID(int=1)}
    with pytest.raises(Invalid):
        period_of(f"campaign:{HIGH_SEASON}", "statutory", other)


@pytest.mark.parametrize("basis", ["", "lunar", "Statutory", "calendar "])
def test_a_basis_that_is_not_known_is_refused_on_its_path(basis):
    with pytest.raises(Invalid) as refusal:
        period_of("2026-Q1", basis)
    (fault,) = refusal.value.faults
    assert (fault.path, fault.code) == ("basis", "unknown_basis")


@pytest.mark.parametrize(
    ("code", "basis", "earlier", "first", "last"),
    [
        ("2026-Q1", "statutory", "2025-Q1", date(2024, 12, 15), date(2025, 3, 14)),
        ("2026-Q3", "statutory", "2025-Q3", date(2025, 6, 15), date(2025, 9, 14)),
        ("2028-Q1", "calendar", "2027-Q1", date(2027, 1, 1), date(2027, 3, 31)),
        ("2026", "calendar", "2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2000-H1", "statutory", "1999-H1", date(1998, 12, 15), date(1999, 6, 14)),
    ],
)
def test_a_year_earlier_is_the_same_code_of_the_year_before(code, basis, earlier, first, last):
    found = a_year_earlier(period_of(code, basis))
    assert found == Period(earlier, basis, first, last)


@pytest.mark.parametrize(
    ("window", "earlier"),
    [
        (("2026-07-01", "2026-09-30"), (date(2025, 7, 1), date(2025, 9, 30))),
        (("2028-02-01", "2028-02-29"), (date(2027, 2, 1), date(2027, 2, 28))),
        (("2028-02-29", "2028-03-31"), (date(2027, 2, 28), date(2027, 3, 31))),
        (("2028-02-29", "2028-02-29"), (date(2027, 2, 28), date(2027, 2, 28))),
        (("2029-02-01", "2029-02-28"), (date(2028, 2, 1), date(2028, 2, 28))),
        (("2026-12-20", "2027-01-10"), (date(2025, 12, 20), date(2026, 1, 10))),
    ],
)
def test_a_campaign_a_year_earlier_has_the_same_dates(window, earlier):
    found = a_year_earlier(the_campaign(*window))
    assert (found.first, found.last) == earlier


@pytest.mark.parametrize(
    ("period", "first"),
    [
        (period_of("2026-Q3", "statutory"), date(2025, 12, 15)),
        (period_of("2026-Q3", "calendar"), date(2026, 1, 1)),
        (period_of("2026-Q1", "statutory"), date(2025, 12, 15)),
        (period_of("2026", "statutory"), date(2025, 12, 15)),
        (the_campaign("2026-07-01", "2026-09-30"), date(2025, 12, 15)),
        (the_campaign("2026-07-01", "2026-09-30", "calendar"), date(2026, 1, 1)),
        (the_campaign("2026-11-20", "2026-12-14"), date(2025, 12, 15)),
        (the_campaign("2026-11-20", "2026-12-15"), date(2026, 12, 15)),
        (the_campaign("2026-11-20", "2026-12-31", "calendar"), date(2026, 1, 1)),
        (the_campaign("2026-12-20", "2027-01-10"), date(2026, 12, 15)),
        (the_campaign("2026-12-20", "2027-01-10", "calendar"), date(2027, 1, 1)),
    ],
)
def test_the_year_to_date_runs_to_the_windows_last_day(period, first):
    found = year_to_date(period)
    assert (found.first, found.last) == (first, period.last)


@pytest.mark.parametrize(
    ("today", "provisional"),
    [
        (date(2026, 6, 1), True),
        (date(2026, 9, 13), True),
        (date(2026, 9, 14), True),
        (date(2026, 9, 15), False),
    ],
)
def test_a_period_is_provisional_until_its_last_day_is_over(today, provisional):
    assert period_of("2026-Q3", "statutory").is_provisional(today) is provisional


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 9, 14, 16, 59, 59, 999000, UTC), "2026-09-14"),
        (datetime(2026, 9, 14, 17, 0, tzinfo=UTC), "2026-09-15"),
        (datetime(2026, 9, 14, 23, 59, tzinfo=timezone(timedelta(hours=7))), "2026-09-14"),
        (datetime(2026, 9, 30, 23, 30, tzinfo=UTC), "2026-10-01"),
        (datetime(2026, 10, 1, 1, 0, tzinfo=timezone(timedelta(hours=9))), "2026-09-30"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "2027-01-01"),
    ],
)
def test_a_day_turns_at_midnight_in_vietnam(moment, day):
    assert local_day(moment) == day


def test_a_moment_without_offset_has_no_day():
    with pytest.raises(ValueError, match="offset"):
        local_day(datetime(2026, 9, 14, 23, 0))  # noqa: DTZ001
