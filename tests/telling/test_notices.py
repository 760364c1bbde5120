"""Who is told of what: by role and area as they are now, nobody of the visit, in no words of it."""

import datetime as dt
import uuid

import pytest

from service.domain.notices import notice_of
from service.usecases.periodic import Periodic, run_due
from service.usecases.tell import tell
from tests.builders import CALLED, a_flag, a_visit
from tests.confidential.canaries import is_in, plant
from tests.telling.conftest import LATER, MINUTE, NOW, waits

NAMED = [{"name": "Người xét duyệt hai", "position": "x", "account": "reviewer2", "lead": False}]


def a_red_visit(inspector, hotel, **changes):
    body = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED, **changes)
    answer = inspector.put_new("/visits", body)
    assert answer.status_code == 201, answer.json
    return answer.json


@pytest.fixture
def elsewhere(repos):
    """The unit of the reviewers has one other commune."""
    unit = repos.units.get("SVHTTDL")
    yield lambda: repos.units.put({**unit, "areas": ["2025:06463"]})
    repos.units.put(unit)


def unseen(person):
    return person.get("/me/notices").json["unseen"]


def test_a_red_case_tells_reviewers_of_its_area_and_nobody_of_the_visit(
    inspector, reviewer, reviewer2, cast, hotel
):
    a_red_visit(inspector, hotel, team=NAMED)
    (notice,) = reviewer.get("/me/notices").json["items"]
    case = reviewer.get("/cases").json["items"][0]["id"]
    assert (notice["kind"], notice["path"], notice["seen"]) == ("red_case", f"/cases/{case}", False)
    assert (notice["by"], notice["day"]) == (None, None)
    assert unseen(reviewer2) == 0
    assert {role for role, person in cast.items() if unseen(person)} == {"reviewer"}


def test_what_moves_out_of_somebodys_area_is_gone_with_the_next_look(
    inspector, reviewer, hotel, elsewhere
):
    a_red_visit(inspector, hotel)
    assert unseen(reviewer) == 1
    elsewhere()
    assert reviewer.get("/me/notices").json["items"] == []


def test_what_is_not_red_tells_nobody(inspector, reviewer, hotel):
    visit = a_visit(hotel["id"], flags=[a_flag("REG-09")])
    assert inspector.put_new("/visits", visit).status_code == 201
    assert reviewer.get("/me/notices").json["items"] == []


def test_a_visit_tells_once_sent_twice_and_when_it_is_amended(inspector, reviewer, hotel, repos):
    visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED)
    path = f"/visits/{uuid.uuid4()}"
    for _ in range(2):
        inspector.put(path, visit)
    more = {**visit, "flags": [*visit["flags"], a_flag("REG-09")]}
    body = {"id": str(uuid.uuid4()), "reason": "Bổ sung", "submission": more}
    assert inspector.post(f"{path}/amendments", body).status_code in (200, 201)
    assert unseen(reviewer) == 1
    a_red_visit(inspector, hotel)
    assert unseen(reviewer) == 2


def test_an_amendment_that_makes_it_red_tells(inspector, reviewer, hotel):
    path, visit = f"/visits/{uuid.uuid4()}", a_visit(hotel["id"], flags=[a_flag("REG-09")])
    inspector.put(path, visit)
    red = {**visit, "flags": [*visit["flags"], a_flag()], "emergency_call": CALLED}
    body = {"id": str(uuid.uuid4()), "reason": "Bổ sung", "submission": red}
    inspector.post(f"{path}/amendments", body)
    assert unseen(reviewer) == 1


def test_seen_is_seen_by_one_and_not_by_others(inspector, reviewer, reviewer2, leader, hotel):
    a_red_visit(inspector, hotel)
    ids = {"ids": [reviewer.get("/me/notices").json["items"][0]["id"]]}
    assert leader.post("/me/notices/seen", ids).status_code == 200  # and changes nothing
    for _ in range(2):
        assert reviewer.post("/me/notices/seen", ids).status_code == 200
    (notice,) = reviewer.get("/me/notices").json["items"]
    assert (notice["seen"], unseen(reviewer), unseen(reviewer2)) == (True, 0, 1)


def test_a_leader_reads_who_broke_the_glass_and_has_no_way_to_the_case(leader, repos):
    waits(repos, at=dt.datetime.now(dt.UTC))
    (notice,) = leader.get("/me/notices").json["items"]
    assert (notice["by"], notice["path"]) == ("reviewer", None)


def test_nobody_is_told_of_what_they_did_themselves(leader, admin, repos):
    now = dt.datetime.now(dt.UTC)
    waits(repos, by="leader", at=now)
    waits(repos, role="administrator", by="leader", at=now)
    assert (unseen(leader), unseen(admin)) == (0, 1)


def test_a_mail_goes_to_those_alone_whom_it_concerns(
    inspector, reviewer, reviewer2, leader, hotel, repos, post, mailbox, elsewhere
):
    for person, name in ((reviewer, "mot"), (reviewer2, "hai"), (leader, "ba"), (inspector, "b")):
        person.patch("/me", {"email": f"{name}@langson.invalid"})
    a_red_visit(inspector, hotel, team=NAMED)
    now = dt.datetime.now(dt.UTC)
    tell(repos, post, now)
    assert [row["to"] for row in repos.letters.rows.find()] == ["reviewer"]
    elsewhere()  # Between gathering and sending.
    assert tell(repos, post, now + 4 * MINUTE) == {"dropped": 1}
    assert mailbox.taken == []


def test_no_mail_holds_a_word_of_what_it_is_about(cast, reviewer2, repos, post, mailbox):
    """Canaries: every confidential slot planted, then the mails read as the server got them."""
    for role, person in cast.items():
        person.patch("/me", {"email": f"{role}@langson.invalid"})
    planted = plant({**cast, "second reviewer": reviewer2})
    waits(repos, at=dt.datetime.now(dt.UTC), case=uuid.UUID(planted.ids["case_id"]))
    now = dt.datetime.now(dt.UTC)
    tell(repos, post, now)
    assert tell(repos, post, now + 4 * MINUTE)["sent"] >= 2
    assert {mail["To"] for _, mail in mailbox.taken} >= {
        "reviewer@langson.invalid", "leader@langson.invalid"
    }  # fmt: skip
    for _, mail in mailbox.taken:
        said = mail.as_bytes() + mail.get_content().encode()
        told = [slot for slot, word in planted.hidden.items() if is_in(said, word)]
        told += [slot for slot, word in planted.open.items() if is_in(said, word)]
        ids = {value for value in planted.ids.values() if len(value) > 30}
        told += [value for value in ids if value.encode() in said]
        assert told == []
        for word in (b"red", "đỏ", "ROO-", "2025:", "khách sạn", "hồ sơ", "phường"):
            assert (word if isinstance(word, bytes) else word.encode()) not in said.lower(), word


def test_an_address_is_plain_or_refused(reviewer, admin):
    told = reviewer.patch("/me", {"email": "ngoc@langson.invalid", "told_by_mail": False}).json
    assert (told["email"], told["told_by_mail"]) == ("ngoc@langson.invalid", False)
    assert reviewer.get("/me").json["email"] == "ngoc@langson.invalid"
    for address in ("ngoc", "a@b\r\nBcc: c@d", "Ngọc <a@b>", "a@b,c@d", "ngọc@langson.invalid", ""):
        assert reviewer.patch("/me", {"email": address}).status_code == 422, address
    admin.patch("/accounts/reviewer", {"email": "khac@langson.invalid"})
    assert reviewer.patch("/me", {}).json["email"] == "khac@langson.invalid"


def test_what_is_periodic_runs_when_it_is_due_and_one_that_fails_stops_no_other(repos, caplog):
    ran = []

    def fails(_repos, _now):
        raise RuntimeError("broken")

    several = (
        Periodic("fails", dt.timedelta(hours=1), fails),
        Periodic("counts", dt.timedelta(hours=1), lambda _repos, now: ran.append(now)),
    )
    assert run_due(repos, NOW, several) == ["counts"]
    assert run_due(repos, NOW + 59 * MINUTE, several) == []
    assert "broken" in caplog.text
    assert run_due(repos, NOW + 60 * MINUTE, several) == ["counts"]
    assert ran == [NOW, NOW + 60 * MINUTE]


def test_notices_and_letters_go_after_their_days(repos, post, mailbox, told):
    waits(repos)
    tell(repos, post, NOW)
    tell(repos, post, LATER)
    once = {"at": {"$lte": LATER}}  # rounds may tell of what is due meanwhile
    run_due(repos, NOW + dt.timedelta(days=29))
    assert repos.notices.rows.count_documents(once) == 1
    run_due(repos, NOW + dt.timedelta(days=31))
    assert repos.notices.rows.count_documents(once) == repos.letters.rows.count_documents({}) == 0


def test_who_sent_a_referral_is_told_that_nobody_acknowledged_it(
    inspector, reviewer, leader, hotel, repos
):
    a_red_visit(inspector, hotel)
    case = uuid.UUID(reviewer.get("/cases").json["items"][0]["id"])
    now = dt.datetime.now(dt.UTC)
    notice = notice_of("referral_overdue", "reviewer", "reviewer", now, about="x", case=case)
    repos.notices.insert({**notice, "referral": uuid.uuid4()})
    kinds = [row["kind"] for row in reviewer.get("/me/notices").json["items"]]
    assert kinds == ["referral_overdue", "red_case"]
    assert unseen(leader) == 0
