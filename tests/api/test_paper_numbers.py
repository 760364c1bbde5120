"""Numbers of papers: in order for each unit and year, no gap, none twice, whatever happens."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.repositories import Repositories
from service.usecases.number_papers import number_of
from tests.builders import a_visit

NOW = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
MANY, THREADS = 60, 16


def given(repos):
    rows = repos.paper_numbers.rows.find({}).sort([("series", 1), ("number", 1)])
    return [(row["series"], row["number"]) for row in rows]


def test_each_unit_and_year_counts_for_itself(repos):
    numbers = [
        number_of(repos, "BB", unit, year, uuid.uuid4(), NOW)
        for unit, year in (("A", "2026"), ("A", "2026"), ("B", "2026"), ("A", "2027"))
    ]
    assert numbers == [1, 2, 1, 1]


def test_a_paper_keeps_the_number_it_has(repos):
    paper = uuid.uuid4()
    assert [number_of(repos, "BB", "A", "2026", paper, NOW) for _ in range(3)] == [1, 1, 1]
    assert number_of(repos, "BB", "A", "2026", uuid.uuid4(), NOW) == 2


def test_many_at_once_get_each_number_once_and_leave_none_out(repos):
    """Each paper is asked for by three at once, through two processes' worth of queues."""
    other = Repositories(repos.database, repos.catalogue, repos.keys)
    papers = [uuid.uuid4() for _ in range(MANY)] * 3
    asked = [
        (here, paper) for here, paper in zip([repos, other] * len(papers), papers, strict=False)
    ]
    with ThreadPoolExecutor(THREADS) as threads:
        numbers = list(
            threads.map(lambda ask: number_of(ask[0], "BB", "A", "2026", ask[1], NOW), asked)
        )
    told = {}
    for (_, paper), number in zip(asked, numbers, strict=True):
        told.setdefault(paper, set()).add(number)
    assert all(len(each) == 1 for each in told.values())
    assert sorted(number for each in told.values() for number in each) == list(range(1, MANY + 1))
    assert given(repos) == [("BB:A:2026", number) for number in range(1, MANY + 1)]


class _Killed(Exception):
    """The process was killed here."""


@pytest.mark.parametrize("before", ["paper_series.next", "paper_numbers.give"])
def test_a_kill_in_the_middle_leaves_no_gap(repos, monkeypatch, before):
    first, second = uuid.uuid4(), uuid.uuid4()
    number_of(repos, "BB", "A", "2026", first, NOW)

    def killed(*_args, **_kwargs):
        raise _Killed

    name, method = before.split(".")
    with monkeypatch.context() as patched:
        patched.setattr(getattr(repos, name), method, killed)
        with pytest.raises(_Killed):
            number_of(repos, "BB", "A", "2026", second, NOW)
    assert number_of(repos, "BB", "A", "2026", uuid.uuid4(), NOW) == 2
    assert number_of(repos, "BB", "A", "2026", second, NOW) == 3


def test_a_number_that_was_given_after_all_is_told_by_the_next_who_asks(repos, monkeypatch):
    """The commit went through, and the process died before it could answer."""
    paper, commit = uuid.uuid4(), repos.in_transaction

    def killed_after(*args):
        commit(*args)
        raise _Killed

    with monkeypatch.context() as patched:
        patched.setattr(repos, "in_transaction", killed_after)
        with pytest.raises(_Killed):
            number_of(repos, "BB", "A", "2026", paper, NOW)
    assert number_of(repos, "BB", "A", "2026", paper, NOW) == 1
    assert number_of(repos, "BB", "A", "2026", uuid.uuid4(), NOW) == 2


def test_no_number_stands_twice_whatever_writes_it(repos):
    number_of(repos, "BB", "A", "2026", uuid.uuid4(), NOW)
    repos.paper_series.rows.update_one({"_id": "BB:A:2026"}, {"$set": {"last": 0}})
    with pytest.raises(Exception, match="E11000"):
        number_of(repos, "BB", "A", "2026", uuid.uuid4(), NOW)


def test_numbers_are_given_in_the_year_of_the_visit_by_local_date(inspector, hotel, repos):
    """Half past midnight on New Year's day here is still the old year in UTC."""
    for started in ("2025-12-31T23:50:00+07:00", "2026-01-01T00:30:00+07:00"):
        path = f"/visits/{uuid.uuid4()}"
        assert inspector.put(path, a_visit(hotel["id"], started_at=started)).status_code == 201
        assert inspector.get(f"{path}/record.docx").status_code == 200
    assert given(repos) == [("BB:SVHTTDL-QLDL:2025", 1), ("BB:SVHTTDL-QLDL:2026", 1)]


def test_a_visit_that_is_not_printed_takes_none(inspector, hotel, repos):
    for _ in range(3):
        inspector.put_new("/visits", a_visit(hotel["id"]))
    assert given(repos) == []
