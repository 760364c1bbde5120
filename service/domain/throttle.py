"""How often somebody may be wrong: what slows a guesser down and locks nobody out.

Only what fails counts; what succeeds is given back. A stranger who guesses at an account uses up
what strangers have together for it. A device that the account has signed in on before has an
allowance of its own, which no stranger can use up: its id is known to nobody else.
"""

import datetime as dt
import hashlib
import hmac
import ipaddress
from dataclasses import dataclass

IPV6_NETWORK = 64  # bits: what one subscriber gets


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once, then one in each ``every``; ``name`` keeps the counters apart."""

    name: str
    burst: int
    every: dt.timedelta


def _limit(name: str, burst: int, seconds: int) -> Limit:
    return Limit(name, burst, dt.timedelta(seconds=seconds))


PAIR = _limit("sign_in_account_and_address", 6, 60)
ACCOUNT = _limit("sign_in_account", 20, 30)
ADDRESS = _limit("sign_in_address", 60, 5)
KNOWN_DEVICE = _limit("sign_in_known_device", 10, 60)
# A code has a million forms of which three count: at this pace a year is one chance in four.
CODE = _limit("code", 5, 360)
CODE_KNOWN_DEVICE = _limit("code_known_device", 5, 360)
REFRESH_ADDRESS = _limit("refresh_address", 60, 5)
PROOF = _limit("proof", 5, 60)

Spent = tuple[Limit, str]  # a limit and whom it counts


def sign_in_limits(username: str, address: str, known_device: object) -> list[Spent]:
    """What an attempt at a password counts against."""
    if known_device:
        return [(KNOWN_DEVICE, f"{username}\n{known_device}")]
    network = network_of(address)
    return [(PAIR, f"{username}\n{network}"), (ACCOUNT, username), (ADDRESS, network)]


def code_limits(username: str, known_device: object) -> list[Spent]:
    """What an attempt at a code counts against; whoever makes one knows the password already."""
    if known_device:
        return [(CODE_KNOWN_DEVICE, f"{username}\n{known_device}")]
    return [(CODE, username)]


def network_of(address: str) -> str:
    """Whom an address belongs to: itself, or the network of an IPv6 subscriber."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, IPV6_NETWORK), strict=False))


def counter_of(spent: Spent, key: bytes) -> str:
    """The name of a counter. A password typed into the wrong field must not be kept, so it tells
    nothing."""
    limit, whom = spent
    mac = hmac.new(key, f"{limit.name}\n{whom}".encode(), hashlib.sha256)
    return mac.hexdigest()
