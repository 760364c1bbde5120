"""Checklists and triage rules published by the office: a diff first, two people for the rules."""

import uuid

import pytest

from checklists.overlay import shipped_text
from service.usecases.publications import refresh_catalogue
from tests.builders import a_visit, answers

MASSAGE = "definitions/massage.v2.yaml"
TRIAGE = "triage.yaml"


@pytest.fixture(autouse=True)
def _shipped_again(repos):
    yield
    repos.publications.rows.delete_many({})
    refresh_catalogue(repos)


def next_massage(question="Có đăng ký kinh doanh còn hiệu lực không?"):
    text = shipped_text("definitions/massage.v1.yaml")
    old = "Có đăng ký kinh doanh đúng địa điểm, ngành nghề không?"
    return text.replace("version: 1\n", "version: 2\n", 1).replace(old, question, 1)


def next_triage():
    text = shipped_text(TRIAGE)
    return text.replace("version: 1\n", "version: 2\n", 1).replace(
        "vi: Có dấu hiệu đặc biệt nghiêm trọng", "vi: Có một dấu hiệu đặc biệt nghiêm trọng", 1
    )


def proposed(admin, name, text):
    body = {"id": str(uuid.uuid4()), "name": name, "text": text, "reason": "Sửa câu hỏi"}
    answer = admin.post("/catalogue/proposals", body)
    assert answer.status_code == 201, answer.json
    assert admin.post("/catalogue/proposals", body).status_code == 200
    return answer.json


def publication(person, proposal):
    return person.post(f"/catalogue/proposals/{proposal['id']}/publication")


def test_what_changes_is_shown_before_anything_is_stored(admin, repos):
    told = admin.post("/catalogue/check", {"name": MASSAGE, "text": next_massage()}).json
    assert told["faults"] == []
    added = [line for line in told["diff"] if line.startswith("+")]
    assert any("còn hiệu lực" in line for line in added)
    assert repos.publications.rows.count_documents({}) == 0


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("definitions/massage.v1.yaml", next_massage(), "bản 2"),
        ("definitions/massage.v3.yaml", next_massage(), "bản 2"),
        ("definitions/castle.v1.yaml", "version: 1\ncode: castle\n", "Chỉ công bố"),
        ("figures.yaml", "version: 2\nfigures: []\n", "Chỉ công bố"),
        ("../../etc/passwd.yaml", "version: 2\nx: 1\n", "Chỉ công bố"),
        (MASSAGE, next_massage().replace("type: verdict", "type: verdikt", 1), "massage.v2.yaml:"),
        (MASSAGE, next_massage().replace("LDN-2020", "UNHEARD-OF", 1), "UNHEARD-OF"),
        (TRIAGE, next_triage().replace("level: red", "level: crimson", 1), "triage.yaml:"),
        (TRIAGE, shipped_text(TRIAGE), "bản 2"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(admin, repos, name, text, word):
    told = admin.post("/catalogue/check", {"name": name, "text": text}).json
    assert any(word in fault for fault in told["faults"]), told
    body = {"name": name, "text": text, "reason": "Thử"}
    assert admin.post("/catalogue/proposals", body).status_code == 422
    assert repos.publications.rows.count_documents({}) == 0


def test_a_new_version_is_asked_at_once_and_visits_keep_the_one_they_name(
    admin, inspector, repos, app
):
    before = inspector.get("/sync").json
    done = publication(admin, proposed(admin, MASSAGE, next_massage()))
    assert (done.status_code, done.json["state"]) == (200, "published")
    rows = {row["code"]: row["version"] for row in inspector.get("/checklists").json["items"]}
    assert rows["massage"] == 2
    new = inspector.get("/checklists/massage/versions/2").json
    assert new["items"][0]["question"]["vi"] == "Có đăng ký kinh doanh còn hiệu lực không?"
    old = inspector.get("/checklists/massage/versions/1").json
    assert old["items"][0]["question"]["vi"].startswith("Có đăng ký kinh doanh đúng")
    pulled = inspector.get("/sync", cursor=before["next_cursor"]).json
    assert "massage" in str(pulled)


def test_the_same_version_is_published_once(admin, admin2_of):
    one, two = (proposed(admin, MASSAGE, next_massage(q)) for q in ("Câu một?", "Câu hai?"))
    assert publication(admin2_of, one).status_code == 200
    assert publication(admin, two).status_code == 409
    assert publication(admin, one).status_code == 409


def test_triage_rules_need_a_second_person_and_then_hold(admin, admin2_of, inspector, repos):
    proposal = proposed(admin, TRIAGE, next_triage())
    assert proposal["may_publish"] is False
    assert publication(admin, proposal).status_code == 403
    assert publication(admin2_of, proposal).status_code == 200
    rules = {
        row["code"]: row["words"]["vi"] for row in inspector.get("/triage-rules").json["items"]
    }
    assert rules["critical"] == "Có một dấu hiệu đặc biệt nghiêm trọng"
    assert repos.catalogue.versions["triage"] == 2


def test_another_worker_reads_it_without_a_restart(admin, repos):
    shipped = repos.catalogue
    publication(admin, proposed(admin, MASSAGE, next_massage()))
    repos.catalogue, repos.catalogue_stamp = shipped, 0  # as another worker still has it
    assert refresh_catalogue(repos) is True
    assert repos.catalogue.checklist("massage", 2)
    assert refresh_catalogue(repos) is False


def test_what_is_given_up_is_published_no_more(admin):
    proposal = proposed(admin, MASSAGE, next_massage())
    assert admin.post(f"/catalogue/proposals/{proposal['id']}/giving-up").status_code == 200
    assert publication(admin, proposal).status_code == 409
    (listed,) = admin.get("/catalogue/proposals").json["items"]
    assert listed["state"] == "given_up"


def test_a_visit_by_the_new_version_is_taken(admin, inspector, hotel):
    text = shipped_text("definitions/accommodation.v1.yaml").replace(
        "version: 1\n", "version: 2\n", 1
    )
    publication(admin, proposed(admin, "definitions/accommodation.v2.yaml", text))
    newest = {"code": "accommodation", "version": 2}
    sent = inspector.put_new("/visits", a_visit(hotel["id"], checklist=newest, answers=answers()))
    assert (sent.status_code, sent.json["checklist"]["version"]) == (201, 2)


@pytest.fixture
def admin2_of(app, tokens):
    """The other administrator."""
    from tests.people import Person

    return Person(app, tokens["admin2"])
