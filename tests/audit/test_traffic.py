"""What was called and what the log holds are the same, one for one; without the log nothing is."""

import io
import uuid
from collections import Counter
from typing import Any

import pytest
from pymongo.errors import WriteError

from service.api import routes
from service.domain.demo_cast import DEMO_CAST, DEMO_PASSWORD
from service.domain.rights import RIGHTS
from tests.audit.conftest import an_entry, told
from tests.builders import (
    CALLED,
    VIOLATION,
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
from tests.confidential.test_rights import a_path
from tests.pictures import a_photo, sent_whole, sha256_of

LIST = (
    "STT;Tên cơ sở lưu trú;Loại hình;Địa chỉ\n1;Nhà nghỉ A;Nhà nghỉ;phường Chi Lăng, TP Lạng Sơn\n"
)
A_UNIT = {"name": "Xã mới", "kind": "commune", "valid_from": "2025-07-01", "areas": []}
NAMES = {member["role"]: member["username"] for member in reversed(DEMO_CAST)}
# Signing out would end the sessions of the cast.
ROUTES = [
    pytest.param(route, id=f"{route.method} {route.path}")
    for route in routes()
    if route.contract.right.who and route.contract.right.act != "sign_out"
]
AUDITED = [route for route in ROUTES if route.values[0].contract.right.audited]


@pytest.fixture
def world(inspector, reviewer) -> dict[str, str]:
    """A place, a flagged visit with a photo, its case."""
    place = inspector.put_new("/establishments", an_establishment()).json
    visit_id, photo = str(uuid.uuid4()), a_photo()
    named = answers(
        CL_01={"value": "pass", "attachments": [sha256_of(photo)]},
        CL_02={"value": "fail", "remedy": "Bổ sung"},
        CG_03="fail",
    )
    found = {"answers": named, "violations": [VIOLATION], "flags": [a_flag()]}
    sent = inspector.put(
        f"/visits/{visit_id}", a_visit(place["id"], **found, emergency_call=CALLED)
    )
    assert sent.status_code == 201, sent.json
    sent_whole(inspector, visit_id, photo)
    case = reviewer.get("/cases").json["items"][0]["id"]
    return {"establishment_id": place["id"], "visit_id": visit_id, "case_id": case,
            "finding_id": sent.json["findings"][0]["id"], "sha256": sha256_of(photo)}  # fmt: skip


def a_body(route: Any, world: dict[str, str]) -> dict[str, Any]:
    """What to send, such that the act is reached."""
    place = world["establishment_id"]
    submission = a_visit(place, flags=[a_flag()], emergency_call=CALLED)
    body = {
        **referral_bodies(world["visit_id"]),
        **plan_bodies(place),
        "POST /establishments": {"id": str(uuid.uuid4()), **an_establishment()},
        "PUT /establishments/<uuid:establishment_id>": an_establishment(),
        "change_establishment": {"rooms": 3},
        "amend_visit": {"id": str(uuid.uuid4()), "reason": "Sửa", "submission": submission},
        "withdraw_visit": {"reason": "Nhầm"},
        "confirm_remedy": a_remedy(),
        "record_sanction": a_sanction(),
        "record_transfer": a_transfer(),
        "decide_case": {"decision": "closed", "reason": "Đã xong"},
        "note_case": {"id": str(uuid.uuid4()), "text": "Đã gọi hỏi"},
        "break_glass": {"reason": "Nghi có người gặp nguy hiểm"},
        "open_account": {"username": "moi", "name": "Người mới", "role": "reporter",
                         "unit": "SVHTTDL", "password": "một câu rất dài để thử"},
        "change_account": {"name": "Tên khác"},
        "change_own_account": {"told_by_mail": False},
        "change_device": {"status": "revoked"},
        "POST /units": {"code": "XA-MOI", **A_UNIT},
        "PUT /units/<string:code>": A_UNIT,
        "ask_approval": {"act": "purge", "subject": "2026", "reason": "Hết hạn"},
        "decide_approval": {"decision": "approved"},
        "make_own_key": {"name": "QGIS"},
        "place_hold": {"of": "visit", "key": world["visit_id"], "reason": "Đang điều tra"},
    }  # fmt: skip
    key = f"{route.method} {route.path}"
    found = body.get(key, body.get(route.contract.right.act))
    return {"json": found} if found else {}


def called(person: Any, route: Any, path: str, world: dict[str, str]) -> int:
    sent = a_body(route, world)
    if route.contract.takes_file:
        sent = {"data": {"file": (io.BytesIO(LIST.encode()), "list.csv")}}
    query = {"period": "2026-Q4"} if "preview" in path or path == "/returns" else {}
    query |= {"area": "05977"} if path == "/recipients" else {}
    query |= {"bbox": "106,21,108,23"} if path == "/map/levels" else {}
    sent |= {"headers": {"If-Match": '"1"'}, "query_string": query}
    return person.call(route.method, path, **sent).status_code


def expected(route: Any, role: str, status: int) -> list[tuple[str, str, str]]:
    right = route.contract.right
    name = NAMES[role]
    if role not in right.who:
        assert status == 403
        return [(name, right.act, "denied")]
    if not right.audited:
        return []
    assert status not in (400, 413, 415), "the test must reach the act"
    return [(name, right.act, "begun"), *([(name, right.act, "refused")] if status >= 400 else [])]


def written(repos: Any) -> list[tuple[str, str, str]]:
    entries = [each for each in repos.audit.rows.find() if each["act"] in RIGHTS]
    kinds = {(False, False): "begun", (True, True): "refused", (True, False): "denied"}
    return [
        (each["by"], each["act"], kinds[each["outcome"] is not None, each["about"] is not None])
        for each in entries
    ]


@pytest.mark.parametrize("route", ROUTES)
def test_calls_and_entries_are_the_same_one_for_one(
    route, cast, world, repos, server_owner, stranger
):
    server_owner.antru_app_audit.entries.delete_many({})
    calls: list[tuple[str, str, str]] = []
    for role, person in cast.items():
        for ids in ({}, world):
            calls += expected(route, role, called(person, route, a_path(route, **ids), world))
    called(stranger, route, a_path(route, **world), world)
    assert Counter(written(repos)) == Counter(calls)
    assert told(repos.audit) == []


def test_a_refusal_names_the_entry_before_it(reviewer, repos):
    absent = str(uuid.uuid4())
    assert reviewer.get(f"/cases/{absent}").status_code == 404
    first, second = repos.audit.rows.find({"of": absent}).sort("outcome", 1)
    assert second["about"] == f"{first['_id']['chain']}:{first['_id']['seq']}"
    assert (first["outcome"], second["outcome"]) == (None, "not-found")
    assert (first["role"], first["unit"]) == ("reviewer", second["unit"])
    assert first["session"]
    assert first["address"] == "127.0.0.1"


def test_filters_are_written_down_and_words_of_records_are_not(reviewer, repos, world):
    reviewer.get("/cases", level="red", area="05977")
    reviewer.post(f"/cases/{world['case_id']}/claim")
    reviewer.post(f"/cases/{world['case_id']}/decision", {"decision": "closed", "reason": "BÍ MẬT"})
    listed = repos.audit.rows.find_one({"act": "list_cases", "asked": {"$ne": []}})
    assert sorted(listed["asked"]) == ["area=05977", "level=red"]
    assert "BÍ MẬT" not in str(list(repos.audit.rows.find()))


def test_signing_in_and_failing_to_are_written_down(stranger, repos):
    good = {"username": "leader", "password": DEMO_PASSWORD}
    stranger.post("/auth/login", good)
    stranger.post("/auth/login", {**good, "password": "x"})
    stranger.post("/auth/login", {**good, "username": "mật khẩu gõ nhầm ô"})
    found = Counter((each["act"], each["by"]) for each in repos.audit.rows.find())
    assert found == {("signed_in", "leader"): 1, ("sign_in_failed", "nobody"): 2}
    assert "gõ nhầm" not in str(list(repos.audit.rows.find()))
    assert {each["address"] for each in repos.audit.rows.find()} == {"127.0.0.1"}


SIGNING_IN = {"sessions", "accounts", "units", "devices"}
# How often the cases of an area changed: asked first, since who has the newest is answered nothing.
# How much of the catalogue was published, counted every few seconds.
NAMELESS = {"case_stamps", "publications"}


@pytest.fixture
def no_log(world, server_owner):
    """The log takes no entry; answers which collections were touched meanwhile."""
    place, house = server_owner.antru_app_audit, server_owner.antru_app
    place.command("collMod", "entries", validator={"_id": "never"})
    house.command("profile", 0)
    house.drop_collection("system.profile")
    house.command("profile", 2)

    def touched() -> set[str]:
        found = {name.partition(".")[2] for name in house["system.profile"].distinct("ns")}
        return {name for name in found if not name.startswith(("$cmd", "system."))}

    yield touched
    house.command("profile", 0)
    house.drop_collection("system.profile")
    place.command("collMod", "entries", validator={})


@pytest.mark.parametrize("route", AUDITED)
def test_without_the_log_nothing_is_read_or_done(route, cast, world, no_log, repos):
    for role, person in cast.items():
        assert called(person, route, a_path(route, **world), world) == 503, role
    assert {"sessions"} <= no_log() <= SIGNING_IN | NAMELESS


def test_without_the_log_visits_still_come_in(inspector, world, no_log):
    place = world["establishment_id"]
    assert inspector.put_new("/visits", a_visit(place)).status_code == 201
    flagged = a_visit(place, flags=[a_flag()], emergency_call=CALLED)
    assert inspector.put_new("/visits", flagged).status_code == 201


def test_the_log_refuses_as_the_test_means(no_log, repos):
    with pytest.raises(WriteError):
        repos.audit.append(an_entry())
