"""What must be remedied: listed, confirmed once, taken back with a reason, told to tablets."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.rights import EVERYWHERE
from service.usecases.findings import list_findings
from tests.builders import a_remedy, a_visit, an_establishment, answers
from tests.people import Person

LATER = {"started_at": "2026-11-12T08:30:00+07:00"}
EARLIER = {"started_at": "2026-10-30T08:30:00+07:00"}


def to_remedy(by, remedy="Khai báo lại"):
    return {"value": "fail", "remedy": remedy, "remedy_by": by}


def visited(person, place, by="2026-12-01", **changes):
    """A visit with one finding; answers the finding's id."""
    body = a_visit(place["id"], answers=answers(CL_01=to_remedy(by)), **changes)
    sent = person.put_new("/visits", body)
    assert sent.status_code == 201, sent.json
    return sent.json["findings"][0]["id"]


def confirm(person, finding, **changes):
    return person.post(f"/findings/{finding}/remedy", a_remedy(**changes))


@pytest.fixture
def finding(inspector, hotel):
    return visited(inspector, hotel)


def listed(person, **query):
    return [row["id"] for row in person.get("/findings", **query).json["items"]]


def rechecks(person):
    changes = person.get("/sync", limit="5000").json["changes"]
    return [row["id"] for row in changes if row["kind"] == "finding" and not row["gone"]]


def test_a_finding_tells_what_where_by_when_and_how_it_stands(inspector, hotel, finding):
    (row,) = inspector.get("/findings").json["items"]
    assert row["establishment"] == {"id": hotel["id"], "name": hotel["name"]}
    told = {name: row[name] for name in ("id", "item", "remedy", "remedy_by", "visited_on", "area")}
    assert told == {
        "id": finding,
        "item": "CL-01",
        "remedy": "Khai báo lại",
        "remedy_by": "2026-12-01",
        "visited_on": "2026-11-03",
        "area": "2025:05977",
    }
    assert row["question"]["vi"]
    assert (row["remedied_on"], row["remedies"]) == (None, [])


@pytest.mark.parametrize(
    ("today", "state"),
    [("2026-12-01T23:59:59+07:00", "open"), ("2026-12-02T00:00:00+07:00", "overdue")],
)
def test_a_finding_is_overdue_from_the_day_after_its_term(repos, finding, today, state):
    now = dt.datetime.fromisoformat(today).astimezone(dt.UTC)
    who = {"scope": EVERYWHERE}
    query = {"establishment": None, "area": None, "due_before": None, "limit": 50, "cursor": None}
    (row,) = list_findings(repos, who, {**query, "state": "open"}, now)["items"]
    assert row["state"] == state
    overdue = list_findings(repos, who, {**query, "state": "overdue"}, now)["items"]
    assert len(overdue) == (state == "overdue")


def test_the_first_term_comes_first_the_undated_last_and_pages_tile(inspector, hotel):
    terms = ["2026-12-05", None, "2026-11-20", "2026-12-05", None, "2026-11-21"]
    for term in terms:
        visited(inspector, hotel, term)
    whole = inspector.get("/findings").json["items"]
    assert [row["remedy_by"] for row in whole] == [*sorted(filter(None, terms)), None, None]
    pages, cursor = [], None
    while not pages or cursor:
        page = inspector.get("/findings", limit="1", **({"cursor": cursor} if cursor else {})).json
        pages += page["items"]
        cursor = page["next_cursor"]
    assert pages == whole


def test_lists_are_narrowed_by_place_area_state_and_term(inspector, hotel):
    elsewhere = inspector.put_new(
        "/establishments", an_establishment(area={"scheme": "2025", "code": "06463"})
    ).json
    here, there = visited(inspector, hotel, "2026-11-20"), visited(inspector, elsewhere)
    assert confirm(inspector, there).status_code == 201
    assert listed(inspector, establishment=hotel["id"]) == [here]
    assert listed(inspector, area="06463") == [there]
    assert listed(inspector, due_before="2026-11-20") == []
    assert listed(inspector, due_before="2026-11-21") == [here]
    assert listed(inspector, state="open") == [here]
    assert listed(inspector, state="met") == [there]
    assert inspector.get("/findings", state="late").status_code == 422


def test_a_remedy_is_confirmed_by_a_document_and_shown(inspector, reviewer, finding):
    answer = confirm(reviewer, finding, note="Đã xem bản sao")
    assert answer.status_code == 201, answer.json
    (row,) = inspector.get("/findings").json["items"]
    assert (row["state"], row["remedied_on"]) == ("met", "2026-11-10")
    assert row["remedies"] == [answer.json]
    assert answer.json["by"] == "reviewer"
    visit = inspector.get(f"/visits/{row['visit']}").json
    assert [each["remedied_on"] for each in visit["findings"]] == ["2026-11-10"]
    assert visit["version"] == 1


def test_a_remedy_is_confirmed_by_a_later_visit_to_the_same_place(inspector, hotel, finding):
    elsewhere = inspector.put_new("/establishments", an_establishment()).json
    seen = {
        name: inspector.put_new("/visits", a_visit(place["id"], **when)).json["id"]
        for name, place, when in (
            ("later", hotel, LATER),
            ("earlier", hotel, EARLIER),
            ("elsewhere", elsewhere, LATER),
        )
    }
    for name in ("earlier", "elsewhere"):
        refused = confirm(inspector, finding, evidence={"visit_id": seen[name]})
        assert refused.json["errors"]["evidence.visit_id"][0]["code"] == "no_follow_up"
    evidence = {"visit_id": seen["later"]}
    assert confirm(inspector, finding, evidence=evidence).status_code == 201


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"remedied_on": "2026-11-02"}, "remedied_on"),
        ({"remedied_on": "2199-01-01"}, "remedied_on"),
        ({"evidence": {}}, "evidence"),
        ({"evidence": {"document_no": "12"}}, "evidence"),
        ({"evidence": {"document_no": "12", "document_date": "2026-11-02"}},
            "evidence.document_date"),
        ({"evidence": {"visit_id": str(uuid.uuid4())}}, "evidence.visit_id"),
        ({"corrects": str(uuid.uuid4())}, "reason"),
        ({"void": True}, "corrects"),
    ],
)  # fmt: skip
def test_a_remedy_that_cannot_be_is_refused_by_its_field(inspector, finding, changes, path):
    answer = confirm(inspector, finding, **changes)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [path]
    assert listed(inspector, state="open") == [finding]


def test_a_remedy_sent_twice_is_one_and_other_content_is_refused(
    inspector, reviewer, finding, repos
):
    key = str(uuid.uuid4())
    first, again = confirm(inspector, finding, id=key), confirm(inspector, finding, id=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    assert confirm(inspector, finding, id=key, note="khác").status_code == 409
    assert confirm(reviewer, finding, id=key).status_code == 409
    assert repos.remedies.rows.count_documents({}) == 1


def test_of_two_who_confirm_at_once_one_is_told_that_it_was_done(app, finding, inspector, repos):
    def one(number):
        person = Person(app, inspector.headers["Authorization"].split()[1])
        return confirm(person, finding, note=str(number)).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(one, range(4)))
    assert statuses == [201, 409, 409, 409]
    assert repos.remedies.rows.count_documents({}) == 1


def test_a_remedy_is_corrected_or_taken_back_by_a_new_entry_and_both_stay(inspector, finding):
    first = confirm(inspector, finding).json["id"]
    changed = {"corrects": first, "reason": "Ghi nhầm ngày", "remedied_on": "2026-11-12"}
    second = confirm(inspector, finding, **changed)
    assert second.status_code == 201
    assert confirm(inspector, finding, **changed).status_code == 409
    gone = {"corrects": second.json["id"], "reason": "Nhầm cơ sở", "void": True}
    assert confirm(inspector, finding, **gone).status_code == 201
    (row,) = inspector.get("/findings").json["items"]
    assert (row["state"] != "met", row["remedied_on"]) == (True, None)
    assert [each["remedied_on"] for each in row["remedies"]] == [
        "2026-11-10", "2026-11-12", "2026-11-10",
    ]  # fmt: skip
    assert row["remedies"][0]["corrected_by"] == second.json["id"]
    assert confirm(inspector, finding).status_code == 201


def test_tablets_forget_what_was_remedied_and_hear_of_it_again_when_taken_back(inspector, finding):
    assert rechecks(inspector) == [finding]
    entry = confirm(inspector, finding).json["id"]
    assert rechecks(inspector) == []
    confirm(inspector, finding, corrects=entry, reason="Nhầm cơ sở", void=True)
    assert rechecks(inspector) == [finding]


def test_an_amendment_keeps_what_was_remedied(inspector, hotel):
    visit = a_visit(hotel["id"], answers=answers(CL_01=to_remedy("2026-12-01")))
    path = f"/visits/{uuid.uuid4()}"
    finding = inspector.put(path, visit).json["findings"][0]["id"]
    confirm(inspector, finding)
    without = {**visit, "answers": answers()}
    for content in (without, visit):
        body = {"id": str(uuid.uuid4()), "reason": "Ghi nhầm", "submission": content}
        assert inspector.post(f"{path}/amendments", body).status_code == 201
    (row,) = inspector.get("/findings").json["items"]
    assert (row["state"], row["remedied_on"]) == ("met", "2026-11-10")


def test_what_a_withdrawn_visit_found_is_no_longer_to_remedy(inspector, hotel, finding):
    visit = inspector.get("/findings").json["items"][0]["visit"]
    inspector.post(f"/visits/{visit}/withdrawal", {"reason": "Nhầm cơ sở"})
    assert listed(inspector) == []
    assert confirm(inspector, finding).status_code == 409


def test_the_figures_count_what_was_remedied_of_what_had_to_be(inspector, reporter, hotel):
    done, _ = visited(inspector, hotel), visited(inspector, hotel)
    confirm(inspector, done)
    figures = reporter.get("/summaries/preview", period="2026-Q4").json["figures"]
    assert (figures["C10a"]["value"], figures["C10b"]["value"]) == (1, 2)
    assert figures["C10a"]["by"]["area"] == {"2025:05977": 1}


def test_a_remedy_confirmed_while_the_visit_is_amended_is_kept(app, inspector, hotel):
    visit = a_visit(hotel["id"], answers=answers(CL_01=to_remedy("2026-12-01")))
    path = f"/visits/{uuid.uuid4()}"
    finding = inspector.put(path, visit).json["findings"][0]["id"]
    token = inspector.headers["Authorization"].split()[1]
    changed = {**visit, "remarks": "đã sửa"}
    amendment = {"id": str(uuid.uuid4()), "reason": "Ghi nhầm", "submission": changed}
    with ThreadPoolExecutor(2) as pool:
        amended = pool.submit(Person(app, token).post, f"{path}/amendments", amendment)
        confirmed = pool.submit(confirm, Person(app, token), finding)
    assert (amended.result().status_code, confirmed.result().status_code) == (201, 201)
    read = inspector.get(path).json
    assert (read["remarks"], read["findings"][0]["remedied_on"]) == ("đã sửa", "2026-11-10")
