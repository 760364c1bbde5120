"""Breaking the glass: one case, to read, for three hours, with a reason, and never unseen."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.errors import NotFound
from service.domain.rights import acting
from service.usecases.cases import read_case
from tests.builders import CALLED, a_flag, a_visit, answers
from tests.people import Person
from tests.pictures import a_photo, address, asked, sent_whole, sha256_of

BROKEN = {"kind": "glass_broken"}
REASON = {"reason": "Nạn nhân vừa được đưa sang địa bàn tôi phụ trách"}


@pytest.fixture
def elsewhere(inspector, reviewer, hotel, repos):
    """A case outside the areas of the reviewer, whose unit then has one other commune."""
    visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED)
    inspector.put_new("/visits", visit)
    case_id = reviewer.get("/cases").json["items"][0]["id"]
    unit = repos.units.get("SVHTTDL")
    repos.units.put({**unit, "areas": ["2025:06463"]})
    yield case_id
    repos.units.put(unit)


def glass(person, case_id, body=REASON):
    return person.post(f"/cases/{case_id}/break-glass", body)


def test_a_reviewer_reads_one_case_elsewhere_with_a_reason(reviewer, elsewhere):
    assert reviewer.get(f"/cases/{elsewhere}").status_code == 404
    opened = glass(reviewer, elsewhere)
    assert opened.status_code == 200, opened.json
    assert opened.json["glass"][0]["by"] == "reviewer"
    case = reviewer.get(f"/cases/{elsewhere}").json
    assert case["visits"][0]["flags"][0]["place"]
    assert case["glass"][0]["reason"] == REASON["reason"]


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "cần"}], ids=str)
def test_without_a_reason_it_stays_shut(reviewer, elsewhere, body):
    assert glass(reviewer, elsewhere, body).status_code == 422
    assert reviewer.get(f"/cases/{elsewhere}").status_code == 404


def test_it_opens_for_who_broke_it_alone_and_for_reading_alone(reviewer, reviewer2, elsewhere):
    glass(reviewer, elsewhere)
    assert reviewer2.get(f"/cases/{elsewhere}").status_code == 404
    assert reviewer.post(f"/cases/{elsewhere}/claim").status_code == 404
    decision = {"decision": "closed", "reason": "Đã xong"}
    assert reviewer.post(f"/cases/{elsewhere}/decision", decision).status_code == 404
    assert reviewer.get("/cases").json["items"] == []


def test_it_is_shut_again_after_three_hours(reviewer, elsewhere, repos):
    opening = glass(reviewer, elsewhere).json["glass"][0]
    at, until = (dt.datetime.fromisoformat(opening[name]) for name in ("at", "until"))
    assert until - at == dt.timedelta(hours=3)
    account = {**repos.accounts.get("reviewer"), "username": "reviewer", "areas": ["2025:06463"]}
    who, minute = acting(account, "read_case"), dt.timedelta(minutes=1)
    assert read_case(repos, who, uuid.UUID(elsewhere), until - minute)["glass"]
    with pytest.raises(NotFound):
        read_case(repos, who, uuid.UUID(elsewhere), until + minute)


def test_the_leaders_have_a_notice_that_tells_nothing_of_the_case(reviewer, elsewhere, repos):
    glass(reviewer, elsewhere)
    (notice,) = repos.notices.rows.find(BROKEN)
    assert (notice["to_role"], notice["by"], notice["delivered_at"]) == ("leader", "reviewer", None)
    assert str(notice["case"]) == elsewhere
    assert REASON["reason"] not in str(notice)


def test_broken_many_times_at_once_it_is_broken_once(app, tokens, reviewer, elsewhere, repos):
    def attempt(_):
        return glass(Person(app, tokens["reviewer"]), elsewhere).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(attempt, range(16))) == {200}
    assert len(reviewer.get(f"/cases/{elsewhere}").json["glass"]) == 1
    assert repos.notices.rows.count_documents(BROKEN) == 1


def test_the_reason_is_sealed_and_the_act_is_written_down_first(reviewer, elsewhere, repos):
    glass(reviewer, elsewhere)
    assert REASON["reason"] not in str(repos.cases.rows.find_one())
    acts = [entry["act"] for entry in repos.audit.rows.find({"of": elsewhere})]
    assert "break_glass" in acts


def test_a_case_that_is_not_there_is_not_opened(reviewer, elsewhere, repos):
    assert glass(reviewer, uuid.uuid4()).status_code == 404
    assert repos.notices.rows.count_documents(BROKEN) == 0


def test_the_photos_of_its_flags_are_read_behind_broken_glass_and_no_others(
    inspector, reviewer, hotel, repos, request
):
    visit_id, seen, hidden = str(uuid.uuid4()), a_photo(), a_photo()
    named = answers(CL_01={"value": "pass", "attachments": [sha256_of(seen)]})
    flags = [a_flag(attachments=[sha256_of(hidden)])]
    visit = a_visit(hotel["id"], answers=named, flags=flags, emergency_call=CALLED)
    assert inspector.put(f"/visits/{visit_id}", visit).status_code == 201
    sent_whole(inspector, visit_id, seen)
    sent_whole(inspector, visit_id, hidden, part="sealed")
    case_id = reviewer.get("/cases").json["items"][0]["id"]
    unit = repos.units.get("SVHTTDL")
    request.addfinalizer(lambda: repos.units.put(unit))
    repos.units.put({**unit, "areas": ["2025:06463"]})
    assert reviewer.get(address(visit_id, hidden)).status_code == 404
    assert asked(reviewer, visit_id, hidden).status_code == 404
    assert glass(reviewer, case_id).status_code == 200
    assert reviewer.get(address(visit_id, hidden)).data == hidden
    assert asked(reviewer, visit_id, hidden).status_code == 200
    assert reviewer.get(address(visit_id, seen)).status_code == 404


def test_a_closed_case_is_opened_too_and_the_leaders_are_told(reviewer, elsewhere, repos):
    repos.cases.rows.update_one({}, {"$set": {"state": "closed", "open": False}})
    assert glass(reviewer, elsewhere).status_code == 200
    assert reviewer.get(f"/cases/{elsewhere}").json["state"] == "closed"
    assert repos.notices.rows.count_documents(BROKEN) == 1


def test_what_is_open_anyway_needs_no_glass(inspector, reviewer, hotel, repos):
    inspector.put_new("/visits", a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED))
    case_id = reviewer.get("/cases").json["items"][0]["id"]
    refused = glass(reviewer, case_id)
    assert refused.status_code == 409
    assert refused.json["type"].endswith("within-scope")
    assert repos.notices.rows.count_documents(BROKEN) == 0


def test_the_case_names_everybody_who_read_it(reviewer, reviewer2, elsewhere):
    assert reviewer2.get(f"/cases/{elsewhere}").status_code == 404
    glass(reviewer, elsewhere)
    case = reviewer.get(f"/cases/{elsewhere}").json
    assert [reader["by"] for reader in case["readers"]] == ["reviewer", "reviewer"]
    assert case["readers"][0]["at"] >= case["readers"][1]["at"]
