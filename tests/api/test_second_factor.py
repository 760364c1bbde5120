"""The second factor: nobody who needs one works without, and each code counts once."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest

from service.domain.one_time_codes import step_of
from tests.api.strict import Authenticator, be_strict, enrolled, login
from tests.people import Person

SECRET = "JBSWY3DPEHPK3PXP" * 2
AT_ONCE = 50


@pytest.fixture
def strict(app, repos):
    """The house without its demo mode, restored afterwards."""
    kept = repos.policy
    be_strict(repos)
    yield
    repos.policy = kept


@pytest.fixture
def enrolment(app, strict):
    return enrolled(app, "reviewer")


def code_of(answer):
    return answer.json["type"].rpartition(":")[2]


@pytest.mark.parametrize("username", ["reviewer", "leader", "admin"])
def test_who_needs_a_second_factor_may_do_nothing_before(app, strict, username):
    opened = login(app, username)
    assert opened.json["account"]["must_enrol_second_factor"] is True
    person = Person(app, opened.json["access_token"])
    for path in ("/establishments", "/visits", "/cases", "/accounts", "/me/devices"):
        answer = person.get(path)
        assert answer.status_code == 403
        if code_of(answer) != "not-allowed":
            assert code_of(answer) == "second-factor-enrolment-required"
    assert person.get("/me").status_code == 200
    assert person.get("/me/second-factor").json == {"since": None, "recovery_codes_left": 0}


@pytest.mark.parametrize("username", ["inspector", "reporter"])
def test_inspectors_and_reporters_need_none(app, strict, username):
    person = Person(app, login(app, username).json["access_token"])
    assert person.get("/establishments").status_code == 200


def test_an_enrolment_gives_what_an_authenticator_reads(app, strict):
    person = Person(app, login(app, "leader").json["access_token"])
    told = person.post("/me/second-factor").json
    assert told["uri"].startswith("otpauth://totp/An%20Tr%C3%BA:leader?secret=" + told["secret"])
    assert told["qr"].startswith("<svg")
    again = person.post("/me/second-factor").json
    assert again["secret"] == told["secret"]


def test_after_enrolling_no_way_in_lacks_the_code(app, enrolment):
    person, telephone, codes = enrolment
    assert person.get("/cases").status_code == 200
    assert len(set(codes)) == 10
    missing = login(app, "reviewer")
    assert (missing.status_code, code_of(missing)) == (401, "second-factor-required")
    for wrong in ("000000", "x", "AAAAA-AAAAA", "０００００６"):
        refused = login(app, "reviewer", otp=wrong)
        assert (refused.status_code, code_of(refused)) == (401, "wrong-second-factor"), wrong
    assert login(app, "reviewer", otp=telephone.code()).status_code == 200


def test_a_wrong_password_says_nothing_of_a_second_factor(app, enrolment):
    for otp in (None, "123456"):
        told = login(app, "reviewer", password="wrong", otp=otp)
        assert code_of(told) == "wrong-credentials"


def test_sessions_opened_before_enrolling_end(app, strict):
    before = Person(app, login(app, "leader").json["access_token"])
    enrolled(app, "leader")
    assert before.get("/me").status_code == 401


def test_an_enrolment_is_confirmed_only_by_its_code_and_by_the_session_that_began(app, strict):
    person, other = (Person(app, login(app, "leader").json["access_token"]) for _ in range(2))
    nothing = person.post("/me/second-factor/confirmation", {"otp": "123456"})
    assert (nothing.status_code, code_of(nothing)) == (409, "enrolment-not-begun")
    secret = person.post("/me/second-factor").json["secret"]
    otp = {"otp": Authenticator(secret).code()}
    assert other.post("/me/second-factor/confirmation", otp).status_code == 409
    wrong = person.post("/me/second-factor/confirmation", {"otp": "000000"})
    assert wrong.json["errors"]["otp"][0]["code"] == "wrong_code"
    assert person.post("/me/second-factor/confirmation", otp).status_code == 200
    assert person.post("/me/second-factor/confirmation", otp).status_code == 409


def test_fifty_at_once_with_one_code_are_one_who_gets_in(app, enrolment, repos):
    _, telephone, codes = enrolment
    for otp in (telephone.code(), codes[0]):
        repos.attempts.rows.delete_many({})  # The code decides here, not how often one guessed.
        with ThreadPoolExecutor(AT_ONCE) as pool:
            told = list(
                pool.map(lambda _, otp=otp: login(app, "reviewer", otp=otp), range(AT_ONCE))
            )
        statuses = [answer.status_code for answer in told]
        assert statuses.count(200) == 1
        assert set(statuses) <= {200, 401, 429}


def test_a_recovery_code_counts_once_however_it_is_written(app, enrolment):
    person, _, codes = enrolment
    written = codes[0].lower().replace("-", " ")
    assert login(app, "reviewer", otp=written).status_code == 200
    assert login(app, "reviewer", otp=codes[0]).status_code == 401
    assert person.get("/me/second-factor").json["recovery_codes_left"] == 9


def test_new_recovery_codes_replace_the_old(app, enrolment):
    person, _, codes = enrolment
    fresh = person.post("/me/second-factor/recovery-codes").json["recovery_codes"]
    assert not set(fresh) & set(codes)
    assert login(app, "reviewer", otp=codes[0]).status_code == 401
    assert login(app, "reviewer", otp=fresh[0]).status_code == 200


def test_neither_secrets_nor_codes_lie_open_in_the_database(app, enrolment, repos):
    _, telephone, codes = enrolment
    login(app, "reviewer", otp=codes[0])
    planted = {telephone.totp.secret, *codes, *(code.replace("-", "") for code in codes)}
    for name in repos.database.list_collection_names():
        for row in repos.database[name].find({}):
            assert not [word for word in planted if word in str(row)], name


def test_an_old_proof_must_be_renewed_by_a_code_before_what_is_delicate(app, strict, repos):
    person, telephone, _ = enrolled(app, "admin")
    old = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=11)
    repos.sessions.rows.update_many({"username": "admin"}, {"$set": {"proved_at": old}})
    change = {"name": "Người khác"}
    for act in (
        lambda: person.patch("/accounts/reporter", change),
        lambda: person.post("/me/second-factor"),
        lambda: person.post("/me/second-factor/recovery-codes"),
        lambda: person.call("DELETE", "/accounts/leader/second-factor"),
    ):
        refused = act()
        assert (refused.status_code, code_of(refused)) == (401, "step-up-required")
    assert person.get("/accounts").status_code == 200
    by_password = person.post("/auth/step-up", {"password": "antru-demo"})
    assert (by_password.status_code, code_of(by_password)) == (401, "step-up-required")
    wrong = person.post("/auth/step-up", {"otp": "000000"})
    assert wrong.json["errors"]["otp"][0]["code"] == "wrong_code"
    assert person.post("/auth/step-up", {"otp": telephone.code()}).status_code == 204
    assert person.patch("/accounts/reporter", change).status_code == 200


def test_in_the_demo_the_password_renews_the_proof(admin, repos):
    old = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=11)
    repos.sessions.rows.update_many({"username": "admin"}, {"$set": {"proved_at": old}})
    assert admin.patch("/accounts/reporter", {"name": "Người khác"}).status_code == 401
    wrong = admin.post("/auth/step-up", {"password": "wrong"})
    assert wrong.json["errors"]["password"][0]["code"] == "wrong_password"
    assert admin.post("/auth/step-up", {"password": "antru-demo"}).status_code == 204
    named = admin.patch("/accounts/reporter", {"name": "Người làm báo cáo (minh họa)"})
    assert named.status_code == 200


def test_the_demo_has_no_second_factor(reviewer):
    told = reviewer.post("/me/second-factor")
    assert (told.status_code, code_of(told)) == (409, "no-second-factor-in-demo")


def test_an_administrator_resets_the_factor_of_who_lost_it_and_never_their_own(app, strict):
    chief, *_ = enrolled(app, "admin")
    person, _, codes = enrolled(app, "leader")
    assert chief.call("DELETE", "/accounts/leader/second-factor").status_code == 204
    assert person.get("/me").status_code == 401
    opened = login(app, "leader", otp=codes[0])
    assert opened.json["account"]["must_enrol_second_factor"] is True
    own = chief.call("DELETE", "/accounts/admin/second-factor")
    assert (own.status_code, code_of(own)) == (403, "own-account")
    assert chief.call("DELETE", "/accounts/nobody/second-factor").status_code == 404


@pytest.mark.parametrize(
    ("seconds", "counts"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)]
)
def test_a_telephone_s_clock_may_be_half_a_minute_off(seconds, counts):
    now = dt.datetime(2026, 11, 3, 1, 30, 0, tzinfo=dt.UTC)
    code = pyotp.TOTP(SECRET).at(now + dt.timedelta(seconds=seconds))
    assert (step_of(SECRET, code, now) is not None) is counts
