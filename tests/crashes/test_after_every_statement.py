"""A worker may be lost after any statement: all of what was sent is there, or nothing of it.

ASVS 5.0, 2.3.3 and 15.4.2. What was not answered is sent again, and nothing is there twice.
"""

import uuid

import pytest

from tests.builders import (
    CALLED,
    VIOLATION,
    a_flag,
    a_referral,
    a_remedy,
    a_sanction,
    a_visit,
    an_establishment,
    answers,
)
from tests.pictures import a_photo, asked, send_piece
from tests.referrals import Work, moment

PLACE = uuid.UUID("0190a5c8-0000-7000-8000-00000000c0de")
KEY = uuid.UUID("0190a5c8-0000-7000-8000-00000000face")
FLAGGED = {"flags": [a_flag()], "emergency_call": CALLED}
TODAY = moment()[:10]
TO_REMEDY = answers(CL_01={"value": "fail", "remedy": "Khai báo lại", "remedy_by": "2026-12-01"})


@pytest.fixture
def place(stage):
    """Puts the establishment there."""

    def put():
        answer = stage.person("inspector").put(f"/establishments/{PLACE}", an_establishment())
        assert answer.status_code == 201, answer.json

    return put


@pytest.fixture
def visited(stage, place):
    """Puts a visit there, with what is told; answers it."""

    def put(**changes):
        place()
        visit = a_visit(str(PLACE), **changes)
        answer = stage.person("inspector").put(f"/visits/{KEY}", visit)
        assert answer.status_code == 201, answer.json
        return answer.json

    return put


def a_case(stage):
    (case,) = stage.person("reviewer").get("/cases").json["items"]
    return case["id"]


@pytest.mark.slow
def test_an_establishment(stage):
    stage.walk(
        lambda: None,
        lambda person, _: person("inspector").put(f"/establishments/{PLACE}", an_establishment()),
    )


@pytest.mark.parametrize("flagged", [{}, FLAGGED], ids=["open", "flagged"])
def test_a_visit(stage, place, flagged):
    visit = a_visit(str(PLACE), answers=TO_REMEDY, **flagged)
    stage.walk(place, lambda person, _: person("inspector").put(f"/visits/{KEY}", visit))


def test_a_batch(stage, place):
    items = [
        {"id": str(uuid.UUID(int=KEY.int + number)), **a_visit(str(PLACE), **more)}
        for number, more in enumerate(({}, FLAGGED, {"remarks": "Một lượt nữa"}))
    ]
    stage.walk(
        place,
        lambda person, _: person("inspector").post("/visits/batch", {"items": items}),
        whole=False,
    )


@pytest.mark.slow
def test_an_amendment_that_adds_a_flag(stage, visited):
    body = {
        "id": str(uuid.UUID(int=KEY.int + 9)),
        "reason": "Ghi thiếu",
        "submission": a_visit(str(PLACE), answers=TO_REMEDY, **FLAGGED),
    }
    stage.walk(
        lambda: visited(answers=TO_REMEDY),
        lambda person, _: person("inspector").post(f"/visits/{KEY}/amendments", body),
    )


def test_a_withdrawal(stage, visited):
    stage.walk(
        lambda: visited(**FLAGGED),
        lambda person, _: person("inspector").post(
            f"/visits/{KEY}/withdrawal", {"reason": "Ghi nhầm cơ sở"}
        ),
    )


@pytest.mark.slow
def test_the_first_print_of_a_record_which_gives_its_number(stage, visited):
    stage.walk(visited, lambda person, _: person("inspector").get(f"/visits/{KEY}/record.docx"))


@pytest.mark.slow
def test_a_remedy(stage, visited):
    remedy = a_remedy(id=str(uuid.UUID(int=KEY.int + 5)))
    stage.walk(
        lambda: visited(answers=TO_REMEDY)["findings"][0]["id"],
        lambda person, finding: person("inspector").post(f"/findings/{finding}/remedy", remedy),
    )


@pytest.mark.slow
def test_a_claim(stage, visited):
    def flagged():
        visited(**FLAGGED)
        return a_case(stage)

    stage.walk(flagged, lambda person, case: person("reviewer").post(f"/cases/{case}/claim"))


@pytest.mark.slow
def test_a_sanction(stage, visited):
    sanction = a_sanction(id=str(uuid.UUID(int=KEY.int + 7)))
    stage.walk(
        lambda: visited(answers=answers(CG_03="fail"), violations=[VIOLATION]),
        lambda person, _: person("inspector").post(f"/visits/{KEY}/sanctions", sanction),
    )


@pytest.mark.slow
def test_a_decision(stage, visited):
    def claimed():
        visited(**FLAGGED)
        case = a_case(stage)
        stage.person("reviewer").post(f"/cases/{case}/claim")
        return case

    decision = {"decision": "monitoring", "reason": "Chờ kiểm tra lại"}
    stage.walk(
        claimed, lambda person, case: person("reviewer").post(f"/cases/{case}/decision", decision)
    )


@pytest.fixture
def at_work(stage, visited):
    """A red case, held by the first reviewer."""

    def begin():
        visit = visited(flags=[a_flag("ROO-04"), a_flag("REG-09")], emergency_call=CALLED)
        case, holder = a_case(stage), stage.person("reviewer")
        holder.post(f"/cases/{case}/claim")
        return Work(case, visit["id"], holder, stage.person("reviewer2"))

    return begin


def test_a_referral(stage, at_work):
    drafted = a_referral(str(KEY), id=str(uuid.UUID(int=KEY.int + 3)))
    stage.walk(
        at_work,
        lambda person, work: person("reviewer").post(f"/cases/{work.case}/referrals", drafted),
    )


STEPS = {
    "approval": ("drafted", "reviewer2", {"version": 1}),
    "cancellation": ("drafted", "reviewer", {"reason": "Nhầm nơi nhận"}),
    "sending": ("approved", "reviewer", {"sent_at": moment, "document_no": "7/TB-SVHTTDL"}),
    "acknowledgement": ("sent", "reviewer", {"number": "45/TB", "acknowledged_at": moment}),
    "result": ("sent", "reviewer", {"result": "founded", "result_on": TODAY}),
    "exports": ("sent", "reviewer", {"form": "docx"}),
}


# What leaves the house is walked always, the steps that are like it by `make test-all`.
ALIKE = ("approval", "cancellation", "acknowledgement", "result", "exports")
EACH = [pytest.param(name, marks=pytest.mark.slow if name in ALIKE else ()) for name in STEPS]


@pytest.mark.parametrize("name", EACH)
def test_a_step_of_a_referral(stage, at_work, name):
    before, who, fields = STEPS[name]
    steady = {"id": str(uuid.UUID(int=KEY.int + 4)), **fields}

    def ready():
        work = at_work()
        path = f"{work.of(getattr(work, before)())}/{name}"
        return path, {key: each() if callable(each) else each for key, each in steady.items()}

    stage.walk(ready, lambda person, given: person(who).post(*given))


@pytest.mark.parametrize("part", [pytest.param("open", marks=pytest.mark.slow), "sealed"])
def test_a_photo_before_its_visit(stage, part):
    photo = a_photo()

    def heard():
        told = asked(stage.person("inspector"), KEY, photo, upload_part=part)
        return told.headers.get("Upload-Complete"), told.headers.get("Upload-Offset")

    def send(person, _):
        """Sends what is not yet there, as the tablet does."""
        whole, start = heard()
        if whole == "?1":
            return asked(person("inspector"), KEY, photo, upload_part=part)
        return send_piece(person("inspector"), KEY, photo, int(start or 0), part=part)

    stage.walk(lambda: None, send, whole=False, seen=heard)
