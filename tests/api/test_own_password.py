"""Changing one's own password, and being made to."""

import pytest
from argon2 import PasswordHasher

from service.domain.demo_cast import DEMO_PASSWORD
from service.usecases.passwords import hashed
from tests.api.strict import be_strict, login
from tests.people import Person

NEW = "con gà trống gáy sớm"
LONG = (
    "Đồng Đăng có phố Kỳ Lừa, có nàng Tô Thị, có chùa Tam Thanh; ai lên xứ Lạng cùng anh, bõ công "
    "bác mẹ sinh thành ra em. Tay cầm bầu rượu nắm nem, mải vui quên hết lời em dặn dò"
)


@pytest.fixture
def keep_passwords(repos):
    before = {row["_id"]: row for row in repos.accounts.rows.find({})}
    policy = repos.policy
    yield
    repos.policy = policy
    for username, row in before.items():
        repos.accounts.rows.replace_one({"_id": username}, row)


@pytest.fixture
def person(app, keep_passwords):
    return Person(app, login(app, "inspector").json["access_token"])


def test_a_new_password_counts_at_once_and_ends_other_sessions(app, person):
    elsewhere = Person(app, login(app, "inspector").json["access_token"])
    assert person.post("/me/password", {"old": DEMO_PASSWORD, "new": NEW}).status_code == 204
    assert person.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 401
    assert login(app, "inspector").status_code == 401
    assert login(app, "inspector", password=NEW).status_code == 200


def test_sent_again_after_a_lost_answer_it_is_no_fault(person):
    body = {"old": DEMO_PASSWORD, "new": NEW}
    assert [person.post("/me/password", body).status_code for _ in range(2)] == [204, 204]


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"old": "wrong"}, "old", "wrong_password"),
        ({"new": DEMO_PASSWORD}, "new", "length"),
        ({"new": "password1234"}, "new", "common_password"),
        ({"new": "inspector2026"}, "new", "common_password"),
        ({"new": 7}, "new", "wrong_type"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(person, change, field, code):
    answer = person.post("/me/password", {"old": DEMO_PASSWORD, "new": NEW, **change})
    assert answer.status_code == 422
    assert answer.json["errors"][field][0]["code"] == code


@pytest.mark.parametrize("new", [f"  {NEW}  ", LONG, "ga\u0300 trống gáy sớm nay"])
def test_spaces_length_and_any_form_of_a_letter_are_kept(app, person, new):
    assert person.post("/me/password", {"old": DEMO_PASSWORD, "new": new}).status_code == 204
    assert login(app, "inspector", password=new).status_code == 200
    assert login(app, "inspector", password=new.strip() + "x").status_code == 401


def test_the_stored_hash_is_argon2id_and_follows_when_its_cost_rises(app, repos, person):
    stored = repos.accounts.get("inspector")["password_hash"]
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(DEMO_PASSWORD)
    repos.accounts.change("inspector", {"password_hash": weak})
    assert login(app, "inspector").status_code == 200
    assert repos.accounts.get("inspector")["password_hash"].startswith("$argon2id$v=19$m=19456,")


def test_who_was_given_a_password_changes_it_before_anything_else(app, repos, keep_passwords):
    be_strict(repos)
    given = {"password_hash": hashed("một mật khẩu được cấp"), "must_change_password": True}
    repos.accounts.change("inspector", given)
    opened = login(app, "inspector", password="một mật khẩu được cấp").json
    assert opened["account"]["must_change_password"] is True
    person = Person(app, opened["access_token"])
    refused = person.get("/establishments")
    assert refused.status_code == 403
    assert refused.json["type"].endswith("password-change-required")
    assert person.get("/me").status_code == 200
    body = {"old": "một mật khẩu được cấp", "new": NEW}
    assert person.post("/me/password", body).status_code == 204
    assert person.get("/establishments").status_code == 200
    assert person.get("/me").json["must_change_password"] is False
