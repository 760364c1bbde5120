"""What the bench calls of the house is there: a bench that cannot run measures nothing."""

import datetime as dt
from types import SimpleNamespace

from bench import figures, tablet
from bench.stage import Listener

NOW = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)


def test_the_bench_draws_the_figures_as_the_leader(repos):
    stage = SimpleNamespace(counted=repos, listener=Listener())
    quarter, year = (figures.measured(stage, period, NOW) for period in figures.periods(NOW))
    assert (quarter["period"], year["period"]) == ("2026-Q3", "2026")
    assert quarter["visits"] == 0
    assert quarter["preview_ms"] > 0


def test_the_table_of_the_tablet_has_every_row_at_every_speed():
    spread = {"count": 3, "p50": 10.0, "p95": 99.0}
    row = dict.fromkeys(tablet.ROWS, spread)
    sizes = {"establishments": 5000, "first_load_bytes": 290_000, "pull_bytes": 370_000}
    told = list(tablet.printed({**sizes, "speeds": [row] * len(tablet.SPEEDS)}))
    assert "290 KB" in told[0]
    assert [line.count("10, 99") for line in told[2:]] == [len(tablet.SPEEDS)] * len(tablet.ROWS)
