"""No query without its index: the server's own profile of every kind of call."""

import datetime as dt
import uuid

import pytest
from pymongo import MongoClient

from schemas.vocabulary import TASK_STATES
from service import mongod
from service.domain.cursors import cursor_of
from service.domain.demo_cast import DEMO_PASSWORD
from service.domain.establishments import changed_establishment
from service.domain.letters import NotTaken
from service.domain.periods import LOCAL
from service.usecases.compact_sync import compact
from service.usecases.forget_attachments import forget_all_due
from service.usecases.overdue_referrals import overdue_referrals
from service.usecases.periodic import run_due
from service.usecases.purge import plan_purge
from service.usecases.register import store_all
from service.usecases.tell import tell
from service.usecases.tell_all import settle, tell_differing
from service.usecases.templates import use_shipped
from tests.builders import (
    CALLED,
    DOCUMENT,
    RETURN,
    VIOLATION,
    a_flag,
    a_referral,
    a_remedy,
    a_sanction,
    a_transfer,
    a_visit,
    answers,
    plan_bodies,
)
from tests.pictures import a_photo, address, asked, send_piece, sent_whole, sha256_of

NOW = dt.datetime.now(dt.UTC)
TO_REMEDY = {"value": "fail", "remedy": "Khai báo", "remedy_by": "2026-12-01"}
UNPLANNED = {"insert", "getmore", "killcursors"}


@pytest.fixture
def plans(app, data_dir):
    """Profiles the app's database; answers ``(collection, plan, command)`` of what ran."""
    root = MongoClient(mongod.Place(data_dir / "mongod").uri("root"))
    database = root["antru_app"]
    database.command("profile", 0)
    database.drop_collection("system.profile")
    database.command("profile", 2)

    def ran():
        database.command("profile", 0)
        rows = database["system.profile"].find({"op": {"$nin": list(UNPLANNED)}})
        return [
            (row["ns"].partition(".")[2], row.get("planSummary", ""), row["command"])
            for row in rows
            if not row["ns"].endswith("system.profile")
        ]

    yield ran
    database.command("profile", 0)
    database.drop_collection("system.profile")
    root.close()


def is_first_look(name, command):
    """GridFS asks for any one row before it writes, to see whether it must make its indexes."""
    is_gridfs = name.endswith((".files", ".chunks"))
    return is_gridfs and command.get("filter") == {} and command.get("limit") == 1


def send_photos(inspector, reviewer, hotel, repos):
    """Photos before and after their visit, open and sealed, asked after, read, forgotten."""
    photo, hidden, visit_id = a_photo(), a_photo(), str(uuid.uuid4())
    named = answers(CL_01={"value": "pass", "attachments": [sha256_of(photo)]})
    flagged = [a_flag("REG-09", attachments=[sha256_of(hidden)])]
    send_piece(inspector, visit_id, photo, 0, 100)
    send_piece(inspector, visit_id, photo, 100)
    inspector.put(f"/visits/{visit_id}", a_visit(hotel["id"], answers=named, flags=flagged))
    sent_whole(inspector, visit_id, hidden, part="sealed")
    for person in (inspector, reviewer):
        for data in (photo, hidden):
            asked(person, visit_id, data)
            person.get(address(visit_id, data))
            person.get(address(visit_id, data), preview="true")
    inspector.get(f"/visits/{visit_id}/receipt")
    sent_whole(inspector, str(uuid.uuid4()), photo)
    forget_all_due(repos, dt.datetime.now(dt.UTC) + dt.timedelta(days=60))


def test_no_call_walks_over_a_whole_collection(
    inspector, reviewer, reviewer2, reporter, admin, stranger, hotel, app, plans
):
    path = f"/visits/{uuid.uuid4()}"
    visit = a_visit(hotel["id"], answers=answers(CL_01="fail"), flags=[a_flag("REG-02")])
    inspector.put(path, visit)
    inspector.put(path, visit)
    inspector.put_new("/visits", a_visit(hotel["id"]))
    inspector.post("/visits/batch", {"items": [{"id": str(uuid.uuid4()), **a_visit(hotel["id"])}]})
    red = {**visit, "flags": [*visit["flags"], a_flag()], "emergency_call": CALLED}
    body = {"id": str(uuid.uuid4()), "reason": "Bổ sung", "submission": red}
    inspector.post(f"{path}/amendments", body)
    inspector.post(f"{path}/withdrawal", {"reason": "Nhầm"})
    inspector.get(path)
    for query in ({}, {"establishment": hotel["id"]}, {"area": "05977"}, {"from": "2026-01-01"}):
        inspector.get("/visits", **query)
        admin.get("/visits", **query)
    searches = ({}, {"q": "hoa"}, {"kind": "hotel"}, {"status": "active"}, {"area": "05977"},
                {"near": "106.76,21.85"}, {"bbox": "106,21,107,22"})  # fmt: skip
    for query in searches:
        inspector.get("/establishments", **query)
    inspector.patch(f"/establishments/{hotel['id']}", {"rooms": 3}, headers={"If-Match": '"1"'})
    case = reviewer.get("/cases").json["items"][0]
    queues = ({"level": "red"}, {"state": "new"}, {"open": "true"}, {"area": "05977"},
              {"kind": "hotel"}, {"assignee": "reviewer"},
              {"establishment": hotel["id"]})  # fmt: skip
    for query in queues:
        reviewer.get("/cases", **query)
    reviewer.post(f"/cases/{case['id']}/claim")
    reviewer.post(f"/cases/{case['id']}/notes", {"id": str(uuid.uuid4()), "text": "Đã gọi"})
    reviewer.get(f"/cases/{case['id']}/related")
    refer(reviewer, reviewer2, case["id"], path[-36:], app)
    for decision in ("closed", "reopened"):
        moved = {"decision": decision, "reason": "Đã xong"}
        reviewer.post(f"/cases/{case['id']}/decision", moved)
    follow_up(inspector, reviewer, hotel)
    plan(inspector, reporter, hotel)
    print_papers(inspector, hotel, app.extensions["an-tru"].repos)
    for code in ("C2a", "C5b", "C7a", "C7c", "C8", "C9", "C10a", "C10b", "D1b", "E1c"):
        reviewer.get(f"/summaries/preview/figures/{code}/records", period="2026-Q4")
    reporter.get("/summaries/preview", period="2026-Q4")
    reviewer.post(f"/cases/{case['id']}/break-glass", {"reason": "cần đọc ngay hồ sơ này"})
    for listed in ("/accounts", "/units", "/inspections", "/campaigns", "/areas"):
        admin.get(listed)
    app.extensions["an-tru"].repos.restores.under_way()
    asked = admin.post("/approvals", {"act": "purge", "subject": "x", "reason": "y"}).json
    admin.post(f"/approvals/{asked['id']}/decision", {"decision": "approved"})
    admin.get("/approvals")
    held = {"of": "case", "key": case["id"], "reason": "x"}
    hold = reviewer.post("/legal-holds", held).json
    reviewer.get("/legal-holds")
    reviewer.post(f"/legal-holds/{hold['id']}/lifting")
    app.extensions["an-tru"].repos.legal_holds.held([uuid.UUID(case["id"])])
    plan_purge(app.extensions["an-tru"].repos, dt.date(2050, 1, 1))
    send_photos(inspector, reviewer, hotel, app.extensions["an-tru"].repos)
    pull_and_mend(inspector, hotel, app)
    inform(reporter, hotel)
    tell_people(reviewer, admin, app.extensions["an-tru"].repos)
    sign_in_and_out(stranger, admin)
    told = plans()
    assert len(told) > 60
    walked = [
        (name, command)
        for name, plan, command in told
        if "COLLSCAN" in plan and not is_first_look(name, command)
    ]
    assert [(name, str(c)[:300]) for name, c in walked] == []


def plan(inspector, reporter, hotel):
    """An inspection with its list, a campaign, a document with a task, asked for in all ways."""
    team = [{"name": "Trưởng đoàn", "account": "inspector", "lead": True}]
    bodies = plan_bodies(hotel["id"])
    for name in ("inspections", "campaigns", "documents"):
        bodies[name] = reporter.post(f"/{name}", bodies[f"POST /{name}"]).json["id"]
    own = inspector.post("/inspections", {**bodies["POST /inspections"], "id": None, "team": team})
    path, places = f"/inspections/{own.json['id']}", {"establishments": [hotel["id"]]}
    inspector.post(f"{path}/establishments", places)
    inspector.post(f"{path}/establishments", {"filter": {"kind": "hotel"}})
    inspector.post(f"{path}/establishments/assignment", {**places, "account": "inspector"})
    inspector.put_new("/visits", a_visit(hotel["id"], inspection_id=own.json["id"],
                                         campaign_id=bodies["campaigns"]))  # fmt: skip
    inspector.post(f"{path}/establishments/removal", places)
    inspector.patch(path, {"team": team, "kind": "ad_hoc"}, headers={"If-Match": '"1"'})
    inspector.post(f"{path}/state", {"state": "running"}, headers={"If-Match": '"1"'})
    inspector.get(f"{path}/inspectors")
    for query in ({}, {"state": "visited"}, {"state": "waiting"}, {"state": "unassigned"},
                  {"account": "inspector"}):  # fmt: skip
        inspector.get(f"{path}/establishments", **query)
    asked = ({"state": "running"}, {"kind": "planned"}, {"unit": "SVHTTDL"}, {"mine": "true"},
             {"overdue": "true"}, {"campaign": bodies["campaigns"]})  # fmt: skip
    for query in asked:
        inspector.get("/inspections", **query)
    document = f"/documents/{bodies['documents']}"
    task = reporter.post(f"{document}/tasks", bodies[f"POST {DOCUMENT}/tasks"]).json["id"]
    inspector.post(f"/tasks/{task}/progress", bodies["POST /tasks/<uuid:task_id>/progress"])
    for one in (path, f"/campaigns/{bodies['campaigns']}", document):
        reporter.get(one)
    for query in ({"kind": "plan"}, {"unit": "SVHTTDL"}):
        reporter.get("/documents", **query)
    states = [{"state": state} for state in TASK_STATES]
    for query in ({}, {"unit": "SVHTTDL"}, {"document": bodies["documents"]}, *states):
        reporter.get("/tasks", **query)


def inform(reporter, hotel):
    """Activities, institutions and returns, asked for in all ways."""
    bodies = plan_bodies(hotel["id"])
    place = reporter.post("/institutions", bodies["POST /institutions"]).json["id"]
    body = bodies["POST /activities"] | {"institutions": [place]}
    path = f"/activities/{reporter.post('/activities', body).json['id']}"
    for query in ({}, {"unit": "SVHTTDL"}, {"form": "session"}, {"area": "05977"},
                  {"campaign": str(uuid.uuid4())}, {"from": "2026-01-01", "to": "2026-12-31"},
                  {"state": "withdrawn"}):  # fmt: skip
        reporter.get("/activities", **query)
    for query in ({}, {"q": "nha van"}, {"area": "05977"}):
        reporter.get("/institutions", **query)
    reporter.get(path)
    reporter.patch(path, {"title": "Tên khác"}, headers={"If-Match": '"1"'})
    reporter.post(f"{path}/withdrawal", {"reason": "Ghi nhầm"}, headers={"If-Match": '"2"'})
    reporter.patch(f"/institutions/{place}", {"name": "Nhà khác"}, headers={"If-Match": '"1"'})
    own = "/returns/SVHTTDL-QLDL/2026-Q3"
    reporter.put(own, bodies[f"PUT {RETURN}"])
    for number, (step, said) in enumerate(
        (("submit", {}), ("send-back", {"reason": "Thiếu số"}), ("submit", {}), ("accept", {})), 1
    ):
        reporter.post(f"{own}/{step}", said, headers={"If-Match": f'"{number}"'})
    reporter.get("/returns", period="2026-Q3")
    reporter.get("/summaries/preview", period="2026-Q3")


def refer(reviewer, reviewer2, case_id, visit_id, app):
    """A referral drafted, rewritten, approved, sent, looked for, concluded; each sent twice."""
    path = f"/cases/{case_id}/referrals"
    draft = a_referral(visit_id, type="emergency_call", indicators=[], called_at=NOW.isoformat())
    rest = {name: value for name, value in draft.items() if name != "id"}
    for _ in range(2):
        reviewer.post(path, draft)
    reviewer.put(f"{path}/{draft['id']}", rest, headers={"If-Match": '"1"'})
    day = NOW.astimezone(LOCAL).date().isoformat()
    steps = (
        (reviewer2, "approval", {"version": 2}),
        (reviewer, "sending", {"sent_at": NOW.isoformat()}),
        (reviewer2, "acknowledgement", {"acknowledged_at": dt.datetime.now(dt.UTC).isoformat()}),
        (reviewer, "result", {"result": "founded", "result_on": day}),
    )
    for person, name, fields in steps:
        for _ in range(2):
            sent = {"id": draft["id"][:-1] + str(len(name) % 10), **fields}
            answer = person.post(f"{path}/{draft['id']}/{name}", sent)
            assert answer.status_code == 200, answer.json
        reviewer.get("/cases")
        overdue_referrals(app.extensions["an-tru"].repos, NOW + dt.timedelta(days=2))
    reviewer.get(path)


def print_papers(inspector, hotel, repos):
    """A record printed for the first time and again, on an office's own template."""
    path = f"/visits/{uuid.uuid4()}"
    inspector.put(path, a_visit(hotel["id"]))
    use_shipped(repos, "record", "2026-01-01", NOW)
    for _ in range(2):
        assert inspector.get(f"{path}/record.docx").status_code == 200


def follow_up(inspector, reviewer, hotel):
    """What follows a visit: a remedy confirmed, sent again, taken back; the lists of findings."""
    visit_id = str(uuid.uuid4())
    visit = a_visit(hotel["id"], answers=answers(CG_03=TO_REMEDY), violations=[VIOLATION])
    finding = inspector.put(f"/visits/{visit_id}", visit).json["findings"][0]["id"]
    confirmed = a_remedy(id=str(uuid.uuid4()))
    for _ in range(2):
        reviewer.post(f"/findings/{finding}/remedy", confirmed)
    for path, body in (("sanctions", a_sanction()), ("transfers", a_transfer())):
        sent = {**body, "id": str(uuid.uuid4())}
        for _ in range(2):
            assert inspector.post(f"/visits/{visit_id}/{path}", sent).status_code in (201, 200)
        again = {**body, "corrects": sent["id"], "reason": "Nhầm số", "body": "UBND xã"}
        assert reviewer.post(f"/visits/{visit_id}/{path}", again).status_code == 201
    inspector.get(f"/visits/{visit_id}")
    taken_back = a_remedy(corrects=confirmed["id"], reason="Nhầm cơ sở", void=True)
    assert inspector.post(f"/findings/{finding}/remedy", taken_back).status_code == 201
    asked = ({}, {"state": "open"}, {"state": "overdue"}, {"state": "met"}, {"area": "05977"},
             {"establishment": hotel["id"]}, {"due_before": "2027-01-01"})  # fmt: skip
    for query in asked:
        cursor = inspector.get("/findings", limit="1", **query).json["next_cursor"]
        reviewer.get("/findings", limit="1", **query, **({"cursor": cursor} if cursor else {}))


def pull_and_mend(inspector, hotel, app):
    """A tablet's pulls after another; what they were told compared, compacted, begun anew."""
    inspector.put_new("/visits", a_visit(hotel["id"], answers=answers(CG_03=TO_REMEDY)))
    cursor = inspector.get("/sync", limit="1").json["next_cursor"]
    inspector.get("/sync", cursor=cursor)
    repos = app.extensions["an-tru"].repos
    stored = repos.establishments.get(uuid.UUID(hotel["id"]))
    there = {"area": {"scheme": "2025", "code": "06463"}}
    moved = changed_establishment(stored, there, {"username": "admin"}, NOW)
    assert store_all(repos, [], [(stored, moved)], NOW)
    inspector.get("/sync", cursor=cursor)
    unit = repos.units.get("SVHTTDL-QLDL")
    repos.units.put({**unit, "areas": ["2025:06463"]})
    inspector.get("/sync", cursor=cursor)
    repos.units.put(unit)
    settle(repos, NOW)
    tell_differing(repos, NOW)
    compact(repos, NOW + dt.timedelta(days=9999))
    for command in ("mend", "compact", "restart"):
        assert app.test_cli_runner().invoke(args=["sync", command]).exit_code == 0


def tell_people(reviewer, admin, repos):
    """What waits looked at, put into letters, refused by the mail server, put back, forgotten."""
    reviewer.patch("/me", {"email": "xet.duyet@antru.invalid"})
    waiting = reviewer.get("/me/notices").json["items"]
    assert waiting
    tell(repos, Refusing(), NOW + dt.timedelta(seconds=1))
    tell(repos, Refusing(), NOW + dt.timedelta(hours=1))
    letter = admin.get("/letters").json["items"][0]["id"]
    cursor = cursor_of(NOW.isoformat(), letter)
    admin.get("/letters", cursor=cursor)
    admin.post(f"/letters/{letter}/again")
    reviewer.post("/me/notices/seen", {"ids": [waiting[0]["id"]]})
    run_due(repos, NOW + dt.timedelta(days=60))
    reviewer.patch("/me", {"email": None})


class Refusing:
    """A mail server that takes nothing."""

    sender, base = "antru@antru.invalid", "https://antru.invalid"

    def send(self, _mail):
        raise NotTaken("550 no such user", for_good=True)


def sign_in_and_out(stranger, admin):
    """All that is asked at the door and of who stands there."""
    device = {"id": str(uuid.uuid4()), "name": "Máy 1"}
    body = {"username": "inspector", "password": DEMO_PASSWORD, "device": device}
    opened = stranger.post("/auth/login", body).json
    stranger.post("/auth/login", {**body, "password": "wrong"})
    renewal = {"refresh_token": opened["refresh_token"], "device_id": device["id"]}
    for _ in range(2):
        stranger.post("/auth/refresh", renewal)
    own = {"headers": {"Authorization": f"Bearer {opened['access_token']}"}}
    stranger.call("GET", "/me/devices", **own)
    stranger.call("GET", "/me/second-factor", **own)
    stranger.post("/auth/step-up", {"password": DEMO_PASSWORD}, **own)
    stranger.post("/me/password", {"old": "wrong", "new": "một mật khẩu dài"}, **own)
    session = stranger.call("GET", "/me/sessions", **own).json["items"][0]["id"]
    stranger.call("DELETE", f"/me/sessions/{session}", **own)
    for query in ({}, {"account": "inspector"}, {"status": "active"}):
        admin.get("/devices", **query)
    admin.get("/accounts/inspector/sessions")
    admin.patch(f"/devices/{device['id']}", {"status": "revoked"})
    admin.call("DELETE", "/accounts/inspector/second-factor")
    for status in ("closed", "active"):
        admin.patch("/accounts/reviewer2", {"status": status})
