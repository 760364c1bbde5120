"""No commit is passed over, however writers and tablets race (bench/gaps.py in small)."""

import pytest

from bench.gaps import race


@pytest.mark.parametrize("commits", [600, pytest.param(3000, marks=pytest.mark.slow)])
def test_each_tablet_holds_every_commit_and_is_told_of_it_once(repos, mongodb_uri, commits):
    told = race(mongodb_uri, repos.database.name, commits=commits)
    assert told.commits > commits * 2 / 3
    assert told.aborted > commits / 30
    assert told.pages > commits / 100
    assert (told.missed, told.told_twice, told.strange) == (0, 0, 0)
