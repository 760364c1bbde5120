"""Retention: what has run out of its time goes by two people's word, but for what is held."""

import datetime as dt
import uuid

import pytest

from service.domain.errors import NotAllowed
from service.domain.retention import closed_since
from service.usecases import purge as purging
from service.usecases.purge import plan_purge, purge
from service.usecases.tell_all import tell_differing
from tests.builders import CALLED, a_flag, a_referral, a_visit, answers
from tests.people import Person
from tests.pictures import a_photo, sent_whole, sha256_of

NAMED = {"label": "Người A", "name": "Lò Thị Minh Họa"}
NOW = dt.datetime.now(dt.UTC)
TODAY = NOW.date()
FAR = TODAY + dt.timedelta(days=4000)  # By then every period of today's data is over.


@pytest.fixture
def approved(app, admin, tokens):
    """Two administrators' word for a purge until a day; answers the approval's id."""

    def approve(until):
        body = {"act": "purge", "subject": until.isoformat(), "reason": "Hết thời hạn lưu"}
        asked = admin.post("/approvals", body).json
        second = Person(app, tokens["admin2"])
        second.post(f"/approvals/{asked['id']}/decision", {"decision": "approved"})
        return uuid.UUID(asked["id"])

    return approve


@pytest.fixture
def closed(inspector, reviewer, hotel):
    """A red visit whose case was closed, as ids of the visit and the case."""
    visit_id = str(uuid.uuid4())
    visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED)
    inspector.put(f"/visits/{visit_id}", visit)
    case_id = reviewer.get("/cases").json["items"][0]["id"]
    reviewer.post(f"/cases/{case_id}/claim")
    note = {"id": str(uuid.uuid4()), "text": "Đã gọi Công an phường"}
    assert reviewer.post(f"/cases/{case_id}/notes", note).status_code == 201
    reason = {"decision": "closed", "reason": "Đã chuyển Công an"}
    assert reviewer.post(f"/cases/{case_id}/decision", reason).status_code == 200
    return visit_id, case_id


def purged(repos, approval, until=FAR):
    return purge(repos, approval, until, NOW, lambda *_: None)


def test_a_dry_run_counts_and_purges_nothing(repos, closed, reviewer):
    assert plan_purge(repos, FAR)["closed_cases"] == {"due": 1, "held": 0}
    assert plan_purge(repos, TODAY)["closed_cases"] == {"due": 0, "held": 0}
    case = reviewer.get(f"/cases/{closed[1]}").json
    assert case["visits"][0]["flags"][0]["place"]


def test_without_two_people_nothing_is_purged(repos, admin, closed):
    body = {"act": "purge", "subject": FAR.isoformat(), "reason": "x"}
    asked = admin.post("/approvals", body).json
    with pytest.raises(NotAllowed):
        purged(repos, uuid.UUID(asked["id"]))
    assert repos.purges.rows.count_documents({}) == 0


def test_an_approval_for_another_day_is_none(repos, approved, closed):
    with pytest.raises(NotAllowed):
        purged(repos, approved(TODAY))


def test_a_closed_case_loses_its_flags_and_its_key_and_still_counts(
    repos, reviewer, approved, closed
):
    before = reviewer.get("/summaries/preview", period="2026-Q4").json["figures"]["E1a"]["value"]
    sheet = repos.flag_sheets.rows.find_one()
    assert purged(repos, approved(FAR))["closed_cases"] == 1
    case = reviewer.get(f"/cases/{closed[1]}")
    assert case.status_code == 200
    assert case.json["visits"][0]["flags"] == []
    assert case.json["moves"] == case.json["notes"] == []
    again = {"id": str(uuid.uuid4()), "text": "Muộn quá"}
    assert reviewer.post(f"/cases/{closed[1]}/notes", again).status_code == 409
    assert case.json["level"] == "red"
    assert not repos.sealing.shred(f"case:{closed[1]}"), "the key was still there"
    after = reviewer.get("/summaries/preview", period="2026-Q4").json["figures"]["E1a"]["value"]
    assert after == before
    assert repos.flag_sheets.rows.find_one()["level"] == sheet["level"]


def test_its_referrals_go_with_it_but_for_what_is_counted(repos, reviewer, approved, closed):
    reviewer.post(f"/cases/{closed[1]}/decision", {"decision": "reopened", "reason": "Có tin"})
    reviewer.post(f"/cases/{closed[1]}/claim")
    at, path = NOW.isoformat(), f"/cases/{closed[1]}/referrals"
    call = a_referral(closed[0], type="emergency_call", called_at=at, people=[NAMED])
    assert reviewer.post(path, call).status_code == 201
    sending = {"id": str(uuid.uuid4()), "sent_at": at}
    assert reviewer.post(f"{path}/{call['id']}/sending", sending).status_code == 200
    reviewer.post(f"/cases/{closed[1]}/decision", {"decision": "closed", "reason": "Đã xong"})
    assert purged(repos, approved(FAR))["closed_cases"] == 1
    (left,) = reviewer.get(path).json["items"]
    assert (left["type"], left["state"], left["people_named"]) == ("emergency_call", "sent", 1)
    assert left["sent_at"]
    assert (left["summary"], left["officer"], left["moves"]) == ("", "", [])
    stored = repos.referrals.rows.find_one()
    assert stored["people"] is stored["content"] is None
    answered = {"id": str(uuid.uuid4()), "acknowledged_at": at}
    assert reviewer.post(f"{path}/{call['id']}/acknowledgement", answered).status_code == 409


def test_a_case_that_is_reopened_in_the_middle_stays(repos, reviewer, approved, closed):
    (row,) = repos.retention.due("closed_cases", dt.datetime(2050, 1, 1, tzinfo=dt.UTC))
    body = {"decision": "reopened", "reason": "Có tin mới"}
    assert reviewer.post(f"/cases/{closed[1]}/decision", body).status_code == 200
    assert not repos.in_transaction(
        lambda session: repos.retention.still_due("closed_cases", row, session)
    )
    assert purged(repos, approved(FAR))["closed_cases"] == 0
    assert reviewer.get(f"/cases/{closed[1]}").json["visits"][0]["flags"]


def test_an_open_case_stays_however_old(repos, inspector, reviewer, hotel, approved):
    visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED)
    inspector.put_new("/visits", visit)
    assert purged(repos, approved(FAR))["closed_cases"] == 0
    case_id = reviewer.get("/cases").json["items"][0]["id"]
    assert reviewer.get(f"/cases/{case_id}").json["visits"][0]["flags"]


@pytest.mark.parametrize("of", ["case", "visit", "establishment"])
def test_what_is_held_stays_until_the_hold_is_lifted(repos, reviewer, hotel, approved, closed, of):
    key = {"case": closed[1], "visit": closed[0], "establishment": hotel["id"]}[of]
    body = {"of": of, "key": key, "reason": "Đang điều tra"}
    hold = reviewer.post("/legal-holds", body).json
    assert plan_purge(repos, FAR)["closed_cases"] == {"due": 1, "held": 1}
    assert purged(repos, approved(FAR))["closed_cases"] == 0
    assert reviewer.get(f"/cases/{closed[1]}").json["visits"][0]["flags"]
    reviewer.post(f"/legal-holds/{hold['id']}/lifting")
    assert purged(repos, approved(FAR))["closed_cases"] == 1


def test_names_of_people_leave_an_old_visit_and_what_it_said_before(
    repos, inspector, approved, hotel
):
    path = f"/visits/{uuid.uuid4()}"
    people = [
        {"role": "establishment", "name": "Người ký"},
        {"role": "lead", "name": "Trưởng đoàn"},
    ]
    visit = a_visit(hotel["id"], witnesses=[{"name": "Người làm chứng"}], signatures=people)
    inspector.put(path, visit)
    body = {"id": str(uuid.uuid4()), "reason": "Sửa", "submission": {**visit, "opinion": "Đúng"}}
    assert inspector.post(f"{path}/amendments", body).status_code == 201
    assert purged(repos, approved(FAR))["visit_people"] == 1
    told = inspector.get(path).json
    assert told["representative"]["name"] == ""
    assert told["witnesses"][0]["name"] == ""
    assert [row["name"] for row in told["signatures"]] == ["", "Trưởng đoàn"]
    kept = str(repos.amendments.rows.find_one()) + str(repos.visits.rows.find_one())
    assert "Người làm chứng" not in kept
    assert "Người quản lý" not in kept
    assert inspector.post(f"{path}/amendments", body).status_code == 200


def test_the_owner_of_a_place_closed_long_ago_is_forgotten_by_telephone_as_well(
    repos, admin, inspector, hotel, approved
):
    path = f"/establishments/{hotel['id']}"
    admin.patch(path, {"status": "closed"}, headers={"If-Match": '"1"'})
    assert purged(repos, approved(FAR))["owner_contacts"] == 1
    told = inspector.get(path).json
    assert told["owner"] == {"name": "", "phone": "", "email": ""}
    assert told["version"] == 3
    assert repos.establishments.rows.find_one()["phone_keys"] == []
    assert plan_purge(repos, FAR)["owner_contacts"] == {"due": 0, "held": 0}
    assert tell_differing(repos, NOW) == 0  # Tablets forget it too.


def test_a_refused_copy_goes_on_both_sides(repos, inspector, approved, hotel):
    path = f"/visits/{uuid.uuid4()}"
    inspector.put(path, a_visit(hotel["id"]))
    other = a_visit(hotel["id"], flags=[a_flag("REG-02")], remarks="khác")
    assert inspector.put(path, other).status_code == 409
    assert purged(repos, approved(FAR))["refused_copies"] == 1
    assert repos.refused_copies.rows.count_documents({}) == 0
    assert repos.sealed_refused_copies.rows.count_documents({}) == 0


def test_an_interrupted_purge_goes_on_by_the_same_approval(
    repos, reviewer, approved, closed, monkeypatch
):
    approval = approved(FAR)

    def dies(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(repos.sealing, "shred", dies)
        with pytest.raises(KeyboardInterrupt):
            purged(repos, approval)
    assert repos.purges.get(approval)["finished_at"] is None
    purged(repos, approval)
    assert repos.purges.get(approval)["finished_at"] is not None
    assert not repos.sealing.shred(f"case:{closed[1]}"), "the key was still there"
    assert purged(repos, approval) == repos.purges.get(approval)["counts"]


def test_a_hold_that_comes_in_the_middle_is_heeded(repos, reviewer, approved, closed, monkeypatch):
    batches = purging._batches

    def held_after_the_look(repos, code, cutoff):
        for rows, held in batches(repos, code, cutoff):
            if code == "closed_cases":
                body = {"of": "case", "key": closed[1], "reason": "x"}
                assert reviewer.post("/legal-holds", body).status_code == 201
            yield rows, held

    approval = approved(FAR)
    plan_purge(repos, FAR)
    monkeypatch.setattr(purging, "_batches", held_after_the_look)
    purged(repos, approval)
    assert reviewer.get(f"/cases/{closed[1]}").json["visits"][0]["flags"]


def test_the_commands_tell_and_do(app, approved, closed, repos):
    run = app.test_cli_runner().invoke
    told = run(args=["purge", "plan", "--until", FAR.isoformat()])
    assert "closed_cases: 1 due, 0 of them under a legal hold" in told.output
    refused = run(
        args=["purge", "run", "--until", FAR.isoformat(), "--approval", str(uuid.uuid4())]
    )
    assert refused.exit_code == 1
    assert "hai người" in refused.output
    approval = str(approved(FAR))
    done = run(args=["purge", "run", "--until", FAR.isoformat(), "--approval", approval])
    assert "closed_cases: 1 purged" in done.output


@pytest.mark.parametrize(
    ("statuses", "since"),
    [
        (["active"], None),
        (["active", "closed"], 1),
        (["closed", "active", "closed"], 2),
        (["active", "closed", "closed"], 1),
        (["closed", "active"], None),
    ],
)
def test_closed_since_the_last_time_it_shut(statuses, since):
    history = [
        {"status": status, "from": None if n == 0 else NOW + dt.timedelta(days=n)}
        for n, status in enumerate(statuses)
    ]
    expected = NOW + dt.timedelta(days=since) if since else None
    assert closed_since({"history": history}) == expected


def test_photos_go_with_what_named_them(repos, inspector, reviewer, hotel, approved):
    visit_id = uuid.uuid4()
    open_photo, sealed_photo = a_photo(), a_photo()
    visit = a_visit(
        hotel["id"],
        answers=answers(CL_01={"value": "fail", "attachments": [sha256_of(open_photo)]}),
        flags=[a_flag(attachments=[sha256_of(sealed_photo)])],
        emergency_call=CALLED,
    )
    inspector.put(f"/visits/{visit_id}", visit)
    for part, photo in (("open", open_photo), ("sealed", sealed_photo)):
        sent_whole(inspector, visit_id, photo, part=part)
    case_id = reviewer.get("/cases").json["items"][0]["id"]
    reviewer.post(f"/cases/{case_id}/claim")
    reviewer.post(f"/cases/{case_id}/decision", {"decision": "closed", "reason": "Đã xong"})
    paths = [f"/visits/{visit_id}/attachments/{sha256_of(p)}" for p in (open_photo, sealed_photo)]
    assert [reviewer.get(path).status_code for path in paths] == [200, 200]
    purged(repos, approved(FAR))
    assert [reviewer.get(path).status_code for path in paths] == [404, 404]
    for part in ("open", "sealed"):
        assert repos.attachments[part].rows.count_documents({}) == 0
    assert not repos.sealing.shred(f"sealed-photos:{visit_id}"), "the key was still there"


def test_sealed_photos_stay_with_the_case_that_a_correction_carried_them_to(
    repos, inspector, reviewer, hotel, approved
):
    visit_id, photo = uuid.uuid4(), a_photo()
    flag = a_flag("REG-09", attachments=[sha256_of(photo)])
    visit = a_visit(hotel["id"], flags=[flag])
    inspector.put(f"/visits/{visit_id}", visit)
    sent_whole(inspector, visit_id, photo, part="sealed")
    case_id = reviewer.get("/cases").json["items"][0]["id"]
    reviewer.post(f"/cases/{case_id}/claim")
    reviewer.post(f"/cases/{case_id}/decision", {"decision": "closed", "reason": "Đã xong"})
    more = {**visit, "flags": [flag, a_flag("REG-02")]}
    body = {"id": str(uuid.uuid4()), "reason": "Bổ sung", "submission": more}
    assert inspector.post(f"/visits/{visit_id}/amendments", body).status_code == 201
    assert purged(repos, approved(FAR))["closed_cases"] == 1
    assert reviewer.get(f"/visits/{visit_id}/attachments/{sha256_of(photo)}").data == photo
