"""Photos are read by whom they concern, as files of ours, and tell nobody else that they exist."""

import io
import uuid

import pytest
from PIL import Image

from tests.builders import a_flag, a_visit, answers
from tests.pictures import (
    a_photo,
    a_signature,
    a_visit_id,
    address,
    asked,
    send_piece,
    sent_whole,
    sha256_of,
)


class Told:
    """A visit with an open photo, a signature and a sealed photo, all of them sent."""

    def __init__(self, inspector, hotel):
        self.id = a_visit_id()
        self.photo, self.mark, self.hidden = a_photo(), a_signature(), a_photo()
        named = answers(CL_01={"value": "pass", "attachments": [sha256_of(self.photo)]})
        signed = [{"role": "establishment", "name": "Chủ", "attachment": sha256_of(self.mark)}]
        flag = a_flag("REG-09", attachments=[sha256_of(self.hidden)])
        visit = a_visit(hotel["id"], answers=named, signatures=signed, flags=[flag])
        assert inspector.put(f"/visits/{self.id}", visit).status_code == 201
        sent_whole(inspector, self.id, self.photo)
        sent_whole(inspector, self.id, self.mark, kind="signature")
        sent_whole(inspector, self.id, self.hidden, part="sealed")


@pytest.fixture
def told(inspector, hotel):
    return Told(inspector, hotel)


# What GET answers: open files, then sealed ones.
MATRIX = {
    "inspector": (200, 200),
    "inspector2": (404, 404),
    "reviewer": (200, 200),
    "leader": (200, 404),
    "reporter": (403, 403),
    "admin": (403, 403),
    "stranger": (401, 401),
}


@pytest.mark.parametrize("name", MATRIX)
@pytest.mark.parametrize("query", [{}, {"preview": "true"}], ids=["original", "preview"])
def test_each_reads_what_the_table_says(name, query, told, request):
    person = request.getfixturevalue(name)
    for_open, for_sealed = MATRIX[name]
    for data, status in (
        (told.photo, for_open), (told.mark, for_open), (told.hidden, for_sealed),
    ):  # fmt: skip
        answer = person.get(address(told.id, data), **query)
        assert answer.status_code == status
        if status == 200 and not query:
            assert answer.data == data


@pytest.mark.parametrize("name", MATRIX)
def test_each_asks_after_what_it_may_read_and_no_more(name, told, request):
    person = request.getfixturevalue(name)
    for data, status in zip((told.photo, told.hidden), MATRIX[name], strict=True):
        for part in ({}, {"Upload_Part": "open"}, {"Upload_Part": "sealed"}):
            answer = asked(person, told.id, data, **part)
            is_there = part.get("Upload_Part") in (None, "open" if data is told.photo else "sealed")
            assert answer.status_code == (404 if status == 200 and not is_there else status)
            assert answer.data == b""
            if answer.status_code != 200:
                assert "Upload-Length" not in answer.headers


def test_a_sealed_photo_answers_as_one_that_is_not_there(leader, inspector2, told):
    absent = a_photo()
    for person in (leader, inspector2):
        for call in ("GET", "HEAD"):
            one = person.call(call, address(told.id, told.hidden))
            other = person.call(call, address(told.id, absent))
            assert (one.status_code, one.data) == (other.status_code, other.data)
            assert dict(one.headers) == dict(other.headers)


def test_no_open_answer_names_a_sealed_photo(reviewer, leader, admin, inspector2, told):
    for person in (reviewer, leader, admin, inspector2):
        for path in (f"/visits/{told.id}", "/visits"):
            answer = person.get(path)
            assert answer.status_code == 200
            assert sha256_of(told.hidden) not in answer.text


def test_what_the_visit_does_not_name_is_read_by_nobody(inspector, reviewer, hotel):
    visit_id, photo = a_visit_id(), a_photo()
    sent_whole(inspector, visit_id, photo)
    assert inspector.get(address(visit_id, photo)).status_code == 404
    inspector.put(f"/visits/{visit_id}", a_visit(hotel["id"]))
    for person in (inspector, reviewer):
        assert person.get(address(visit_id, photo)).status_code == 404


def test_a_hash_is_known_inside_its_visit_only(inspector, reviewer, told, hotel):
    other = a_visit_id()
    inspector.put(f"/visits/{other}", a_visit(hotel["id"]))
    for person in (inspector, reviewer):
        assert person.get(address(other, told.photo)).status_code == 404
        assert asked(person, other, told.photo).status_code == 404


def test_what_has_not_come_whole_is_not_read(inspector, reviewer, hotel):
    visit_id, photo = a_visit_id(), a_photo()
    named = answers(CL_01={"value": "pass", "attachments": [sha256_of(photo)]})
    inspector.put(f"/visits/{visit_id}", a_visit(hotel["id"], answers=named))
    send_piece(inspector, visit_id, photo, 0, 1000)
    assert reviewer.get(address(visit_id, photo)).status_code == 404


def test_the_original_is_a_download_by_our_own_type_and_name(leader, told):
    for data, kind, ending in ((told.photo, "image/jpeg", "jpg"), (told.mark, "image/png", "png")):
        headers = leader.get(address(told.id, data)).headers
        assert headers["Content-Type"] == kind
        name = f"{sha256_of(data)}.{ending}"
        assert headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Content-Length"] == str(len(data))


def test_the_preview_is_shown_in_place_and_is_another_file(leader, told):
    answer = leader.get(address(told.id, told.mark), preview="true")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"] == "inline"
    assert Image.open(io.BytesIO(answer.data)).format == "JPEG"
    assert answer.headers["ETag"] != leader.get(address(told.id, told.mark)).headers["ETag"]


def test_a_part_of_the_file_or_word_that_it_is_the_same(leader, told):
    path = address(told.id, told.photo)
    part = leader.call("GET", path, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (206, told.photo[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(told.photo)}"
    tag = part.headers["ETag"]
    assert leader.call("GET", path, headers={"If-None-Match": tag}).status_code == 304
    beyond = leader.call("GET", path, headers={"Range": "bytes=99999999-"})
    assert (beyond.status_code, beyond.json["status"]) == (416, 416)


def test_every_reading_is_written_down_first(reviewer, leader, repos, told):
    for person, photo in ((reviewer, told.photo), (leader, told.photo), (reviewer, told.hidden)):
        person.get(address(told.id, photo))
    entries = list(repos.audit.rows.find({"act": "read_attachment"}))
    assert sorted(entry["by"] for entry in entries) == ["leader", "reviewer", "reviewer"]
    assert all(entry["of"] == [told.id] for entry in entries)


def test_the_audit_log_does_not_tell_a_confidential_photo_from_an_open_one(
    reviewer, leader, repos, told
):
    for person in (reviewer, leader):
        person.get(address(told.id, told.hidden))
        asked(person, told.id, told.hidden)
    assert sha256_of(told.hidden) not in repr(list(repos.audit.rows.find()))


def test_a_file_that_was_spoilt_on_disk_is_not_handed_out(reviewer, repos, told):
    store = repos.open_attachments
    head = store.of(uuid.UUID(told.id), "inspector", sha256_of(told.photo))
    repos.database["attachments_files.chunks"].delete_many({"files_id": head["files"]["original"]})
    answer = reviewer.get(address(told.id, told.photo))
    assert answer.status_code == 500
    assert answer.json["type"].endswith("sealed-value-refused")


def test_whoever_shreds_the_sealed_photos_of_a_visit_leaves_the_open_ones(reviewer, repos, told):
    from service.domain.sealed import sealed_photos_owner

    assert repos.sealing.shred(sealed_photos_owner(uuid.UUID(told.id)))
    repos.sealing._held = None  # A key that was used is known for some seconds more.
    assert reviewer.get(address(told.id, told.hidden)).status_code == 500
    assert reviewer.get(address(told.id, told.photo)).data == told.photo
