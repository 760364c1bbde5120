"""The level of a visit, by vectors that every twin of the rules must agree on."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists import load_catalogue
from schemas.vocabulary import LEVELS
from service.domain.triage import Triage, triage, unknown_indicators

VECTORS = json.loads((Path(__file__).parent / "triage_vectors.json").read_text(encoding="utf-8"))
CATALOGUE = load_catalogue()
INDICATORS, RULES = CATALOGUE.indicators, CATALOGUE.triage_rules

people = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {"label": st.just("Người A"), "under_18": st.sampled_from([True, False])}
    ),
)
a_flag = st.fixed_dictionaries({"indicator": st.sampled_from(sorted(INDICATORS)), "person": people})
# Weak signs alone, so that the borders of yellow and orange are met often.
a_weak_flag = st.fixed_dictionaries(
    {
        "indicator": st.sampled_from(
            sorted(code for code, one in INDICATORS.items() if one.severity in ("low", "medium"))
        ),
        "person": people,
    }
)
flags_of_a_visit = st.one_of(st.lists(a_flag, max_size=6), st.lists(a_weak_flag, max_size=6))


def rank(flags: list) -> int:
    return LEVELS.index(triage(flags, INDICATORS, RULES).level)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_each_vector_gives_its_level_and_its_rules(vector):
    expected = Triage(vector["level"], tuple(vector["rules"]))
    assert triage(vector["flags"], INDICATORS, RULES) == expected


def test_the_vectors_meet_every_rule_and_every_level():
    rules = {code for vector in VECTORS for code in vector["rules"]}
    assert rules == {rule.code for rule in RULES.rules} | {RULES.minor.code}
    assert {vector["level"] for vector in VECTORS} == set(LEVELS)


@pytest.mark.parametrize("code", sorted(INDICATORS))
def test_every_indicator_alone_has_the_level_of_its_severity_and_mode(code):
    one = INDICATORS[code]
    alone = {"critical": 3, "high": 2 if one.mode == "A" else 1}.get(one.severity, 0)
    assert rank([{"indicator": code, "person": None}]) == min(alone + one.minor, 3)


@given(flags_of_a_visit, a_flag)
def test_a_further_flag_never_lowers_the_level(flags, further):
    assert rank([*flags, further]) >= rank(flags)


@given(flags_of_a_visit, st.randoms(use_true_random=False))
def test_the_order_of_the_flags_does_not_matter(flags, random):
    shuffled = random.sample(flags, len(flags))
    assert triage(shuffled, INDICATORS, RULES) == triage(flags, INDICATORS, RULES)


@given(flags_of_a_visit.filter(bool), st.data())
def test_a_flag_seen_twice_counts_once(flags, data):
    again = data.draw(st.sampled_from(flags))
    assert triage([*flags, again], INDICATORS, RULES) == triage(flags, INDICATORS, RULES)


@given(flags_of_a_visit.filter(bool), st.data())
def test_a_person_under_18_raises_by_at_most_one_and_to_no_less(flags, data):
    adults = [{**flag, "person": None} for flag in flags]
    place = data.draw(st.integers(0, len(flags) - 1))
    minor = {**adults[place], "person": {"label": "Người A", "under_18": True}}
    with_minor = [*adults[:place], minor, *adults[place + 1 :]]
    marked = any(INDICATORS[flag["indicator"]].minor for flag in adults)
    assert rank(with_minor) == min(rank(adults) + (not marked), 3)
    assert triage(with_minor, INDICATORS, RULES).rules[-1] == RULES.minor.code


def test_an_unknown_indicator_is_named_with_its_place():
    flags = [{"indicator": "REG-01"}, {"indicator": "ZZZ-99"}]
    (fault,) = unknown_indicators(flags, INDICATORS)
    assert (fault.path, fault.code) == ("flags.1.indicator", "unknown_indicator")
    assert "ZZZ-99" in fault.words


def test_known_indicators_leave_no_fault():
    assert unknown_indicators([{"indicator": code} for code in INDICATORS], INDICATORS) == []


def test_an_unknown_indicator_that_slipped_through_is_not_taken_for_white():
    with pytest.raises(KeyError):
        triage([{"indicator": "ZZZ-99", "person": None}], INDICATORS, RULES)
