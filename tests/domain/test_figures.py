"""The rules of the figures over rows written by hand."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from checklists import load_catalogue
from service.domain.figure_rows import (
    Counted,
    joined,
    keys_within,
    moved_areas,
    register_on,
    successors_of,
)
from service.domain.figures import (
    RULES,
    change_pct,
    codes_for,
    figures,
    is_sealed,
    value_of,
    visits_without_inspection,
)

HOA_DAO, PHU_LOC = UUID(int=1), UUID(int=2)
MUONG, NA = "2025:05977", "2025:06001"
COUNTED = [
    "A1", "A2a", "A2b", "A3a", "A3b",
    "B1", "B2", "B3a", "B3b", "B3c", "B4a", "B4b", "B5", "B6", "B7", "B8", "B9a", "B9b", "B10",
    "C1", "C2a", "C2b", "C3a", "C3b", "C3c", "C4", "C5a", "C5b", "C6a", "C6b", "C7a",
    "C7b", "C7c", "C8", "C9", "C10a", "C10b", "D1a", "D1b", "D2", "D3", "E1a", "E1b", "E1c",
    "E2", "E3a", "E3b", "E3c", "E4", "F1",
]  # fmt: skip
SEALED = [code for code in COUNTED if code.startswith("E")]
NUMBERS = (
    "rooms_checked", "guests_checked", "staff_checked", "guests_not_notified",
    "foreigners_not_declared", "minors_at_work", "failed", "staff_trained", "leaflets",
)  # fmt: skip
TRUTHS = ("guided", "committed")


@dataclass(frozen=True)
class Shown:
    """What a figure's definition says of its splits."""

    split: tuple[str, ...] = ()
    shown_below_province: bool = True


def a_row(establishment=HOA_DAO, **changes):
    """Sums of the visits of one place."""
    row = {
        "establishment": establishment, "kind": "hotel", "area": MUONG, "unit": "so",
        "visits": 1, **dict.fromkeys(NUMBERS, 0), **dict.fromkeys(TRUTHS, False),
    }  # fmt: skip
    return row | changes


def a_last(hour, posted, establishment=HOA_DAO, area=MUONG):
    """The last visit of a place by its hour, and whether it found 111 posted."""
    at = datetime(2026, 8, 1, hour, tzinfo=UTC)
    return {
        "establishment": establishment, "kind": "hotel", "area": area,
        "at": at, "id": UUID(int=hour), "posted": posted,
    }  # fmt: skip


def an_inspected(number, visits=1, area=MUONG):
    return {"inspection": number and UUID(int=number), "area": area, "visits": visits}


def a_count(number, **groups):
    return {"count": number, "area": MUONG, "kind": "hotel", **groups}


def an_area(key, *successors):
    scheme, code = key.split(":")
    links = [
        {"scheme": "2025", "code": heir, "share": share}
        for heir, share in (one.split("/") for one in successors)
    ]
    return {"_id": key, "scheme": scheme, "code": code, "successors": links}


def a_place(number, *states):
    history = [
        {
            "from": since and datetime.fromisoformat(since),
            "status": status,
            "kind": kind,
            "area": {"scheme": "2025", "code": "05977"},
        }
        for since, status, kind in states
    ]
    return {"_id": UUID(int=number), "history": history}


def by_of(code, counted, *split):
    empty = Counted()
    return figures([code], {code: Shown(split)}, counted, empty, empty)[code]["by"]


def test_the_codes_are_those_that_are_promised_and_the_catalogue_knows_them():
    assert list(RULES) == COUNTED
    known = load_catalogue().figures
    assert list(known) == COUNTED
    splits = {split for code in RULES for split in known[code].split}
    assert splits <= {
        "kind",
        "area",
        "unit",
        "item",
        "basis",
        "body",
        "type",
        "form",
        "audience",
    }


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("C2a", 3), ("C2b", 2), ("C3a", 12), ("B7", 5), ("C4", 1), ("C5a", 0), ("F1", 0),
        ("D1b", None), ("E1a", 0), ("C1", 0), ("E2", 0), ("E3c", None), ("E4", 0),
    ],
)  # fmt: skip
def test_totals_add_up_and_distinct_counts_count_once(code, value):
    rows = [
        a_row(rooms_checked=5, guided=True),
        a_row(area=NA, rooms_checked=7, guided=True, leaflets=5),
        a_row(PHU_LOC),
    ]
    assert value_of(code, Counted(visits=rows)) == value


def test_splits_of_a_distinct_count_need_not_add_up():
    rows = [a_row(guided=True), a_row(area=NA, guided=True), a_row(PHU_LOC, area=NA)]
    counted = Counted(visits=rows)
    assert value_of("C4", counted) == 1
    assert by_of("C4", counted, "kind", "area") == {"kind": {"hotel": 1}, "area": {MUONG: 1, NA: 1}}


def test_a_group_without_anything_is_left_out():
    rows = [a_row(leaflets=4), a_row(area=NA, unit="xa")]
    assert by_of("B7", Counted(visits=rows), "area", "unit") == {
        "area": {MUONG: 4},
        "unit": {"so": 4},
    }


def test_an_inspection_is_split_by_its_own_kind_and_unit():
    counted = Counted(
        inspected=[an_inspected(7, visits=5), an_inspected(7, area=NA), an_inspected(None)],
        inspections={UUID(int=7): {"kind": "ad_hoc", "unit": "so"}},
    )
    assert value_of("C1", counted) == 1
    assert by_of("C1", counted, "kind", "unit") == {"kind": {"ad_hoc": 1}, "unit": {"so": 1}}
    assert visits_without_inspection(counted) == 1


def test_an_inspection_that_nobody_knows_still_counts():
    counted = Counted(inspected=[an_inspected(7)])
    assert value_of("C1", counted) == 1
    assert by_of("C1", counted, "kind", "unit") == {"kind": {}, "unit": {}}


def test_the_last_visit_decides_wherever_it_was():
    rows = [a_last(8, posted=True), a_last(9, posted=False, area=NA), a_last(7, True, PHU_LOC)]
    assert value_of("D3", Counted(last_visits=rows)) == 1
    assert value_of("D3", Counted(last_visits=rows, within={MUONG})) == 1
    assert value_of("D3", Counted(last_visits=rows[:2], within={MUONG})) == 0


def test_minors_at_work_are_in_the_provinces_items_but_in_no_areas():
    items = [a_count(2, item="CG-01"), a_count(3, item="CW-02"), a_count(1, item="CW-02", area=NA)]
    counted = Counted(failed_items=items, minors_items={"CW-02"})
    assert value_of("C5b", counted) == 6
    assert by_of("C5b", counted, "item", "kind", "area") == {
        "item": {"CG-01": 2, "CW-02": 4},
        "kind": {"hotel": 6},
        "area": {MUONG: 2},
    }
    limited = replace(counted, within={MUONG, NA})
    assert value_of("C5b", limited) == 2


def test_only_the_areas_of_the_account_are_counted():
    counted = Counted(
        visits=[a_row(), a_row(PHU_LOC, area=NA)],
        inspected=[an_inspected(None), an_inspected(None, area=NA, visits=3)],
        violations=[a_count(2, basis="L"), a_count(3, basis="L", area=NA)],
        findings_due=[a_count(4, remedied=""), a_count(5, area=NA, remedied="")],
        within={NA},
    )
    assert [value_of(code, counted) for code in ("C2a", "C2b", "C7a", "C10b")] == [1, 1, 3, 5]
    assert visits_without_inspection(counted) == 3
    nowhere = replace(counted, within=frozenset())
    assert [value_of(code, nowhere) for code in ("C2a", "C2b", "C7a", "C10b")] == [0, 0, 0, 0]


def test_a_finding_is_remedied_up_to_the_last_day_of_the_window_however_late():
    days = ("", "2026-06-01", "2026-09-14", "2026-09-15")
    rows = [a_count(10**place, remedied=day) for place, day in enumerate(days)]
    counted = Counted(findings_due=rows, last="2026-09-14")
    assert value_of("C10a", counted) == 110
    assert value_of("C10b", counted) == 1111


def test_a_place_that_was_suspended_twice_counts_once_and_decisions_each():
    suspended = {"establishment": HOA_DAO, "kind": "hotel"}
    decided = [a_count(2, basis="L", fine_vnd=0), a_count(1, basis="M", area=NA, fine_vnd=7)]
    counted = Counted(
        sanctions=decided, suspensions=[a_count(1, **suspended), a_count(2, area=NA, **suspended)]
    )
    assert [value_of(code, counted) for code in ("C7b", "C7c", "C8")] == [3, 7, 1]
    assert by_of("C7c", counted, "basis", "area") == {"basis": {"M": 7}, "area": {NA: 7}}
    assert by_of("C8", counted, "area") == {"area": {MUONG: 1, NA: 1}}


def test_groups_of_an_old_area_go_to_its_successor():
    rows = [a_row(area="legacy:05977", leaflets=2), a_row(leaflets=3)]
    counted = Counted(visits=rows, moved={"legacy:05977": MUONG})
    assert by_of("B7", counted, "area") == {"area": {MUONG: 5}}


def test_levels_are_counted_each_for_itself():
    counted = Counted(levels={"red": 1, "yellow": 4})
    assert [value_of(code, counted) for code in ("E1a", "E1b", "E1c")] == [1, 0, 4]


@pytest.mark.parametrize(
    ("signed", "of", "percent"),
    [(1, 3, 33.3), (2, 3, 66.7), (1, 8, 12.5), (1, 16, 6.3), (1, 2000, 0.1), (1, 2001, 0.0)],
)
def test_a_share_is_a_percentage_of_one_decimal_with_halves_up(signed, of, percent):
    places = [{"establishment": UUID(int=n), "kind": "bar", "area": NA} for n in range(of)]
    rows = [place | {"committed": int(n < signed)} for n, place in enumerate(places)]
    assert value_of("D1b", Counted(register=rows)) == percent


@pytest.mark.parametrize(
    ("value", "before", "change"),
    [
        (3, 2, 50.0), (2, 3, -33.3), (5, 5, 0.0), (0, 4, -100.0), (5, 0, None), (0, 0, None),
        (33.3, 50.0, -33.4), (None, 50.0, None), (50.0, None, None),
        (2001, 2000, 0.1), (1999, 2000, -0.1), (33.4, 33.3, 0.3), (4003, 4000, 0.1),
    ],
)  # fmt: skip
def test_change_is_told_in_percent_with_halves_away_from_zero(value, before, change):
    assert change_pct(value, before) == change


def test_each_figure_stands_beside_last_year_and_the_year_to_date():
    window, earlier, year = (Counted(visits=[a_row(visits=n)]) for n in (6, 4, 20))
    assert figures(["C2a"], {"C2a": Shown(("kind",))}, window, earlier, year) == {
        "C2a": {
            "value": 6,
            "same_period_last_year": 4,
            "change_pct": 50.0,
            "year_to_date": 20,
            "by": {"kind": {"hotel": 6}},
        }
    }


def test_the_parts_of_a_window_are_counted_as_one():
    spring = {"visits": [a_row(leaflets=2)], "last_visits": [a_last(8, posted=True)],
              "levels": {"red": 1, "yellow": 2}}  # fmt: skip
    summer = {"visits": [a_row(leaflets=3), a_row(PHU_LOC)],
              "last_visits": [a_last(9, posted=False)], "levels": {"red": 4}}  # fmt: skip
    counted = Counted(**joined([spring, summer]))
    codes = ("B7", "C2a", "C2b", "D3", "E1a", "E1b", "E1c")
    assert [value_of(code, counted) for code in codes] == [5, 3, 2, 0, 5, 0, 2]
    assert value_of("D3", Counted(**joined([spring]))) == 1


def test_what_is_not_shown_below_the_province_is_kept_from_limited_accounts():
    shown = {code: Shown(shown_below_province=code not in ("E1a", "F1")) for code in RULES}
    everything = codes_for(shown, limited=False, sealed=True)
    assert everything == COUNTED
    assert set(everything) - set(codes_for(shown, limited=True, sealed=True)) == {"E1a", "F1"}
    assert set(everything) - set(codes_for(shown, limited=False, sealed=False)) == set(SEALED)
    assert [code for code in RULES if is_sealed(code)] == SEALED


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-09-13", [("hotel", 0), ("bar", 1)]),
        ("2026-09-14", [("bar", 1)]),
        ("2026-09-15", [("massage", 0), ("bar", 1)]),
    ],
)
def test_the_register_is_read_as_it_stood_at_the_end_of_the_day(day, found):
    changing = a_place(
        1,
        (None, "active", "hotel"),
        ("2026-09-14T16:59:59+00:00", "closed", "hotel"),
        ("2026-09-14T17:00:00+00:00", "active", "massage"),
    )
    steady = a_place(2, ("2026-12-01T00:00:00+00:00", "active", "bar"))
    rows = register_on([changing, steady], day, {UUID(int=2)})
    assert [(row["kind"], row["committed"]) for row in rows] == found
    assert {row["area"] for row in rows} == {MUONG}


AREAS = [
    an_area(MUONG),
    an_area("legacy:05977", "05977/full"),
    an_area("legacy:06001", "05977/part", "06001/full"),
    an_area("legacy:06002", "06001/part", "05977/part"),
    an_area("legacy:06003"),
]
HEIRS = {"legacy:05977": MUONG, "legacy:06001": NA, "legacy:06002": NA}


def test_an_old_area_goes_to_the_one_that_took_it_whole_else_to_the_first():
    assert successors_of(AREAS) == HEIRS


@pytest.mark.parametrize(("last", "moved"), [(date(2025, 6, 30), {}), (date(2025, 7, 1), HEIRS)])
def test_areas_move_on_the_day_the_new_scheme_came_into_force(last, moved):
    assert moved_areas(AREAS, last) == moved


def test_an_account_keeps_what_its_areas_grew_out_of():
    assert keys_within([MUONG], AREAS) == {MUONG, "legacy:05977"}
    assert keys_within([], AREAS) == frozenset()
    assert keys_within(None, AREAS) is None
