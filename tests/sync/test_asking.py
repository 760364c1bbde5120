"""How the asking is answered: to inspectors, written down, cheap when nothing changed, in gzip."""

import gzip

import orjson
import pytest

from tests.builders import CALLED, a_flag, a_visit
from tests.sync.tablet import Tablet

GZIP = {"Accept-Encoding": "gzip"}


def entries(repos):
    return repos.audit.rows.count_documents({"act": "sync"})


def test_nothing_changed_costs_a_head_without_a_body(tablet, inspector, hotel):
    tablet.pull()
    answer = tablet.ask(**{"If-None-Match": tablet.tag})
    empty = tablet.ask()
    assert (empty.status_code, empty.json["changes"], empty.headers["ETag"]) == (
        200, [], tablet.tag,
    )  # fmt: skip
    assert answer.status_code == 304
    assert answer.data == b""
    assert answer.headers["ETag"] == tablet.tag
    assert answer.headers["Cache-Control"] == "no-store"
    inspector.patch(f"/establishments/{hotel['id']}", {"rooms": 3}, headers={"If-Match": '"1"'})
    assert tablet.ask(**{"If-None-Match": tablet.tag}).status_code == 200


def test_the_tag_of_another_answer_is_not_this_ones(tablet, hotel):
    first = tablet.ask(1)
    tablet.take(first.json)
    assert tablet.ask(1, **{"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_each_page_is_written_down_once_before_it_is_told(repos, tablet, hotel):
    before = entries(repos)
    tablet.pull(50)
    assert entries(repos) - before == tablet.pages > 1
    tablet.ask(**{"If-None-Match": tablet.tag})
    assert entries(repos) - before == tablet.pages + 1


def test_who_syncs_is_an_inspector(cast, stranger):
    found = {role: person.get("/sync").status_code for role, person in cast.items()}
    assert found == {"inspector": 200, "reviewer": 403, "reporter": 403, "leader": 403,
                     "administrator": 403}  # fmt: skip
    assert stranger.get("/sync").status_code == 401


def test_the_whole_comes_in_gzip(tablet, hotel):
    plain, packed = tablet.ask(), tablet.ask(**GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert orjson.loads(gzip.decompress(packed.data)) == plain.json
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert len(packed.data) * 4 < len(plain.data)


@pytest.mark.parametrize("more", [{}, {"flags": [a_flag()], "emergency_call": CALLED}])
def test_no_flag_no_level_and_no_case_is_told(repos, tablet, inspector, inspector2, hotel, more):
    """Beside the catalogue, which is everybody's, nothing tells a flagged visit from another."""
    tablet.pull()
    body = a_visit(hotel["id"], **more)
    assert inspector.put_new("/visits", body).status_code == 201
    assert tablet.news() == []
    assert Tablet(inspector2).pull().held == tablet.held
