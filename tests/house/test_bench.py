"""What the bench calls of the house is there: a bench that cannot run measures nothing."""

import datetime as dt
from types import SimpleNamespace

from bench import figures
from bench.stage import Listener

NOW = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)


def test_the_bench_draws_the_figures_as_the_leader(repos):
    stage = SimpleNamespace(counted=repos, listener=Listener())
    quarter, year = (figures.measured(stage, period, NOW) for period in figures.periods(NOW))
    assert (quarter["period"], year["period"]) == ("2026-Q3", "2026")
    assert quarter["visits"] == 0
    assert quarter["preview_ms"] > 0
