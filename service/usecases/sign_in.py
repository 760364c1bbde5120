"""Signing in, staying signed in, signing out."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from service.domain.devices import Device, device_of, is_known, name_of
from service.domain.errors import DeviceRevoked, NotSignedIn, SecondFactorRequired, TooOften
from service.domain.sessions import GRACE_SECONDS
from service.domain.throttle import REFRESH_ADDRESS, code_limits, network_of, sign_in_limits
from service.usecases.passwords import is_expired, is_right, keep_strong
from service.usecases.second_factor import WRONG_CODE, asks_code, is_code_right
from service.usecases.sign_in_events import note
from service.usecases.throttle import slowed
from service.usecases.tokens import access_token, csrf_token, refresh_token, session_of
from service.usecases.who import check_device, check_goes_on, public_account

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Xin kiểm tra lại."
EXPIRED = "Mật khẩu tạm đã quá hạn. Xin nhờ quản trị viên đặt lại mật khẩu."
THEFT = "theft"  # why a session was ended


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request comes from; ``cookie`` is the device's id that a browser keeps for us."""

    address: str
    agent: str = ""
    cookie: uuid.UUID | None = None


def sign_in(
    repos: Any, keys: Any, credentials: dict[str, Any], caller: Caller, now: dt.datetime
) -> dict[str, Any]:
    """Open a session: ``{access_token, refresh_token, account, csrf, device}``.

    An unknown name costs the same time and gets the same words as a wrong password.
    """
    username = credentials["username"]
    device = device_of(username, credentials["device"], caller.cookie, caller.agent, keys.content)
    known = _known_device(repos, username, device, now)
    account = _with_password(repos, credentials, caller, known, now)
    if asks_code(repos, account):
        _check_code(repos, username, credentials["otp"], known, now)
    if is_expired(account, now):
        raise NotSignedIn(EXPIRED, code="password-expired")
    session = _open(repos, account, device, caller, now)
    note(repos, "signed_in", username, now, address=caller.address,
         session=session["_id"], device=session["device"])  # fmt: skip
    return _opened(repos, keys, session, account, now)


def refresh(
    repos: Any, keys: Any, token: str | None, device_id: uuid.UUID | None, caller: Caller,
    now: dt.datetime,
) -> dict[str, Any]:  # fmt: skip
    """Exchange a refresh token for its one successor.

    Within the grace a repeated request gets the very same successor. Later reuse, or use from
    another device, means that the token was stolen: the session ends.
    """
    check_device(repos, device_id)
    with slowed(repos, [(REFRESH_ADDRESS, network_of(caller.address))], now) as give_back:
        session_id, generation = session_of(keys, token)
        give_back()
    session = repos.sessions.whole(session_id)
    check_goes_on(repos, session, now)
    if session["is_bound"] and device_id != session["device"]:
        _end_stolen(repos, session, now)
    if not repos.sessions.rotate(session_id, generation, now):
        session = repos.sessions.whole(session_id)
        _check_repeated(repos, session, generation, now)
    if session["device"]:
        repos.devices.touch(session["device"], now)
    session = repos.sessions.get(session_id)
    return _opened(repos, keys, session, repos.accounts.get(session["username"]), now)


def sign_out(repos: Any, who: dict[str, Any], now: dt.datetime) -> None:
    """End the session of the token that was used; its tokens stop counting at once."""
    repos.sessions.end({"_id": who["session"]}, "signed_out", now)
    note(repos, "signed_out", who["username"], now, session=who["session"])


def _known_device(
    repos: Any, username: str, device: Device | None, now: dt.datetime
) -> uuid.UUID | None:
    """The device's id, if this account has signed in on it before."""
    try:
        stored = check_device(repos, device and device.id)
    except DeviceRevoked:
        note(repos, "sign_in_refused_revoked_device", None, now, device=device and device.id)
        raise
    return device.id if device and is_known(device, stored, username) else None


def _with_password(
    repos: Any, credentials: dict[str, Any], caller: Caller, known: uuid.UUID | None,
    now: dt.datetime,
) -> dict[str, Any]:  # fmt: skip
    """The account whose password this is."""
    username, password = credentials["username"], credentials["password"]
    limits = sign_in_limits(username, caller.address, known)
    with _throttle_noted(repos, now), slowed(repos, limits, now) as give_back:
        account = repos.accounts.get(username)
        if not is_right(account, password):
            note(repos, "sign_in_failed", None, now, address=caller.address,
                 username=account and username)  # fmt: skip
            raise NotSignedIn(WRONG, code="wrong-credentials")
        give_back()
    return keep_strong(repos, account, password)


def _check_code(
    repos: Any, username: str, code: str | None, known: uuid.UUID | None, now: dt.datetime
) -> None:
    if not code:
        raise SecondFactorRequired
    limits = code_limits(username, known)
    with _throttle_noted(repos, now, username), slowed(repos, limits, now) as give_back:
        if not is_code_right(repos, username, code, now):
            note(repos, "second_factor_failed", None, now, username=username)
            raise NotSignedIn(WRONG_CODE, code="wrong-second-factor")
        give_back()


@contextmanager
def _throttle_noted(repos: Any, now: dt.datetime, username: str | None = None) -> Iterator[None]:
    try:
        yield
    except TooOften:
        note(repos, "sign_in_throttled", None, now, username=username)
        raise


def _open(
    repos: Any, account: dict[str, Any], device: Device | None, caller: Caller, now: dt.datetime
) -> dict[str, Any]:
    """Store the session in one transaction with its device, so that a revocation at the same moment
    finds it or stops it."""
    idle, until = repos.policy.idle_of(account["role"]), now + repos.policy.longest
    session = {
        "_id": uuid.uuid4(),
        "username": account["_id"],
        "device": device and device.id,
        "is_bound": bool(device and device.is_own_id),
        "device_name": device.name if device else name_of(caller.agent),
        "generation": 0,
        "opened_at": now,
        "rotated_at": now,
        "proved_at": now,
        "until": until,
        "idle_seconds": int(idle.total_seconds()),
        "expires_at": min(until, now + idle),
        "ended_at": None,
        "ended_because": None,
    }

    def work(transaction: Any) -> None:
        if not repos.accounts.signs_in(account, now, transaction):
            raise NotSignedIn(WRONG, code="wrong-credentials")
        if device and not repos.devices.seen(device, account, now, transaction):
            raise DeviceRevoked
        repos.sessions.insert(session, transaction)

    repos.in_transaction(work)
    return session


def _opened(
    repos: Any, keys: Any, session: dict[str, Any], account: dict[str, Any], now: dt.datetime
) -> dict[str, Any]:
    csrf = csrf_token()
    return {
        "access_token": access_token(keys, session, csrf, now),
        "refresh_token": refresh_token(keys, session["_id"], session["generation"]),
        "account": public_account(repos, account),
        "device": session["device"],
        "csrf": csrf,
    }


def _check_repeated(
    repos: Any, session: dict[str, Any] | None, generation: int, now: dt.datetime
) -> None:
    check_goes_on(repos, session, now)
    late = now - session["rotated_at"] > dt.timedelta(seconds=GRACE_SECONDS)
    if generation != session["generation"] - 1 or late:
        _end_stolen(repos, session, now)


def _end_stolen(repos: Any, session: dict[str, Any], now: dt.datetime) -> None:
    repos.sessions.end({"_id": session["_id"]}, THEFT, now)
    note(repos, "refresh_token_stolen", session["username"], now,
         session=session["_id"], device=session["device"])  # fmt: skip
    raise NotSignedIn
