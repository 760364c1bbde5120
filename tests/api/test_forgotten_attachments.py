"""What nobody finished or named goes in time; what a visit names stays, whatever is killed."""

import datetime as dt
import uuid

import pytest

from service.usecases.forget_attachments import forget_all_due
from tests.builders import a_flag, a_visit, answers
from tests.pictures import a_photo, a_visit_id, address, asked, send_piece, sent_whole, sha256_of

PARTS = ("open", "sealed")


def in_days(days):
    return dt.datetime.now(dt.UTC) + dt.timedelta(days=days)


def left(repos):
    """How many documents there are of all that belongs to files."""
    names = [name for name in repos.database.list_collection_names() if "attachments" in name]
    return sum(repos.database[name].count_documents({}) for name in names)


def naming(hotel, photo, part):
    digests = [sha256_of(photo)]
    if part == "sealed":
        return a_visit(hotel["id"], flags=[a_flag("REG-09", attachments=digests)])
    return a_visit(hotel["id"], answers=answers(CL_01={"value": "pass", "attachments": digests}))


@pytest.mark.parametrize("part", PARTS)
def test_an_unfinished_upload_goes_after_a_week(inspector, repos, part):
    visit_id, photo = a_visit_id(), a_photo()
    send_piece(inspector, visit_id, photo, 0, 1000, part=part)
    assert forget_all_due(repos, in_days(6.9)) == 0
    assert forget_all_due(repos, in_days(7.1)) == 1
    assert left(repos) == 0
    answer = send_piece(inspector, visit_id, photo, 1000, part=part)
    assert (answer.status_code, answer.json["upload_offset"]) == (409, 0)
    sent_whole(inspector, visit_id, photo, part=part)


@pytest.mark.parametrize("part", PARTS)
def test_a_file_that_no_visit_names_goes_after_thirty_days(inspector, repos, part, hotel):
    visit_id, photo = a_visit_id(), a_photo()
    sent_whole(inspector, visit_id, photo, part=part)
    inspector.put(f"/visits/{visit_id}", a_visit(hotel["id"]))
    assert forget_all_due(repos, in_days(29.9)) == 0
    assert forget_all_due(repos, in_days(30.1)) == 1
    assert left(repos) == 0


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("first", ["photo", "visit"])
def test_a_file_that_a_visit_names_stays(inspector, repos, part, first, hotel):
    visit_id, photo = a_visit_id(), a_photo()
    if first == "photo":
        sent_whole(inspector, visit_id, photo, part=part)
    inspector.put(f"/visits/{visit_id}", naming(hotel, photo, part))
    sent_whole(inspector, visit_id, photo, part=part)
    assert forget_all_due(repos, in_days(10_000)) == 0
    assert inspector.get(address(visit_id, photo)).data == photo


@pytest.mark.parametrize("part", PARTS)
def test_a_visit_stored_by_a_worker_that_was_killed_before_it_could_say_so_keeps_its_photos(
    inspector, repos, part, hotel
):
    visit_id, photo = a_visit_id(), a_photo()
    inspector.put(f"/visits/{visit_id}", naming(hotel, photo, part))
    sent_whole(inspector, visit_id, photo, part=part)
    store = repos.attachments[part]
    store.rows.update_many({}, {"$set": {"forget_after": in_days(30)}})
    assert forget_all_due(repos, in_days(31)) == 0
    assert store.rows.find_one()["forget_after"] is None


def test_no_receipt_says_of_a_photo_that_it_is_there_while_it_can_still_go(inspector, repos, hotel):
    visit_id, photo = a_visit_id(), a_photo()
    sent_whole(inspector, visit_id, photo)
    answer = inspector.put(f"/visits/{visit_id}", naming(hotel, photo, "open"))
    assert answer.json["missing_attachments"] == []
    assert repos.open_attachments.rows.find_one()["forget_after"] is None


def test_what_an_amendment_no_longer_names_stays_with_what_the_visit_said_before(
    inspector, repos, hotel
):
    visit_id, photo = a_visit_id(), a_photo()
    inspector.put(f"/visits/{visit_id}", naming(hotel, photo, "open"))
    sent_whole(inspector, visit_id, photo)
    body = {"id": a_visit_id(), "reason": "Bỏ ảnh mờ", "submission": a_visit(hotel["id"])}
    assert inspector.post(f"/visits/{visit_id}/amendments", body).status_code == 201
    repos.open_attachments.rows.update_many({}, {"$set": {"forget_after": in_days(0)}})
    assert forget_all_due(repos, in_days(1)) == 0
    assert inspector.get(address(visit_id, photo)).data == photo


def test_whoever_sends_sweeps_a_little(inspector, repos):
    send_piece(inspector, a_visit_id(), a_photo(), 0, 1000)
    past = {"$set": {"forget_after": in_days(-1)}}
    repos.open_attachments.rows.update_many({}, past)
    sent_whole(inspector, a_visit_id(), a_photo())
    assert repos.open_attachments.rows.count_documents({}) == 1


class Killed(Exception):
    """The process was killed here."""


def killed(*_args, **_kwargs):
    raise Killed


# What the last request was about to do when it was killed.
MOMENTS = {
    "between the piece and its offset": ("rows", "find_one_and_update"),
    "between the pieces and the files": ("bucket", "open_upload_stream_with_id"),
    "between the files and the mark": (None, "make_whole"),
}


@pytest.mark.parametrize(("inside", "name"), MOMENTS.values(), ids=MOMENTS)
def test_an_upload_goes_on_after_a_kill_at_any_moment(
    app, inspector, repos, monkeypatch, inside, name
):
    visit_id, photo = a_visit_id(), a_photo()
    send_piece(inspector, visit_id, photo, 0, 1000)
    store = repos.open_attachments
    with monkeypatch.context() as patched:
        patched.setattr(getattr(store, inside) if inside else store, name, killed)
        assert send_piece(inspector, visit_id, photo, 1000).status_code == 500
    at = int(asked(inspector, visit_id, photo).headers["Upload-Offset"])
    assert at in (1000, len(photo))
    assert send_piece(inspector, visit_id, photo, at).status_code == 200
    forget_all_due(repos, in_days(1))
    assert repos.database["attachments_files.files"].count_documents({}) == 2
    assert store.rows.find_one()["drafts"] == []


def test_forgetting_goes_on_after_a_kill(inspector, repos, monkeypatch):
    visit_id, photo = a_visit_id(), a_photo()
    sent_whole(inspector, visit_id, photo)
    store = repos.open_attachments
    with monkeypatch.context() as patched:
        patched.setattr(store, "_delete", killed)
        with pytest.raises(Killed):
            forget_all_due(repos, in_days(31))
    assert asked(inspector, visit_id, photo).status_code == 404
    sent_whole(inspector, visit_id, photo)
    assert repos.database["attachments_files.files"].count_documents({}) == 2
    assert forget_all_due(repos, in_days(62)) == 1
    assert left(repos) == 0


def test_pieces_that_expired_under_an_upload_begin_it_anew(inspector, repos):
    visit_id, photo = a_visit_id(), a_photo()
    send_piece(inspector, visit_id, photo, 0, 1000)
    repos.open_attachments.pieces.delete_many({})
    answer = send_piece(inspector, visit_id, photo, 1000)
    assert (answer.status_code, answer.json["upload_offset"]) == (409, 0)
    sent_whole(inspector, visit_id, photo)


def test_the_command_drops_what_is_due(app, inspector, repos):
    send_piece(inspector, a_visit_id(), a_photo(), 0, 1000)
    repos.open_attachments.rows.update_many({}, {"$set": {"forget_after": in_days(-1)}})
    told = app.test_cli_runner().invoke(args=["attachments", "expire"])
    assert told.output == "1 files dropped.\n"


def test_a_file_read_while_it_is_forgotten_is_whole_or_not_there(inspector, repos):
    photo = a_photo()
    head = repos.open_attachments.begin(uuid.uuid4(), "inspector", sha256_of(photo), {
        "kind": "photo", "length": 5, "began_at": in_days(0), "forget_after": in_days(7),
    })  # fmt: skip
    assert repos.open_attachments.forget(head)
    assert not repos.open_attachments.forget(head)
