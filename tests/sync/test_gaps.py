"""No commit is passed over, however writers and tablets race (bench/gaps.py in small)."""

from bench.gaps import race


def test_each_tablet_holds_every_commit_and_is_told_of_it_once(repos, mongodb_uri):
    told = race(mongodb_uri, repos.database.name, commits=3000)
    assert told.commits > 2000
    assert told.aborted > 100
    assert told.pages > 30
    assert (told.missed, told.told_twice, told.strange) == (0, 0, 0)
