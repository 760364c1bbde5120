"""Notes on a case: kept once, never changed, sealed, and never by who was on the visit."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.cases import NOTES_MOST
from service.repositories.sealed_slots import is_sealed
from tests.builders import CALLED, a_flag, a_visit
from tests.people import Person

TEXT = "Đã gọi Công an phường, hẹn kiểm tra lại tối thứ sáu."


def a_note(**changes):
    return {"id": str(uuid.uuid4()), "text": TEXT, **changes}


@pytest.fixture
def case(inspector, reviewer, hotel):
    """Makes a red case; answers its path."""

    def make(**changes):
        visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED, **changes)
        assert inspector.put_new("/visits", visit).status_code == 201
        return f"/cases/{reviewer.get('/cases').json['items'][0]['id']}"

    return make


def test_a_note_stays_with_who_wrote_it_and_when(reviewer, reviewer2, case):
    path, note = case(), a_note()
    answer = reviewer.post(f"{path}/notes", note)
    assert answer.status_code == 201
    reviewer2.post(f"{path}/notes", a_note(text="Đã xem."))
    first, second = reviewer2.get(path).json["notes"]
    assert (first["id"], first["by"], first["text"]) == (note["id"], "reviewer", TEXT)
    assert dt.datetime.fromisoformat(first["at"]) <= dt.datetime.fromisoformat(second["at"])
    assert (second["by"], second["text"]) == ("reviewer2", "Đã xem.")


def test_the_same_note_again_is_200_another_under_its_id_409(reviewer, reviewer2, case):
    path, note = case(), a_note()
    reviewer.post(f"{path}/notes", note)
    assert reviewer.post(f"{path}/notes", note).status_code == 200
    assert reviewer.post(f"{path}/notes", {**note, "text": "Khác"}).status_code == 409
    assert reviewer2.post(f"{path}/notes", note).status_code == 409
    assert [kept["text"] for kept in reviewer.get(path).json["notes"]] == [TEXT]


def test_of_many_of_one_note_at_once_one_is_kept(app, tokens, reviewer, case):
    path, note = case(), a_note()

    def send(_):
        return Person(app, tokens["reviewer"]).post(f"{path}/notes", note).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(send, range(8))) == [200] * 7 + [201]
    assert len(reviewer.get(path).json["notes"]) == 1


def test_who_was_on_the_visit_does_not_note(reviewer, reviewer2, case):
    path = case(team=[{"name": "Người xét duyệt một", "account": "reviewer"}])
    assert reviewer.post(f"{path}/notes", a_note()).status_code == 403
    assert reviewer2.post(f"{path}/notes", a_note()).status_code == 201


@pytest.mark.parametrize("wrong", [{"text": ""}, {"text": "x" * 5001}, {"id": None}, {"by": "x"}])
def test_a_note_has_its_words_and_its_id(reviewer, case, wrong):
    assert reviewer.post(f"{case()}/notes", a_note(**wrong)).status_code == 422


def test_a_note_is_sealed_and_opens_nowhere_else(reviewer, repos, case):
    path = case()
    reviewer.post(f"{path}/notes", a_note())
    reviewer.post(f"{path}/notes", a_note(text="Khác"))
    stored = repos.cases.rows.find_one()
    assert all(is_sealed(note["text"]) for note in stored["notes"])
    swapped = [note["text"] for note in reversed(stored["notes"])]
    for place, text in enumerate(swapped):
        repos.cases.rows.update_one({}, {"$set": {f"notes.{place}.text": text}})
    assert reviewer.get(path).status_code == 500


def test_a_full_case_takes_no_more(reviewer, repos, case):
    path = case()
    reviewer.post(f"{path}/notes", a_note())
    (kept,) = repos.cases.rows.find_one()["notes"]
    repos.cases.rows.update_one({}, {"$set": {"notes": [kept] * NOTES_MOST}})
    assert reviewer.post(f"{path}/notes", a_note()).status_code == 409


def test_a_note_shows_in_no_list_and_who_wrote_it_has_read(reviewer, case):
    path = case()
    reviewer.post(f"{path}/notes", a_note())
    assert TEXT not in reviewer.get("/cases").text
    assert {reader["by"] for reader in reviewer.get(path).json["readers"]} == {"reviewer"}
