"""A receipt says what is there and what is missing, and only our key can have written it."""

import base64
import datetime as dt
import json
import shutil

import pytest
from joserfc import jws
from joserfc.errors import BadSignatureError
from joserfc.jwk import KeySet

from service.keys import read_keys, rotate_receipt_key
from service.usecases.receipts import receipt_for
from tests.builders import a_flag, a_visit, answers
from tests.pictures import a_photo, a_visit_id, sent_whole, sha256_of


def claims(receipt, person):
    """What a client reads of a receipt, checked by the published keys."""
    keys = KeySet.import_key_set(person.get("/receipt-keys").json)
    found = jws.deserialize_compact(receipt, keys, ["Ed25519"])
    return json.loads(found.payload)


@pytest.fixture
def sent(inspector, hotel):
    """A visit that names an open and a sealed photo, and the photos, none of them sent."""
    visit_id, photo, hidden = a_visit_id(), a_photo(), a_photo()
    named = answers(CL_01={"value": "pass", "attachments": [sha256_of(photo)]})
    flags = [a_flag("REG-09", attachments=[sha256_of(hidden)])]
    answer = inspector.put(f"/visits/{visit_id}", a_visit(hotel["id"], answers=named, flags=flags))
    return visit_id, photo, hidden, answer.json


def test_it_names_what_is_missing_until_all_is_there(inspector, sent):
    visit_id, photo, hidden, answer = sent
    both = [sha256_of(photo), sha256_of(hidden)]
    assert answer["missing_attachments"] == both
    told = claims(answer["receipt"], inspector)
    assert (told["id"], told["version"], told["missing_attachments"]) == (visit_id, 1, both)
    assert set(told) == {
        "id", "content", "version", "received_at", "issued_at", "missing_attachments",
    }  # fmt: skip
    after = sent_whole(inspector, visit_id, photo).json
    assert after["missing_attachments"] == [sha256_of(hidden)]
    last = sent_whole(inspector, visit_id, hidden, part="sealed").json
    fresh = inspector.get(f"/visits/{visit_id}/receipt").json
    for each in (last, fresh):
        assert each["missing_attachments"] == []
        assert claims(each["receipt"], inspector)["missing_attachments"] == []


def test_photos_that_came_first_are_not_missing(inspector, hotel):
    visit_id, photo, hidden = a_visit_id(), a_photo(), a_photo()
    sent_whole(inspector, visit_id, photo)
    sent_whole(inspector, visit_id, hidden, part="sealed")
    named = answers(CL_01={"value": "pass", "attachments": [sha256_of(photo)]})
    flags = [a_flag("REG-09", attachments=[sha256_of(hidden)])]
    visit = a_visit(hotel["id"], answers=named, flags=flags)
    items = {"items": [{"id": visit_id, **visit}]}
    (verdict,) = inspector.post("/visits/batch", items).json["items"]
    assert verdict["visit"]["missing_attachments"] == []


def test_a_photo_sent_for_the_other_part_is_still_missing(inspector, hotel):
    visit_id, photo = a_visit_id(), a_photo()
    sent_whole(inspector, visit_id, photo, part="sealed")
    named = answers(CL_01={"value": "pass", "attachments": [sha256_of(photo)]})
    answer = inspector.put(f"/visits/{visit_id}", a_visit(hotel["id"], answers=named))
    assert answer.json["missing_attachments"] == [sha256_of(photo)]
    assert sent_whole(inspector, visit_id, photo).json["missing_attachments"] == []


def test_open_readers_are_told_of_open_photos_only(inspector, reviewer, leader, sent):
    visit_id, photo, *_ = sent
    for person in (inspector, reviewer, leader):
        for answer in (
            person.get(f"/visits/{visit_id}").json,
            person.get("/visits").json["items"][0],
        ):
            assert answer["missing_attachments"] == [sha256_of(photo)]
    sent_whole(inspector, visit_id, photo)
    assert leader.get(f"/visits/{visit_id}").json["missing_attachments"] == []
    assert leader.get("/visits").json["items"][0]["missing_attachments"] == []
    assert inspector.get(f"/visits/{visit_id}").json["missing_attachments"] == []


def test_only_the_submitter_asks_for_a_receipt(inspector2, reviewer, leader, sent):
    visit_id, *_ = sent
    gone = inspector2.get(f"/visits/{visit_id}/receipt")
    never = inspector2.get(f"/visits/{a_visit_id()}/receipt")
    assert gone.status_code == never.status_code == 404
    assert gone.data == never.data
    for person in (reviewer, leader):
        assert person.get(f"/visits/{visit_id}/receipt").status_code == 403


def test_a_receipt_that_was_changed_does_not_verify(inspector, sent):
    head, body, signature = sent[3]["receipt"].split(".")
    told = json.loads(base64.urlsafe_b64decode(body + "=="))
    forged = json.dumps({**told, "missing_attachments": []}).encode()
    changed = base64.urlsafe_b64encode(forged).rstrip(b"=").decode()
    with pytest.raises(BadSignatureError):
        claims(f"{head}.{changed}.{signature}", inspector)


def test_published_keys_hold_nothing_private(inspector):
    for key in inspector.get("/receipt-keys").json["keys"]:
        assert set(key) == {"kty", "crv", "x", "kid", "alg", "use"}


def test_receipts_of_earlier_keys_verify_after_rotations(app, tmp_path, repos):
    path = tmp_path / "keys.json"
    shutil.copy(app.extensions["an-tru"].settings.data_dir / "keys.json", path)
    visit = {"_id": "v", "sent": "s", "version": 1, "received_at": now()}
    receipts = [receipt_for(read_keys(path), visit, [], now())]
    for _ in range(2):
        kid = rotate_receipt_key(path)
        receipts.append(receipt_for(read_keys(path), visit, [], now()))
    kept = read_keys(path)
    assert kept.receipt.kid == kid
    assert kept.content == repos.keys.content
    published = KeySet.import_key_set({"keys": kept.public()})
    for receipt in receipts:
        assert json.loads(jws.deserialize_compact(receipt, published, ["Ed25519"]).payload)
    assert [set(key) & {"d"} for key in kept.public()] == [set()] * 3


def now():
    return dt.datetime(2026, 11, 3, tzinfo=dt.UTC)
