"""Letters leave once a mail server took them, go again when it did not, and end up somewhere."""

import datetime as dt
import os
import signal
import ssl
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.letters import NotTaken, mail_of, tried_again_at
from service.mail import Post
from service.usecases.notices import rule_on
from service.usecases.tell import LEASE, tell
from tests.certificates import Authority
from tests.serving.conftest import ROOT
from tests.telling.conftest import (
    BASE,
    LATER,
    MINUTE,
    NOW,
    SENDER,
    STEP_SECONDS,
    Mailbox,
    OnTls,
    a_server,
    one_letter,
    waits,
)


def test_what_waits_is_told_once_with_a_link_and_nothing_of_it(repos, post, mailbox, told):
    waits(repos)
    assert tell(repos, post, NOW) == {}  # Something more may come.
    assert tell(repos, post, LATER) == {"sent": 1}
    assert tell(repos, post, LATER + MINUTE) == {}
    ((to, mail),) = mailbox.taken
    assert (to, mail["To"]) == (["lanh.dao@langson.invalid"], "lanh.dao@langson.invalid")
    assert mail["From"] == f"An Trú <{SENDER}>"
    assert f"{BASE}/notices" in mail.get_content()
    assert "reviewer" not in mail.as_string()
    letter = one_letter(repos)
    assert (letter["state"], letter["ended_at"], letter["tries"]) == ("sent", LATER, 1)


def test_without_a_mail_server_nothing_is_lost_and_old_matters_are_not_mailed_later(
    repos, post, mailbox, told
):
    waits(repos, at=NOW - dt.timedelta(days=4))
    waits(repos, "y")
    assert tell(repos, None, NOW) == {}
    assert repos.letters.rows.count_documents({}) == 0
    tell(repos, post, NOW)
    assert len(one_letter(repos)["notices"]) == 1
    assert repos.notices.undelivered(10) == []


def test_a_burst_is_one_mail_and_the_next_keeps_its_distance(repos, post, mailbox, told):
    for number in range(40):
        waits(repos, str(number))
    tell(repos, post, NOW)
    tell(repos, post, LATER)
    for number in range(40, 60):
        waits(repos, str(number), at=LATER)
    for minutes in range(5, 17):
        tell(repos, post, NOW + minutes * MINUTE)
    assert len(mailbox.taken) == 1
    tell(repos, post, NOW + 19 * MINUTE)
    assert len(mailbox.taken) == 2
    assert sum(len(row["notices"]) for row in repos.letters.rows.find()) == 60


@pytest.mark.parametrize("says", [{"RCPT": "450 try later"}, {"DATA": "451 try later"}], ids=str)
def test_refused_for_now_it_goes_again_after_pauses_that_grow(repos, post, mailbox, told, says):
    waits(repos)
    tell(repos, post, NOW)
    mailbox.says, now, pauses = says, LATER, []
    for _ in range(3):
        assert tell(repos, post, now) == {"waiting": 1}
        due = one_letter(repos)["due_at"]
        assert tell(repos, post, due - dt.timedelta(seconds=1)) == {}
        pauses.append((due - now) / MINUTE)
        now = due
    assert all(low <= pause <= low * 1.2 for low, pause in zip((1, 5, 15), pauses, strict=True))
    assert one_letter(repos)["reason"] == "; ".join(says.values())
    mailbox.says = {}
    assert tell(repos, post, now) == {"sent": 1}


@pytest.mark.parametrize("says", [{"RCPT": "550 no such user"}, {"DATA": "554 no"}], ids=str)
def test_refused_for_good_it_is_a_dead_letter_until_it_is_put_back(
    repos, post, mailbox, told, admin, app, says
):
    waits(repos)
    tell(repos, post, NOW)
    mailbox.says = says
    assert tell(repos, post, LATER) == {"dead": 1}
    assert tell(repos, post, LATER + 60 * MINUTE) == {}
    (letter,) = admin.get("/letters").json["items"]
    assert (letter["to"], letter["reason"], letter["tries"]) == ("leader", *says.values(), 1)
    run = app.test_cli_runner().invoke
    listed = run(args=["tell", "dead"]).output
    assert f"{letter['id']} to leader, 1 tries" in listed
    assert listed.endswith("1 given up.\n")
    mailbox.says = {}
    assert run(args=["tell", "again", letter["id"]]).exit_code == 0
    assert run(args=["tell", "again", letter["id"]]).exit_code == 1
    assert tell(repos, post, dt.datetime.now(dt.UTC)) == {"sent": 1}
    assert admin.get("/letters").json["items"] == []
    acts = [entry["act"] for entry in repos.audit.rows.find({"of": letter["id"]})]
    assert sorted(acts) == ["letter_given_up", "put_back_letter", "put_back_letter"]


def test_an_administrator_puts_a_dead_letter_back_once(repos, post, mailbox, told, admin):
    waits(repos)
    tell(repos, post, NOW)
    mailbox.says = {"RCPT": "550 no such user"}
    tell(repos, post, LATER)
    letter = admin.get("/letters").json["items"][0]["id"]
    assert admin.post(f"/letters/{letter}/again").json["state"] == "waiting"
    assert admin.post(f"/letters/{letter}/again").status_code == 404


def test_after_the_last_try_it_is_given_up_with_what_was_said_last(repos, post, mailbox, told):
    waits(repos)
    tell(repos, post, NOW)
    mailbox.says, ends = {"DATA": "452 full"}, Counter()
    for days in range(1, 12):
        ends += tell(repos, post, NOW + dt.timedelta(days=days))
    assert ends == {"waiting": 7, "dead": 1}
    assert one_letter(repos)["reason"] == "452 full"


def test_a_server_that_is_down_or_hangs_is_left_alone_until_the_next_round(
    repos, post, down, hanging, mailbox, told, leader, admin
):
    admin.patch("/me", {"email": "quan.tri@langson.invalid"})
    waits(repos)
    waits(repos, "y", role="administrator")
    tell(repos, post, NOW)
    assert tell(repos, down, LATER) == {"waiting": 1}
    assert tell(repos, hanging, LATER) == {"waiting": 1}
    assert sorted(row["tries"] for row in repos.letters.rows.find()) == [1, 1]
    reasons = " ".join(row["reason"] for row in repos.letters.rows.find())
    assert "refused" in reasons
    assert "timed out" in reasons
    assert tell(repos, post, LATER + 2 * MINUTE) == {"sent": 2}


def test_a_line_that_is_lost_after_the_last_word_makes_two_mails_of_one_id(
    repos, post, mailbox, told
):
    waits(repos)
    tell(repos, post, NOW)
    mailbox.says = {"DATA": "lost"}
    assert tell(repos, post, LATER) == {"waiting": 1}
    mailbox.says = {}
    assert tell(repos, post, LATER + 2 * MINUTE) == {"sent": 1}
    assert len(mailbox.taken) == 2
    assert len(set(mailbox.ids)) == 1


def test_killed_between_sending_and_marking_it_goes_again_under_the_same_id(
    app, repos, post, mailbox, told, running, mongodb_uri
):
    waits(repos)
    tell(repos, post, NOW)
    environ = {
        **os.environ, "MONGODB_URI": mongodb_uri, "ANTRU_DATABASE": "antru_app",
        "DATA_DIR": str(app.extensions["an-tru"].settings.data_dir),
        "ANTRU_SMTP_URL": f"smtp://127.0.0.1:{running.port}", "ANTRU_MAIL_FROM": SENDER,
        "ANTRU_BASE_URL": BASE,
    }  # fmt: skip
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "tell"]
    worker = subprocess.Popen(command, cwd=ROOT, env=environ)
    mailbox.after_data = lambda: os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait(60) == -signal.SIGKILL
    mailbox.after_data = lambda: None
    letter = one_letter(repos)
    assert (letter["state"], letter["tries"]) == ("waiting", 1)
    now = dt.datetime.now(dt.UTC)
    assert tell(repos, post, now) == {}  # The dead one still has its time.
    assert tell(repos, post, now + LEASE) == {"sent": 1}
    assert len(mailbox.taken) == 2
    assert len(set(mailbox.ids)) == 1


def test_several_at_once_send_each_letter_once(repos, post, mailbox):
    admins = [f"quan-tri-{number}" for number in range(12)]
    for name in admins:
        account = {**repos.accounts.get("admin"), "_id": name, "email": f"{name}@langson.invalid"}
        repos.accounts.insert(account)
    for number in range(5):
        waits(repos, str(number), role="administrator")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: tell(repos, post, NOW), range(4)))
        ends = sum(pool.map(lambda _: tell(repos, post, LATER), range(4)), Counter())
    assert ends == {"sent": 12}
    assert len(mailbox.taken) == len(set(mailbox.ids)) == 12
    assert all(len(row["notices"]) == 5 for row in repos.letters.rows.find())


@pytest.mark.parametrize(
    "change",
    [{"email": None}, {"told_by_mail": False}],
    ids=str,
)
def test_who_wants_no_mail_any_more_gets_none_of_what_waited(
    repos, post, mailbox, told, leader, change
):
    waits(repos)
    tell(repos, post, NOW)
    leader.patch("/me", change)
    assert tell(repos, post, LATER) == {"dropped": 1}
    waits(repos, "y", at=LATER)
    tell(repos, post, LATER)
    assert tell(repos, post, LATER + 60 * MINUTE) == {}
    assert mailbox.taken == []


def test_what_was_seen_on_the_page_is_not_mailed(repos, post, mailbox, told, leader):
    notice = waits(repos)
    tell(repos, post, NOW)
    leader.post("/me/notices/seen", {"ids": [str(notice)]})
    assert tell(repos, post, LATER) == {"dropped": 1}


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # It knows TLS by STARTTLS alone.
@pytest.mark.parametrize("from_start", [True, False], ids=["tls", "starttls"])
def test_by_tls_it_signs_in_and_trusts_only_whom_it_was_told_to(tmp_path, from_start):
    authority = Authority(tmp_path)
    files = authority.issue("smtp.langson.invalid")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    mailbox = Mailbox()
    server = OnTls(mailbox, context, from_start=from_start)
    chosen = {"tls": "from_start" if from_start else "starttls", "user": "antru"}
    mail = mail_of({"_id": "1"}, "ai@langson.invalid", SENDER, BASE, NOW)
    server.start()
    try:
        trusting = {**chosen, "ca": authority.file}
        Post(a_server(server.port, password="right", **trusting), 5).send(mail)
        with pytest.raises(NotTaken, match="535") as refused:
            Post(a_server(server.port, password="wrong", **trusting), 5).send(mail)
        assert (refused.value.for_good, refused.value.away) == (False, True)
        with pytest.raises(NotTaken, match="CERTIFICATE_VERIFY_FAILED"):
            Post(a_server(server.port, password="right", **chosen), 5).send(mail)
    finally:
        server.stop()
    assert len(mailbox.taken) == 1
    assert ("antru", "right") in mailbox.users


def test_it_sends_nothing_in_clear_to_a_server_that_offers_no_tls(running, mailbox):
    insisting = Post(a_server(running.port, tls="starttls"), STEP_SECONDS)
    with pytest.raises(NotTaken, match="STARTTLS"):
        insisting.send(mail_of({"_id": "1"}, "ai@langson.invalid", SENDER, BASE, NOW))
    assert mailbox.taken == []


def test_pauses_are_spread_by_luck_within_their_bound(repos):
    rule = rule_on(repos, NOW)
    pauses = [tried_again_at(NOW, 2, rule, luck) - NOW for luck in (0, 0.5, 0.999)]
    assert pauses[0] == 5 * MINUTE < pauses[1] == 5.5 * MINUTE < pauses[2] < 6 * MINUTE
    assert tried_again_at(NOW, len(rule.retry_minutes) + 1, rule, 0) is None


def test_what_a_server_says_cannot_break_a_line():
    assert NotTaken("550 a\r\nb\x1b[31m" + "x" * 500).reason.startswith("550 a  b [31mx")
    assert len(NotTaken("x" * 500).reason) == 200
