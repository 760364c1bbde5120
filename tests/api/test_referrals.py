"""Referrals: what leaves a case, by two people, with a clock until it is acknowledged."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.repositories.sealed_slots import is_sealed
from service.usecases.overdue_referrals import overdue_referrals
from tests.builders import a_flag, a_referral, a_visit
from tests.people import Person
from tests.pictures import a_photo, sent_whole, sha256_of
from tests.referrals import moment, step

PERSON = {"label": "Người A", "name": "Lò Thị Minh Họa", "born": "2008", "contact": "bản Nà Pàn"}
DAY = dt.timedelta(hours=24)


def test_recipients_are_those_of_the_area_and_the_day_with_known_numbers(reviewer):
    def named(**query):
        items = reviewer.get("/recipients", **query).json["items"]
        return {row["code"]: row["name"]["vi"] for row in items}

    town = named(area="05977")
    assert town["commune_police"] == "Công an phường Đông Kinh"
    assert town["commune_committee"] == "Ủy ban nhân dân phường Đông Kinh"
    assert "border_post" not in town
    assert named(area="2025:06184")["border_post"] == "Đồn Biên phòng phụ trách xã Đồng Đăng"
    assert "border_command" not in named(area="05977", day="2025-06-30")
    assert "border_command_until_2025" in named(area="05977", day="2025-06-30")
    assert named(area="99999") == {}
    rows = reviewer.get("/recipients", area="05977").json["items"]
    numbers = {row["code"]: [each["number"] for each in row["numbers"]] for row in rows}
    assert numbers["line_111"] == ["111"]
    assert numbers["commune_police"] == ["113"]


def test_the_whole_way_from_a_draft_to_its_result(desk, reviewer):
    referral = desk.sent(people=[PERSON, PERSON])
    case = reviewer.get(desk.path).json
    assert (case["state"], case["moves"][-1]["to"]) == ("referred", "referred")
    assert case["moves"][-1]["reason"] == "Đã gửi: Công an tỉnh Lạng Sơn."
    taken = desk.take(desk.second, referral, "acknowledgement", number="45/TB", officer="Đ/c Minh",
                      acknowledged_at=moment())  # fmt: skip
    assert taken.json["acknowledgement"] == {"number": "45/TB", "officer": "Đ/c Minh"}
    today = case["moves"][-1]["at"][:10]
    outcome = {"result": "founded", "result_on": today, "people_received": 2, "may_share": True,
               "note": "Đã giải cứu."}  # fmt: skip
    told = desk.take(desk.holder, referral, "result", **outcome).json
    assert (told["state"], told["result"], told["people_received"]) == ("result", "founded", 2)
    assert told["feedback"] == {"note": "Đã giải cứu.", "may_share": True}
    steps = [(move["to"], move["by"]) for move in told["moves"]]
    assert steps == [("approved", "reviewer2"), ("sent", "reviewer"),
                     ("acknowledged", "reviewer2"), ("result", "reviewer")]  # fmt: skip
    (listed,) = reviewer.get(f"{desk.path}/referrals").json["items"]
    assert listed == told
    assert listed["people_named"] == 2
    assert PERSON["name"] not in str(listed)


def test_the_types_are_kept_apart_by_who_takes_them(desk):
    for kind, recipient, status in (
        ("prosecution_request", "provincial_police", 201),
        ("prosecution_request", "line_111", 422),
        ("transfer_note", "commune_committee", 201),
        ("emergency_call", "commune_committee", 422),
        ("tip_off", "border_post", 422),  # Not a border commune.
        ("tip_off", "nobody", 422),
    ):
        sent = a_referral(desk.visit, type=kind, recipient=recipient, called_at=moment(-5))
        answer = desk.holder.post(f"{desk.path}/referrals", sent)
        assert answer.status_code == status, (kind, recipient)
        if status == 422:
            assert "recipient" in answer.json["errors"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"indicators": []}, "indicators"),
        ({"indicators": [{"visit": str(uuid.uuid4()), "indicator": "ROO-04"}]}, "indicators.0"),
        ({"attachments": [{"visit": str(uuid.uuid4()), "sha256": "0" * 64}]}, "attachments.0"),
        ({"type": "emergency_call"}, "called_at"),
        ({"called_at": moment(60)}, "called_at"),
        ({"summary": ""}, "summary"),
        ({"people": [{"label": "Người A"}]}, "people.0.name"),
    ],
)
def test_a_draft_cites_what_is_on_the_case_and_says_what_it_must(desk, changes, place):
    answer = desk.holder.post(f"{desk.path}/referrals", a_referral(desk.visit, **changes))
    assert answer.status_code == 422
    assert place in answer.json["errors"]


def test_only_who_holds_the_case_drafts_and_sends(desk, repos):
    refused = desk.second.post(f"{desk.path}/referrals", a_referral(desk.visit))
    assert refused.status_code == 409
    assert "Xin nhận hồ sơ" in refused.json["detail"]
    referral = desk.approved()
    assert desk.take(desk.second, referral, "sending", sent_at=moment()).status_code == 409
    desk.holder.post(f"{desk.path}/decision", {"decision": "unfounded", "reason": "Nhầm phòng"})
    assert desk.take(desk.holder, referral, "sending", sent_at=moment()).status_code == 409
    assert repos.referrals.rows.find_one()["state"] == "approved"


def test_nobody_approves_their_own_draft(desk):
    referral = desk.drafted()
    own = desk.take(desk.holder, referral, "approval", version=1)
    assert (own.status_code, own.json["type"].rsplit(":", 1)[1]) == (403, "own-draft")
    assert desk.take(desk.holder, referral, "sending", sent_at=moment()).status_code == 409


def test_who_was_on_a_visit_neither_drafts_nor_approves_nor_follows(desk, repos):
    referral = desk.drafted()
    repos.cases.rows.update_one({}, {"$addToSet": {"barred": "reviewer2"}})
    for name, fields in (
        ("approval", {"version": 1}),
        ("return", {"reason": "Thiếu"}),
        ("acknowledgement", {"acknowledged_at": moment()}),
        ("result", {"result": "founded", "result_on": "2026-11-25"}),
    ):
        answer = desk.take(desk.second, referral, name, **fields)
        assert answer.json["type"].endswith("was-on-the-visit"), name
    assert desk.second.get(desk.path).json["barred"] == ["inspector", "reviewer2"]


def test_what_is_approved_is_the_version_that_was_read(desk):
    referral = desk.drafted(people=[PERSON])
    fields = {name: value for name, value in a_referral(desk.visit).items() if name != "id"}
    stale = desk.holder.put(desk.of(referral), fields, headers={"If-Match": '"2"'})
    assert stale.status_code == 412
    better = {**fields, "summary": "Nghi có người bị giữ, phòng 203"}
    changed = desk.holder.put(desk.of(referral), better, headers={"If-Match": '"1"'})
    assert changed.headers["ETag"] == '"2"'
    assert (changed.json["summary"], changed.json["people_named"]) == (better["summary"], 1)
    assert desk.take(desk.second, referral, "approval", version=1).status_code == 409
    approved = desk.take(desk.second, referral, "approval", version=2)
    assert approved.json["approved_by"] == "reviewer2"
    late = desk.holder.put(desk.of(referral), fields, headers={"If-Match": '"2"'})
    assert late.status_code == 409


def test_it_goes_back_to_its_draft_or_nowhere_with_a_reason(desk):
    referral = desk.approved()
    assert desk.take(desk.second, referral, "return").status_code == 422
    back = desk.take(desk.second, referral, "return", reason="Thiếu giờ gọi").json
    assert (back["state"], back["approved_by"]) == ("draft", None)
    assert back["moves"][-1]["reason"] == "Thiếu giờ gọi"
    dropped = desk.take(desk.holder, referral, "cancellation", reason="Đã báo qua 111").json
    assert dropped["state"] == "cancelled"
    for name, fields in (("approval", {"version": 1}), ("return", {"reason": "Làm lại"})):
        assert desk.take(desk.second, referral, name, **fields).status_code == 409
    gone = desk.sent()
    answer = desk.take(desk.holder, gone, "cancellation", reason="Gửi nhầm")
    assert answer.status_code == 409


def test_the_same_again_is_the_same_and_another_under_its_id_a_409(desk):
    draft = a_referral(desk.visit)
    first = desk.holder.post(f"{desk.path}/referrals", draft)
    again = desk.holder.post(f"{desk.path}/referrals", draft)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    other = {**draft, "summary": "Khác hẳn"}
    assert desk.holder.post(f"{desk.path}/referrals", other).status_code == 409
    path, approval = f"{desk.of(draft)}/approval", step(version=1)
    told = [desk.second.post(path, approval) for _ in range(2)]
    assert [each.status_code for each in told] == [200, 200]
    assert told[0].json == told[1].json
    assert desk.second.post(path, step(version=1)).status_code == 409
    sending = step(sent_at=moment())
    path = f"{desk.of(draft)}/sending"
    assert desk.holder.post(path, sending).json == desk.holder.post(path, sending).json
    assert desk.holder.post(path, {**sending, "document_no": "9/TB"}).status_code == 409
    moves = desk.holder.get(desk.path).json["moves"]
    assert [move["to"] for move in moves] == ["claimed", "referred"]


def test_of_many_sendings_at_once_one_counts(desk, app, tokens):
    path = f"{desk.of(desk.approved())}/sending"

    def send(_):
        return Person(app, tokens["reviewer"]).post(path, step(sent_at=moment())).status_code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(send, range(8))) == [200, *[409] * 7]
    moves = desk.holder.get(desk.path).json["moves"]
    assert [move["to"] for move in moves] == ["claimed", "referred"]


def test_an_emergency_call_that_was_made_needs_no_approval(desk):
    called = moment(-20)
    call = desk.drafted(type="emergency_call", channel="phone", called_at=called, indicators=[])
    sent = desk.take(desk.holder, call, "sending", sent_at=called)
    assert (sent.status_code, sent.json["state"]) == (200, "sent")
    assert sent.json["approved_by"] is None
    assert desk.holder.get(desk.path).json["state"] == "referred"


def test_times_that_cannot_be_are_refused(desk):
    referral = desk.approved()
    for at in (moment(60), moment(-60)):
        answer = desk.take(desk.holder, referral, "sending", sent_at=at)
        assert "sent_at" in answer.json["errors"]
    desk.take(desk.holder, referral, "sending", sent_at=moment())
    early = desk.take(desk.holder, referral, "acknowledgement", acknowledged_at=moment(-60))
    assert "acknowledged_at" in early.json["errors"]
    for day in ("2026-01-01", "2199-01-01"):
        answer = desk.take(desk.holder, referral, "result", result="founded", result_on=day)
        assert "result_on" in answer.json["errors"]


def test_what_a_withdrawn_visit_saw_does_not_leave(desk, inspector):
    referral, waiting = desk.approved(), desk.drafted()
    inspector.post(f"/visits/{desk.visit}/withdrawal", {"reason": "Nhầm cơ sở"})
    answer = desk.take(desk.holder, referral, "sending", sent_at=moment())
    assert answer.status_code == 409
    assert "đã được rút lại" in answer.json["detail"]
    assert desk.take(desk.second, waiting, "approval", version=1).status_code == 409
    assert desk.holder.get(desk.path).json["state"] == "claimed"
    fresh = desk.holder.post(f"{desk.path}/referrals", a_referral(desk.visit))
    assert "indicators.0" in fresh.json["errors"]


def test_an_answer_is_taken_in_on_a_case_that_was_settled_meanwhile(desk):
    referral = desk.sent()
    desk.holder.post(f"{desk.path}/decision", {"decision": "closed", "reason": "Đã chuyển"})
    answer = desk.take(desk.second, referral, "acknowledgement", acknowledged_at=moment())
    assert answer.status_code == 200
    today = answer.json["sent_at"][:10]
    for result in ("verifying", "unfounded"):
        told = desk.take(desk.second, referral, "result", result=result, result_on=today)
        assert told.json["result"] == result
    assert len(told.json["moves"]) == 5
    assert desk.holder.get(desk.path).json["state"] == "closed"


def test_a_day_without_acknowledgement_alerts_the_queue_and_one_notice(desk, repos, reviewer):
    before = reviewer.get("/cases").headers["ETag"]
    referral = desk.sent()
    sent = dt.datetime.fromisoformat(referral["sent_at"])
    assert dt.datetime.fromisoformat(referral["due_at"]) - sent == DAY
    queue = reviewer.get("/cases")
    assert queue.headers["ETag"] != before
    assert queue.json["items"][0]["referral_due_at"] == referral["due_at"]
    assert queue.json["awaiting"][0]["case"] == desk.case
    assert queue.json["awaiting"][0]["establishment"]["name"] == "Khách sạn Hoa Đào"
    assert reviewer.get(desk.path).json["referral_due_at"] == referral["due_at"]
    minute = dt.timedelta(minutes=1)
    assert overdue_referrals(repos, sent + DAY - minute) == (0, 0)
    assert overdue_referrals(repos, sent + DAY) == (1, 1)
    assert overdue_referrals(repos, sent + DAY + minute) == (1, 0)
    (notice,) = repos.notices.rows.find({"kind": "referral_overdue"})
    assert (notice["kind"], notice["to_role"]) == ("referral_overdue", "reviewer")
    assert str(notice["case"]) == desk.case
    desk.take(desk.second, referral, "acknowledgement", acknowledged_at=moment())
    assert overdue_referrals(repos, sent + DAY + minute) == (0, 0)
    queue = reviewer.get("/cases").json
    assert (queue["awaiting"], queue["items"][0]["referral_due_at"]) == ([], None)


def test_the_command_tells_of_them_once(desk, app, repos):
    desk.sent()
    past = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    repos.referrals.rows.update_one({}, {"$set": {"due_at": past}})
    told = [app.test_cli_runner().invoke(args=["referrals", "overdue"]).output for _ in range(2)]
    assert told == ["1 referrals are overdue, 1 of them since the last look.\n",
                    "1 referrals are overdue, 0 of them since the last look.\n"]  # fmt: skip


def test_identities_are_shown_once_by_two_people_alone(desk, leader):
    referral = desk.sent(people=[PERSON])
    other = desk.drafted(people=[PERSON])
    asked = {"act": "reveal_identity", "subject": referral["id"], "reason": "Đọc cho Công an"}
    approval = desk.holder.post("/approvals", asked).json["id"]
    path = f"{desk.of(referral)}/people"
    assert desk.holder.post(path, {"approval": approval}).status_code == 403
    assert (
        desk.holder.post(f"/approvals/{approval}/decision", {"decision": "approved"}).status_code
        == 403
    )
    leader.post(f"/approvals/{approval}/decision", {"decision": "approved"})
    elsewhere = desk.holder.post(f"{desk.of(other)}/people", {"approval": approval})
    assert elsewhere.status_code == 403
    (person,) = desk.holder.post(path, {"approval": approval}).json["people"]
    assert person == {**PERSON, "papers": "", "note": ""}
    assert desk.holder.post(path, {"approval": approval}).status_code == 403


def test_all_that_was_written_lies_sealed_and_goes_with_the_key_of_its_case(desk, repos):
    referral = desk.sent(people=[PERSON])
    desk.take(desk.second, referral, "acknowledgement", number="45", acknowledged_at=moment())
    stored = repos.referrals.rows.find_one()
    sealed = {name for name, value in stored.items() if is_sealed(value)}
    assert sealed == {"content", "people", "document_no", "acknowledgement"}
    assert all(is_sealed(move["reason"]) for move in stored["moves"])
    owners = [key["keyAltNames"] for key in repos.data_keys.rows.find()]
    assert owners == [[f"case:{desk.case}"]]


def test_an_earlier_draft_and_another_referral_open_in_no_other_place(desk, repos):
    one, two = desk.drafted(), desk.drafted()
    rows = {str(row["_id"]): row for row in repos.referrals.rows.find()}
    other = {"$set": {"content": rows[two["id"]]["content"]}}
    repos.referrals.rows.update_one({"_id": uuid.UUID(one["id"])}, other)
    assert desk.holder.get(f"{desk.path}/referrals").status_code == 500


def test_a_photo_of_the_case_may_be_attached(desk, inspector, hotel):
    photo, visit_id = a_photo(), str(uuid.uuid4())
    flags = [a_flag("REG-02", attachments=[sha256_of(photo)])]
    inspector.put(f"/visits/{visit_id}", a_visit(hotel["id"], flags=flags))
    sent_whole(inspector, visit_id, photo, part="sealed")
    cited = [{"visit": visit_id, "sha256": sha256_of(photo)}]
    assert desk.drafted(attachments=cited)["attachments"] == cited
