"""The worker beside serving: rounds go on after one that failed, and what they do is seen."""

import datetime as dt
import threading

from service.teller import keep_telling, one_round
from tests.telling.conftest import waits


class Shaky:
    """A house whose database is away at the first round, and whose third is the last."""

    def __init__(self, house, stop):
        self.house, self.stop, self.rounds = house, stop, 0

    @property
    def repos(self):
        self.rounds += 1
        if self.rounds == 1:
            raise ConnectionError("away")
        if self.rounds > 3:
            self.stop.set()
        return self.house.repos

    @property
    def post(self):
        return self.house.post


def test_a_round_that_fails_is_not_the_last(app, repos, caplog):
    stop = threading.Event()
    keep_telling(Shaky(app.extensions["an-tru"], stop), stop, 0.001)
    assert "away" in caplog.text
    assert repos.rounds.last("tell")


def test_an_administrator_sees_when_people_were_last_told_and_whether_mail_is_sent(app, admin):
    seen = admin.get("/letters").json
    assert (seen["sends_mail"], seen["last_round_at"]) == (False, None)
    now = dt.datetime.now(dt.UTC)
    one_round(app.extensions["an-tru"], now)
    assert dt.datetime.fromisoformat(admin.get("/letters").json["last_round_at"]) - now < (
        dt.timedelta(seconds=1)
    )


def test_a_round_by_command_says_that_no_mail_is_sent(app, repos):
    waits(repos)
    told = app.test_cli_runner().invoke(args=["tell"])
    assert told.exit_code == 0, told.output
    assert "ANTRU_SMTP_URL is not set" in told.output
    assert told.output.endswith("0 sent, 0 waiting, 0 dropped, 0 dead.\n")
    assert app.test_cli_runner().invoke(args=["tell", "dead"]).output == "0 given up.\n"
