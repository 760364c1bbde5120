"""The table of rights holds: every route with every role, inside and outside its scope."""

import re
import uuid
from typing import Any

import pytest

from schemas.vocabulary import ACCOUNTS, PERSONAL, ROLES, SEALED
from service.api import routes
from service.domain.demo_cast import DEMO_PASSWORD
from service.domain.rights import AREAS, OWN, PROVINCE, RIGHTS, UNIT
from tests.builders import (
    CALLED,
    DOCUMENT,
    a_flag,
    a_remedy,
    a_sanction,
    a_transfer,
    a_visit,
    an_establishment,
    answers,
    plan_bodies,
    referral_bodies,
)
from tests.people import Person
from tests.pictures import a_photo, sent_whole, sha256_of

HERE, THERE = "05977", "06463"
ABSENT = str(uuid.UUID("0190a5c8-0000-7000-8000-000000000000"))
PARTS_OF_ANSWERS = {
    "map_visits","read_owner", "count_sealed_figures", "read_sealed_records",
    "read_sealed_attachments",
}  # fmt: skip
# Rights that carry what is confidential and leave no entry, each with its reason in the table.
UNAUDITED = {
    "list_own_keys",
    "sign_in", "refresh_session", "read_own_account", "submit_visit", "send_attachment",
    "read_receipt", "list_own_devices", "change_own_device", "list_own_sessions",
    "read_own_second_factor", "enrol_second_factor",
    "make_recovery_codes", "list_own_notices", "see_own_notices",
}  # fmt: skip
ROUTES = [pytest.param(route, id=f"{route.method} {route.path}") for route in routes()]


def a_path(route: Any, **ids: str) -> str:
    """The route's path with its places filled; ids that are not named are nobody's."""
    path = re.sub(r"<uuid:(\w+)>", lambda found: ids.get(found[1], ABSENT), route.path)
    return (
        path.replace("<string:code>", "C1")
        .replace("<string:sha256>", ids.get("sha256", "0" * 64))
        .replace("<int:version>", "1")
        .replace("<string:username>", "nobody")
    )


def test_every_act_has_its_routes_and_every_route_its_act():
    done = {route.contract.right.act for route in routes()}
    assert done | PARTS_OF_ANSWERS == set(RIGHTS)
    assert not done & PARTS_OF_ANSWERS


@pytest.mark.parametrize("right", RIGHTS.values(), ids=RIGHTS)
def test_a_right_names_known_roles_and_reaches(right):
    assert set(right.who) <= set(ROLES)
    assert set(right.who.values()) <= {PROVINCE, AREAS, UNIT, OWN}


@pytest.mark.parametrize("right", RIGHTS.values(), ids=RIGHTS)
def test_what_carries_people_or_flags_is_audited_or_says_why_not(right):
    if right.act in PARTS_OF_ANSWERS or not right.carries & {PERSONAL, SEALED, ACCOUNTS}:
        return
    assert right.audited != (right.act in UNAUDITED)
    assert right.audited or right.why


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_refuses_the_stranger_and_every_role_it_does_not_name(route, cast, stranger):
    right, path = route.contract.right, a_path(route)
    if not right.who:
        return
    assert stranger.call(route.method, path).status_code == 401
    if right.act == "sign_out":
        return  # It is everybody's, and would end the sessions of the cast.
    for role, person in cast.items():
        status = person.call(route.method, path).status_code
        assert (status == 403) == (role not in right.who), role
        assert status != 401


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    "disguise", [{"X-HTTP-Method-Override": "GET"}, {"X-Original-URL": "/api/v1/me"}], ids=str
)
def test_no_header_gives_a_role_more_than_it_has(route, disguise, cast):
    for role, person in cast.items():
        if route.contract.right.who and role not in route.contract.right.who:
            answer = person.call(route.method, a_path(route), headers=disguise)
            assert answer.status_code == 403


@pytest.fixture
def neighbours(app, repos, admin):
    """One of each limited role in a unit of two communes, and an inspector of another unit."""
    found = {}
    for unit, area in (("XA-HERE", HERE), ("XA-THERE", THERE)):
        row = {"_id": unit, "name": unit, "kind": "commune", "parent": None,
               "valid_from": "2025-07-01", "valid_to": None, "areas": [f"2025:{area}"]}  # fmt: skip
        repos.units.put(row)
        for role in ("inspector", "reviewer", "reporter"):
            name = f"{role}-{unit.lower()}"
            fields = {"username": name, "name": name, "role": role, "unit": unit}
            repos.accounts.insert(
                repos.accounts.get(role) | {"_id": name, "name": name, "role": role, "unit": unit}
            )
            credentials = {"username": fields["username"], "password": DEMO_PASSWORD}
            token = app.test_client().post("/api/v1/auth/login", json=credentials).json
            found[name] = Person(app, token["access_token"])
    yield found
    for unit in ("XA-HERE", "XA-THERE"):
        repos.units.rows.delete_one({"_id": unit})


@pytest.fixture
def there(neighbours) -> dict[str, str]:
    """An establishment of the other commune, with a flagged visit and a photo by its own
    inspector."""
    own = neighbours["inspector-xa-there"]
    place = own.put_new(
        "/establishments", an_establishment(area={"scheme": "2025", "code": THERE})
    ).json
    visit_id, photo = str(uuid.uuid4()), a_photo()
    to_remedy = {"value": "fail", "remedy": "Khắc phục", "remedy_by": "2026-12-01"}
    named = answers(CL_01={"value": "pass", "attachments": [sha256_of(photo)]}, CL_02=to_remedy)
    body = a_visit(place["id"], answers=named, flags=[a_flag()], emergency_call=CALLED)
    assert own.put(f"/visits/{visit_id}", body).status_code == 201
    sent_whole(own, visit_id, photo)
    case = neighbours["reviewer-xa-there"].get("/cases").json["items"][0]["id"]
    planned, plans = neighbours["reporter-xa-there"], plan_bodies(place["id"])
    ids = {
        f"{name}_id": planned.post(f"/{name}s", plans[f"POST /{name}s"]).json["id"]
        for name in ("inspection", "campaign", "document")
    }
    in_area = {"area": {"scheme": "2025", "code": THERE}}
    ids |= {
        f"{name}_id": planned.post(f"/{many}", plans[f"POST /{many}"] | in_area).json["id"]
        for name, many in (("activity", "activities"), ("institution", "institutions"))
    }
    task = planned.post(
        f"/documents/{ids['document_id']}/tasks",
        plans[f"POST {DOCUMENT}/tasks"] | {"unit": "XA-THERE"},
    )
    return {
        **ids,
        "task_id": task.json["id"],
        "establishment_id": place["id"],
        "visit_id": visit_id,
        "finding_id": own.get("/findings").json["items"][0]["id"],
        "case_id": case,
        "sha256": sha256_of(photo),
    }


OBJECTS = [
    pytest.param(route, id=f"{route.method} {route.path}")
    for route in routes()
    if "<uuid:" in route.path and set(route.contract.right.who.values()) & {AREAS, UNIT}
    if (route.method, route.path) != ("PUT", "/establishments/<uuid:establishment_id>")
    if (route.method, route.path) != ("PUT", "/visits/<uuid:visit_id>")
]


def a_body(route: Any, there: dict[str, str]) -> Any:
    """What the route takes, such that only the scope can refuse it."""
    act = route.contract.right.act
    submission = a_visit(there["establishment_id"], flags=[a_flag()], emergency_call=CALLED)
    bodies = {
        **referral_bodies(there["visit_id"]),
        **plan_bodies(there["establishment_id"]),
        "change_establishment": {"rooms": 3},
        "amend_visit": {"id": str(uuid.uuid4()), "reason": "Sửa", "submission": submission},
        "withdraw_visit": {"reason": "Nhầm"},
        "confirm_remedy": a_remedy(),
        "record_sanction": a_sanction(),
        "record_transfer": a_transfer(),
        "decide_case": {"decision": "closed", "reason": "Đã xong"},
        "note_case": {"id": str(uuid.uuid4()), "text": "Đã gọi"},
    }
    return bodies.get(f"{route.method} {route.path}", bodies.get(act))


@pytest.mark.parametrize("route", OBJECTS)
def test_what_lies_elsewhere_reads_as_what_is_not_there(route, neighbours, there):
    """The same status and the same body for absent and outside, and nothing is changed."""
    headers = {"If-Match": '"1"'}
    for name, person in neighbours.items():
        role, _, unit = name.partition("-")
        if role not in route.contract.right.who or unit == "xa-there":
            continue
        body = a_body(route, there)
        absent = person.call(route.method, a_path(route), json=body, headers=headers)
        outside = person.call(route.method, a_path(route, **there), json=body, headers=headers)
        assert absent.status_code == outside.status_code == 404, name
        assert absent.data == outside.data
        assert dict(absent.headers) == dict(outside.headers)


@pytest.mark.parametrize("route", [r for r in OBJECTS if r.values[0].method == "GET"])
def test_what_lies_within_is_found(route, neighbours, there):
    for name, person in neighbours.items():
        role, _, unit = name.partition("-")
        if role in route.contract.right.who and unit == "xa-there":
            assert person.call("GET", a_path(route, **there)).status_code == 200, name


LISTS = {
    "/establishments": "establishment_id",
    "/visits": "visit_id",
    "/findings": "finding_id",
    "/cases": "case_id",
}


@pytest.mark.parametrize("path", LISTS)
def test_lists_hold_what_lies_within_and_nothing_else(path, neighbours, there, leader, admin):
    (right,) = (r.contract.right for r in routes() if (r.method, r.path) == ("GET", path))
    for name, person in neighbours.items():
        role, _, unit = name.partition("-")
        if role not in right.who:
            continue
        found = [row["id"] for row in person.get(path).json["items"]]
        assert found == ([there[LISTS[path]]] if unit == "xa-there" else []), name
    for person, role in ((leader, "leader"), (admin, "administrator")):
        if role in right.who:
            assert [row["id"] for row in person.get(path).json["items"]] == [there[LISTS[path]]]


def test_asking_for_another_area_does_not_widen_the_scope(neighbours, there):
    for role in ("inspector", "reviewer", "reporter"):
        person = neighbours[f"{role}-xa-here"]
        assert person.get("/establishments", area=THERE).json["items"] == []
    assert neighbours["reviewer-xa-here"].get("/cases", area=THERE).json["items"] == []
    assert neighbours["reviewer-xa-here"].get("/visits", area=THERE).json["items"] == []


def test_nobody_writes_an_establishment_or_a_visit_elsewhere(neighbours, there, repos):
    stranger_here = neighbours["inspector-xa-here"]
    elsewhere = an_establishment(area={"scheme": "2025", "code": THERE})
    assert stranger_here.put_new("/establishments", elsewhere).status_code == 403
    refused = stranger_here.put_new("/visits", a_visit(there["establishment_id"]))
    unknown = stranger_here.put_new("/visits", a_visit(ABSENT))
    assert refused.status_code == unknown.status_code == 422
    assert refused.json == unknown.json
    assert repos.visits.rows.count_documents({}) == 1
    assert repos.establishments.rows.count_documents({}) == 1


def test_an_establishment_does_not_leave_or_enter_by_a_change(neighbours, there):
    own = neighbours["inspector-xa-there"]
    moved = {"area": {"scheme": "2025", "code": HERE}}
    path = f"/establishments/{there['establishment_id']}"
    assert own.patch(path, moved, headers={"If-Match": '"1"'}).status_code == 403
    assert own.get(path).json["area"]["code"] == THERE


def test_a_right_taken_away_is_gone_with_the_next_request(neighbours, there, repos):
    person = neighbours["reviewer-xa-there"]
    assert person.get(f"/cases/{there['case_id']}").status_code == 200
    repos.units.rows.update_one({"_id": "XA-THERE"}, {"$set": {"areas": [f"2025:{HERE}"]}})
    assert person.get(f"/cases/{there['case_id']}").status_code == 404
    repos.accounts.change("reviewer-xa-there", {"role": "reporter"})
    assert person.get("/cases").status_code == 403


def test_owners_are_shown_by_need(neighbours, there, leader, admin):
    path = f"/establishments/{there['establishment_id']}"
    for role in ("inspector", "reviewer", "reporter"):
        assert neighbours[f"{role}-xa-there"].get(path).json["owner"]["phone"]
    assert admin.get(path).json["owner"]["phone"]
    assert "owner" not in leader.get(path).json
    for row in admin.get("/establishments").json["items"]:
        assert "owner" not in row
        assert "history" not in row


def test_the_command_prints_the_whole_table(app):
    told = app.test_cli_runner().invoke(args=["rights"]).output
    for act in RIGHTS:
        assert f"| {act} |" in told
    for route in routes():
        assert f"{route.method} {route.path}" in told
