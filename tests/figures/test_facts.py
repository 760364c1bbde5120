"""The facts of a visit that join a list: what an index holds in the list's place."""

import pytest

from service.domain.visits import facts_of, findings_of
from tests.figures.world import a_state, a_violation, a_visit, at

UNGUIDED = {"given": False, "commitment_signed": False, "staff_trained": 0,
            "hotline_posted": False, "leaflets": 0}  # fmt: skip


def an_answer(item, value="fail", remedy_by=None):
    return {"item": item, "value": value, "remedy": "", "remedy_by": remedy_by}


def facts(catalogue, answers=(), violations=()):
    content = {
        "started_at": at("2026-08-03T09:00"),
        "establishment_id": None,
        "inspection_id": None,
        "answers": list(answers),
        "violations": list(violations),
        "guidance": UNGUIDED,
    }
    checklist = catalogue.checklist("accommodation", 1)
    return facts_of(content, checklist, a_state(), "so", None), content


def test_failed_items_are_joined_in_the_checklists_order(catalogue):
    answers = [an_answer("CL-08"), an_answer("CG-03"), an_answer("CL-01", "pass")]
    found, _ = facts(catalogue, answers)
    assert (found["failed"], found["failed_codes"]) == (2, "CL-08 CG-03")


def test_only_violations_with_a_number_are_joined_each_as_often_as_it_is(catalogue):
    bases = [("B", "02/BB"), ("A", "01/BB"), ("B", "03/BB"), ("C", None), ("D", "")]
    violations = [a_violation(record_no) | {"basis": basis} for basis, record_no in bases]
    assert facts(catalogue, violations=violations)[0]["recorded"] == "A B B"


def test_the_days_to_remedy_are_those_of_the_findings(catalogue):
    answers = [
        an_answer("CL-08", remedy_by="2026-09-14"),
        an_answer("CG-03", remedy_by="2026-08-20"),
        an_answer("CL-01", remedy_by="2026-09-14"),
        an_answer("CL-02") | {"remedy": "Khắc phục ngay"},
        an_answer("CG-01", "pass", remedy_by="2026-09-01"),
    ]
    found, content = facts(catalogue, answers)
    assert found["due"] == "2026-08-20 2026-09-14 2026-09-14"
    stored = findings_of(a_visit(1)["_id"], content)
    assert sorted(each["remedy_by"] for each in stored if each["remedy_by"]) == found["due"].split()


@pytest.mark.parametrize("name", ["failed_codes", "recorded", "due"])
def test_what_is_empty_joins_to_nothing(catalogue, name):
    assert facts(catalogue)[0][name] == ""
