"""Visits: sent once and kept once, refused with reasons, never half stored."""

import datetime as dt
import unicodedata
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.builders import CALLED, a_flag, a_visit, answers
from tests.people import Person

SEALED_WORDS = ("Cửa khóa", "ROO-04", "Người A", "not_called", "critical")


def test_a_visit_is_stored_and_answered_with_a_receipt(inspector, hotel):
    answer = inspector.put_new("/visits", a_visit(hotel["id"]))
    assert answer.status_code == 201, answer.json
    assert answer.json["triage"] == {"level": "white", "rules": []}
    assert answer.json["receipt"].count(".") == 2
    assert answer.json["failed_items"] == []
    assert answer.json["distance_m"] == 0
    assert answer.json["warnings"] == []


def test_the_same_content_again_changes_nothing(inspector, hotel):
    path = f"/visits/{uuid.uuid4()}"
    first = inspector.put(path, a_visit(hotel["id"]))
    again = inspector.put(path, a_visit(hotel["id"]))
    assert (first.status_code, again.status_code) == (201, 200)
    assert {**first.json, "receipt": None} == {**again.json, "receipt": None}


@pytest.mark.parametrize(
    "said_otherwise",
    [
        {"started_at": "2026-11-03T01:30:00Z"},
        {"remarks": unicodedata.normalize("NFD", "Đủ giấy tờ")},
        {"answers": answers()[::-1]},
        {"flags": [], "emergency_call": None, "witnesses": []},
    ],
    ids=["another offset", "decomposed text", "another order of answers", "defaults spelt out"],
)
def test_the_same_content_said_otherwise_is_the_same(inspector, hotel, said_otherwise):
    path = f"/visits/{uuid.uuid4()}"
    visit = a_visit(hotel["id"], remarks="Đủ giấy tờ")
    assert inspector.put(path, visit).status_code == 201
    assert inspector.put(path, {**visit, **said_otherwise}).status_code == 200


def test_other_content_under_the_id_is_refused_and_both_are_kept(inspector, repos, hotel):
    path = f"/visits/{uuid.uuid4()}"
    inspector.put(path, a_visit(hotel["id"], remarks="bản một"))
    other = a_visit(hotel["id"], remarks="bản hai", flags=[a_flag()], emergency_call=CALLED)
    for _ in range(2):
        assert inspector.put(path, other).status_code == 409
    assert inspector.get(path).json["remarks"] == "bản một"
    kept = list(repos.refused_copies.rows.find())
    assert [copy["content"]["remarks"] for copy in kept] == ["bản hai"]
    assert "flags" not in kept[0]["content"]
    sealed = repos.sealed_refused_copies.get(kept[0]["_id"])
    assert sealed["flags"][0]["indicator"] == "ROO-04"


def test_the_id_of_somebody_elses_visit_is_a_bare_conflict(inspector, inspector2, hotel):
    path = f"/visits/{uuid.uuid4()}"
    visit = a_visit(hotel["id"])
    inspector.put(path, visit)
    answer = inspector2.put(path, visit)
    assert answer.status_code == 409
    assert set(answer.json) == {"type", "title", "status", "detail"}


def test_fifty_at_once_with_one_id_store_one(app, tokens, hotel, repos):
    path = f"/visits/{uuid.uuid4()}"
    visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED)

    def send(_):
        return Person(app, tokens["inspector"]).put(path, visit).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(send, range(50)))
    assert sorted(statuses) == [200] * 49 + [201]
    assert repos.visits.rows.count_documents({}) == 1
    assert repos.flag_sheets.rows.count_documents({}) == 1
    assert len(repos.cases.rows.find_one()["visits"]) == 1


WRONG = {
    "an unknown item": (
        {"answers": [*answers(), {"item": "ZZ-99", "value": "pass"}]}, "unknown_item",
    ),
    "an item twice": ({"answers": [*answers(), answers()[0]]}, "item_twice"),
    "a missing required item": ({"answers": answers(CL_01=None)}, "missing_item"),
    "a value of another type": ({"answers": answers(CG_06={"value": "nhiều"})}, "wrong_type"),
    "a value that is not allowed": ({"answers": answers(CL_01="maybe")}, "not_allowed"),
    "a count missing on fail": ({"answers": answers(CW_02={"value": "fail"})}, "missing_count"),
    "an unknown count": (
        {"answers": answers(CL_01={"value": "pass", "counts": {"cats": 1}})}, "unknown_count",
    ),
    "a negative count": (
        {"answers": answers(CW_02={"value": "fail", "counts": {"minors_at_work": -1}})},
        "wrong_type",
    ),
    "an item not asked": (
        {"answers": [*answers(), {"item": "CM-03", "value": "pass"}]}, "item_not_asked",
    ),
    "an unknown checklist": (
        {"checklist": {"code": "accommodation", "version": 99}}, "unknown_checklist",
    ),
    "an unknown establishment": ({"establishment_id": str(uuid.uuid4())}, "unknown_establishment"),
    "an unknown inspection": ({"inspection_id": str(uuid.uuid4())}, "unknown_inspection"),
    "an unknown campaign": ({"campaign_id": str(uuid.uuid4())}, "unknown_campaign"),
    "an unknown indicator": ({"flags": [a_flag("ZZZ-01")]}, "unknown_indicator"),
    "red with no call": ({"flags": [a_flag()]}, "required_when_red"),
    "half a call": ({"flags": [a_flag()], "emergency_call": {"body": "113"}}, "call_or_reason"),
    "an unknown field": ({"level": "white"}, "unknown_field"),
    "an operator for text": ({"remarks": {"$gt": ""}}, "wrong_type"),
    "a time without offset": ({"started_at": "2026-11-03T08:30:00"}, "wrong_type"),
    "a number for a truth": ({"guidance": {"given": 1}}, "wrong_type"),
    "a violation of what passed": (
        {"violations": [{"item": "CL-01", "basis": "LDL-2017-D49", "record_no": "1"}]},
        "item_not_failed",
    ),
    "an end before the start": ({"finished_at": "2026-11-03T07:00:00+07:00"}, "before_start"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "code"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_refused_with_a_reason_and_stores_nothing(
    inspector, repos, hotel, changes, code
):
    answer = inspector.put_new("/visits", a_visit(hotel["id"]) | changes)
    assert answer.status_code == 422
    codes = {fault["code"] for faults in answer.json["errors"].values() for fault in faults}
    assert code in codes
    assert all(fault["message"] for faults in answer.json["errors"].values() for fault in faults)
    assert repos.visits.rows.count_documents({}) == 0
    assert repos.flag_sheets.rows.count_documents({}) == 0
    assert repos.cases.rows.count_documents({}) == 0


def test_a_start_more_than_a_day_ahead_is_refused_and_less_is_not(inspector, hotel):
    now = dt.datetime.now(dt.UTC)
    near, far = (now + dt.timedelta(hours=hours) for hours in (23, 25))
    assert (
        inspector.put_new("/visits", a_visit(hotel["id"], started_at=near.isoformat())).status_code
        == 201
    )
    answer = inspector.put_new("/visits", a_visit(hotel["id"], started_at=far.isoformat()))
    assert answer.json["errors"]["started_at"][0]["code"] == "too_far_ahead"


def test_a_visit_of_years_ago_is_accepted(inspector, hotel):
    visit = a_visit(hotel["id"], started_at="2021-03-05T08:00:00+07:00")
    assert inspector.put_new("/visits", visit).status_code == 201


def test_the_difference_of_the_tablets_clock_is_kept_beside_the_content(inspector, repos, hotel):
    path = f"/visits/{uuid.uuid4()}"
    hour_ahead = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)).isoformat()
    sent = inspector.put(path, a_visit(hotel["id"]), headers={"Device-Time": hour_ahead})
    assert sent.json["clock_difference_ms"] == pytest.approx(3_600_000, abs=60_000)
    assert inspector.put(path, a_visit(hotel["id"])).status_code == 200
    assert (
        inspector.put(path, a_visit(hotel["id"]), headers={"Device-Time": "?"}).status_code == 422
    )


def test_a_position_far_away_or_at_sea_is_stored_and_told(inspector, hotel):
    def warned(*coordinates):
        position = {"type": "Point", "coordinates": coordinates}
        answer = inspector.put_new("/visits", a_visit(hotel["id"], position=position))
        assert answer.status_code == 201
        return [warning["code"] for warning in answer.json["warnings"]], answer.json["distance_m"]

    codes, metres = warned(106.80, 21.8533)
    assert codes == ["far_from_establishment"]
    assert metres == pytest.approx(3980, abs=30)
    assert warned(108.9, 20.0)[0] == ["position_outside_country"]


def test_papers_and_telephones_in_open_text_are_told_and_stored(inspector, hotel):
    visit = a_visit(hotel["id"], remarks="CCCD 001090012345, gọi 0912 345 678")
    answer = inspector.put_new("/visits", visit)
    assert answer.status_code == 201
    assert {warning["code"] for warning in answer.json["warnings"]} == {
        "identity_number",
        "phone_number",
    }


def test_decomposed_text_is_stored_composed(inspector, hotel):
    words = "Hướng dẫn cơ sở lưu trú"
    sent = inspector.put_new(
        "/visits", a_visit(hotel["id"], remarks=unicodedata.normalize("NFD", words))
    )
    assert sent.json["remarks"] == words


def test_failed_items_and_findings_are_computed(inspector, hotel):
    failed = answers(
        CG_03={"value": "fail", "remedy": "Nhập sổ", "remedy_by": "2026-12-01", "counts": {}},
        CL_08="fail",
    )
    answer = inspector.put_new("/visits", a_visit(hotel["id"], answers=failed))
    assert answer.json["failed_items"] == ["CL-08", "CG-03"]
    (finding,) = answer.json["findings"]
    assert (finding["item"], finding["remedy_by"], finding["remedied_on"]) == (
        "CG-03",
        "2026-12-01",
        None,
    )


def test_attachments_named_are_told_as_missing(inspector, hotel):
    photo, signature, secret = ("a" * 64, "b" * 64, "c" * 64)
    visit = a_visit(
        hotel["id"],
        answers=answers(CL_01={"value": "pass", "attachments": [photo]}),
        signatures=[{"role": "lead", "name": "Trưởng đoàn", "attachment": signature}],
        flags=[a_flag("REG-09", attachments=[secret])],
    )
    path = f"/visits/{uuid.uuid4()}"
    assert inspector.put(path, visit).json["missing_attachments"] == [photo, signature, secret]
    assert inspector.get(path).json["missing_attachments"] == [photo, signature]


def test_nothing_open_tells_a_flagged_visit_from_another(inspector, leader, admin, repos, hotel):
    plain, flagged = f"/visits/{uuid.uuid4()}", f"/visits/{uuid.uuid4()}"
    call = {"not_called_because": "không có sóng"}
    inspector.put(plain, a_visit(hotel["id"]))
    inspector.put(flagged, a_visit(hotel["id"], flags=[a_flag()], emergency_call=call))
    for person in (inspector, leader, admin):
        one, other = person.get(plain).json, person.get(flagged).json
        differ = {name for name in one if one[name] != other[name]}
        assert set(one) == set(other)
        assert differ <= {"id", "received_at"}
        listed = person.get("/visits").text
        assert not any(word in listed for word in (*SEALED_WORDS, "triage", "không có sóng"))
    documents = list(repos.visits.rows.find())
    assert set(documents[0]) == set(documents[1])
    assert len({len(str(document["sent"])) for document in documents}) == 1


def test_a_kill_between_the_visit_and_its_flags_leaves_neither(
    inspector, repos, hotel, monkeypatch
):
    class Killed(Exception):
        pass

    def die(*_):
        raise Killed

    monkeypatch.setattr(repos.flag_sheets, "put", die)
    visit_id = uuid.uuid4()
    visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED)
    assert inspector.put(f"/visits/{visit_id}", visit).status_code == 500
    assert repos.visits.get(visit_id) is None
    assert repos.cases.rows.count_documents({}) == 0
    monkeypatch.undo()
    assert inspector.put(f"/visits/{visit_id}", visit).status_code == 201


def test_an_accepted_visit_stays_accepted_when_the_register_moved(inspector, repos, hotel):
    path = f"/visits/{uuid.uuid4()}"
    inspector.put(path, a_visit(hotel["id"]))
    repos.establishments.rows.delete_many({})
    assert inspector.put(path, a_visit(hotel["id"])).status_code == 200


def test_an_inspector_reads_the_visits_of_the_own_unit_only(inspector, inspector2, repos, hotel):
    path = f"/visits/{uuid.uuid4()}"
    inspector.put(path, a_visit(hotel["id"]))
    assert inspector2.get(path).status_code == 200
    repos.visits.rows.update_many({}, {"$set": {"submitter.unit": "another"}})
    gone, never = inspector2.get(path), inspector2.get(f"/visits/{uuid.uuid4()}")
    assert gone.status_code == never.status_code == 404
    assert gone.data == never.data
    assert inspector2.get("/visits").json["items"] == []


def test_visits_are_listed_newest_first_page_by_page(inspector, hotel):
    days = [f"2026-10-{day:02}" for day in range(1, 8)]
    for day in days:
        inspector.put_new("/visits", a_visit(hotel["id"], started_at=f"{day}T08:00:00+07:00"))
    seen, cursor = [], None
    while True:
        query = {"limit": 3, "from": "2026-10-02", "to": "2026-10-06"}
        page = inspector.get("/visits", **query, **({"cursor": cursor} if cursor else {})).json
        seen += [item["started_at"][:10] for item in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert seen == days[5:0:-1]
    assert inspector.get("/visits", cursor="nonsense").status_code == 422
