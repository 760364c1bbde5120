"""The tablet or browser that somebody signs in on: what it is called, and whose it is."""

import hashlib
import hmac
import uuid
from dataclasses import dataclass
from typing import Any

TOUCHED = ("android", "iphone", "ipad", "tablet", "mobile")
BROWSERS = (("edg/", "Edge"), ("opr/", "Opera"), ("firefox", "Firefox"), ("chrome", "Chrome"),
            ("safari", "Safari"))  # fmt: skip
SYSTEMS = (("android", "Android"), ("iphone", "iPhone"), ("ipad", "iPad"), ("windows", "Windows"),
           ("mac os", "macOS"), ("cros", "ChromeOS"), ("linux", "Linux"))  # fmt: skip
NAMELESS = "Thiết bị chưa đặt tên"


@dataclass(frozen=True, slots=True)
class Device:
    """What a sign-in comes from. Only a device that made its own ``id`` is held to it: nobody else
    can know it, so it must come with every refresh, and it tells a known device from a stranger."""

    id: uuid.UUID
    name: str
    kind: str
    is_own_id: bool


def device_of(
    username: str, told: dict[str, Any] | None, cookie: uuid.UUID | None, agent: str, key: bytes
) -> Device | None:
    """The device of a sign-in, from ``{id, name}`` or ``{id: None, name}`` that was sent, or the
    ``cookie`` of a browser; ``None`` where nothing names one.

    A device without an id of its own is the account's device of that name: the same each time, and
    nothing that a stranger could compute.
    """
    told = told or {"id": None, "name": None}
    own = told["id"] or cookie
    if not own and not told["name"]:
        return None
    name = told["name"] or name_of(agent)
    return Device(own or _named(username, name, key), name, kind_of(agent), own is not None)


def kind_of(agent: str) -> str:
    """``tablet`` or ``browser``, as the ``User-Agent`` hints."""
    return "tablet" if any(word in agent.lower() for word in TOUCHED) else "browser"


def name_of(agent: str) -> str:
    """A first name for a device, such as ``Chrome, Windows``."""
    agent = agent.lower()
    found = [next((name for sign, name in table if sign in agent), "")
             for table in (BROWSERS, SYSTEMS)]  # fmt: skip
    return ", ".join(filter(None, found)) or NAMELESS


def is_known(device: Device | None, stored: dict[str, Any] | None, username: str) -> bool:
    """Whether this account has signed in on this very device before."""
    return bool(device and device.is_own_id and stored and username in stored["accounts"])


def _named(username: str, name: str, key: bytes) -> uuid.UUID:
    mac = hmac.new(key, f"device:{username}\n{name}".encode(), hashlib.sha256)
    return uuid.UUID(bytes=mac.digest()[:16], version=5)
