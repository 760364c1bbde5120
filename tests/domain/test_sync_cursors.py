"""Cursors of sync: what was given comes back, and nothing else is taken."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.errors import StartAgain
from service.domain.sync import Grant, Head, Position, continued, is_lost
from service.domain.sync_cursors import sync_cursor, sync_position

KEY = b"k" * 32
WHO = {"username": "inspector", "device": "0190a5c8"}
SCOPES = st.text(min_size=1, max_size=20)
SEQS = st.integers(0, 2**53)
POSITIONS = st.builds(
    Position, st.text(max_size=40), SEQS, st.dictionaries(SCOPES, SEQS),
    st.dictionaries(SCOPES, st.tuples(SEQS, SEQS)),
)  # fmt: skip


@given(POSITIONS)
def test_what_was_given_comes_back(position):
    assert sync_position(sync_cursor(position, WHO, KEY), WHO, KEY) == position


@given(POSITIONS, st.text(max_size=20), st.text(max_size=20))
def test_nobody_elses_cursor_is_taken(position, username, device):
    other = {"username": username, "device": device}
    if other != WHO:
        with pytest.raises(StartAgain):
            sync_position(sync_cursor(position, WHO, KEY), other, KEY)


@given(POSITIONS, st.data())
def test_no_changed_byte_is_taken(position, data):
    cursor = sync_cursor(position, WHO, KEY)
    raw = bytearray(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(StartAgain):
        sync_position(base64.urlsafe_b64encode(raw).decode(), WHO, KEY)


@given(
    st.text(max_size=300) | st.binary(max_size=300).map(lambda raw: base64.b64encode(raw).decode())
)
def test_nothing_of_ones_own_making_is_taken(cursor):
    with pytest.raises(StartAgain):
        sync_position(cursor, WHO, KEY)


def test_a_cursor_over_every_area_of_a_large_province_fits_into_an_address():
    reached = {f"area:2025:{number:05}": number * 7 for number in range(250)}
    assert len(sync_cursor(Position("e" * 32, 0, reached), WHO, KEY)) < 2500


HERE = Grant(frozenset({"province", "area:2025:1"}), every_area=False)
HEADS = {"province": Head(5), "area:2025:1": Head(9, floor=4), "area:2025:2": Head(3)}


@pytest.mark.parametrize(
    ("position", "lost"),
    [
        (Position("e", 1, {"province": 5, "area:2025:1": 9}), False),
        (Position("e", 0, {"province": 5, "area:2025:1": 4}), False),
        (Position("e", 0, {"province": 5}), False),
        (Position("e", 0, {"province": 1, "area:2025:1": 3}), True),
        (Position("e", 1, {"province": 1, "area:2025:1": 3}), False),
        (Position("d", 1, {"province": 5}), True),
        (Position("e", 1, {"province": 6}), True),
        (Position("e", 1, {"area:2025:9": 1}), True),
        (Position("e", 1, {}, {"area:2025:2": (3, 1)}), False),
        (Position("e", 1, {}, {"area:2025:1": (3, 1)}), True),
    ],
)
def test_when_a_tablet_has_to_start_again(position, lost):
    assert is_lost(position, "e", 1, HEADS, HERE) == lost


def test_a_position_goes_on_under_todays_rights():
    position = Position("e", 0, {"province": 5, "area:2025:2": 3})
    assert continued(position, 1, HEADS, HERE) == Position(
        "e", 1, {"area:2025:1": 0, "province": 5}, {"area:2025:2": (3, 0)}
    )


def test_with_every_area_each_counter_of_an_area_is_granted():
    grant = Grant(frozenset({"province"}), every_area=True)
    assert continued(Position("e", 1), 1, HEADS, grant).reached == dict.fromkeys(sorted(HEADS), 0)
    assert not grant.holds("unit:XA")
