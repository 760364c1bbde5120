"""``GET /audit``: newest first, filtered, by index, for administrators, and itself in the log."""

import datetime as dt
from types import SimpleNamespace

import pytest

from service.domain.audit import entry_of
from service.domain.notices import notice_of
from service.domain.rights import RIGHTS, sealed_reads
from service.domain.unusual_reading import unusual
from service.usecases.periodic import run_due
from service.usecases.unusual_reading import find_unusual_reading
from tests.audit.conftest import NOW, WHO, an_entry
from tests.builders import CALLED, a_flag, a_visit

DAY = "2026-11-24"


def written(repos, count, **who):
    for _ in range(count):
        repos.audit.append(entry_of("read_case", NOW, {**WHO, **who}, of=["case-1"]))


def test_entries_are_listed_newest_first_and_paged_without_loss(admin, reviewer, repos):
    for number in range(25):
        repos.audit.append(an_entry(number // 3))
    found, cursor = [], None
    while True:
        more = {"cursor": cursor} if cursor else {}
        page = admin.get("/audit", act="read_case", limit=4, **more).json
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len({row["id"] for row in found}) == len(found) == 25
    assert [row["at"] for row in found] == sorted((row["at"] for row in found), reverse=True)


def test_filters_find_by_account_act_record_and_local_days(admin, reviewer, repos):
    repos.audit.append(an_entry(1))
    reviewer.get("/cases")
    assert {row["by"] for row in admin.get("/audit", by="reviewer").json["items"]} == {"reviewer"}
    (one,) = admin.get("/audit", of="case-1").json["items"]
    assert (one["act"], one["of"], one["outcome"]) == ("read_case", ["case-1"], None)
    for window, count in (
        ({"from": DAY, "to": DAY}, 1), ({"from": "2026-11-25", "to": "2026-11-25"}, 0),
        ({"to": "2026-11-23"}, 0), ({"to": DAY}, 1),
    ):  # fmt: skip
        assert len(admin.get("/audit", act="read_case", **window).json["items"]) == count, window


def test_reading_the_log_is_in_the_log(admin):
    first = admin.get("/audit", by="reviewer").json
    assert first["items"] == []
    (own,) = admin.get("/audit", act="read_audit", to="2099-12-31").json["items"][1:]
    assert (own["by"], own["asked"]) == ("admin", ["by=reviewer"])


def test_the_log_says_nothing_of_what_a_case_holds(admin, inspector, reviewer, hotel):
    flag = a_flag(description="BÍ MẬT")
    visit = a_visit(hotel["id"], flags=[flag], emergency_call=CALLED)
    inspector.put_new("/visits", visit)
    case = reviewer.get("/cases").json["items"][0]
    reviewer.get(f"/cases/{case['id']}")
    reviewer.post(f"/cases/{case['id']}/claim")
    reviewer.post(f"/cases/{case['id']}/decision", {"decision": "closed", "reason": "KÍN ĐÁO"})
    text = admin.get("/audit", limit=200).text
    assert case["id"] in text
    for word in ("BÍ MẬT", "KÍN ĐÁO", "ROO-04", "red", "Khách sạn"):
        assert word not in text


QUERIES = [
    {}, {"by": "reviewer"}, {"act": "read_case"}, {"of": "case-1"}, {"from": DAY, "to": DAY},
    {"by": "reviewer", "act": "read_case", "of": "case-1", "from": DAY},
]  # fmt: skip


def test_no_query_walks_or_sorts_the_whole_log(admin, reviewer, repos, server_owner):
    for number in range(30):
        repos.audit.append(an_entry(number))
    place = server_owner.antru_app_audit
    place.command("profile", 0)
    place.drop_collection("system.profile")
    place.command("profile", 2)
    try:
        for query in QUERIES:
            cursor = admin.get("/audit", limit=2, **query).json["next_cursor"]
            admin.get("/audit", limit=2, **query, **({"cursor": cursor} if cursor else {}))
        repos.audit.readers("case-1", ("read_case",), 10)
        repos.audit.checkpoint_heads(NOW)
        find_unusual_reading(repos, DAY, NOW)
    finally:
        place.command("profile", 0)
    ran = list(
        place["system.profile"].find({"ns": f"{place.name}.entries", "op": {"$ne": "insert"}})
    )
    place.drop_collection("system.profile")
    assert len(ran) > 30
    for row in ran:
        assert "COLLSCAN" not in row["planSummary"], row["command"]
        assert not row.get("hasSortStage"), row["command"]
    (counted,) = (row for row in ran if "aggregate" in row["command"])
    assert counted["docsExamined"] == 0


RULE = SimpleNamespace(reads_a_day=200, times_peers=5, reads_least=30)
ROLES = {"a": "reviewer", "b": "reviewer", "c": "reviewer", "d": "leader"}


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, set()),
        ({"a": 199}, set()),
        ({"a": 200}, {"a"}),
        ({"a": 60, "b": 10, "c": 12}, {"a"}),
        ({"a": 55, "b": 10, "c": 12}, set()),
        ({"a": 29, "b": 1, "c": 1}, set()),
        ({"a": 30, "b": 1, "c": 1}, {"a"}),
        ({"a": 150, "d": 1}, set()),
        ({"a": 199, "b": 199, "c": 199}, set()),
    ],
    ids=str,
)
def test_who_reads_far_more_than_peers_of_the_role_is_told_of(counts, told):
    assert set(unusual(counts, ROLES, RULE)) == told


def test_the_acts_that_read_what_is_sealed_are_known():
    assert {"list_cases", "read_case", "break_glass", "read_figure_records"} <= set(sealed_reads())
    assert all(RIGHTS[act].audited for act in sealed_reads())


def test_leaders_and_administrators_have_one_notice_each_however_often_it_is_looked(app, repos):
    written(repos, 40)
    written(repos, 2, username="reviewer2")
    for _ in range(2):
        said = app.test_cli_runner().invoke(args=["audit", "unusual", "--day", DAY]).output
        assert said == f"reviewer: 40 times\n1 accounts on {DAY}.\n"
    notices = list(repos.notices.rows.find())
    assert {each["to_role"] for each in notices} == {"leader", "administrator"}
    assert {(each["kind"], each["by"], each["day"]) for each in notices} == {
        ("unusual_reading", "reviewer", DAY)
    }
    assert len(notices) == 2


def test_on_a_quiet_day_nobody_is_told(app, repos):
    written(repos, 3)
    said = app.test_cli_runner().invoke(args=["audit", "unusual", "--day", "2026-11-23"]).output
    assert said == "0 accounts on 2026-11-23.\n"
    assert repos.notices.rows.count_documents({}) == 0


def test_a_notice_of_the_same_thing_is_the_same(repos):
    first, again = (notice_of("x", "leader", "reviewer", NOW, about="y") for _ in range(2))
    other = notice_of("x", "administrator", "reviewer", NOW, about="y")
    assert first["_id"] == again["_id"] != other["_id"]


def test_an_administrator_reads_whether_the_log_was_whole_and_a_break_is_told(
    admin, leader, repos, server_owner
):
    assert admin.get("/audit/state").json == {
        "looked_at": None, "entries": None, "findings": None
    }  # fmt: skip
    written(repos, 3)
    run_due(repos, NOW)
    state = admin.get("/audit/state").json
    assert (state["findings"], state["entries"] >= 3) == ([], True)
    assert repos.notices.rows.count_documents({"kind": "audit_broken"}) == 0
    server_owner.antru_app_audit.entries.update_one({"act": "read_case"}, {"$set": {"by": "x"}})
    run_due(repos, NOW + dt.timedelta(days=1))
    state = admin.get("/audit/state").json
    assert "changed" in state["findings"][0]
    told = {row["to_role"] for row in repos.notices.rows.find({"kind": "audit_broken"})}
    assert told == {"leader", "administrator"}
