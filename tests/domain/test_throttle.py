"""What an attempt counts against."""

import pytest

from service.domain.throttle import (
    ACCOUNT,
    ADDRESS,
    CODE,
    KNOWN_DEVICE,
    PAIR,
    code_limits,
    counter_of,
    network_of,
    sign_in_limits,
)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", "unknown"),
        ("x", "unknown"),
    ],
)
def test_an_address_counts_as_its_subscriber(address, network):
    assert network_of(address) == network


def test_a_stranger_counts_by_account_and_address_a_known_device_by_itself():
    assert [limit for limit, _ in sign_in_limits("a", "192.0.2.7", None)] == [
        PAIR,
        ACCOUNT,
        ADDRESS,
    ]
    assert [limit for limit, _ in sign_in_limits("a", "192.0.2.7", "tablet")] == [KNOWN_DEVICE]
    assert code_limits("a", None) == [(CODE, "a")]


def test_guessing_codes_at_the_allowed_pace_is_hopeless_for_months():
    tries_in_a_quarter = CODE.burst + 90 * 24 * 3600 / CODE.every.total_seconds()
    assert tries_in_a_quarter * 3 / 1_000_000 < 0.1


def test_a_counter_s_name_tells_nothing_of_whom_it_counts():
    assert "secret" not in counter_of((ACCOUNT, "secret"), b"key")
    assert counter_of((ACCOUNT, "a"), b"key") != counter_of((CODE, "a"), b"key")
