"""What lies in MongoDB is sealed value by value, and each value opens only where it was put."""

import logging
import uuid

import pytest
from bson.binary import Binary
from pymongo.errors import OperationFailure

from service.domain.sealed import case_owner, visit_owner
from tests.builders import CALLED, a_flag, a_visit

TRY_AGAIN = "TransientTransactionError"
REASON = "Đã xác minh với Công an xã."


def sealed_in(value):
    return isinstance(value, Binary) and value.subtype == 6


@pytest.fixture
def flagged(inspector, reviewer, hotel):
    """Two flagged visits of one place, the first amended, their case decided; answers the ids."""
    visits = []
    for place in ("tầng 1", "tầng 2"):
        path = f"/visits/{uuid.uuid4()}"
        flags = [a_flag(place=place), a_flag("REG-09", place=place)]
        visit = a_visit(hotel["id"], flags=flags, emergency_call=CALLED)
        assert inspector.put(path, visit).status_code == 201
        visits.append(uuid.UUID(path[-36:]))
    more = {**visit, "flags": [*flags, a_flag("REG-02")]}
    body = {"id": str(uuid.uuid4()), "reason": "Bổ sung", "submission": more}
    assert inspector.post(f"{path}/amendments", body).status_code == 201
    case = reviewer.get("/cases").json["items"][0]["id"]
    reviewer.post(f"/cases/{case}/claim")
    reviewer.post(f"/cases/{case}/decision", {"decision": "monitoring", "reason": REASON})
    return case, visits


def test_every_confidential_value_is_sealed_where_it_lies(flagged, repos):
    sheet = repos.flag_sheets.rows.find_one({"_id": flagged[1][1]})
    assert len(sheet["earlier"]) == 1
    assert sealed_in(sheet["rules"])
    for version in (sheet, *sheet["earlier"]):
        assert sealed_in(version["emergency_call"])
        assert version["flags"]
        for flag in version["flags"]:
            assert {"indicator", "seen_at", "place", "description", "person", "attachments"} <= (
                set(flag)
            )
            assert all(sealed_in(value) for value in flag.values())
    case = repos.cases.rows.find_one()
    assert [sealed_in(move["reason"]) for move in case["moves"]] == [True, True]
    assert [sealed_in(entry["rules"]) for entry in case["visits"]] == [True, True]


def test_the_reviewer_reads_it_as_it_was_said(flagged, reviewer):
    case = reviewer.get(f"/cases/{flagged[0]}").json
    first, second = case["visits"]
    assert [flag["place"] for flag in first["flags"]] == ["tầng 1", "tầng 1"]
    assert [flag["indicator"] for flag in second["flags"]] == ["ROO-04", "REG-09", "REG-02"]
    assert len(second["earlier"][0]["flags"]) == 2
    assert second["emergency_call"]["body"] == "113"
    assert first["rules"]
    assert [move["reason"] for move in case["moves"]] == ["", REASON]


SWAPS = {
    "two sheets of one case": ("flag_sheets", "flags.0.place", 0, "flags.0.place", 1),
    "two fields of a flag": ("flag_sheets", "flags.0.place", 0, "flags.0.description", 0),
    "two flags of a sheet": ("flag_sheets", "flags.0.place", 0, "flags.1.place", 0),
    "now and earlier": ("flag_sheets", "flags.0.place", 1, "earlier.0.flags.0.place", 1),
    "two calls": ("flag_sheets", "emergency_call", 0, "emergency_call", 1),
    "rules of two visits": ("cases", "visits.0.rules", 0, "visits.1.rules", 0),
    "reasons of two moves": ("cases", "moves.0.reason", 0, "moves.1.reason", 0),
}


def at(document, path):
    for step in path.split("."):
        document = document[int(step) if step.isdigit() else step]
    return document


@pytest.mark.parametrize("swap", SWAPS.values(), ids=SWAPS)
def test_values_that_were_swapped_in_the_database_are_refused(
    flagged, repos, reviewer, caplog, swap
):
    name, one, of_one, other, of_other = swap
    keys = flagged[1] if name == "flag_sheets" else [uuid.UUID(flagged[0])]
    rows = repos.database[name]
    first, second = (rows.find_one({"_id": keys[number]}) for number in (of_one, of_other))
    here, there = at(first, one), at(second, other)
    rows.update_one({"_id": first["_id"]}, {"$set": {one: there}})
    rows.update_one({"_id": second["_id"]}, {"$set": {other: here}})
    with caplog.at_level(logging.ERROR):
        answer = reviewer.get(f"/cases/{flagged[0]}")
    assert answer.status_code == 500
    assert answer.json["type"] == "urn:an-tru:problem:sealed-value-refused"
    assert "was sealed for another place" in caplog.text
    assert "tầng" not in caplog.text + answer.get_data(as_text=True)


def test_a_clear_value_put_in_a_sealed_place_is_refused(flagged, repos, reviewer):
    repos.flag_sheets.rows.update_many({}, {"$set": {"flags.0.place": "chỗ bịa ra"}})
    assert reviewer.get(f"/cases/{flagged[0]}").status_code == 500


def test_the_queue_opens_nothing(flagged, repos, reviewer):
    repos.sealing.shred(case_owner(flagged[0]))
    repos.data_keys.rows.delete_many({})
    assert reviewer.get("/cases").status_code == 200


def test_a_case_has_one_key_and_a_visit_of_a_case_none(flagged, repos):
    owners = [key["keyAltNames"] for key in repos.data_keys.rows.find()]
    assert owners == [[case_owner(flagged[0])]]


def test_a_call_without_flags_is_the_visits_own_until_flags_open_a_case(
    inspector, reviewer, repos, hotel
):
    path = f"/visits/{uuid.uuid4()}"
    visit = a_visit(hotel["id"], emergency_call=CALLED)
    inspector.put(path, visit)
    key = uuid.UUID(path[-36:])
    owner = visit_owner(key)
    assert repos.sealing.open_sealed(
        owner, f"sheets/{key}/1/emergency_call", repos.flag_sheets.rows.find_one()["emergency_call"]
    )
    body = {"id": str(uuid.uuid4()), "reason": "Bổ sung",
            "submission": {**visit, "flags": [a_flag()]}}  # fmt: skip
    assert inspector.post(f"{path}/amendments", body).status_code == 201
    repos.sealing.shred(owner)
    (case,) = reviewer.get("/cases").json["items"]
    (entry,) = reviewer.get(f"/cases/{case['id']}").json["visits"]
    assert entry["earlier"][0]["emergency_call"] == entry["emergency_call"]


def test_a_transaction_that_dies_leaves_a_key_that_its_next_attempt_uses(
    inspector, repos, hotel, monkeypatch
):
    path, visit = f"/visits/{uuid.uuid4()}", a_visit(hotel["id"], flags=[a_flag("REG-02")])
    stored, calls = repos.flag_sheets.put, []

    def dies_once(sheet, session):
        calls.append(sheet["case"])
        if len(calls) == 1:
            raise OperationFailure("told to", details={"errorLabels": [TRY_AGAIN]})
        stored(sheet, session)

    monkeypatch.setattr(repos.flag_sheets, "put", dies_once)
    assert inspector.put(path, visit).status_code == 201
    assert calls[0] == calls[1]
    assert repos.data_keys.rows.count_documents({}) == 1
    assert repos.cases.rows.count_documents({}) == 1
