"""The list of an inspection: put together, given to the team, seen on tablets, and how it ends."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.inspections import assignment_id
from service.usecases.tell_all import settle
from tests.builders import a_visit, an_establishment
from tests.people import Person
from tests.sync.conftest import NOW
from tests.sync.tablet import Tablet

TEAM = [
    {"name": "Trưởng đoàn", "account": "inspector", "lead": True},
    {"name": "Thành viên", "account": "inspector2"},
    {"name": "Cán bộ", "body": "Công an tỉnh"},
]
PLAN = {"name": "Kiểm tra quý IV", "kind": "planned", "from": "2026-10-01", "to": "2026-12-31",
        "team": TEAM, "decision_no": "15/QĐ-SVHTTDL", "decision_date": "2026-09-28",
        "decision_signed_by": "Giám đốc Sở", "partners": ["Công an tỉnh"]}  # fmt: skip
LISTED = {"listed": 1, "assigned": 0, "visited": 0, "beyond": 0}


@pytest.fixture
def plan(inspector):
    return inspector.post("/inspections", {"id": str(uuid.uuid4()), **PLAN}).json


@pytest.fixture
def path(plan):
    return f"/inspections/{plan['id']}"


@pytest.fixture
def places(inspector):
    """Three hotels; one more is closed, one a karaoke."""
    kinds = ("hotel", "hotel", "hotel", "karaoke")
    made = [
        inspector.put_new("/establishments", an_establishment(name=f"Cơ sở {n}", kind=kind)).json
        for n, kind in enumerate(kinds)
    ]
    shut = an_establishment(name="Đã đóng", status="closed")
    inspector.put_new("/establishments", shut)
    return [place["id"] for place in made]


def listed(person, path, places):
    return person.post(f"{path}/establishments", {"establishments": places})


def assigned(person, path, places, account):
    body = {"establishments": places, "account": account}
    return person.post(f"{path}/establishments/assignment", body)


def moved(person, path, state, reason=""):
    version = person.get(path).json["version"]
    return person.post(f"{path}/state", {"state": state, "reason": reason},
                       headers={"If-Match": f'"{version}"'})  # fmt: skip


def test_it_comes_back_as_it_was_sent_with_how_far_it_is(leader, plan, path):
    told = leader.get(path).json
    assert {name: told[name] for name in ("decision_no", "decision_signed_by", "partners")} == {
        name: PLAN[name] for name in ("decision_no", "decision_signed_by", "partners")
    }
    assert [member["name"] for member in told["team"]] == [one["name"] for one in TEAM]
    assert (told["state"], told["progress"]) == ("planned", {**LISTED, "listed": 0})
    assert (told["may_change"], plan["may_change"]) == (False, True)
    (row,) = leader.get("/inspections").json["items"]
    assert "team" not in row


@pytest.mark.parametrize(
    ("team", "code"),
    [
        ([{"name": "A"}], "one_lead"),
        ([{**TEAM[0]}, {**TEAM[0], "lead": False}], "twice"),
        ([{"name": "A", "account": "nobody", "lead": True}], "unknown_account"),
        ([{"name": "A", "account": "reviewer", "lead": True}], "unknown_account"),
    ],
)
def test_a_team_has_one_lead_and_nobody_twice_or_from_elsewhere(inspector, team, code):
    answer = inspector.post("/inspections", {**PLAN, "team": team})
    assert answer.status_code == 422
    assert code in str(answer.json["errors"])


def test_a_list_is_named_or_found_by_a_filter_and_twice_is_once(inspector, path, places):
    assert listed(inspector, path, places[:1]).json["progress"] == LISTED
    asked = {"filter": {"kind": "hotel"}}
    told = inspector.post(f"{path}/establishments", asked).json
    assert (told["changed"], told["unchanged"], told["progress"]["listed"]) == (2, 1, 3)
    rows = inspector.get(f"{path}/establishments").json["items"]
    assert {row["id"] for row in rows} == set(places[:3])
    assert all(row["account"] is None and row["visit"] is None for row in rows)


@pytest.mark.parametrize("body", [{}, {"establishments": [], "filter": None}])
def test_a_list_says_which(inspector, path, body):
    assert inspector.post(f"{path}/establishments", body).status_code == 422


def test_what_is_not_in_the_register_is_named(inspector, path, places):
    answer = listed(inspector, path, [places[0], str(uuid.uuid4())])
    assert list(answer.json["errors"]) == ["establishments.1"]
    assert inspector.get(path).json["progress"]["listed"] == 0


def test_what_is_given_to_an_inspector_comes_to_their_tablet_and_goes_from_it(
    repos, inspector, inspector2, path, places
):
    settle(repos, NOW)
    tablets = [Tablet(person) for person in (inspector, inspector2)]
    listed(inspector, path, places)
    assert assigned(inspector, path, places[:2], "inspector2").json["changed"] == 2
    assert assigned(inspector, path, places[:2], "inspector2").json["unchanged"] == 2
    mine, theirs = (tablet.pull().of("assignment") for tablet in tablets)
    assert (len(mine), len(theirs)) == (0, 2)
    assert {body["establishment_id"] for body in theirs.values()} == set(places[:2])
    visit = a_visit(places[0], inspection_id=path[-36:])
    assert inspector.put_new("/visits", visit).status_code == 201
    told = tablets[1].pull().of("assignment")
    assert {body["visited_on"] for body in told.values()} == {None, visit["started_at"][:10]}
    assigned(inspector, path, places[:2], None)
    assert tablets[1].pull().of("assignment") == {}


def test_only_who_is_on_the_team_is_given_establishments(inspector, admin, path, places):
    listed(inspector, path, places[:1])
    for account in ("reviewer", "nobody"):
        refused = assigned(inspector, path, places[:1], account)
        assert refused.json["errors"]["account"][0]["code"] == "not_on_team"
    refused = assigned(inspector, path, places[1:2], "inspector")
    assert refused.json["errors"]["establishments.0"][0]["code"] == "not_listed"
    assert inspector.get(path).json["progress"] == LISTED


def test_who_has_establishments_does_not_leave_the_team_in_silence(inspector, path, places):
    listed(inspector, path, places[:1])
    assigned(inspector, path, places[:1], "inspector2")
    change = {"team": [TEAM[0]]}
    answer = inspector.patch(path, change, headers={"If-Match": '"1"'})
    assert answer.json["errors"]["team"][0]["code"] == "still_assigned"
    assigned(inspector, path, places[:1], "inspector")
    assert inspector.patch(path, change, headers={"If-Match": '"1"'}).status_code == 200


def test_who_leaves_the_service_gives_back_what_was_to_be_visited(
    inspector, inspector2, admin, path, places, repos
):
    listed(inspector, path, places)
    assigned(inspector, path, places[:2], "inspector2")
    version = repos.accounts.get("inspector2")
    closed = admin.patch("/accounts/inspector2", {"status": "closed"})
    try:
        assert closed.json["open_work"]["unassigned"] == 2
        assert inspector.get(path).json["progress"]["assigned"] == 0
    finally:
        repos.accounts.rows.replace_one({"_id": "inspector2"}, version)


def test_what_was_visited_stays_on_the_list(inspector, path, places):
    listed(inspector, path, places)
    inspector.put_new("/visits", a_visit(places[0], inspection_id=path[-36:]))
    told = inspector.post(f"{path}/establishments/removal", {"establishments": places[:2]}).json
    assert (told["changed"], told["kept"]) == (1, [places[0]])
    visited, *_ = inspector.get(f"{path}/establishments", state="visited").json["items"]
    assert (visited["id"], visited["visited_by"]) == (places[0], "inspector")
    waiting = inspector.get(f"{path}/establishments", state="waiting").json["items"]
    assert {row["id"] for row in waiting} == set(places[2:])


def test_a_visit_beyond_the_list_is_counted_apart(inspector, path, places):
    listed(inspector, path, places[:1])
    for place in places[:2]:
        inspector.put_new("/visits", a_visit(place, inspection_id=path[-36:]))
    assert inspector.get(path).json["progress"] == {**LISTED, "visited": 1, "beyond": 1}


def test_a_visit_that_is_withdrawn_is_to_be_made_again(inspector, path, places):
    listed(inspector, path, places[:1])
    visit = inspector.put_new("/visits", a_visit(places[0], inspection_id=path[-36:])).json
    assert inspector.get(path).json["progress"]["visited"] == 1
    inspector.post(f"/visits/{visit['id']}/withdrawal", {"reason": "Nhầm cơ sở"})
    assert inspector.get(path).json["progress"]["visited"] == 0


def test_it_begins_and_ends_with_a_reason_where_something_waits(repos, inspector, path, places):
    settle(repos, NOW)
    tablet = Tablet(inspector)
    listed(inspector, path, places[:1])
    assigned(inspector, path, places[:1], "inspector")
    assert moved(inspector, path, "finished").status_code == 409
    assert moved(inspector, path, "running").json["state"] == "running"
    assert moved(inspector, path, "finished").json["errors"]["reason"]
    assert len(tablet.pull().of("assignment")) == 1
    ended = moved(inspector, path, "finished", "Cơ sở tạm nghỉ").json
    assert [step["state"] for step in ended["states"]] == ["planned", "running", "finished"]
    assert tablet.pull().of("assignment") == {}
    assert listed(inspector, path, places).status_code == 409
    late = a_visit(places[0], inspection_id=path[-36:])
    assert inspector.put_new("/visits", late).status_code == 201
    assert moved(inspector, path, "running").json["errors"]["reason"]
    assert moved(inspector, path, "running", "Còn cơ sở").status_code == 200
    assert len(tablet.pull().of("assignment")) == 1


def test_the_kind_stays_once_a_visit_counted(inspector, path, places):
    inspector.put_new("/visits", a_visit(places[0], inspection_id=path[-36:]))
    answer = inspector.patch(path, {"kind": "ad_hoc"}, headers={"If-Match": '"1"'})
    assert answer.json["errors"]["kind"][0]["code"] == "counted"


def test_of_two_who_change_it_at_once_one_is_told(inspector, reporter, path):
    first = inspector.patch(path, {"name": "Tên mới"}, headers={"If-Match": '"1"'})
    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    later = inspector.patch(path, {"to": "2026-11-30"}, headers={"If-Match": '"1"'})
    assert later.status_code == 412
    assert inspector.patch(path, {"to": "2026-09-30"}, headers={"If-Match": '"2"'}).json["errors"]
    assert inspector.patch(path, {"name": "x"}).status_code == 428


def test_many_who_put_the_same_on_the_list_at_once_list_it_once(app, tokens, repos, path, places):
    def put(number):
        person = Person(app, tokens["inspector"])
        own = places if number % 2 else places[::-1]
        return listed(person, path, own).status_code

    with ThreadPoolExecutor(6) as pool:
        statuses = set(pool.map(put, range(12)))
    assert statuses == {200}
    assert repos.assignments.rows.count_documents({}) == len(places)


def test_while_it_ends_nothing_is_given_to_anybody(app, tokens, repos, inspector, path, places):
    """Either it was given before the end and went from the tablet with it, or not at all."""
    settle(repos, NOW)
    listed(inspector, path, places)
    moved(inspector, path, "running")

    def act(number):
        person = Person(app, tokens["inspector"])
        if number == 3:
            return moved(person, path, "cancelled", "Hoãn").status_code
        return assigned(person, path, [places[number]], "inspector2").status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(act, range(4)))
    assert set(statuses) <= {200, 409}
    if inspector.get(path).json["state"] == "cancelled":
        key = {"_id": {"$in": [assignment_id(uuid.UUID(path[-36:]), uuid.UUID(p)) for p in places]}}
        assert {row["open"] for row in repos.assignments.rows.find(key)} == {False}
        told = repos.changes.rows.count_documents({"kind": "assignment", "gone_at": None})
        assert told == 0


def test_mine_overdue_and_the_campaigns_are_found(inspector, inspector2, reporter, leader):
    campaign = reporter.post(
        "/campaigns", {"name": "Đợt", "from": "2026-07-01", "to": "2026-09-30"}
    ).json["id"]
    past = {"from": "2026-01-05", "to": "2026-01-20", "team": TEAM[:1], "campaign_id": campaign}
    late = inspector.post("/inspections", {**PLAN, **past}).json["id"]
    other = inspector.post("/inspections", {**PLAN, "team": [], "kind": "ad_hoc"}).json["id"]

    def found(person, **query):
        return {row["id"] for row in person.get("/inspections", **query).json["items"]}

    assert found(inspector, mine="true") == {late}
    assert found(inspector2, mine="true") == set()
    assert found(leader, overdue="true") == {late}
    assert found(leader, campaign=campaign) == {late}
    assert found(leader, kind="ad_hoc") == {other}
    assert found(leader, state="planned") == {late, other}


def test_inspectors_of_the_unit_and_below_can_be_on_the_team(inspector, path):
    names = {row["username"] for row in inspector.get(f"{path}/inspectors").json["items"]}
    assert names == {"inspector", "inspector2"}
