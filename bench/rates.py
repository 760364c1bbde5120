"""Visits a second over HTTP beside documents a second into the bare database."""

from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench import bare, bodies
from bench.clients import Run, send_all
from bench.stage import HOST, Stage

SIZE = 50  # visits of a batch
WARM_UP = 64  # requests of each kind before the clock starts

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the table; ``count`` is of visits in a round."""

    what: str  # "one", "batch", "flagged"
    connections: int
    count: int


FULL = (
    Case("one", 1, 300), Case("one", 4, 800), Case("one", 16, 1200),
    Case("batch", 1, 1000), Case("batch", 4, 2000), Case("flagged", 4, 400),
)  # fmt: skip
QUICK = (
    Case("one", 1, 60), Case("one", 4, 120), Case("one", 16, 160),
    Case("batch", 1, 200), Case("batch", 4, 400), Case("flagged", 4, 60),
)  # fmt: skip


class Rates:
    """The cases of one run, on one server, with the same visits; rounds of both sides alternate."""

    def __init__(self, stage: Stage, token: str, visits: list[bodies.Submission]) -> None:
        self.stage, self.token, self.visits = stage, token, visits
        self.flagged = [bodies.flagged(visit) for visit in visits]
        self.document, self.sheet = self._stored()

    def table(self, cases: tuple[Case, ...], rounds: int) -> list[Row]:
        return [self._row(case, rounds) for case in cases]

    def _row(self, case: Case, rounds: int) -> Row:
        """Medians of the rounds; the ratio is the median of each round's own."""
        bare_rates, runs = [], []
        for _ in range(rounds):
            bare_rates.append(self._bare(case))
            runs.append(self._served(case))
        rates = [case.count / run.seconds for run in runs]
        row = {
            **asdict(case),
            "visits_per_second": median(rates),
            "bare_per_second": median(bare_rates),
            "ratio": median(rate / b for rate, b in zip(rates, bare_rates, strict=True)),
            "p50_ms": median(run.percentile(0.5) for run in runs),
            "p95_ms": median(run.percentile(0.95) for run in runs),
            "rounds": [
                {"served": rate, "bare": each} for rate, each in zip(rates, bare_rates, strict=True)
            ],
        }
        return row | self._beside(case)

    def _bare(self, case: Case) -> float:
        rows = self.stage.served.database["bench_bare"]
        if case.what == "batch":
            return bare.at_once(rows, self.document, case.count, case.connections, SIZE)
        return bare.one_by_one(rows, self.document, case.count, case.connections)

    def _beside(self, case: Case) -> Row:
        """What the product needs by its promises: its indexes, and for flags a transaction."""
        rows = self.stage.served.database["bench_indexed"]
        if case.what == "batch":
            rate = bare.at_once(rows, self.document, case.count, case.connections, SIZE)
        elif case.what == "one":
            rate = bare.one_by_one(rows, self.document, case.count, case.connections)
        else:
            served = self.stage.served
            rate = bare.in_twos(served, self.document, self.sheet, case.count, case.connections)
            return {"bare_transactions_per_second": rate}
        return {"bare_with_indexes_per_second": rate}

    def _served(self, case: Case) -> Run:
        if case.what == "batch":
            requests = bodies.batches(self.visits, case.count // SIZE, SIZE)
        else:
            visits = self.visits if case.what == "one" else self.flagged
            requests = bodies.puts(visits, case.count)
        stored = self.stage.served.visits.rows.count_documents
        before = stored({})
        run = send_all(HOST, self.stage.port, self.token, requests, case.connections)
        if stored({}) - before != case.count:
            raise SystemExit(f"{case}: not every visit was stored, answered {run.statuses}.")
        return run

    def _stored(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """A visit and a flag sheet as the service stores them; a collection gets its indexes."""
        for visits in (self.visits, self.flagged):
            send_all(HOST, self.stage.port, self.token, bodies.puts(visits, WARM_UP), 16)
        repos = self.stage.served
        repos.database["bench_indexed"].create_indexes(repos.visits.INDEXES)
        sheet = repos.flag_sheets.rows.find_one({})
        assert sheet
        return repos.visits.get(sheet["_id"]), sheet
