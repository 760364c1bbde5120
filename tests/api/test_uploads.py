"""Photos come in piece by piece, cut at any byte, before or after their visit, kept once."""

import datetime as dt
import functools
import hashlib
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.errors import Unopenable
from tests.builders import CALLED, a_flag, a_visit, answers
from tests.people import Person
from tests.pictures import (
    a_photo,
    a_signature,
    a_visit_id,
    address,
    asked,
    piece_headers,
    send_piece,
    sent_whole,
    sha256_of,
)

NOW = dt.datetime(2026, 9, 1, 2, tzinfo=dt.UTC)


def naming(hotel, *photos, **changes):
    """A visit whose first answer names the photos."""
    told = answers()
    told[0]["attachments"] = [sha256_of(photo) for photo in photos]
    return a_visit(hotel["id"], answers=told, **changes)


def test_pieces_of_any_size_make_the_whole(inspector):
    visit_id, photo = a_visit_id(), a_photo()
    for start, end in ((0, 1), (1, 7), (7, 5000), (5000, len(photo))):
        state = asked(inspector, visit_id, photo, Upload_Part="open")
        assert state.status_code == (200 if start else 404)
        answer = send_piece(inspector, visit_id, photo, start, end)
        assert answer.headers["Upload-Offset"] == str(end)
    assert answer.status_code == 200
    assert answer.headers["Upload-Complete"] == "?1"
    assert answer.json == {"missing_attachments": None, "receipt": None}
    state = asked(inspector, visit_id, photo)
    assert state.headers["Upload-Length"] == state.headers["Upload-Offset"] == str(len(photo))
    assert state.headers["Upload-Complete"] == "?1"


def test_a_wrong_offset_is_told_the_right_one(inspector):
    visit_id, photo = a_visit_id(), a_photo()
    assert send_piece(inspector, visit_id, photo, 100).headers["Upload-Offset"] == "0"
    send_piece(inspector, visit_id, photo, 0, 1000)
    for start in (0, 999, 1001):
        answer = send_piece(inspector, visit_id, photo, start)
        assert answer.status_code == 409
        assert answer.headers["Upload-Offset"] == "1000"
        assert answer.json["upload_offset"] == 1000
    assert send_piece(inspector, visit_id, photo, 1000).status_code == 200


def test_a_whole_file_sent_again_is_welcome_and_stored_once(inspector, repos):
    visit_id, photo = a_visit_id(), a_photo()
    for _ in range(3):
        sent_whole(inspector, visit_id, photo)
    assert repos.open_attachments.rows.count_documents({}) == 1
    assert repos.database["attachments_files.files"].count_documents({}) == 2
    assert repos.open_attachments.pieces.count_documents({}) == 0


def test_what_does_not_have_its_hash_is_thrown_away(inspector, repos):
    visit_id, photo = a_visit_id(), a_photo()
    spoilt = photo[:-5] + b"?????"
    path = address(visit_id, photo)
    headers = piece_headers(photo, 0)
    answer = inspector.call("PATCH", path, data=spoilt, headers=headers)
    assert answer.status_code == 422
    assert answer.json["type"].endswith("hash-mismatch")
    assert asked(inspector, visit_id, photo).status_code == 404
    assert repos.open_attachments.pieces.count_documents({}) == 0
    sent_whole(inspector, visit_id, photo)


@pytest.mark.parametrize(
    ("changes", "status", "path"),
    [
        ({"Content-Type": "image/jpeg"}, 415, None),
        ({"Upload-Part": "secret"}, 422, "Upload-Part"),
        ({"Upload-Offset": "-1"}, 422, "Upload-Offset"),
        ({"Upload-Offset": "1e3"}, 422, "Upload-Offset"),
        ({"Upload-Length": "0"}, 422, "Upload-Length"),
        ({"Upload-Length": "5"}, 422, "Content-Length"),
        ({"Upload-Length": str(13 * 1024 * 1024)}, 413, None),
        ({"Upload-Kind": "document"}, 422, "Upload-Kind"),
        ({"Upload-Kind": "signature"}, 415, None),
    ],
)
def test_headers_that_make_no_sense_are_refused(inspector, changes, status, path):
    answer = send_piece(inspector, a_visit_id(), a_photo(), headers=changes)
    assert answer.status_code == status
    assert path is None or path in answer.json["errors"]


@pytest.mark.parametrize("name", ["Upload-Part", "Upload-Offset", "Upload-Length", "Upload-Kind"])
def test_a_first_piece_says_all_that_is_asked(inspector, name):
    photo = a_photo()
    headers = piece_headers(photo, 0)
    headers.pop(name)
    answer = inspector.call("PATCH", address(a_visit_id(), photo), data=photo, headers=headers)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [name]


def test_a_body_without_length_or_past_the_limit_is_refused(inspector):
    photo = a_photo()
    path = address(a_visit_id(), photo)
    headers = piece_headers(b"", 0) | {"Upload-Length": "3000000"}
    chunked = {**headers, "Transfer-Encoding": "chunked"}
    answer = inspector.call("PATCH", path, data=photo, headers=chunked)
    assert answer.status_code == 411
    much = b"\xff\xd8\xff" + b"0" * (2 * 1024 * 1024)
    assert inspector.call("PATCH", path, data=much, headers=headers).status_code == 413


@pytest.mark.parametrize("sha256", ["0" * 63, "G" * 64, "A" * 64, "..%2f..%2fetc%2fpasswd", "%00"])
def test_what_is_no_hash_addresses_nothing(inspector, reviewer, sha256):
    path = f"/visits/{uuid.uuid4()}/attachments/{sha256}"
    headers = piece_headers(b"", 0) | {"Upload-Length": "4"}
    assert inspector.call("PATCH", path, data=b"1234", headers=headers).status_code == 404
    assert inspector.call("HEAD", path).status_code == 404
    assert reviewer.get(path).status_code == 404


def test_another_length_for_the_same_file_begins_anew(inspector):
    visit_id, photo = a_visit_id(), a_photo()
    wrong = {"Upload-Length": str(len(photo) + 1)}
    assert send_piece(inspector, visit_id, photo, 0, 500, headers=wrong).status_code == 204
    assert send_piece(inspector, visit_id, photo).status_code == 200


def test_after_its_visit_only_what_that_part_names_is_taken(inspector, hotel):
    visit_id, photo, hidden, other = a_visit_id(), a_photo(), a_photo(), a_photo()
    visit = naming(hotel, photo, flags=[a_flag("REG-09", attachments=[sha256_of(hidden)])])
    assert inspector.put(f"/visits/{visit_id}", visit).status_code == 201
    for data, part in ((other, "open"), (other, "sealed"), (hidden, "open"), (photo, "sealed")):
        answer = send_piece(inspector, visit_id, data, part=part)
        assert answer.status_code == 422
        assert answer.json["type"].endswith("not-named")
    sent_whole(inspector, visit_id, photo)
    sent_whole(inspector, visit_id, hidden, part="sealed")


def test_an_amendment_may_name_more_and_what_was_named_before_is_still_taken(inspector, hotel):
    visit_id, first, second = a_visit_id(), a_photo(), a_photo()
    inspector.put(f"/visits/{visit_id}", naming(hotel, first))
    body = {"id": a_visit_id(), "reason": "Thay ảnh mờ", "submission": naming(hotel, second)}
    answer = inspector.post(f"/visits/{visit_id}/amendments", body)
    assert answer.json["missing_attachments"] == [sha256_of(second)]
    assert sent_whole(inspector, visit_id, second).json["missing_attachments"] == []
    sent_whole(inspector, visit_id, first)
    assert inspector.get(address(visit_id, first)).data == first


def test_the_id_of_somebody_elses_visit_is_a_bare_conflict(inspector, inspector2, hotel):
    visit_id, photo = a_visit_id(), a_photo()
    inspector.put(f"/visits/{visit_id}", naming(hotel, photo))
    answer = send_piece(inspector2, visit_id, photo)
    assert answer.status_code == 409
    assert set(answer.json) == {"type", "title", "status", "detail"}
    assert "Upload-Offset" not in answer.headers


def test_two_who_send_under_one_id_learn_nothing_of_each_other(inspector, inspector2, hotel):
    visit_id, photo = a_visit_id(), a_photo()
    sent_whole(inspector, visit_id, photo)
    assert asked(inspector2, visit_id, photo).status_code == 404
    assert send_piece(inspector2, visit_id, photo, 0, 10).status_code == 204
    answer = inspector2.put(f"/visits/{visit_id}", naming(hotel, photo))
    assert answer.json["missing_attachments"] == [sha256_of(photo)]
    assert inspector.put(f"/visits/{visit_id}", naming(hotel, photo)).status_code == 409


def test_two_uploads_of_one_file_at_once_do_not_mix(app, tokens, repos):
    visit_id, photo = a_visit_id(), a_photo(400, 300)

    def send(number):
        person, at, step = Person(app, tokens["inspector"]), 0, 5000 + 977 * number
        while True:
            answer = send_piece(person, visit_id, photo, at, at + step)
            if answer.status_code == 200:
                return
            at = int(answer.headers["Upload-Offset"])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(send, range(6)))
    head = repos.open_attachments.of(uuid.UUID(visit_id), "inspector", sha256_of(photo))
    whole = b"".join(repos.open_attachments.read(head, "original", len(photo)))
    assert hashlib.sha256(whole).hexdigest() == sha256_of(photo)
    assert repos.open_attachments.pieces.count_documents({}) == 0


def test_many_who_finish_one_file_at_once_store_it_once(app, tokens, repos):
    visit_id, photo = a_visit_id(), a_photo()
    person = Person(app, tokens["inspector"])
    send_piece(person, visit_id, photo, 0, len(photo) - 1)

    def finish(_):
        person = Person(app, tokens["inspector"])
        return send_piece(person, visit_id, photo, len(photo) - 1).status_code

    with ThreadPoolExecutor(6) as pool:
        statuses = set(pool.map(finish, range(12)))
    assert 200 in statuses
    assert statuses <= {200, 409}
    assert asked(person, visit_id, photo).headers["Upload-Complete"] == "?1"
    assert repos.database["attachments_files.files"].count_documents({}) == 2
    assert repos.open_attachments.rows.find_one()["drafts"] == []


def test_an_upload_that_is_all_there_but_unchecked_is_finished_by_an_empty_piece(inspector, repos):
    visit_id, photo = a_visit_id(), a_photo()
    send_piece(inspector, visit_id, photo, 0, 1000)
    store = repos.open_attachments
    head = store.of(uuid.UUID(visit_id), "inspector", sha256_of(photo))
    store.append(head, photo[1000:])  # The worker was killed before it could look at the whole.
    state = asked(inspector, visit_id, photo)
    assert (state.headers["Upload-Offset"], state.headers["Upload-Complete"]) == (
        str(len(photo)), "?0",
    )  # fmt: skip
    assert send_piece(inspector, visit_id, photo, len(photo)).status_code == 200


def test_a_signature_is_a_png(inspector, hotel):
    visit_id, mark = a_visit_id(), a_signature()
    sent_whole(inspector, visit_id, mark, kind="signature")
    signed = [{"role": "establishment", "name": "Chủ", "attachment": sha256_of(mark)}]
    answer = inspector.put(f"/visits/{visit_id}", a_visit(hotel["id"], signatures=signed))
    assert answer.json["missing_attachments"] == []


@pytest.fixture
def tight(repos, monkeypatch):
    """Limits that a test reaches."""
    limits = repos.catalogue.attachments

    def tighten(**changes):
        changed = type(limits)(**{**{n: getattr(limits, n) for n in limits.__slots__}, **changes})
        catalogue = repos.catalogue
        fields = {name: getattr(catalogue, name) for name in catalogue.__slots__}
        monkeypatch.setattr(
            repos, "catalogue", type(catalogue)(**{**fields, "attachments": changed})
        )

    return tighten


def test_an_account_sends_so_many_files_and_bytes_a_day(inspector, inspector2, tight):
    tight(files_a_day_most=2)
    for _ in range(2):
        sent_whole(inspector, a_visit_id(), a_photo())
    answer = send_piece(inspector, a_visit_id(), a_photo())
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 86_401
    sent_whole(inspector2, a_visit_id(), a_photo())
    tight(files_a_day_most=100, bytes_a_day_most=1000)
    assert send_piece(inspector2, a_visit_id(), a_photo()).status_code == 429


def test_the_first_files_of_a_day_sent_at_once_are_counted_each(repos):
    quotas, limits = repos.open_upload_quotas, repos.catalogue.attachments
    with ThreadPoolExecutor(8) as pool:
        for day in range(25):
            take = functools.partial(quotas.take, "inspector", f"day {day}", 10, limits)
            assert all(pool.map(take, [NOW] * 8))
    assert {(row["files"], row["bytes"]) for row in quotas.rows.find()} == {(8, 80)}


def test_a_visit_that_has_not_come_has_so_many_files(inspector, tight, hotel):
    tight(files_of_visit_most=2)
    visit_id, third = a_visit_id(), a_photo()
    for _ in range(2):
        sent_whole(inspector, visit_id, a_photo())
    assert send_piece(inspector, visit_id, third).status_code == 429
    inspector.put(f"/visits/{visit_id}", naming(hotel, third))
    sent_whole(inspector, visit_id, third)


def test_an_upload_in_too_many_pieces_begins_anew(inspector, tight):
    tight(pieces_most=3)
    visit_id, photo = a_visit_id(), a_photo()
    for start in range(3):
        assert send_piece(inspector, visit_id, photo, start, start + 1).status_code == 204
    answer = send_piece(inspector, visit_id, photo, 3, 4)
    assert (answer.status_code, answer.json["upload_offset"]) == (409, 0)
    sent_whole(inspector, visit_id, photo)


def test_nothing_of_a_photo_lies_open_in_the_database(inspector, repos, hotel):
    visit_id, photo, hidden = a_visit_id(), a_photo(), a_photo()
    begun = a_photo()
    visit = naming(hotel, photo, flags=[a_flag(attachments=[sha256_of(hidden)])])
    inspector.put(f"/visits/{visit_id}", visit | {"emergency_call": CALLED})
    sent_whole(inspector, visit_id, photo)
    sent_whole(inspector, visit_id, hidden, part="sealed")
    send_piece(inspector, a_visit_id(), begun, 0, 5000)
    for name in repos.database.list_collection_names():
        text = b"".join(
            bytes(value) if isinstance(value, bytes) else repr(value).encode()
            for row in repos.database[name].find()
            for value in row.values()
        )
        for data in (photo, hidden, begun):
            assert data[100:164] not in text, name
        assert sha256_of(hidden).encode() not in text, name


def test_a_piece_that_was_moved_or_changed_does_not_open(inspector, repos):
    ids = [a_visit_id(), a_visit_id()]
    photos = [a_photo(400, 300), a_photo(400, 300)]
    for visit_id, photo in zip(ids, photos, strict=True):
        sent_whole(inspector, visit_id, photo)
    store, chunks = repos.open_attachments, repos.database["attachments_files.chunks"]
    first, second = (
        store.of(uuid.UUID(visit_id), "inspector", sha256_of(photo))
        for visit_id, photo in zip(ids, photos, strict=True)
    )
    data = [
        chunks.find_one({"files_id": head["files"]["original"], "n": 0})["data"]
        for head in (first, second)
    ]
    chunks.update_one({"files_id": first["files"]["original"], "n": 0}, {"$set": {"data": data[1]}})
    with pytest.raises(Unopenable):
        list(store.read(first, "original", first["length"]))
    flipped = bytes([data[0][0] ^ 1]) + data[0][1:]
    chunks.update_one({"files_id": first["files"]["original"], "n": 0}, {"$set": {"data": flipped}})
    with pytest.raises(Unopenable):
        list(store.read(first, "original", first["length"]))


def test_a_flagged_visit_looks_like_another_in_the_open_collections(inspector, repos, hotel):
    def shapes():
        found = {}
        for name in ("visits", "attachments", "attachments_files.files", "upload_quotas"):
            rows = list(repos.database[name].find())
            found[name] = (len(rows), {tuple(sorted(row)) for row in rows})
            repos.database[name].delete_many({})
        return found

    def made(**flagged):
        visit_id, photo = a_visit_id(), a_photo()
        inspector.put(f"/visits/{visit_id}", naming(hotel, photo, **flagged))
        sent_whole(inspector, visit_id, photo)
        return visit_id

    hidden = a_photo()
    made()
    plain = shapes()
    visit_id = made(flags=[a_flag("REG-09", attachments=[sha256_of(hidden)])])
    sent_whole(inspector, visit_id, hidden, part="sealed")
    assert shapes() == plain


def test_the_day_of_a_quota_ends_at_midnight_here():
    from service.domain.attachments import quota_day, seconds_to_next_day

    late = dt.datetime(2026, 11, 3, 16, 59, 30, tzinfo=dt.UTC)
    assert (quota_day(late), seconds_to_next_day(late)) == ("2026-11-03", 31)
    assert quota_day(late + dt.timedelta(seconds=31)) == "2026-11-04"


def test_a_photo_that_nobody_had_time_to_look_at_is_kept_and_looked_at_later(
    inspector, monkeypatch
):
    visit_id, data = a_visit_id(), a_photo()
    with monkeypatch.context() as hurried:
        hurried.setattr("service.documents.images.PATIENCE_SECONDS", 0.001)
        answer = send_piece(inspector, visit_id, data)
    assert (answer.status_code, answer.json["type"].split(":")[-1]) == (503, "busy")
    assert int(answer.headers["Retry-After"]) > 0
    again = send_piece(inspector, visit_id, data, start=len(data))
    assert (again.status_code, again.headers["Upload-Complete"]) == (200, "?1")
