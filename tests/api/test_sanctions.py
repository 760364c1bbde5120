"""Sanctions and transfers: entered once, corrected by another entry, counted on their own day."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.builders import VIOLATION, a_sanction, a_transfer, a_visit, answers
from tests.people import Person

SUSPENDED = {"measure": "suspension", "from": "2026-11-15", "to": "2026-12-14"}
BUILDERS = {"sanctions": a_sanction, "transfers": a_transfer}


@pytest.fixture
def visit(inspector, hotel):
    """The path of a visit with one violation."""
    path = f"/visits/{uuid.uuid4()}"
    found = {"answers": answers(CG_03="fail"), "violations": [{**VIOLATION, "record_no": "01/BB"}]}
    sent = inspector.put(path, a_visit(hotel["id"], **found))
    assert sent.status_code == 201, sent.json
    return path


def figures(person):
    told = person.get("/summaries/preview", period="2026-Q4").json["figures"]
    return {code: told[code]["value"] for code in ("C7a", "C7b", "C7c", "C8", "C9")}


def test_what_followed_is_read_with_the_visit(inspector, reviewer, leader, visit):
    sanction = inspector.post(f"{visit}/sanctions", a_sanction(**SUSPENDED))
    transfer = reviewer.post(f"{visit}/transfers", a_transfer(grounds="Vượt thẩm quyền"))
    assert (sanction.status_code, transfer.status_code) == (201, 201), sanction.json
    read = leader.get(visit).json
    assert read["sanctions"] == [sanction.json]
    assert read["transfers"] == [transfer.json]
    assert read["version"] == 1
    assert sanction.json["from"] == "2026-11-15"
    assert (sanction.json["by"], transfer.json["by"]) == ("inspector", "reviewer")


@pytest.mark.parametrize("kind", BUILDERS)
def test_an_entry_sent_twice_is_one_and_other_content_is_refused(
    inspector, reviewer, visit, repos, kind
):
    body = BUILDERS[kind](id=str(uuid.uuid4()))
    first, again = (inspector.post(f"{visit}/{kind}", body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    assert inspector.post(f"{visit}/{kind}", {**body, "body": "Khác"}).status_code == 409
    assert reviewer.post(f"{visit}/{kind}", body).status_code == 409
    assert getattr(repos, kind).rows.count_documents({}) == 1


@pytest.mark.parametrize("kind", BUILDERS)
def test_a_mistake_is_corrected_once_by_another_entry_and_both_stay(inspector, visit, kind):
    def post(**changes):
        return inspector.post(f"{visit}/{kind}", BUILDERS[kind](**changes))

    first = post().json["id"]
    changed = {"corrects": first, "reason": "Ghi nhầm cơ quan", "body": "UBND tỉnh"}
    second = post(**changed)
    assert second.status_code == 201
    assert post(**changed).status_code == 409
    assert post(corrects=str(uuid.uuid4()), reason="Nhầm").status_code == 409
    gone = post(corrects=second.json["id"], reason="Nhập nhầm lượt", void=True)
    assert gone.status_code == 201
    rows = inspector.get(visit).json[kind]
    assert [row["corrected_by"] for row in rows] == [second.json["id"], gone.json["id"], None]
    assert [row["void"] for row in rows] == [False, False, True]


def test_a_decision_is_entered_once_even_by_two_at_once(app, inspector, visit, repos):
    def one(number):
        person = Person(app, inspector.headers["Authorization"].split()[1])
        return person.post(f"{visit}/sanctions", a_sanction(fine_vnd=number)).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == [201, 409, 409, 409]
    assert repos.sanctions.rows.count_documents({}) == 1
    assert inspector.post(f"{visit}/sanctions", a_sanction(decision_no="16")).status_code == 201


@pytest.mark.parametrize(
    ("kind", "changes", "path"),
    [
        ("sanctions", {"violation": {**VIOLATION, "item": "CL-01"}}, "violation"),
        ("transfers", {"violation": {**VIOLATION, "basis": "ND142-2018"}}, "violation"),
        ("sanctions", {"decided_on": "2026-11-02"}, "decided_on"),
        ("sanctions", {"decided_on": "2199-01-01"}, "decided_on"),
        ("transfers", {"transferred_on": "2026-11-02"}, "transferred_on"),
        ("sanctions", {"measure": "suspension"}, "from"),
        ("sanctions", {**SUSPENDED, "to": "2026-11-14"}, "to"),
        ("sanctions", {**SUSPENDED, "measure": "none"}, "from"),
        ("sanctions", {"measure": "closure"}, "measure"),
        ("sanctions", {"fine_vnd": -1}, "fine_vnd"),
        ("sanctions", {"decision_no": ""}, "decision_no"),
        ("transfers", {"body": ""}, "body"),
        ("transfers", {"void": True}, "corrects"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_by_its_field(
    inspector, visit, repos, kind, changes, path
):
    answer = inspector.post(f"{visit}/{kind}", BUILDERS[kind](**changes))
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [path]
    assert getattr(repos, kind).rows.count_documents({}) == 0


def test_each_counts_on_its_own_day_until_it_is_taken_back(inspector, reporter, visit):
    sanction = inspector.post(f"{visit}/sanctions", a_sanction(**SUSPENDED)).json["id"]
    inspector.post(f"{visit}/transfers", a_transfer())
    whole = {"C7a": 1, "C7b": 1, "C7c": 4_000_000, "C8": 1, "C9": 1}
    assert figures(reporter) == whole
    inspector.post(
        f"{visit}/sanctions", a_sanction(corrects=sanction, reason="Nhập nhầm", void=True)
    )
    assert figures(reporter) == {**whole, "C7b": 0, "C7c": 0, "C8": 0}


def test_a_withdrawn_visit_takes_what_followed_out_of_the_figures_and_takes_no_more(
    inspector, reporter, visit
):
    inspector.post(f"{visit}/sanctions", a_sanction(**SUSPENDED))
    inspector.post(f"{visit}/transfers", a_transfer())
    inspector.post(f"{visit}/withdrawal", {"reason": "Nhầm cơ sở"})
    assert set(figures(reporter).values()) == {0}
    read = inspector.get(visit).json
    assert (len(read["sanctions"]), len(read["transfers"])) == (1, 1)
    later = a_sanction(decision_no="16/QĐ")
    assert inspector.post(f"{visit}/sanctions", later).status_code == 409


def test_an_amendment_leaves_what_followed_as_it_is(inspector, hotel, visit):
    entry = inspector.post(f"{visit}/sanctions", a_sanction()).json
    body = {"id": str(uuid.uuid4()), "reason": "Ghi nhầm", "submission": a_visit(hotel["id"])}
    assert inspector.post(f"{visit}/amendments", body).status_code == 201
    assert inspector.get(visit).json["sanctions"] == [entry]


def test_the_records_behind_the_fines_name_each_decision(inspector, reporter, visit):
    inspector.post(f"{visit}/sanctions", a_sanction())
    path = "/summaries/preview/figures/{}/records"
    (row,) = reporter.get(path.format("C7c"), period="2026-Q4").json["items"]
    assert (row["amount"], row["sanction"]["decision_no"]) == (4_000_000, "15/QĐ-XPHC")
    assert row["visit"] == visit.removeprefix("/visits/")
